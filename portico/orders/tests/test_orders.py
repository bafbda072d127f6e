"""Tomás prepares, Jo signs under the protocol, Amara signs the rest; what is signed goes on and never changes."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from portico.chart.models import Encounter, Medicine
from portico.clinic.actions import be_away
from portico.clinic.models import StaffMember
from portico.core.actions import NotAllowed, Refused
from portico.core.models import Event
from portico.core.viewer import Purpose, system_viewer
from portico.orders import actions, ailments, queries
from portico.orders.models import Adoption, Order, Step
from portico.orders.rules.order import Kind
from portico.triage.models import Note

WORDS = {
    "what": "lisinopril 10 MG Oral Tablet",
    "quantity": "90 days",
    "refills": 3,
    "place": "Lake Street Pharmacy",
}


def lisinopril(stage: Any, key: str = "rosa") -> Any:
    rows = Medicine.objects.filter(patient=stage.patient(key), text__startswith="lisinopril", status="active")
    return rows.get()


def prepared(stage: Any, who: str = "tomas", kind: Kind = Kind.RENEWAL, **words: Any) -> Any:
    """A draft beside Rosa's refill."""
    row = lisinopril(stage)
    thread = stage.ask(details={"medicine": str(row.pk), "days_left": 5}, subject=row.text)
    usual = (
        {**WORDS, "directions": row.dosage}
        if kind is Kind.RENEWAL
        else {"what": "Potassium", "reason": "Check"}
    )
    return actions.draft(
        by=stage.viewer(who, "rosa"), item_id=stage.item(thread).pk, kind=kind, words={**usual, **words},
        send_key=uuid4(), medicine_id=row.pk if kind is Kind.RENEWAL else None,
    )  # fmt: skip


def adopted(stage: Any) -> None:
    amara = stage.viewer("amara")
    actions.adopt(by=amara, mark=queries.table(amara).mark)


def sent(stage: Any, who: str = "tomas", **more: Any) -> Any:
    return actions.send(by=stage.viewer(who, "rosa"), order_id=prepared(stage, who, **more).pk)


def sign(stage: Any, who: str, order: Any) -> Any:
    fresh = Order.objects.get(pk=order.pk)
    return actions.sign(by=stage.viewer(who, "rosa"), order_id=order.pk, seen=fresh.fingerprint())


def not_seen_for(stage: Any, days: int = 400) -> None:
    """Rosa's visits lie so much further back."""
    Encounter.objects.filter(patient=stage.patient("rosa")).update(
        happened_at=F("happened_at") - timedelta(days=days)
    )


def test_a_draft_of_a_protocol_sends_every_renewal_to_a_physician(stage: Any) -> None:
    order = sent(stage)
    assert (order.waits_on, order.answer["verdict"]) == ("physicians", "meets")
    assert order in queries.to_sign(stage.viewer("amara"), now=timezone.now())
    assert order not in queries.to_sign(stage.viewer("jo"), now=timezone.now())


def test_what_meets_the_adopted_protocol_waits_for_nurses_and_pharmacists(stage: Any) -> None:
    adopted(stage)
    order = sent(stage)
    assert order.waits_on == "protocol"
    lists = {
        who: order in queries.to_sign(stage.viewer(who), now=timezone.now())
        for who in ("jo", "lena", "amara", "tomas", "kenji")
    }
    assert lists == {"jo": True, "lena": True, "amara": False, "tomas": False, "kenji": False}
    signed = sign(stage, "jo", order)
    assert (signed.state, signed.basis, signed.signed_as) == ("signed", "protocol", "nurse")


@pytest.mark.parametrize("who", ["tomas", "priya", "grace"])
def test_who_is_not_licensed_never_signs(stage: Any, who: str) -> None:
    adopted(stage)
    order = sent(stage)
    with pytest.raises((NotAllowed, Refused)):
        sign(stage, who, order)
    assert Order.objects.get(pk=order.pk).signed_by is None


def test_a_nurse_who_drafted_what_does_not_meet_it_cannot_sign_it_herself(stage: Any) -> None:
    adopted(stage)
    not_seen_for(stage)
    order = sent(stage, "jo")
    assert [r["code"] for r in order.answer["reasons"]] == ["visit"]
    with pytest.raises(Refused, match="for-physician"):
        sign(stage, "jo", order)


