"""Reads of conversations. Each side sees what is in effect, and what is its own."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from portico.clinic.rules.roles import PHYSICIANS
from portico.core.models import in_effect
from portico.core.viewer import Viewer
from portico.messaging.models import Draft, Post, Reading, Thread
from portico.messaging.rules.searching import found_in
from portico.messaging.rules.typed import FIELDS
from portico.triage.queries import open_sources, sources_seen, waiting_sources

SOURCE = "message"
FILES_OF = "post"  # what holds the files of a message
NOBODY = UUID(int=0)  # the system reads conversations too, and has no account
SEARCHED, SHOWN = 2_000, 50  # conversations of one person that are looked through, and those that are listed


def _side(viewer: Viewer) -> str:
    return Post.Side.TEAM if viewer.is_staff else Post.Side.PATIENT


def _posts(viewer: Viewer, now: datetime) -> QuerySet[Post]:
    """One's own side at once, the other side's when it is in effect."""
    seen = in_effect(now) | Q(side=_side(viewer), withdrawn_at=None)
    return Post.objects.visible_to(viewer).filter(seen).order_by("created_at", "id")


def _threads(viewer: Viewer, now: datetime) -> QuerySet[Thread]:
    """A physician reads those alone that somebody of the team has seen."""
    seen = in_effect(now) if viewer.is_staff else Q(withdrawn_at=None)
    rows: QuerySet[Thread] = Thread.objects.visible_to(viewer).filter(seen)
    return rows.filter(pk__in=sources_seen(viewer, SOURCE, now=now)) if viewer.role in PHYSICIANS else rows


def threads(viewer: Viewer, *, now: datetime) -> QuerySet[Thread]:
    """The viewer's conversations, newest first, each with `last_side`, who wrote last of what is in effect."""
    last = Post.objects.filter(in_effect(now), thread=OuterRef("pk")).order_by("-created_at", "-id")
    rows = _threads(viewer, now).annotate(last_side=Subquery(last.values("side")[:1]))
    return rows.order_by("-created_at", "-id")


def with_words(
    viewer: Viewer, words: Sequence[str], *, now: datetime
) -> tuple[list[tuple[Thread, str]], bool]:
    """Conversations in which each of these words begins a word, newest first, each with the piece that shows it; and
    whether there may be more than these.

    One person's conversations are few: they are read and compared here, so that accents and beginnings of words count
    alike on both databases."""
    posts = Prefetch("posts", queryset=_posts(viewer, now), to_attr="posts_seen")
    rows: list[Thread] = list(threads(viewer, now=now).prefetch_related(posts)[:SEARCHED])
    said = ((row, found_in(words, _texts(row))) for row in rows)
    found = [(row, piece) for row, piece in said if piece is not None]
    return found[:SHOWN], len(found) > SHOWN or len(rows) == SEARCHED


def _texts(row: Thread) -> list[str]:
    """What was typed: the subject, the facts of the form, each post."""
    facts = [str(row.details.get(name, "")) for name in FIELDS]
    posts: list[Post] = row.posts_seen  # type: ignore[attr-defined]  # prefetched by with_words
    return [*(post.body for post in posts), row.subject, *facts]


def waiting(viewer: Viewer, *, now: datetime) -> QuerySet[Thread]:
    """The viewer's conversations that wait for the team: it did not write last, and is not done."""
    open_ones = open_sources(viewer, SOURCE)
    not_team = Q(last_side=None) | Q(last_side=Post.Side.PATIENT)  # nothing in effect yet: on its way
    return threads(viewer, now=now).filter(not_team, pk__in=open_ones)


def thread(viewer: Viewer, thread_id: UUID, *, now: datetime) -> Thread:
    """One conversation with its posts as `posts_seen`; `seen_at` and `team_seen_at`: when this account, and when
    somebody of the team, opened it last. Not there or not theirs: DoesNotExist."""
    posts = Prefetch("posts", queryset=_posts(viewer, now), to_attr="posts_seen")
    found: Thread = _looked_at(viewer, now).prefetch_related(posts).get(pk=thread_id)
    return found


def headed(viewer: Viewer, thread_id: UUID, *, now: datetime) -> Thread:
    """One conversation without its posts. Not there or not theirs: DoesNotExist."""
    return _threads(viewer, now).get(pk=thread_id)


def _looked_at(viewer: Viewer, now: datetime) -> QuerySet[Thread]:
    mine = _looks().filter(account_id=viewer.account_id or NOBODY)
    by_team = _looks().filter(is_team=True)
    return threads(viewer, now=now).annotate(seen_at=Subquery(mine[:1]), team_seen_at=Subquery(by_team[:1]))


def _looks() -> QuerySet[Any, Any]:
    return Reading.objects.filter(thread=OuterRef("pk")).order_by("-read_at").values("read_at")


def reachable(viewer: Viewer, *, thread: UUID) -> dict[str, QuerySet[Any]]:
    """The conversation of this key, if this person may see it."""
    return {"thread": Thread.objects.visible_to(viewer).filter(pk=thread)}


