"""The pages: the check beside a refill, forms that lose nothing, the signing list from one order to the next."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portico.chart.models import Encounter, Medicine
from portico.desk.views import staff
from portico.messaging.models import Post
from portico.orders import actions, queries
from portico.orders.models import Adoption, Order
from portico.orders.rules.order import Kind


def asked(stage: Any, text: str = "lisinopril", key: str = "rosa") -> Any:
    """A refill of a medicine of the list; gives the item."""
    row = Medicine.objects.filter(patient=stage.patient(key), text__startswith=text, status="active").get()
    thread = stage.ask(key, details={"medicine": str(row.pk), "days_left": 5}, subject=row.text)
    return stage.item(thread)


def item_page(stage: Any, item: Any, who: str = "tomas", **query: str) -> str:
    answer = stage.browser(who).get(reverse("desk:item", args=[item.patient_id, item.pk]), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def filled(beside: Any, **said: Any) -> dict[str, Any]:
    usual = {
        "item": beside.pk, "send_key": uuid4(), "what": "lisinopril 10 MG Oral Tablet", "refills": 3,
        "directions": "Take 1 tablet by mouth once a day", "quantity": "90 days", "then": "send",
    }  # fmt: skip
    return {**usual, **said}


def prepare(stage: Any, beside: Any, kind: str = "renewal", who: str = "tomas", **said: Any) -> Any:
    url = reverse(f"orders:{kind}", args=[beside.patient_id, beside.pk])
    return stage.browser(who).post(url, filled(beside, **said), follow=True)


def to_sign(stage: Any, key: str = "rosa") -> Any:
    """A lab order that waits for any physician."""
    thread = stage.ask(key)
    by = stage.viewer("tomas", key)
    words = {"what": f"Potassium for {key}", "reason": "Check"}
    order = actions.draft(
        by=by, item_id=stage.item(thread).pk, kind=Kind.LABORATORY, words=words, send_key=uuid4()
    )
    return actions.send(by=by, order_id=order.pk)


def page_of(order: Any) -> str:
    return reverse("orders:order", args=[order.patient_id, order.pk])


def press(stage: Any, who: str, order: Any, name: str, **said: Any) -> Any:
    url = reverse(f"orders:{name}", args=[order.patient_id, order.pk])
    said = {"item": order.pk, "seen": Order.objects.get(pk=order.pk).fingerprint(), **said}
    return stage.browser(who).post(url, said, follow=True)


def test_the_check_stands_beside_a_refill_and_says_that_it_is_a_draft(stage: Any) -> None:
    text = item_page(stage, asked(stage))
    for words in (
        "Refill check: ACE inhibitor",
        "Meets",
        "not adopted by the practice",
        "Last ordered",
        "Next visit",
    ):
        assert words in text


def test_each_reason_stands_there_and_a_bridge_is_offered_where_a_visit_is_missing(stage: Any) -> None:
    Encounter.objects.filter(patient=stage.patient("rosa")).update(
        happened_at=F("happened_at") - timedelta(days=400)
    )
    item = asked(stage)
    text = item_page(stage, item)
    assert "No visit in the last 12 months." in text
    assert "Prepare 30 days" in text
    assert "refills are left" not in text
    form = stage.browser("tomas").get(
        reverse("orders:renewal", args=[item.patient_id, item.pk]),
        {"medicine": Medicine.objects.get(patient=item.patient_id, text__startswith="lisinopril", status="active").pk,
         "bridge": "1"},
    ).content.decode()  # fmt: skip
    assert 'value="30 days"' in form


def test_refills_that_are_left_begin_an_answer_and_send_nothing(stage: Any) -> None:
    item = asked(stage, "metformin")
    assert "refill should be left at the pharmacy" in item_page(stage, item)
    text = item_page(stage, item, say="refills-left")
    assert "Your pharmacy should still have refills of this medicine." in text
    assert not Post.objects.filter(thread_id=item.source_id, side="team").exists()


def test_the_same_medicine_asked_for_twice_is_said(stage: Any) -> None:
    asked(stage)
    assert "in another open request" in item_page(stage, asked(stage))


@pytest.mark.parametrize("who", ["priya"])
def test_who_sees_no_record_sees_no_check_and_no_orders(stage: Any, who: str) -> None:
    from portico.clinic.models import Pool, StaffMember

    item = asked(stage)
    Pool.objects.get(pk=item.pool_id).members.add(StaffMember.objects.get(name="Priya Raman"))
    text = item_page(stage, item, who)
    assert "Refill check" not in text
    assert "Prepare a" not in text
    assert stage.browser(who).get(reverse("orders-lists:orders")).status_code == 404


def test_a_question_has_no_refill_check(stage: Any) -> None:
    thread = stage.ask(kind="question", subject="My knee", details={})
    text = item_page(stage, stage.item(thread), "jo")
    assert "Refill check" not in text
    assert "Prepare a lab order" in text


def test_the_form_comes_with_what_the_chart_has(stage: Any) -> None:
    item = asked(stage)
    row = Medicine.objects.get(patient=item.patient_id, text__startswith="lisinopril", status="active")
    url = reverse("orders:renewal", args=[item.patient_id, item.pk])
    text = stage.browser("tomas").get(url, {"medicine": str(row.pk)}).content.decode()
    assert 'value="lisinopril 10 MG Oral Tablet"' in text
    assert 'value="Take 1 tablet by mouth once a day"' in text
    walter = Medicine.objects.filter(patient=stage.patient("walter")).first()
    for foreign in (walter.pk, uuid4(), "x"):
        assert walter.text not in stage.browser("tomas").get(url, {"medicine": str(foreign)}).content.decode()


def test_what_was_typed_is_never_lost(stage: Any) -> None:
    answer = prepare(stage, asked(stage), refills="many", place="Lake Street Pharmacy")
    assert answer.status_code == 422
    assert 'value="Lake Street Pharmacy"' in answer.content.decode()
    assert not Order.objects.exists()


def test_a_form_of_another_message_prepares_nothing(stage: Any) -> None:
    item = asked(stage)
    answer = prepare(stage, item, item=uuid4())
    assert answer.status_code == 422
    assert "belongs to another message" in answer.content.decode()
    assert not Order.objects.exists()


def test_the_same_form_sent_again_is_one_order_and_never_somebody_elses(stage: Any) -> None:
    item, key = asked(stage), uuid4()
    for _time in range(2):
        assert "Sent to the physicians to sign." in prepare(stage, item, send_key=key).content.decode()
    answer = prepare(stage, item, who="jo", send_key=key)
    assert answer.status_code == 422
    assert Order.objects.get().drafted_by.name == "Tomás Silva"


def test_a_renewal_is_sent_and_stands_beside_the_message(stage: Any) -> None:
    item = asked(stage)
    text = prepare(stage, item).content.decode()
    assert "Sent to the physicians to sign." in text
    assert "Renewal: Lisinopril 10 mg" in text
    assert "is being prepared or waits" not in text


def test_a_draft_is_kept_and_sent_later(stage: Any) -> None:
    item = asked(stage)
    prepare(stage, item, then="keep")
    order = Order.objects.get()
    assert order.state == "drafted"
    url = reverse("orders:correction", args=[order.patient_id, order.pk])
    text = stage.browser("jo").post(url, filled(item, item=order.pk, quantity="60 days"), follow=True)
    assert "To be signed by a physician" in text.content.decode()
    assert Order.objects.get().quantity == "60 days"


@pytest.mark.parametrize("kind", ["laboratory", "referral"])
def test_lab_orders_and_referrals_have_their_forms(stage: Any, kind: str) -> None:
    item = asked(stage)
    said = {"what": "Cardiology", "reason": "Murmur", "priority": "soon", "note": "Heard in 2025."}
    assert "Cardiology" in prepare(stage, item, kind, **said).content.decode()
    text = stage.browser("amara").get(page_of(Order.objects.get())).content.decode()
    for words in ("Murmur", "Soon", "Heard in 2025."):
        assert words in text


def test_amara_signs_one_after_the_other(stage: Any) -> None:
    first, second = to_sign(stage, "rosa"), to_sign(stage, "harold")
    text = stage.browser("amara").get(page_of(first)).content.decode()
    assert "1 of 2 to sign" in text
    answer = press(stage, "amara", first, "signature")
    assert answer.redirect_chain[-1][0].startswith(page_of(second))
    assert reverse("orders:unsigning", args=[first.patient_id, first.pk]) in answer.content.decode()
    assert "Nothing to sign." in press(stage, "amara", second, "signature").content.decode()
    back = press(stage, "amara", second, "unsigning").content.decode()
    assert "it is not signed" in back
    assert [Order.objects.get(pk=order.pk).state for order in (first, second)] == ["signed", "to-sign"]


def test_a_signature_needs_a_fresh_sign_in(stage: Any) -> None:
    order, browser = to_sign(stage), stage.browser("amara")
    session = browser.session
    old = [{**one, "at": one["at"] - 3600} for one in session["account_authentication_methods"]]
    session["account_authentication_methods"] = old
    session.save()
    url = reverse("orders:signature", args=[order.patient_id, order.pk])
    answer = browser.post(url, {"item": order.pk, "seen": order.fingerprint()}, HTTP_REFERER=page_of(order))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert page_of(order).replace("/", "%2F") in answer["Location"]
    assert Order.objects.get(pk=order.pk).state == "to-sign"


def test_a_return_without_a_reason_is_asked_again(stage: Any) -> None:
    order = to_sign(stage)
    answer = press(stage, "amara", order, "returning", reason=" ")
    assert answer.status_code == 422
    assert "Please say what has to change." in answer.content.decode()
    press(stage, "amara", order, "returning", reason="Which potassium?")
    listed = stage.browser("tomas").get(reverse("orders-lists:orders"), {"list": "correct"}).content.decode()
    assert "Which potassium?" in listed
    item = Order.objects.get(pk=order.pk).item
    assert "Which potassium?" in item_page(stage, item)


def test_who_may_not_sign_sees_no_button_and_is_not_let_in(stage: Any) -> None:
    order = to_sign(stage)
    assert "signature/" not in stage.browser("tomas").get(page_of(order)).content.decode()
    assert press(stage, "tomas", order, "signature").status_code == 404
    assert "signature/" not in stage.browser("jo").get(page_of(order)).content.decode()
    assert "waits for a physician" in press(stage, "jo", order, "signature").content.decode()
    assert Order.objects.get(pk=order.pk).signed_by is None


def test_what_is_signed_waits_to_be_entered_and_then_does_not(stage: Any) -> None:
    order = to_sign(stage)
    press(stage, "amara", order, "signature")
    stage.let_take_effect()
    url = reverse("orders-lists:orders")
    assert "Potassium for rosa" in stage.browser("tomas").get(url, {"list": "enter"}).content.decode()
    assert (
        "Entered in the record system by Tomás Silva"
        in press(stage, "tomas", order, "entry").content.decode()
    )
    assert "Nothing to enter." in stage.browser("tomas").get(url, {"list": "enter"}).content.decode()
    assert "Potassium for rosa" in stage.browser("tomas").get(url, {"list": "entered"}).content.decode()


def test_the_lists_are_of_ones_own_site(stage: Any) -> None:
    to_sign(stage, "rosa")
    for name in ("sent", "correct", "enter", "entered", "nonsense", "\x00"):
        text = stage.browser("kenji").get(reverse("orders-lists:orders"), {"list": name}).content.decode()
        assert "Potassium for rosa" not in text
    assert (
        "Potassium for rosa"
        in stage.browser("jo").get(reverse("orders-lists:orders"), {"list": "sent"}).content.decode()
    )


def test_amara_adopts_the_protocol_that_she_read(stage: Any) -> None:
    browser = stage.browser("amara")
    page = reverse("orders-lists:protocol")
    text = browser.get(page).content.decode()
    mark = queries.table(stage.viewer("amara")).mark
    assert mark in text
    assert "Adopt this table" not in stage.browser("jo").get(page).content.decode()
    browser.post(reverse("orders-lists:adoption"), {"mark": "another"})
    assert not Adoption.objects.exists()
    answer = browser.post(reverse("orders-lists:adoption"), {"mark": mark}, follow=True).content.decode()
    assert "Adopted by Dr Amara Lee" in answer
    assert "not adopted by the practice" not in item_page(stage, asked(stage))


def test_in_spanish_the_answer_that_is_begun_is_in_the_patients_language(stage: Any) -> None:
    item = asked(stage, "metformin")
    patient = item.patient
    type(patient).objects.filter(pk=patient.pk).update(language="es")
    text = item_page(stage, item, say="refills-left")
    assert "Your pharmacy should still" not in text
    assert "farmacia" in text


@pytest.mark.parametrize(("subject", "more"), [("lisinopril 10 MG Oral Tablet", 0), ("Proofamycin 5 MG", 1)])
def test_the_check_costs_one_question_at_most(
    stage: Any, monkeypatch: pytest.MonkeyPatch, subject: str, more: int
) -> None:
    """None where the tests that watch the medicine were asked before: it goes together with them."""
    item, browser = stage.item(stage.ask(subject=subject, details={})), stage.browser("tomas")
    url, counts = reverse("desk:item", args=[item.patient_id, item.pk]), []
    for may in (staff.may_check, lambda *_facts: False):
        monkeypatch.setattr(staff, "may_check", may)
        browser.get(url)
        with CaptureQueriesContext(connection) as captured:
            browser.get(url)
        counts.append(len(captured))
    assert counts[0] - counts[1] == more
