"""What stands beside the conversations on the day of the walk: orders, tickets, letters, what a practice sets up."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from architecture.walk.who import SITES
from architecture.walk.world import World, canary


def quick(world: World) -> None:
    """The practice's, which a manager may change."""
    from portico.clinic.models import StaffMember
    from portico.quickactions.models import QuickAction

    ours = QuickAction.objects.filter(staff=None).order_by("title")[0]
    # Of somebody who has no messages at all.
    owner = StaffMember.objects.get(account__username="omar@example.org")
    his = QuickAction.objects.create(
        staff=owner, title="His", ends="thanks", saved_at=timezone.now(), number=1, form_key=uuid4()
    )
    world.ids |= {("quick", "", "own"): ours.pk, ("quick", "", "foreign"): his.pk}


def run(world: World) -> None:
    """One press for several, by a nurse; the foreign one is of somebody who has no messages at all."""
    from portico.clinic.models import StaffMember
    from portico.quickactions.models import Part, QuickAction, Run

    now, action = timezone.now(), QuickAction.objects.filter(staff=None).order_by("title")[0]
    for which, nurse, people in (("own", "jo", ("rosa", "marcus")), ("foreign", "grace", ("walter",))):
        staff = StaffMember.objects.get(account__username=f"{nurse}@example.org")
        one = Run.objects.create(
            action=action, number=1, staff=staff, form_key=uuid4(), asked_at=now, holds_until=now + timedelta(days=1)
        )  # fmt: skip
        for key in people:
            Part.objects.create(
                run=one, item_id=world.ids[("item", key, "own")], state="skipped", why="flagged"
            )
        world.ids[("run", "", which)] = one.pk


def ladder(world: World) -> None:
    """It names a physician first, and waits for a signature."""
    from portico.clinic.models import Site, StaffMember
    from portico.oncall.models import Ladder

    amara = StaffMember.objects.get(account__username="amara@example.org")
    rungs = [{"staff": str(amara.pk), "role": amara.role, "minutes": 15}]
    site = Site.objects.get(zone="America/Chicago")
    ladder = Ladder.objects.create(
        site=site, number=1, rungs=rungs, author_name="The walk", at=timezone.now(), form_key=uuid4()
    )
    world.ids[("ladder", "", "own")] = ladder.pk


def guideline(world: World) -> None:
    from portico.guidelines.models import Guideline

    world.ids[("guideline", "", "own")] = Guideline.objects.order_by("title")[0].pk


def routing() -> None:
    """A row that is being written, and a version."""
    from portico.routing.models import Draft, Version

    rows = [{"kinds": ["refill"], "pool": "Refills"}]
    Draft.objects.create(rows=rows, stamp=1, author_name="The walk", changed_at=timezone.now())
    Version.objects.create(number=1, rows=[], mark="walk", author_name="The walk", at=timezone.now())


def ticket(world: World, stage: Any, key: str, is_secret: bool) -> None:
    """Times are offered, and something is due."""
    from portico.clinic.models import StaffMember
    from portico.scheduling.models import Offer, Recall, Ticket, TicketStep

    text, variant = canary(key, "ticket", is_secret=is_secret), "secret" if is_secret else "own"
    label = "confidential" if is_secret else ""
    nurse = StaffMember.objects.get(account=stage.account("jo" if SITES[key] == "madison" else "kenji"))
    past = timezone.now() - timedelta(minutes=1)
    patient, day = world.patients[key], (past + timedelta(days=3)).date()
    ticket = Ticket.objects.create(
        patient_id=patient, state="offered", visit_type="follow-up", clinician=text, why=text, words=text, from_day=day,
        to_day=day, choose_by=day, issued_by=nurse, issued_at=past, changed_at=past, effective_at=past,
        send_key=uuid4(), sensitivity=label,
    )  # fmt: skip
    start = past + timedelta(days=3)
    Offer.objects.create(
        ticket=ticket, starts_at=start, minutes=20, clinician=text, place=text, offered_by=nurse, at=past
    )
    TicketStep.objects.create(ticket=ticket, what="offered", staff=nurse, words=text, at=past)
    recall = Recall.objects.create(
        patient_id=patient, due_on=day, what=text, note=text, set_by=nurse, set_at=past, effective_at=past,
        send_key=uuid4(), sensitivity=label,
    )  # fmt: skip
    world.ids |= {("ticket", key, variant): ticket.pk, ("recall", key, variant): recall.pk}


def letter(world: World, stage: Any, key: str, is_secret: bool) -> None:
    """Issued, with its file, which is a canary as well."""
    from portico.clinic.models import StaffMember
    from portico.letters.models import Letter, LetterStep

    text, variant = canary(key, "documents", is_secret=is_secret), "secret" if is_secret else "own"
    nurse = StaffMember.objects.get(account=stage.account("jo" if SITES[key] == "madison" else "kenji"))
    past = timezone.now() - timedelta(minutes=1)
    letter = Letter.objects.create(
        patient_id=world.patients[key], kind="attendance", state="issued", language="en", title=text, to=text,
        body=text,
                drafted_by=nurse, drafted_at=past, sent_at=past, issued_by=nurse, issued_at=past, effective_at=past,
        digest="walk", pdf=text.encode(), send_key=uuid4(), sensitivity="confidential" if is_secret else "",
    )  # fmt: skip
    LetterStep.objects.create(letter=letter, what="sent", staff=nurse, reason=text, at=past)
    world.ids[("letter", key, variant)] = letter.pk


def order(world: World, stage: Any, key: str, is_secret: bool) -> None:
    """A referral that waits for a physician's signature."""
    from portico.clinic.models import StaffMember
    from portico.orders.models import Order, Step

    text, variant = canary(key, "order", is_secret=is_secret), "secret" if is_secret else "own"
    nurse = StaffMember.objects.get(account=stage.account("jo" if SITES[key] == "madison" else "kenji"))
    past = timezone.now() - timedelta(minutes=1)
    order = Order.objects.create(
        patient_id=world.patients[key], item_id=world.ids[("item", key, variant)], kind="referral", state="to-sign",
        waits_on="physicians", what=text, directions=text, quantity=text, place=text, reason=text, note=text,
        returned_why=text, drafted_by=nurse, drafted_at=past, sent_at=past, send_key=uuid4(),
        sensitivity="confidential" if is_secret else "",
    )  # fmt: skip
    Step.objects.create(order=order, what="sent", staff=nurse, reason=text, at=past)
    world.ids[("order", key, variant)] = order.pk


def phrases(world: World, stage: Any) -> None:
    """One of the practice, and one of somebody who may not even look."""
    from portico.phrases.models import Phrase, Version

    ours = Phrase.objects.filter(staff=None, pool=None).order_by("pk").first()
    assert ours is not None
    facts = {
        "shortcut": ".walk",
        "title": "Walk",
        "english": "Hello.",
        "review_on": ours.review_on,
        "number": 1,
    }
    now = timezone.now()
    owner = stage.account("omar").staff
    his = Phrase.objects.create(staff=owner, saved_at=now, form_key=uuid4(), **facts)
    Version.objects.create(
        phrase=his, author=stage.account("omar"), author_name="Omar Haddad", at=now, **facts
    )
    world.ids |= {("phrase", "", "own"): ours.pk, ("phrase", "", "foreign"): his.pk}
