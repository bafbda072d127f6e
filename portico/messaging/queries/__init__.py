"""Reads of conversations: of one record (reading), across them (team), and whether one may begin (beginning)."""

from portico.messaging.queries.beginning import Begins, may_begin
from portico.messaging.queries.reading import (
    FILES_OF,
    SOURCE,
    draft,
    draft_rows,
    drafts,
    drafts_titled,
    for_patient,
    has_news,
    headed,
    is_sent,
    keys_of_posts,
    news,
    reachable,
    read_by_patient_at,
    read_by_team_at,
    rows_of_thread,
    thread,
    thread_of,
    threads,
    titled,
    unread,
    waiting,
    with_news,
    with_words,
)
from portico.messaging.queries.team import (
    UNREAD_FOR,
    answers_of,
    begun_with,
    body_of,
    newest_posts,
    not_read,
    subjects,
    unread_untold,
)

__all__ = [
    "FILES_OF", "SOURCE", "UNREAD_FOR", "Begins", "answers_of", "begun_with", "body_of", "draft", "draft_rows",
    "drafts", "drafts_titled", "for_patient", "has_news", "headed", "is_sent", "keys_of_posts", "may_begin",
    "newest_posts", "news", "not_read", "reachable", "read_by_patient_at", "read_by_team_at", "rows_of_thread",
    "subjects", "thread", "thread_of", "threads", "titled", "unread", "unread_untold", "waiting", "with_news",
    "with_words",
]  # fmt: skip