def test_what_no_longer_meets_it_is_not_signed_under_it(stage: Any) -> None:
    adopted(stage)
    order = sent(stage)
    not_seen_for(stage)
    with pytest.raises(Refused, match="not-met"):
        sign(stage, "jo", order)


@pytest.mark.parametrize(
    "changed",
    [
        {"what": "oxycodone 5 MG Oral Tablet"},
        {"what": "lisinopril 40 MG Oral Tablet"},
        {"directions": "Two a day"},
    ],
)
def test_another_medicine_strength_or_dose_than_the_chart_has_is_no_renewal_by_protocol(
    stage: Any, changed: dict[str, str]
) -> None:
    """What was typed counts, not the row of the chart that the form began with."""
    adopted(stage)
    assert sent(stage, **changed).waits_on == "physicians"


def test_lab_orders_and_referrals_are_always_a_physicians(stage: Any) -> None:
    adopted(stage)
    for kind in (Kind.LABORATORY, Kind.REFERRAL):
        assert sent(stage, kind=kind).waits_on == "physicians"


def test_a_second_renewal_of_the_same_medicine_is_noticed(stage: Any) -> None:
    adopted(stage)
    sent(stage)
    assert [r["code"] for r in sent(stage).answer["reasons"]] == ["being-ordered"]


def test_amara_returns_it_with_a_reason_which_stands_beside_the_message(stage: Any) -> None:
    order = sent(stage)
    amara = stage.viewer("amara", "rosa")
    with pytest.raises(Refused, match="no-reason"):
        actions.send_back(by=amara, order_id=order.pk, reason=" ")
    actions.send_back(by=amara, order_id=order.pk, reason="30 days only, please.")
    note = Note.objects.get(item_id=order.item_id)
    assert (note.text, note.author_name, note.kind) == ("30 days only, please.", "Dr Amara Lee", "note")
    tomas = stage.viewer("tomas", "rosa")
    assert order in queries.to_correct(tomas)
    actions.correct(by=tomas, order_id=order.pk, words={**WORDS, "quantity": "30 days"})
    actions.send(by=tomas, order_id=order.pk)
    assert sign(stage, "amara", order).basis == "judgement"
    assert [s.what for s in queries.steps(tomas, order.pk)] == [
        "drafted", "sent", "returned", "corrected", "sent", "signed",
    ]  # fmt: skip


def test_what_was_changed_since_it_was_read_is_not_signed(stage: Any) -> None:
    order = sent(stage)
    with pytest.raises(Refused, match="changed"):
        actions.sign(by=stage.viewer("amara", "rosa"), order_id=order.pk, seen="x" * 64)


def test_a_signature_is_taken_back_and_then_nothing_goes_to_the_record_system(stage: Any) -> None:
    order = sent(stage)
    sign(stage, "amara", order)
    assert order not in queries.to_enter(stage.viewer("tomas"))
    actions.unsign(by=stage.viewer("amara", "rosa"), order_id=order.pk)
    stage.let_take_effect()
    back = Order.objects.get(pk=order.pk)
    assert (back.state, back.digest, back.handed_at) == ("to-sign", "", None)


def test_what_is_signed_is_handed_over_and_entered_by_somebody(stage: Any) -> None:
    order = sent(stage)
    sign(stage, "amara", order)
    stage.let_take_effect()
    tomas = stage.viewer("tomas", "rosa")
    assert order in queries.to_enter(tomas)
    with pytest.raises(Refused, match="too-late"):
        actions.unsign(by=stage.viewer("amara", "rosa"), order_id=order.pk)
    actions.enter(by=tomas, order_id=order.pk)
    entered = Order.objects.get(pk=order.pk)
    assert (entered.entered_by.name, order in queries.to_enter(tomas)) == ("Tomás Silva", False)
    with pytest.raises(Refused, match="entered"):
        actions.enter(by=tomas, order_id=order.pk)
    # The reaction may come twice.
    actions.hand_over(by=system_viewer(Purpose.REACT).about(order.patient_id), order_id=order.pk)
    assert Step.objects.filter(order=order, what="handed-over").count() == 1


