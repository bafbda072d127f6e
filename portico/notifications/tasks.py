"""Carry what waits to its channel. This talks to a mail server, so it holds no transaction while it does."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from portico.notifications.channels.email import mail
from portico.notifications.models import Notice
from portico.notifications.queries import waiting

LEASE = timedelta(minutes=2)
MAX_TRIES = 8


def carry(*, now: datetime, limit: int = 50) -> int:
    """Hand out what waits; gives how many went. A notice that fails is tried again, later and later."""
    sent = 0
    for _ in range(limit):
        notice = _claim(now)
        if notice is None:
            break
        sent += _hand_over(notice, now)
    return sent


def _claim(now: datetime) -> Notice | None:
    """Its next try is written down before this one begins: a worker that dies loses nothing."""
    with transaction.atomic():
        due = waiting(now)
        notice = due.select_for_update(skip_locked=True).order_by("due_at").first()
        if notice is not None:
            notice.tries += 1
            notice.due_at = now + LEASE
            notice.save(update_fields=["tries", "due_at"])
    return notice


def _hand_over(notice: Notice, now: datetime) -> bool:
    try:
        path = import_string(notice.link)(notice.account_id) if notice.link else ""
        mail(
            address=notice.address, language=notice.language, template=notice.template, key=notice.key,
            words={**notice.words, "url": f"{settings.PUBLIC_URL}{path}"},
        )  # fmt: skip
    except Exception as error:  # whatever the mail server says, it is kept with the notice
        notice.state = Notice.State.DEAD if notice.tries >= MAX_TRIES else Notice.State.WAITING
        notice.due_at = now + timedelta(seconds=15 * 2**notice.tries)
        notice.error = type(error).__name__
    else:
        notice.state, notice.sent_at, notice.error = Notice.State.SENT, now, ""
    notice.save(update_fields=["state", "due_at", "error", "sent_at"])
    return notice.state == Notice.State.SENT
