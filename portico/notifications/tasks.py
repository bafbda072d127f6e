"""Carry what waits to its channel. This talks to other computers, so it holds no transaction while it does."""

import time
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from portico.core.hold import is_held
from portico.notifications.channels import Rejected
from portico.notifications.channels.email import mail
from portico.notifications.channels.sms import is_on, port
from portico.notifications.models import Notice, Preference
from portico.notifications.queries import gate_for, waiting, words_of
from portico.notifications.rules.gate import Pass, next_try
from portico.notifications.rules.keys import outside_key

# Longer than any channel takes, and than a whole turn: what is in hand is nobody else's.
LEASE = timedelta(minutes=2)
MAX_TRIES = 8
TURN_SECONDS = 30


def carry(*, now: datetime, limit: int = 50) -> int:
    """Hand out what waits; gives how many went. A notice that fails is tried again, later and later."""
    if is_held():
        return 0
    sent, until = 0, time.monotonic() + TURN_SECONDS
    for _ in range(limit):
        notice = _claim(now)
        if notice is None or time.monotonic() > until:
            break
        sent += _hand_over(notice, now)
    return sent


def _claim(now: datetime) -> Notice | None:
    """The next that may leave, in hand: written down before it begins, so that a worker that dies loses nothing.

    What may not leave gets its reason on the way."""
    while True:
        with transaction.atomic():
            notice = waiting(now).select_for_update(skip_locked=True).order_by("due_at").first()
            if notice is None or _may_leave(notice, now):
                return notice


def _may_leave(notice: Notice, now: datetime) -> bool:
    """The account's row is locked meanwhile: two workers can't both find that no text was sent today."""
    gate = gate_for(notice, Preference.locked(notice.account_id), now=now)
    notice.leased_until, notice.reason = None, gate.reason
    if gate.answer is Pass.GO:
        notice.tries += 1
        notice.leased_until, notice.handed_at = now + LEASE, now
    elif gate.answer is Pass.WAIT and gate.at is not None:
        notice.due_at = gate.at
    else:
        notice.state = Notice.State.OFF if gate.answer is Pass.OFF else Notice.State.HELD
    notice.save()
    return gate.answer is Pass.GO


def _hand_over(notice: Notice, now: datetime) -> bool:
    """One provider call. Only whoever has it in hand writes down how it went."""
    try:
        _to_channel(notice)
    except Exception as error:  # whatever the other side says, it is kept with the notice
        outcome = _failed(notice, error, now)
    else:
        outcome = {"state": Notice.State.SENT, "sent_at": now, "error": "", "reason": ""}
    notice.settle(**outcome)
    return outcome["state"] == Notice.State.SENT


def _to_channel(notice: Notice) -> None:
    key = outside_key(notice.key)
    if notice.channel == Notice.Channel.EMAIL:
        mail(address=notice.address, words=words_of(notice), key=key)
    elif is_on():
        port().text(number=notice.address, words=words_of(notice).body, key=key)
    else:
        raise Rejected


def _failed(notice: Notice, error: Exception, now: datetime) -> dict[str, object]:
    """The class of the error alone: what a provider says may repeat an address."""
    is_last = notice.tries >= MAX_TRIES or isinstance(error, Rejected)
    return {
        "state": Notice.State.DEAD if is_last else Notice.State.WAITING,
        "owner": settings.PORTICO_UNDELIVERED_OWNER if is_last else "",
        "due_at": now if is_last else next_try(now, notice.tries),
        "error": type(error).__name__,
    }
