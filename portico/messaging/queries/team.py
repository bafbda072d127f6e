"""Reads across conversations, for the team and for the schedule: never of one open record alone."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from portico.core.models import in_effect
from portico.core.viewer import Purpose, Viewer
from portico.lib.batches import batches
from portico.messaging.models import Post, Reading, Thread
from portico.messaging.rules.kinds import CLINICAL
from portico.messaging.rules.typed import typed

UNREAD_FOR = timedelta(days=2)
LOOKED_BACK = timedelta(days=90)  # an answer older than that is history, not news


def subjects(viewer: Viewer, thread_ids: Collection[UUID]) -> QuerySet[Any, Any]:
    """Of the conversations on the worklist of a staff member, whose pools chose them: what their titles need."""
    if not viewer.is_staff:
        return Thread.objects.none().values()
    rows = Thread.objects.filter(pk__in=thread_ids, patient__site_id__in=viewer.sites)
    return rows.values("pk", "kind", "subject", "details")


def newest_posts(viewer: Viewer, thread_ids: Collection[UUID], *, now: datetime) -> dict[UUID, UUID]:
    """Of the conversations behind such items: the post that stands last for the team, by conversation."""
    seen = in_effect(now) | Q(side=Post.Side.TEAM, withdrawn_at=None)
    rows = Post.objects.filter(seen, thread_id__in=thread_ids, patient__site_id__in=viewer.sites)
    return dict(rows.order_by("created_at", "id").values_list("thread_id", "pk"))


def body_of(viewer: Viewer, *, post_id: UUID | None = None, step_id: UUID | None = None) -> str:
    """What the team wrote to the patient of the viewer, by its key or that of its move; taken back or not."""
    rows = Post.objects.visible_to(viewer).filter(side=Post.Side.TEAM)
    rows = rows.filter(pk=post_id) if post_id else rows.filter(step_id=step_id)
    return str(rows.values_list("body", flat=True).first() or "")


def not_read(viewer: Viewer, *, now: datetime) -> list[Post]:
    """Clinical answers of this member of staff that nobody has read for two days, newest first."""
    rows = _unread_answers(now).filter(author_id=viewer.account, patient__site_id__in=viewer.sites)
    return list(rows.select_related("thread", "patient").order_by("-effective_at")[:50])


def unread_untold(viewer: Viewer, *, now: datetime) -> QuerySet[Post]:
    """For the schedule: such answers whose writer has not heard of it yet."""
    rows = _unread_answers(now).filter(unread_told_at=None)
    return rows.select_related("thread").order_by("effective_at")[:200]


def _unread_answers(now: datetime) -> QuerySet[Post]:
    looked = Reading.objects.filter(
        thread=OuterRef("thread_id"), is_team=False, read_at__gte=OuterRef("effective_at")
    )
    rows = Post.objects.filter(side=Post.Side.TEAM, withdrawn_at=None, thread__kind__in=CLINICAL)
    rows = rows.filter(effective_at__lte=now - UNREAD_FOR, effective_at__gt=now - LOOKED_BACK)
    return rows.filter(~Exists(looked))


def begun_with(viewer: Viewer, ids: Sequence[UUID], *, with_text: bool) -> dict[UUID, tuple[str, str]]:
    """For a routing table that is tried: the kind under which each of these conversations was sent, and all that was
    typed then, if it is wanted. Nobody reads it."""
    if viewer.purpose is not Purpose.TRY_ROUTING:
        return {}
    rows = Thread.objects.filter(pk__in=ids)
    if not with_text:
        return {key: (kind, "") for key, kind in rows.values_list("pk", "kind")}
    # The first post has the key of the form that began the conversation.
    first = Post.objects.filter(thread__in=ids, send_key=F("thread__send_key")).values_list(
        "thread_id", "body"
    )
    body = dict(first)
    return {
        row.pk: (row.kind, typed(row.kind, row.subject, body.get(row.pk, ""), row.details))
        for row in rows.only("kind", "subject", "details")
    }


def answers_of(viewer: Viewer, steps: Collection[UUID]) -> dict[UUID, str]:
    """What the team wrote with these moves of its own; a physician and the other side get none."""
    if not viewer.may("messaging.answer"):
        return {}
    rows = Post.objects.filter(side=Post.Side.TEAM, withdrawn_at=None, patient__site_id__in=viewer.sites)
    found: dict[UUID, str] = {}
    for some in batches(steps):
        found |= {
            step: body for step, body in rows.filter(step_id__in=some).values_list("step_id", "body") if step
        }
    return found
