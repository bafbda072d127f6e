"""Carry out what follows from events: claim one due delivery, run it, mark it. Several workers may do so at once.

A reaction must be idempotent: it may run again when a worker died between doing and marking. Whatever it sends
outside carries `Delivery.pk` as the stable key.
"""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.module_loading import import_string

from portico.core.models import Delivery

Reaction = Callable[..., None]
LEASE = timedelta(minutes=5)
MAX_TRIES = 8


def run_due(*, now: datetime, limit: int = 100) -> int:
    """Run up to `limit` due deliveries; gives how many were tried."""
    done = 0
    while done < limit:
        delivery = _claim(now)
        if delivery is None:
            break
        _run(delivery, now)
        done += 1
    return done


def _claim(now: datetime) -> Delivery | None:
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    due = Delivery.objects.filter(free, state=Delivery.State.WAITING, due_at__lte=now)
    with transaction.atomic():
        first = due.select_for_update(skip_locked=True, of=("self",)).order_by("due_at").first()
        if first is None:
            return None
        first.leased_until = now + LEASE
        first.tries += 1
        first.save(update_fields=["leased_until", "tries"])
    return first


def apart(reaction: Reaction) -> Reaction:
    """Marks a reaction that takes long or asks somebody outside: it runs in no transaction, so it holds nobody's lock.

    It finds out by itself what it has done before, and writes by actions.
    """
    reaction.is_apart = True  # type: ignore[attr-defined]  # read below
    return reaction


def _run(delivery: Delivery, now: datetime) -> None:
    try:
        reaction = import_string(delivery.reaction)
        if getattr(reaction, "is_apart", False):
            _run_apart(delivery, reaction, now)
        else:
            _run_inside(delivery, reaction, now)
    except Exception as error:  # whatever it is, it is kept with the row and tried again
        _put_back(delivery, error, now)


def _run_inside(delivery: Delivery, reaction: Reaction, now: datetime) -> None:
    with transaction.atomic():
        # Locked again: an undo may have withdrawn it since it was claimed.
        current = Delivery.objects.select_for_update().select_related("event").get(pk=delivery.pk)
        if current.state != Delivery.State.WAITING:
            return
        reaction(current.event, key=str(current.pk))
        current.state = Delivery.State.DONE
        current.done_at = now
        current.save(update_fields=["state", "done_at"])


def _run_apart(delivery: Delivery, reaction: Reaction, now: datetime) -> None:
    current = Delivery.objects.select_related("event").get(pk=delivery.pk)
    if current.state != Delivery.State.WAITING:
        return
    reaction(current.event, key=str(current.pk))
    Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.WAITING).update(
        state=Delivery.State.DONE, done_at=now
    )


def _put_back(delivery: Delivery, error: Exception, now: datetime) -> None:
    """Later, each time twice as late; after the last try it waits for a person. No patient data: the class alone."""
    is_last = delivery.tries >= MAX_TRIES
    Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.WAITING).update(
        state=Delivery.State.DEAD if is_last else Delivery.State.WAITING,
        due_at=now + timedelta(seconds=5 * 2**delivery.tries),
        leased_until=None,
        error=type(error).__name__,
    )


def given_up(events: Collection[UUID]) -> set[UUID]:
    """Of these events by key, those with a reaction that failed to its last try and waits for a person."""
    rows = Delivery.objects.filter(event__key__in=events, state=Delivery.State.DEAD)
    return set(rows.values_list("event__key", flat=True))
