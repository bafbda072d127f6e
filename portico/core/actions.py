"""How anything is changed: one decorator that checks the verb, opens the transaction, audits and publishes.

@action(Verb.SEND)
def send(act: Act, *, by: Viewer, body: str) -> Post: ...

send(by=viewer, body="…")
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from portico.audit.actions import Fact, append
from portico.core.events import Event as EventFacts
from portico.core.events import reactions_to
from portico.core.models import Delivery, Event
from portico.core.viewer import Viewer
from portico.lib.undo import UNDO

P = ParamSpec("P")
R = TypeVar("R")


class NotAllowed(Exception):
    """The viewer lacks the verb, or the thing is not theirs. Doors answer 404: they never say which."""


class Refused(Exception):
    """The action can't be done as things stand. The sentence goes to the person; what they typed is kept."""


@dataclass(slots=True)
class Act:
    """What an action tells about itself while it runs."""

    by: Viewer
    verb: str
    now: datetime
    _told: list[Fact] = field(default_factory=list)

    @property
    def undo_until(self) -> datetime:
        """What is done now and can be taken back takes effect then."""
        return max(self.now + UNDO, self.by.holds_until or self.now)

    def may_take_back(self, done_at: datetime) -> bool:
        return self.now < max(done_at + UNDO, self.by.holds_until or done_at)

    def about(self, kind: str, object_id: object = "", *, patient: UUID | None = None) -> None:
        """Name what was changed, for the ledger. Every action must, at least once."""
        self._told.append(
            Fact(
                verb=self.verb,
                kind=kind,
                object=str(object_id),
                patient=str(patient or self.by.patient_id or ""),
                **identity(self.by),
            )
        )

    def publish(self, event: EventFacts, *, effective_at: datetime | None = None) -> UUID:
        """Write the event and a delivery for each of its reactions, in this transaction. Gives the event's key."""
        due = effective_at or self.now
        row = Event.objects.create(
            name=event.name,
            version=event.version,
            patient=str(event.patient_id or ""),
            actor=str(self.by.account_id or ""),
            role=self.by.role,
            data=event.data(),
            at=self.now,
            effective_at=due,
        )
        reactions = reactions_to(event)
        if reactions:
            Delivery.objects.bulk_create(
                [Delivery(event=row, reaction=name, due_at=due) for name in reactions]
            )
        return row.key

    def withdraw(self, event_key: UUID) -> None:
        """Undo: what has not happened yet will not. The log keeps the event; its deliveries end."""
        waiting = Delivery.objects.filter(event__key=event_key, state=Delivery.State.WAITING)
        waiting.update(state=Delivery.State.WITHDRAWN)


def identity(viewer: Viewer) -> dict[str, Any]:
    """The part of a ledger row that says who it was."""
    return {
        "account": str(viewer.account_id or ""),
        "name": viewer.name,
        "role": viewer.role,
        "on_behalf": viewer.is_acting_for_other,
        "purpose": viewer.purpose or "",
        "source": viewer.source,
    }


def action(
    verb: str, *, is_part: bool = False, is_trace: bool = False
) -> Callable[[Callable[Concatenate[Act, P], R]], Callable[P, R]]:
    """`is_part`: runs only inside a larger action, whose ledger row covers it (an import batch is one row).
    `is_trace`: writes what is no record and soon overwritten (who has a page open); the door's row is enough."""

    def mark(function: Callable[Concatenate[Act, P], R]) -> Callable[P, R]:
        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            viewer = kwargs["by"]
            if not isinstance(viewer, Viewer) or not viewer.may(verb):
                raise NotAllowed(verb)
            if is_part and not transaction.get_connection().in_atomic_block:
                raise RuntimeError(f"{function.__qualname__} runs only inside a larger action.")
            try:
                return once(viewer, *args, **kwargs)
            except IntegrityError:
                # Two of the same at the same moment: the other won. Run again, it now finds what the other wrote.
                if transaction.get_connection().in_atomic_block:
                    raise
                return once(viewer, *args, **kwargs)

        def once(viewer: Viewer, *args: P.args, **kwargs: P.kwargs) -> R:
            with transaction.atomic():
                act = Act(by=viewer, verb=str(verb), now=timezone.now())
                result = function(act, *args, **kwargs)
                if not is_part and not is_trace:
                    _write_ledger(act, function.__qualname__)
            return result

        run.verb = verb  # type: ignore[attr-defined]  # read by architecture/ to list every action with its verb
        return run

    return mark


def _write_ledger(act: Act, name: str) -> None:
    if not act._told:
        raise RuntimeError(f"{name} did not say what it changed: call act.about(…).")
    for fact in act._told:
        append(fact)
