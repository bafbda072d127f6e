"""One click offers a visit, sets a recall and puts an order on the signing list; undone, all of it is gone."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from portico.chart.models import Encounter, Medicine
from portico.core.actions import Refused
from portico.core.delivery import run_due
from portico.core.models import Delivery, Event
from portico.core.presenters import today
from portico.lib.undo import UNDO
from portico.messaging.actions import undo_answer
from portico.messaging.models import Post
from portico.orders.actions import send_back, sign
from portico.orders.models import Order
from portico.orders.queries import to_sign
from portico.quickactions import actions
from portico.quickactions.models import Effect, QuickAction
from portico.quickactions.rules.also import Also, Do
from portico.quickactions.rules.content import Content, Ends, problems
from portico.quickactions.rules.first import FIRST
from portico.quickactions.tests.test_life import click, made, said
from portico.scheduling.models import Recall, Ticket

BRIDGE = next(one for one in FIRST if one.title == "Thirty days, then a visit")
BY_THE_RULES = next(one for one in FIRST if one.title == "Renew under the refill rules")
TEXT = "Hello {{patient.first_name}}, please come."


def refill(stage: Any, **more: Any) -> Any:
    row = Medicine.objects.get(patient=stage.patient("rosa"), text__startswith="lisinopril", status="active")
    return stage.ask(details={"medicine": str(row.pk), "days_left": 5}, subject=row.text, **more)


def does(*also: Also, kinds: tuple[str, ...] = ("refill",), ends: Ends = Ends.CLOSE) -> Content:
    return Content("All at once", kinds, ends, TEXT, "", "", also)


def read(stage: Any, thread: Any, key: str) -> None:
    item = stage.item(thread)
    assert stage.browser(key).get(reverse("desk:item", args=[item.patient_id, item.pk])).status_code == 200


def events_of(name: str) -> int:
    return Event.objects.filter(name=name).count()


def undone(stage: Any, thread: Any) -> None:
    post = Post.objects.get(thread=thread, side="team", withdrawn_at=None)
    undo_answer(by=stage.viewer("jo", "rosa"), post_id=post.pk)
    Delivery.objects.filter(state="waiting").update(due_at=timezone.now())
    run_due(now=timezone.now())


def test_thirty_days_a_visit_and_a_recall_with_one_click(stage: Any) -> None:
    thread, one = refill(stage), made(stage, BRIDGE)
    assert "Answer sent and closed." in said(click(stage, thread, one))
    item, day = stage.item(thread), today(stage.viewer("jo"))
    order = Order.objects.get(item=item)
    assert (order.kind, order.state, order.quantity, order.refills) == ("renewal", "to-sign", "30 days", 0)
    assert order.signed_by is None
    ticket = Ticket.objects.get(item=item)
    assert (ticket.visit_type, ticket.to_day, ticket.state) == (
        "follow-up",
        day + timedelta(days=28),
        "to-offer",
    )
    assert Recall.objects.get(patient=item.patient_id).due_on == day + timedelta(days=28)
    assert set(Effect.objects.values_list("do", "target")) == {
        ("renewal", order.pk), ("visit", ticket.pk), ("recall", Recall.objects.get().pk)
    }  # fmt: skip


def test_the_same_click_twice_does_each_thing_once(stage: Any) -> None:
    thread, one, key = refill(stage), made(stage, BRIDGE), uuid4()
    first = Post.objects.get(thread=thread, side="patient").pk
    for _ in range(2):
        click(stage, thread, one, send_key=key, last_seen=first)
    assert (Order.objects.count(), Ticket.objects.count(), Recall.objects.count()) == (1, 1, 1)


def test_taken_back_within_ten_seconds_nothing_of_it_stays(stage: Any) -> None:
    thread, one = refill(stage), made(stage, BRIDGE)
    click(stage, thread, one)
    undone(stage, thread)
    assert Order.objects.get().state == "withdrawn"
    assert Ticket.objects.get().withdrawn_at is not None
    assert Recall.objects.get().withdrawn_at is not None
    assert (events_of("orders.order_undone"), events_of("scheduling.ticket_taken_back")) == (1, 1)
    click(stage, thread, one)
    assert Order.objects.filter(state="to-sign").count() == 1


def test_an_order_waits_for_nobodys_signature_while_the_click_can_be_taken_back(stage: Any) -> None:
    click(stage, refill(stage), made(stage, BRIDGE))
    order, amara = Order.objects.get(), stage.viewer("amara", "rosa")
    place = [order.patient_id, order.pk]
    with pytest.raises(Refused, match="not-yet"):
        sign(by=amara, order_id=order.pk, seen=order.fingerprint())
    with pytest.raises(Refused, match="not-yet"):
        send_back(by=amara, order_id=order.pk, reason="Why?")
    assert order not in to_sign(amara, now=timezone.now())
    assert order in to_sign(amara, now=timezone.now() + UNDO)
    page = said(stage.browser("amara").get(reverse("orders:order", args=place)))
    assert "can still take it back" in page
    assert reverse("orders:signature", args=place) not in page


def test_times_that_were_offered_by_then_stay(stage: Any) -> None:
    from portico.scheduling import actions as scheduling

    thread, one = refill(stage), made(stage, BRIDGE)
    click(stage, thread, one)
    ticket = Ticket.objects.get()
    soon = scheduling.Time(starts_at=timezone.now() + timedelta(days=2), minutes=20)
    scheduling.offer(by=stage.viewer("priya", "rosa"), ticket_id=ticket.pk, times=[soon])
    undone(stage, thread)
    assert Ticket.objects.get(pk=ticket.pk).withdrawn_at is None
    assert Order.objects.get().state == "withdrawn"
    assert Recall.objects.get().withdrawn_at is not None


def test_where_the_refill_check_does_not_meet_nothing_at_all_is_done(stage: Any) -> None:
    Encounter.objects.filter(patient=stage.patient("rosa")).update(
        happened_at=F("happened_at") - timedelta(days=400)
    )
    thread, one = refill(stage), made(stage, BY_THE_RULES)
    assert "does not say that it meets" in said(click(stage, thread, one))
    assert not Post.objects.filter(thread=thread, side="team").exists()
    assert not Order.objects.exists()
    assert stage.item(thread).state != "closed"


def test_what_is_never_renewed_by_protocol_gets_no_thirty_days_either(stage: Any) -> None:
    row = Medicine.objects.get(patient=stage.patient("rosa"), text__startswith="lisinopril", status="active")
    Medicine.objects.filter(pk=row.pk).update(text="oxycodone 5 MG Oral Tablet", code="", system="")
    thread = stage.ask(
        details={"medicine": str(row.pk), "days_left": 5}, subject="oxycodone 5 MG Oral Tablet"
    )
    assert "never renewed by protocol" in said(click(stage, thread, made(stage, BRIDGE)))
    assert not Post.objects.filter(thread=thread, side="team").exists()
    assert (Order.objects.count(), Ticket.objects.count(), Recall.objects.count()) == (0, 0, 0)


def test_where_it_meets_the_renewal_waits_for_a_signature_and_nothing_signs_itself(stage: Any) -> None:
    thread, one = refill(stage), made(stage, BY_THE_RULES)
    assert "Answer sent and closed." in said(click(stage, thread, one))
    order = Order.objects.get()
    assert (order.state, order.answer["verdict"], order.signed_by) == ("to-sign", "meets", None)


def test_a_refill_that_names_no_medicine_of_the_list_is_not_renewed(stage: Any) -> None:
    thread, one = stage.ask(), made(stage, BRIDGE)
    assert "names no medicine of the list" in said(click(stage, thread, one))
    assert not Post.objects.filter(thread=thread, side="team").exists()


def test_a_referral_takes_what_the_patient_asked_for(stage: Any) -> None:
    one = made(stage, next(c for c in FIRST if c.title == "Referral is being written"))
    details = {"specialist": "skin doctor", "reason": "a mole that changed"}
    thread = stage.ask(kind="referral", subject="Referral", details=details)
    stage.item(thread).pool.members.add(stage.viewer("jo").staff_id)
    click(stage, thread, one)
    order = Order.objects.get()
    assert (order.kind, order.what, order.reason) == ("referral", "skin doctor", "a mole that changed")
    assert "skin doctor" in Post.objects.get(thread=thread, side="team").body


def test_what_it_prepares_and_is_not_known_here_is_not_prepared(stage: Any) -> None:
    order = Also(Do.LABORATORY, "{{result.name}} again", "Was {{result.value}}")
    thread, one = stage.ask(), made(stage, does(order))
    assert "not known here. Do it by hand" in said(click(stage, thread, one))
    assert not Post.objects.filter(thread=thread, side="team").exists()


def test_the_physician_is_asked_with_what_the_check_says(stage: Any) -> None:
    from portico.triage.models import Note

    Encounter.objects.filter(patient=stage.patient("rosa")).update(
        happened_at=F("happened_at") - timedelta(days=400)
    )
    one = made(stage, next(c for c in FIRST if c.ends == Ends.ASK), key="tomas")
    thread = refill(stage)
    read(stage, thread, "tomas")
    click(stage, thread, one, key="tomas")
    item, note = stage.item(thread), Note.objects.get(kind="question")
    assert item.state == "asked"
    assert item.asked_of.name == "Dr Amara Lee"
    assert "No visit in the last 12 months." in note.about
    assert "30 days and a visit" in note.text


def test_who_prepares_no_orders_is_offered_no_action_that_does(stage: Any) -> None:
    from portico.quickactions.models import QuickAction as Row

    ours = made(stage, BRIDGE, key="grace", is_own=False)
    chips = actions_shown(stage, "priya", ours)
    assert chips is False
    assert actions_shown(stage, "jo", ours) is True
    assert Row.objects.filter(pk=ours.pk).exists()


def actions_shown(stage: Any, key: str, one: QuickAction) -> bool:
    from portico.quickactions.presenters.words import offered
    from portico.quickactions.queries import usable

    viewer = stage.viewer(key)
    rows = usable(viewer, now=timezone.now(), kind="refill")
    return one.pk in {row.pk for row in offered(viewer, rows, "refill")}


def test_a_click_that_says_it_does_less_than_it_does_is_refused(stage: Any) -> None:
    """As if the page had been put together by hand."""
    from portico.core.actions import Refused

    thread, one = refill(stage), made(stage, BRIDGE)
    item = stage.item(thread)
    newest = Post.objects.get(thread=thread, side="patient").pk
    bare = actions.Click(
        action_id=one.pk,
        seen=1,
        item_id=item.pk,
        thread_id=thread.pk,
        send_key=uuid4(),
        last_seen=newest,
        body="Hi",
    )
    with pytest.raises(Refused, match="changed-meanwhile"):
        actions.use(by=stage.viewer("jo", "rosa"), click=bare)


@pytest.mark.parametrize("content", FIRST, ids=lambda one: one.title)
def test_each_prepared_one_is_right_as_it_stands(content: Content) -> None:
    assert problems(content) == []


@pytest.mark.parametrize(
    ("content", "field", "code"),
    [
        (does(Also(Do.VISIT, "party", "", 3)), "visit", "no-visit"),
        (does(Also(Do.VISIT, "nurse", "", 0)), "visit", "days"),
        (does(Also(Do.RECALL, " ", "", 3)), "recall", "no-what"),
        (does(Also(Do.RENEWAL), kinds=("question",)), "renewal", "refill-alone"),
        (does(Also(Do.RENEWAL), kinds=()), "renewal", "refill-alone"),
        (does(Also(Do.RENEWAL, days=300)), "renewal", "refill-alone"),
        (does(Also(Do.LABORATORY, "Potassium")), "laboratory", "no-why"),
        (does(Also(Do.REFERRAL, "", "Because")), "referral", "no-what"),
        (does(Also(Do.LABORATORY, "***", "Because")), "laboratory", "to-fill-in"),
        (does(Also(Do.LABORATORY, "{{no.such}}", "Because")), "laboratory", "unknown"),
        (does(Also(Do.VISIT, "nurse", "x" * 201, 3)), "visit", "long-also"),
        (does(Also(Do.VISIT, "nurse", "", 3), Also(Do.VISIT, "nurse", "", 3)), "visit", "twice"),
        (does(Also("cake")), "cake", "no-also"),
        (Content("T", (), Ends.THANKS, also=(Also(Do.VISIT, "nurse", "", 3),)), "ends", "nothing-more"),
        (Content("T", (), Ends.ASK, "Why?"), "kinds", "refill-alone"),
    ],
)
def test_what_is_wrong_with_what_it_does_beside_is_said(content: Content, field: str, code: str) -> None:
    assert (field, code) in {(problem.field, problem.code) for problem in problems(content)}


def filled(**more: Any) -> dict[str, Any]:
    usual = {"owner": "practice", "title": "Come and see us", "kinds": ["question"], "ends": "close",
             "english": "Please come.", "form_key": uuid4()}  # fmt: skip
    return {**usual, **more}


def test_a_manager_puts_one_together_on_screen(stage: Any) -> None:
    form = filled(
        visit_type="nurse", visit_days=10, recall_what="Blood test", recall_days=42, laboratory="Potassium",
        laboratory_why="Check",
    )  # fmt: skip
    page = said(stage.browser("grace").post(reverse("quickactions:new"), form, follow=True))
    assert "Offers a visit: Visit with a nurse, within 10 days" in page
    assert "Sets a recall: Blood test, in 42 days" in page
    assert "Prepares a lab order: Potassium" in page
    one = QuickAction.objects.get(title="Come and see us")
    assert [part["do"] for part in one.also] == ["visit", "recall", "laboratory"]
    again = stage.browser("grace").get(reverse("quickactions:change", args=[one.pk])).content.decode()
    assert 'value="Potassium"' in again
    assert '<details class="move" open>' in again


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"visit_type": "nurse"}, "Give the days"), ({"recall_days": 3}, "Please write what."),
        ({"renewal": "30"}, "for refills alone"), ({"laboratory": "Potassium"}, "whoever signs reads it"),
        ({"visit_type": "party", "visit_days": 1}, "valid choice"), ({"referral_why": "x"}, "Please write what."),
    ],
)  # fmt: skip
def test_a_form_that_is_not_right_says_where(stage: Any, more: dict[str, Any], sentence: str) -> None:
    answer = stage.browser("grace").post(reverse("quickactions:new"), filled(**more))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not QuickAction.objects.filter(title="Come and see us").exists()
