"""Conversations in words: the state, the promise, who wrote when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portico.core.presenters import initials, moment_words, near_words
from portico.core.viewer import Viewer
from portico.messaging.models import Draft, Post, Thread
from portico.messaging.presenters.facts import facts
from portico.messaging.presenters.titles import title
from portico.messaging.rules.state import State, patient_state


@dataclass(frozen=True, slots=True)
class Summary:
    title: str
    detail: str
    state: str
    tone: str
    href: str
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    sender: str
    when: str
    body: str
    initials: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class AnswerBox:
    """What messaging/staff/answer.html sends: a key of its own, the last post its writer saw, what was typed, and which
    phrases were put in."""

    send_key: UUID
    last_seen: UUID | None
    body: str
    inserted: str = ""


def answer_box(posts: Sequence[Post], draft: Draft | None) -> AnswerBox:
    return AnswerBox(
        send_key=uuid4(),
        last_seen=posts[-1].pk if posts else None,
        body=str(draft.data.get("body", "")) if draft else "",
        inserted=str(draft.data.get("inserted", "")) if draft else "",
    )


def state_of(thread: Thread, item: Any, now: datetime) -> State:
    """`item`: the work item behind the conversation (triage.queries.items_for)."""
    return patient_state(
        is_withdrawn=thread.withdrawn_at is not None,
        is_in_effect=thread.effective_at <= now,
        has_answer=getattr(thread, "last_side", "") == Post.Side.TEAM,
        item_state=item.state if item else "",
        item_how=item.closed_how if item else "",
    ).state


# The names that a new practice begins with. One that the practice wrote itself is read as it was written.
FIRST_TEAMS = (gettext_noop("the refill nurses"), gettext_noop("the nursing team"))


def team_words(name: str) -> str:
    """Who answers, as patients read it."""
    return _(name) if name else ""


def state_words(state: State, goes_to: str) -> tuple[str, str]:
    return {
        State.ON_ITS_WAY: (_("Being sent"), "action"),
        State.WITH_TEAM: (_("With %(who)s") % {"who": team_words(goes_to)}, "action"),
        State.BEING_ASKED: (_("The doctor is being asked"), "action"),
        State.FOR_YOU: (_("Waiting for your answer"), "needs"),
        State.ANSWERED: (_("Answered"), "done"),
        State.DONE: (_("Done"), "done"),
        State.WITHDRAWN: (_("Not sent"), "quiet"),
    }[state]


def promise_words(viewer: Viewer, thread: Thread, state: State) -> str:
    if state in {State.ANSWERED, State.FOR_YOU, State.DONE}:
        return ""
    return _("Answer by %(when)s") % {"when": near_words(viewer, thread.promised_at, is_inside=True)}


def summary(thread: Thread, viewer: Viewer, item: Any, *, now: datetime, is_new: bool = False) -> Summary:
    state = state_of(thread, item, now)
    words, tone = state_words(state, thread.goes_to)
    promise = promise_words(viewer, thread, state)
    sent = _("Sent %(when)s") % {"when": near_words(viewer, thread.created_at, is_inside=True)}
    return Summary(
        title=title(thread),
        detail=promise or sent,
        state=words,
        tone=tone,
        href=reverse("messaging:thread", args=[viewer.patient_id, thread.pk]),
        is_new=is_new,
    )


def said(post: Post, viewer: Viewer) -> Said:
    is_mine = post.side == (Post.Side.TEAM if viewer.is_staff else Post.Side.PATIENT)
    return Said(
        post.author_name, near_words(viewer, post.created_at), post.body, initials(post.author_name), is_mine
    )


def copied(found: Thread, posts: Sequence[tuple[Post, Sequence[str]]], viewer: Viewer, day: datetime) -> str:
    """A conversation as plain text, to keep or to hand on. `posts`: each with the names of its files."""
    lines = [title(found), viewer.person_name, _("Copied %(day)s") % {"day": moment_words(viewer, day)}, ""]
    lines += [f"{fact.label}: {fact.value}" for fact in facts(found, viewer)]
    for post, names in posts:
        lines += [
            "",
            f"{moment_words(viewer, post.created_at)}, {post.author_name}",
            post.body or title(found),
        ]
        lines += [_("Files: %(names)s") % {"names": ", ".join(names)}] if names else []
    return "\n".join(lines) + "\n"