def test_what_can_still_be_taken_back_is_not_handed_over(stage: Any) -> None:
    order = sent(stage)
    by = system_viewer(Purpose.REACT).about(order.patient_id)
    actions.hand_over(by=by, order_id=order.pk)  # not signed at all: nothing to do
    sign(stage, "amara", order)
    with pytest.raises(Refused, match="too-early"):
        actions.hand_over(by=by, order_id=order.pk)
    assert Order.objects.get(pk=order.pk).handed_at is None


class Connected:
    """A record system that takes what is signed."""

    def take(self, signed: Any) -> bool:
        return bool(signed.words["what"] and signed.signed_by)


def test_a_record_system_that_is_connected_takes_it(stage: Any, settings: Any) -> None:
    settings.PORTICO_RECORD_SYSTEM = f"{__name__}.Connected"
    order = sent(stage)
    sign(stage, "amara", order)
    stage.let_take_effect()
    assert Order.objects.get(pk=order.pk).entered_at is not None


def test_what_is_signed_never_changes(stage: Any) -> None:
    order = sent(stage)
    sign(stage, "amara", order)
    tomas, amara = stage.viewer("tomas", "rosa"), stage.viewer("amara", "rosa")
    for attempt in (
        lambda: actions.correct(by=tomas, order_id=order.pk, words=WORDS),
        lambda: actions.withdraw(by=tomas, order_id=order.pk),
        lambda: actions.take_back(by=tomas, order_id=order.pk),
        lambda: actions.send(by=tomas, order_id=order.pk),
        lambda: actions.send_back(by=amara, order_id=order.pk, reason="No."),
    ):
        with pytest.raises(Refused, match="signed"):
            attempt()
    assert not found(stage, "order-changed")
    Order.objects.filter(pk=order.pk).update(quantity="900 tablets")
    assert found(stage, "order-changed") == [str(order.pk)]


