"""The desk: what waits in one's own pools, the chart beside it, and answers that are never lost."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portico.clinic.models import Pool, Site
from portico.demo.record.chart import term
from portico.desk.presenters.pools import pools_standing
from portico.desk.presenters.words import due_words
from portico.messaging import actions
from portico.messaging.models import Draft, Post, Thread
from portico.triage import actions as triage
from portico.triage.models import WorkItem

NOON = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def ask(stage: Any, key: str = "rosa", subject: str = "Proofamycin 5 MG") -> WorkItem:
    """A refill that can no longer be undone."""
    thread = actions.send(
        by=stage.viewer(key), send_key=uuid4(), kind="refill", subject=subject, body="Please.", details={}
    )
    for model in (Thread, Post, WorkItem):
        model.objects.update(effective_at=datetime(2026, 1, 1, tzinfo=UTC))
    return WorkItem.objects.get(source_id=thread.pk)


def desk(stage: Any, key: str = "jo", **query: str) -> str:
    response = stage.browser(key).get(reverse("desk:desk"), query)
    assert response.status_code == 200
    return response.content.decode()


def item_page(stage: Any, item: WorkItem, key: str = "jo") -> str:
    response = stage.browser(key).get(reverse("desk:item", args=[item.patient_id, item.pk]))
    assert response.status_code == 200
    return response.content.decode()


def press(stage: Any, key: str, move: str, item: WorkItem, **said: Any) -> str:
    """One move of an item, by its own form."""
    url = reverse(f"triage:{move}", args=[item.patient_id, item.pk])
    facts = {"item": str(item.pk), **said}
    return str(stage.browser(key).post(url, facts, follow=True).content.decode())


def reply(stage: Any, item: WorkItem, key: str = "jo", **more: Any) -> str:
    url = reverse("messaging-team:answer", args=[item.patient_id, item.pk, item.source_id])
    newest = Post.objects.filter(thread_id=item.source_id, withdrawn_at=None).latest("created_at")
    facts = {
        "item": str(item.pk),
        "body": "It is ready.",
        "send_key": str(uuid4()),
        "last_seen": str(newest.pk),
        **more,
    }
    return str(stage.browser(key).post(url, facts, follow=True).content.decode())


def test_the_desk_lists_what_waits_in_ones_own_pools_and_at_ones_own_site(stage: Any) -> None:
    ask(stage, "rosa", "Proof of Madison")
    ask(stage, "walter", "Proof of Denver")
    assert "Proof of Madison" in desk(stage)
    assert "Proof of Denver" not in desk(stage)
    assert "Proof of Denver" in desk(stage, "kenji")
    assert "Proof of Madison" not in desk(stage, "kenji")
    assert "Proof of" not in desk(stage, "amara")


def test_a_foreign_pool_in_the_address_opens_nothing(stage: Any) -> None:
    item = ask(stage, "walter", "Proof of Denver")
    assert "Proof of Denver" not in desk(stage, pool=str(item.pool_id))
    for nonsense in ("x", "", str(uuid4()), "\x00"):
        assert "Proof of Denver" not in desk(stage, pool=nonsense)


@pytest.mark.parametrize("key", ["kenji", "amara", "grace", "priya"])
def test_an_item_is_opened_only_by_the_members_of_its_pool(stage: Any, key: str) -> None:
    item = ask(stage)
    url = reverse("desk:item", args=[item.patient_id, item.pk])
    assert stage.browser(key).get(url).status_code == 404


def test_an_item_is_not_found_under_another_patient(stage: Any) -> None:
    item = ask(stage)
    for person in ("harold", "elena"):
        url = reverse("desk:item", args=[stage.patient(person).pk, item.pk])
        assert stage.browser("jo").get(url).status_code == 404


@pytest.mark.parametrize(
    ("due", "words"),
    [(timedelta(0), "Due now"), (timedelta(seconds=-30), "Due now"), (timedelta(minutes=-1), "1 min late"),
     (timedelta(minutes=-59), "59 min late"), (timedelta(hours=-1), "1 h late"), (timedelta(hours=-23), "23 h late"),
     (timedelta(days=-1), "1 d late"), (timedelta(days=-40), "40 d late"), (timedelta(seconds=1), "12:00 pm"),
     (timedelta(hours=1), "1:00 pm"), (timedelta(hours=11, minutes=59), "11:59 pm"),
     (timedelta(hours=12), "Tomorrow, Tue 24 Nov, 12:00 am"), (timedelta(days=2), "Wed 25 Nov, 12:00 pm")],
)  # fmt: skip
def test_when_an_answer_is_due_is_told_in_words(stage: Any, due: timedelta, words: str) -> None:
    from portico.core.presenters import local_now

    with time_machine.travel(NOON, tick=False):
        jo = stage.viewer("jo")
        now = local_now(jo)
        assert due_words(now + due, jo, now) == words


def test_the_most_urgent_comes_first_and_what_is_late_is_marked(stage: Any) -> None:
    with time_machine.travel(NOON, tick=False):
        later, late = ask(stage, "rosa", "Proof later"), ask(stage, "harold", "Proof late")
        WorkItem.objects.filter(pk=late.pk).update(due_at=NOON - timedelta(hours=2))
        page = desk(stage)
        assert page.index("Proof late<") < page.index("Proof later<")
        assert '<span class="late">2 h late' in page
        assert later.pk != late.pk


def test_the_chart_stands_beside_the_message_in_words_exact_enough_for_staff(stage: Any) -> None:
    page = item_page(stage, ask(stage))
    for word in ("Proofamycin 5 MG", "moxicillin", "High risk", "lisinopril 10 MG Oral Tablet", "isinopril 10 mg",
                 "Born", "Elena Delgado", "Last", "Next", "Tomorrow"):  # fmt: skip
        assert word in page, word
    for mistake in ("atex", "amlodipine", "Carmen"):
        assert mistake not in page.split("desk-chart")[1]


def test_the_gravest_allergies_are_shown_and_nobody_takes_the_list_for_the_whole(stage: Any) -> None:
    def allergy(name: str, **more: Any) -> dict[str, Any]:
        state = {"clinicalStatus": term("allergyintolerance-clinical", "active")}
        return {"resourceType": "AllergyIntolerance", "code": {"text": name}, **state, **more}

    stage.receive("rosa", *(allergy(f"Proof dust {n}", recordedDate="2026-11-01") for n in range(20)))
    stage.receive("rosa", allergy("Proof sting", criticality="high", recordedDate="1990"))
    page = item_page(stage, ask(stage)).split("desk-chart")[1]
    assert "Proof sting" in page
    assert "And more, not shown here" in page


@pytest.mark.parametrize(("key", "sees_visits"), [("priya", True), ("grace", False)])
def test_who_may_not_read_charts_sees_none_and_no_claim_about_it(
    stage: Any, key: str, sees_visits: bool
) -> None:
    page = stage.browser(key).get(reverse("desk:patient", args=[stage.patient("rosa").pk])).content.decode()
    assert "Rosa Delgado" in page
    for clinical in ("moxicillin", "isinopril", "iabetes", "None on record", "Last"):
        assert clinical not in page, clinical
    assert ("Tomorrow" in page) == sees_visits
    assert "none booked" not in page


def test_a_taken_item_says_who_has_it_and_leaves_no_box_to_answer(stage: Any) -> None:
    item = ask(stage)
    press(stage, "lena", "claim", item)
    page = item_page(stage, item)
    assert "Lena Fischer" in page
    assert "<textarea" not in page
    assert "You have it" in item_page(stage, item, "lena")
    assert "Lena Fischer has this now." in press(stage, "jo", "claim", item)


def test_an_item_is_put_back_and_waits_for_everybody_again(stage: Any) -> None:
    item = ask(stage)
    triage.claim(by=stage.viewer("jo", "rosa"), item_id=item.pk)
    press(stage, "jo", "release", item)
    assert "<textarea" in item_page(stage, item, "lena")


def test_a_closed_item_says_so_and_leaves_the_list(stage: Any) -> None:
    item = ask(stage)
    page = reply(stage, item)
    assert "Answer sent and closed." in page
    assert "Proofamycin" not in desk(stage)
    closed = item_page(stage, item)
    assert "Closed" in closed
    assert "<textarea" not in closed
    assert "This was answered or closed meanwhile." in press(stage, "lena", "claim", item)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"body": "My long answer. " + "x" * 5000}, "characters too long"), ({"send_key": "x"}, "too old"),
     ({"last_seen": str(uuid4())}, "a newer message came in")],
)  # fmt: skip
def test_an_answer_that_can_not_be_sent_says_why_and_stays_in_the_box(
    stage: Any, wrong: dict[str, str], sentence: str
) -> None:
    item = ask(stage)
    page = reply(stage, item, **{"body": "My long answer.", **wrong})
    assert sentence in page
    assert "My long answer." in page.split("<textarea")[1].split("</textarea>")[0]
    assert not Post.objects.filter(side="team").exists()
    assert WorkItem.objects.get().state != "closed"


def test_an_answer_to_what_somebody_else_took_meanwhile_is_kept_as_a_draft(stage: Any) -> None:
    item = ask(stage)
    triage.claim(by=stage.viewer("lena", "rosa"), item_id=item.pk)
    assert "Lena Fischer has this now" in reply(stage, item, body="My answer.")
    assert Draft.objects.get(account=stage.account("jo")).data["body"] == "My answer."


def test_an_answer_that_was_taken_back_stands_in_the_box_again(stage: Any) -> None:
    item = ask(stage)
    reply(stage, item, body="Oops, not yet.")
    post = Post.objects.get(side="team")
    url = reverse("messaging-team:answer-withdrawal", args=[item.patient_id, post.pk])
    page = stage.browser("jo").post(url, follow=True).content.decode()
    assert "Taken back. Your text is kept as a draft." in page
    assert "Oops, not yet." in item_page(stage, item)
    assert stage.browser("lena").post(url).status_code == 404


def test_what_a_nurse_sends_is_no_draft_any_more(stage: Any) -> None:
    item = ask(stage)
    reply(stage, item, send_key="x", body="First try.")
    assert Draft.objects.filter(place=actions.answer_place(item.source_id)).exists()
    reply(stage, item, body="First try.")
    assert not Draft.objects.filter(place=actions.answer_place(item.source_id)).exists()


@pytest.mark.parametrize(
    "query",
    ["ros", "delg", "Rosa Delgado", "delgado rosa", "1958-03-14", "100001", "1000", "rosa 1958", "ROSA"],
)
def test_a_patient_is_found_by_the_beginning_of_name_birth_date_or_number(stage: Any, query: str) -> None:
    page = stage.browser("jo").get(reverse("desk:patients"), {"q": query}).content.decode()
    assert "Rosa Delgado" in page
    assert "Walter Kim" not in page


@pytest.mark.parametrize(
    "query", ["osa", "elgado", "00001", "rosa kim", "walter", "100004", "--", "x" * 10_000, "\x00"]
)
def test_nobody_is_found_by_less_or_at_another_site(stage: Any, query: str) -> None:
    response = stage.browser("jo").get(reverse("desk:patients"), {"q": query})
    page = response.content.decode()
    assert response.status_code == 200
    assert "Rosa Delgado" not in page
    assert "Walter Kim" not in page
    found = stage.browser("kenji").get(reverse("desk:patients"), {"q": "walt"}).content.decode()
    assert "Walter Kim" in found


def test_what_is_typed_into_the_search_comes_back_as_text(stage: Any) -> None:
    page = stage.browser("jo").get(reverse("desk:patients"), {"q": '"><script>alert(1)</script>'})
    assert "<script>alert" not in page.content.decode()


def test_who_runs_the_practice_sees_how_the_pools_stand_and_nobody_s_name(stage: Any) -> None:
    item = stage.item(stage.ask("rosa"))
    WorkItem.objects.filter(pk=item.pk).update(due_at=timezone.now() - timedelta(hours=3))
    grace = stage.browser("grace")
    grace.get(reverse("desk:desk"))
    with CaptureQueriesContext(connection) as asked:
        page = grace.get(reverse("desk:desk")).content.decode()
    assert "How the pools stand" in page
    assert "3 h late" in page
    assert "Jo Park" in page, "who works in a pool"
    assert "Rosa" not in page
    assert "Delgado" not in page
    assert len(asked) <= 7
    rows = pools_standing(stage.viewer("grace"), now=timezone.now())
    assert [(row.waiting, row.nobody, row.late) for row in rows[:1]] == [(1, 1, 1)]
    assert {row.site for row in rows} == {
        site.name for site in Site.objects.filter(pk__in=stage.viewer("grace").sites)
    }


def test_a_pool_in_which_nobody_works_is_said_aloud(stage: Any) -> None:
    Pool.objects.get(pk=stage.item(stage.ask("rosa")).pool_id).members.clear()
    assert "seen by no one" in stage.browser("grace").get(reverse("desk:desk")).content.decode()
