"""What follows when messages go to and fro."""

from uuid import UUID

from django.utils import timezone

from portico.access.queries import who_may_know
from portico.accounts.queries import owner
from portico.clinic.queries import account_of, managers_of, who_looks_after
from portico.core.models import Event
from portico.core.viewer import DataClass, Purpose, system_viewer
from portico.messaging.queries import SOURCE, thread
from portico.notifications.actions import send
from portico.notifications.queries import Recipient
from portico.notifications.rules.gate import Kind
from portico.triage import actions as triage
from portico.triage.queries import overdue_item


def tell_patient(event: Event, *, key: str) -> None:
    """The team answered: everybody who may read the conversation hears that something is new, and nothing else."""
    if event.patient_id is None:
        return
    by = system_viewer(Purpose.REACT).about(event.patient_id)
    found = thread(by, UUID(event.facts()["thread_id"]), now=event.effective_at)
    for recipient in who_may_know(by, event.patient_id, DataClass.MESSAGES, sensitivity=found.sensitivity):
        send(
            by=by,
            to=recipient,
            template="messaging/notices/new_message.txt",
            key=f"{key}-{recipient.account_id}",
        )


def bring_back(event: Event, *, key: str) -> None:
    """The patient wrote again, and it can no longer be undone: the team has the item again."""
    if event.patient_id is None:
        return
    by = system_viewer(Purpose.REACT).about(event.patient_id)
    facts = event.facts()
    triage.patient_wrote(
        by=by, source_kind=SOURCE, source_id=facts["thread_id"], signs=facts.get("signs", "")
    )


def tell_writer(event: Event, *, key: str) -> None:
    """Nobody has read what this member of the team wrote: they may want to call."""
    _tell_staff(event.facts()["account_id"], "messaging/notices/not_read.txt", key)


def tell_physician(event: Event, *, key: str) -> None:
    """The team asks something: it stands on the desk."""
    account = account_of(event.facts()["physician_id"])
    if account is not None:
        _tell_staff(str(account), "messaging/notices/asked.txt", key)


def tell_who_looks_after(event: Event, *, key: str) -> None:
    """A promise passed, and still nobody answered: whoever looks after the pool hears that something is late."""
    if event.patient_id is None:
        return
    by = system_viewer(Purpose.REACT).about(event.patient_id)
    late = overdue_item(by, event.facts()["item_id"], now=timezone.now())
    if late is None:
        return
    staff, is_pools_own = who_looks_after(by, late.pool_id)
    template = "overdue.txt" if is_pools_own else "overdue_without_lead.txt"
    for member in staff:
        account = str(member.account_id)
        _tell_staff(account, f"triage/notices/{template}", f"{key}-{account}")


def tell_managers(event: Event, *, key: str) -> None:
    """A working day after that it is still open: who runs the site hears of it, whoever was told first."""
    if event.patient_id is None:
        return
    by = system_viewer(Purpose.REACT).about(event.patient_id)
    late = overdue_item(by, event.facts()["item_id"], now=timezone.now())
    for member in managers_of(by, late.pool_id) if late else ():
        account = str(member.account_id)
        _tell_staff(account, "triage/notices/still_unanswered.txt", f"{key}-{account}")


def page(event: Event, *, key: str) -> None:
    """Out of hours somebody of the on-call ladder hears that something urgent waits, at any hour."""
    account = account_of(event.facts()["staff_id"])
    if account is not None:
        _tell_staff(str(account), "triage/notices/on_call.txt", key, kind=Kind.PAGE)


def _tell_staff(account_id: str, template: str, key: str, *, kind: Kind = Kind.CARE) -> None:
    to = owner(account_id)
    if to is not None:
        send(
            by=system_viewer(Purpose.REACT),
            to=Recipient(to.account_id, to.address, to.language),
            template=template,
            key=key,
            kind=kind,
        )