def test_the_table_refuses_a_signature_without_a_signer(stage: Any) -> None:
    order = sent(stage)
    for wrong in (
        {"state": "signed"},
        {"signed_as": "medical-assistant"},
        {"basis": "protocol"},
        {"entered_at": timezone.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Order.objects.filter(pk=order.pk).update(**wrong)


def test_an_order_of_another_patient_is_not_there(stage: Any) -> None:
    order = prepared(stage)
    elena = stage.viewer("tomas", "elena")
    for act in (actions.send, actions.withdraw, actions.take_back, actions.enter):
        with pytest.raises(NotAllowed):
            act(by=elena, order_id=order.pk)
    with pytest.raises(NotAllowed):
        actions.draft(by=elena, item_id=order.item_id, kind=Kind.RENEWAL, words=WORDS, send_key=uuid4())
    assert not Order.objects.filter(patient=stage.patient("elena")).exists()


def test_patients_see_no_orders(stage: Any) -> None:
    order = sent(stage)
    for who, person in (("rosa", "rosa"), ("elena", "rosa")):
        viewer = stage.viewer(who, person)
        assert not queries.of_patient(viewer).exists()
        with pytest.raises(Order.DoesNotExist):
            queries.order(viewer, order.pk)


def test_the_same_form_sent_twice_is_one_order(stage: Any) -> None:
    first = prepared(stage)
    again = actions.draft(
        by=stage.viewer("tomas", "rosa"), item_id=first.item_id, kind=Kind.RENEWAL, words=WORDS,
        send_key=first.send_key,
    )  # fmt: skip
    assert again.pk == first.pk


def test_every_event_of_an_order_carries_no_words(stage: Any) -> None:
    order = sent(stage)
    sign(stage, "amara", order)
    told = Event.objects.filter(name__startswith="orders.")
    assert {event.name for event in told} == {
        "orders.order_drafted", "orders.order_sent", "orders.order_signed",
    }  # fmt: skip
    assert not any("lisinopril" in str(event.data) for event in told)


# -- whom it waits for --


def second_physician(stage: Any) -> StaffMember:
    """Kenji, for this test, is a physician in Madison."""
    kenji = StaffMember.objects.get(name="Kenji Mori")
    kenji.role = "physician"
    kenji.save()
    kenji.sites.set(StaffMember.objects.get(name="Dr Amara Lee").sites.all())
    return kenji


def test_who_stands_in_gets_what_waits_for_somebody_away(stage: Any) -> None:
    kenji, amara = second_physician(stage), StaffMember.objects.get(name="Dr Amara Lee")
    order = prepared(stage)
    actions.send(by=stage.viewer("tomas", "rosa"), order_id=order.pk, physician_id=amara.pk)
    assert order not in queries.to_sign(stage.viewer("kenji"), now=timezone.now())
    with pytest.raises(Refused, match="of-another"):
        sign(stage, "kenji", order)
    today = timezone.now().date()
    be_away(
        by=stage.viewer("amara"), stand_in_id=kenji.pk, first_day=today - timedelta(days=1),
        last_day=today + timedelta(days=1),
    )  # fmt: skip
    assert order in queries.to_sign(stage.viewer("kenji"), now=timezone.now())
    assert sign(stage, "kenji", order).signed_by == kenji
    later = prepared(stage)
    actions.send(by=stage.viewer("tomas", "rosa"), order_id=later.pk, physician_id=amara.pk)
    assert Order.objects.get(pk=later.pk).asked_of == kenji


# -- what the doctor finds --


def found(stage: Any, name: str) -> list[str]:
    by = system_viewer(Purpose.KEEP_ORDER)
    return [key for a in ailments.ailments(by, now=timezone.now()) if a.name == name for key in a.ids]


def test_the_doctor_finds_what_waits_too_long(stage: Any) -> None:
    order = sent(stage)
    assert not found(stage, "order-not-signed")
    Order.objects.filter(pk=order.pk).update(sent_at=F("sent_at") - timedelta(days=9))
    assert found(stage, "order-not-signed") == [str(order.pk)]
    sign(stage, "amara", order)
    stage.let_take_effect()
    assert not found(stage, "order-not-signed")
    assert not found(stage, "order-not-entered")
    Order.objects.filter(pk=order.pk).update(handed_at=F("handed_at") - timedelta(days=9))
    assert found(stage, "order-not-entered") == [str(order.pk)]


def test_the_doctor_finds_what_waits_for_somebody_who_left(stage: Any) -> None:
    order = prepared(stage)
    amara = StaffMember.objects.get(name="Dr Amara Lee")
    actions.send(by=stage.viewer("tomas", "rosa"), order_id=order.pk, physician_id=amara.pk)
    assert not found(stage, "order-for-nobody")
    StaffMember.objects.filter(pk=amara.pk).update(is_active=False)
    assert found(stage, "order-for-nobody") == [str(order.pk)]
    taken = actions.take_back(by=stage.viewer("tomas", "rosa"), order_id=order.pk)
    assert taken.asked_of_id is None


# -- the practice's own table --


def test_a_table_that_cannot_be_read_meets_nothing_and_the_doctor_says_so(
    stage: Any, settings: Any, tmp_path: Any
) -> None:
    adopted(stage)
    settings.PORTICO_REFILL_PROTOCOL = str(tmp_path)
    assert sent(stage).answer["verdict"] == "unknown"
    assert found(stage, "protocol-unreadable")


def test_another_table_is_a_draft_again(stage: Any, settings: Any, tmp_path: Any) -> None:
    from portico.orders.queries.protocol import RULES

    adopted(stage)
    for name in ("protocol", "labs"):
        text = (RULES / f"{name}_1.tsv").read_text(encoding="utf-8")
        (tmp_path / f"{name}.tsv").write_text(text.replace("\t12\t", "\t24\t", 1), encoding="utf-8")
    settings.PORTICO_REFILL_PROTOCOL = str(tmp_path)
    order = sent(stage)
    assert (order.answer["verdict"], order.waits_on) == ("meets", "physicians")
    with pytest.raises(Refused, match="changed"):
        actions.adopt(by=stage.viewer("amara"), mark=Adoption.objects.get().mark)
    adopted(stage)
    assert sent(stage).waits_on in {"protocol", "physicians"}
    assert Adoption.objects.count() == 2


def test_only_a_physician_adopts(stage: Any) -> None:
    for who in ("jo", "tomas", "grace", "lena"):
        viewer = stage.viewer(who)
        with pytest.raises(NotAllowed):
            actions.adopt(by=viewer, mark=queries.table(viewer).mark)


def test_the_day_of_birth_may_be_unknown(stage: Any) -> None:
    patient = stage.patient("rosa")
    type(patient).objects.filter(pk=patient.pk).update(birth_date=None)
    assert sent(stage).answer["verdict"] == "meets"
    assert isinstance(timezone.now().date(), date)