def rows_of_thread(viewer: Viewer, thread_id: UUID, *, now: datetime) -> dict[str, QuerySet[Any]]:
    """What the team needs of what `thread` reads, for a larger question; thread_of makes the conversation of it."""
    by_team = Subquery(_looks().filter(is_team=True)[:1])
    return {
        "thread": _threads(viewer, now).annotate(team_seen_at=by_team).filter(pk=thread_id),
        "posts": _posts(viewer, now).filter(thread_id=thread_id),
    }


def thread_of(viewer: Viewer, found: Mapping[str, list[Any]]) -> Thread:
    """As `thread`. Not there or not theirs: DoesNotExist."""
    if not found["thread"]:
        raise Thread.DoesNotExist
    thread: Thread = found["thread"][0]
    thread.posts_seen = found["posts"]  # type: ignore[attr-defined]  # as `thread` prefetches them
    return thread


def keys_of_posts(viewer: Viewer, thread_id: UUID, *, now: datetime) -> QuerySet[Any, Any]:
    """A subquery of the posts that are seen."""
    return _posts(viewer, now).filter(thread_id=thread_id).order_by().values("pk")


def has_news(viewer: Viewer, found: Thread) -> bool:
    """Of a conversation as `thread` gives it: did the other side write since this account looked?"""
    seen_at: datetime | None = found.seen_at  # type: ignore[attr-defined]  # annotated by `thread`
    posts: list[Post] = found.posts_seen  # type: ignore[attr-defined]  # prefetched there
    other = Post.Side.PATIENT if viewer.is_staff else Post.Side.TEAM
    return any(post.side == other and (seen_at is None or post.effective_at > seen_at) for post in posts)


def unread(viewer: Viewer, *, now: datetime) -> list[Thread]:
    """Conversations in which the team wrote since this account last looked."""
    return with_news(viewer, news(viewer, now=now))


def with_news(viewer: Viewer, posts: Iterable[Post]) -> list[Thread]:
    """The conversations of what `news` found, each once."""
    return list({post.thread_id: post.thread for post in posts}.values())


def news(viewer: Viewer, *, now: datetime) -> QuerySet[Post]:
    """What the team wrote since this account last looked, newest first, with its conversation."""
    looked = Reading.objects.filter(account_id=viewer.account, thread=OuterRef("thread_id"))
    rows: QuerySet[Post] = Post.objects.visible_to(viewer).filter(in_effect(now), side=Post.Side.TEAM)
    rows = rows.filter(~Exists(looked.filter(read_at__gte=OuterRef("effective_at")))).select_related("thread")
    return rows.order_by("-effective_at")[:20]


def read_by_patient_at(viewer: Viewer, thread_id: UUID) -> datetime | None:
    """When somebody on the patient's side last opened the conversation; for the team."""
    rows = Reading.objects.filter(thread_id=thread_id, thread__patient_id=viewer.patient, is_team=False)
    found: datetime | None = rows.order_by("-read_at").values_list("read_at", flat=True).first()
    return found


def read_by_team_at(viewer: Viewer, thread_id: UUID) -> datetime | None:
    """When somebody of the team last opened it; for the patient."""
    rows = Reading.objects.filter(thread_id=thread_id, thread__patient_id=viewer.patient, is_team=True)
    found: datetime | None = rows.order_by("-read_at").values_list("read_at", flat=True).first()
    return found


def is_sent(viewer: Viewer, send_key: UUID) -> bool:
    """Did this form of this account arrive? Then what was still being saved of it is no draft any more."""
    own = Post.objects.visible_to(viewer).filter(author_id=viewer.account, withdrawn_at=None)
    return own.filter(send_key=send_key).exists()


def for_patient(viewer: Viewer, *, now: datetime) -> QuerySet[Thread]:
    """Conversations in which the team asked the patient something and waits for the answer."""
    asked = waiting_sources(viewer, SOURCE)
    by_team = Q(last_side=Post.Side.TEAM)
    return threads(viewer, now=now).filter(by_team, pk__in=asked)


def titled(viewer: Viewer, thread_ids: Collection[UUID], *, now: datetime) -> dict[UUID, Thread]:
    """The viewer's conversations of these ids; for their titles."""
    return {row.pk: row for row in threads(viewer, now=now).filter(pk__in=thread_ids)}


def draft(viewer: Viewer, place: str) -> Draft | None:
    found: Draft | None = draft_rows(viewer, place).first()
    return found


def draft_rows(viewer: Viewer, place: str) -> QuerySet[Draft]:
    rows: QuerySet[Draft] = Draft.objects.visible_to(viewer).filter(account_id=viewer.account, place=place)
    return rows


def drafts(viewer: Viewer) -> QuerySet[Draft]:
    """What this person has begun in this record, newest first: new messages and replies."""
    rows: QuerySet[Draft] = Draft.objects.visible_to(viewer).filter(account_id=viewer.account)
    return rows.exclude(place__startswith="answer-").order_by("-saved_at")[:20]


def drafts_titled(
    viewer: Viewer, *, now: datetime, found: Sequence[Draft] | None = None
) -> tuple[Sequence[Draft], dict[UUID, Thread]]:
    """The drafts, or those that were found already, with the conversations that replies among them belong to."""
    found = list(drafts(viewer)) if found is None else found
    replied = [UUID(row.place.removeprefix("reply-")) for row in found if row.place.startswith("reply-")]
    return found, titled(viewer, replied, now=now) if replied else {}
