"""Reads of conversations. Each side sees what is in effect, and what is its own."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from portico.core.models import in_effect
from portico.core.viewer import Viewer
from portico.messaging.models import Draft, Post, Reading, Thread


def _side(viewer: Viewer) -> str:
    return Post.Side.TEAM if viewer.is_staff else Post.Side.PATIENT


def _posts(viewer: Viewer, now: datetime) -> QuerySet[Post]:
    """One's own side at once, the other side's when it is in effect."""
    seen = in_effect(now) | Q(side=_side(viewer), withdrawn_at=None)
    return Post.objects.visible_to(viewer).filter(seen).order_by("created_at", "id")


def threads(viewer: Viewer, *, now: datetime) -> QuerySet[Thread]:
    """The viewer's conversations, newest first, each with `posts_seen` and `is_answered`."""
    seen = in_effect(now) if viewer.is_staff else Q(withdrawn_at=None)
    answered = Post.objects.filter(in_effect(now), thread=OuterRef("pk"), side=Post.Side.TEAM)
    rows = Thread.objects.visible_to(viewer).filter(seen).annotate(is_answered=Exists(answered))
    return rows.order_by("-created_at", "-id")


def unanswered(viewer: Viewer, *, now: datetime) -> QuerySet[Thread]:
    """The viewer's conversations that wait for the team."""
    return threads(viewer, now=now).filter(Q(is_answered=False))


def thread(viewer: Viewer, thread_id: UUID, *, now: datetime) -> Thread:
    """One conversation with its posts as `posts_seen`. Not there or not theirs: DoesNotExist."""
    posts = Prefetch("posts", queryset=_posts(viewer, now), to_attr="posts_seen")
    found: Thread = threads(viewer, now=now).prefetch_related(posts).get(pk=thread_id)
    return found


def unread(viewer: Viewer, *, now: datetime) -> list[Thread]:
    """Conversations in which the team wrote since this account last looked."""
    looked = Reading.objects.filter(account_id=viewer.account, thread=OuterRef("thread_id"))
    news = Post.objects.visible_to(viewer).filter(in_effect(now), side=Post.Side.TEAM)
    news = news.filter(~Exists(looked.filter(read_at__gte=OuterRef("effective_at")))).select_related("thread")
    return list({post.thread_id: post.thread for post in news.order_by("-effective_at")[:20]}.values())


def draft(viewer: Viewer, place: str) -> Draft | None:
    found: Draft | None = (
        Draft.objects.visible_to(viewer).filter(account_id=viewer.account, place=place).first()
    )
    return found


def subjects(viewer: Viewer, thread_ids: Collection[UUID]) -> dict[UUID, str]:
    """The first line of each conversation on the worklist of a staff member, whose pools chose them."""
    if not viewer.is_staff:
        return {}
    rows = Thread.objects.filter(pk__in=thread_ids, patient__site_id__in=viewer.sites)
    return dict(rows.values_list("pk", "subject"))
