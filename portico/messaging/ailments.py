"""What can be wrong with conversations, for the doctor."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import F
from django.utils.translation import gettext as _

from portico.core.ailments import Ailment, told
from portico.core.viewer import Viewer
from portico.messaging.models import Post, Thread
from portico.messaging.queries import SOURCE
from portico.triage.ailments import closed_past, without_item

# A worker needs a moment to bring a reply back to the team.
GRACE = timedelta(minutes=2)


def ailments(viewer: Viewer, *, now: datetime) -> Iterator[Ailment]:
    threads = without_item(viewer, Thread.objects.filter(withdrawn_at=None), SOURCE)
    yield from told("thread-without-item", _("Nobody's list shows these conversations."), threads,
                    since="created_at")  # fmt: skip
    replies = Post.objects.filter(side=Post.Side.PATIENT, withdrawn_at=None, effective_at__lt=now - GRACE)
    # The first post of a conversation came with its item.
    replies = replies.filter(created_at__gt=F("thread__created_at"))
    unseen = closed_past(viewer, replies, SOURCE, "thread_id", "effective_at")
    yield from told("reply-not-brought-back", _("The patient wrote again, and the team was never told."), unseen,
                    since="effective_at")  # fmt: skip
