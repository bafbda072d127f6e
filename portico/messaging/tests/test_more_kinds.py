"""The kinds beneath the plain six: each with its own form, its own pool, its own end."""

from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils.html import escape

from portico.clinic.presenters import KIND_WORDS
from portico.clinic.rules.kinds import KINDS
from portico.messaging.models import Draft, Thread
from portico.messaging.presenters.titles import CHOSEN
from portico.messaging.rules.kinds import CLINICAL, Kind
from portico.messaging.tests.test_compose import page, send, url
from portico.routing.rules.route import PoolFacts, route
from portico.triage.models import WorkItem
from portico.triage.rules.promise import Calendar, promise

SENT: list[tuple[str, dict[str, str], str, list[str]]] = [
    ("medicine", {"medicine": "other", "other": "Proofamycin", "body": "With milk?"}, "Question: Proofamycin",
     ["With milk?"]),
    ("readings", {"what": "pressure", "values": "128/82, 131/84", "measured": "This week"}, "Blood pressure",
     ["128/82, 131/84", "This week"]),
    ("authorization", {"what": "A scan of the knee", "insurer": "Quartz", "has_letter": "yes"},
     "For the insurer: A scan of the knee", ["Quartz", "The insurer wrote"]),
    ("billing", {"what": "bill", "bill": "No. 4711", "body": "Paid twice?"}, "A bill that I got",
     ["No. 4711", "Paid twice?"]),
    ("form", {"what": "school", "needed_by": "2099-12-01", "hand_over": "clinic", "body": "For Lincoln School."},
     "A form or letter for school", ["For Lincoln School.", "Picked up at the clinic", "2099"]),
    ("records", {"what": "send", "part": "Everything of 2026", "send_to": "Dr Weaver, Milwaukee"},
     "Send my record to somebody", ["Everything of 2026", "Dr Weaver, Milwaukee"]),
    ("details", {"what": "address", "new": "12 Lake Street", "since": "Monday"}, "My address",
     ["12 Lake Street", "Monday"]),
    ("technical", {"what": "proxy", "body": "My mother's record?"},
     "Acting for somebody, or letting somebody act for me", ["My mother's record?"]),
]  # fmt: skip
POOL = {
    "medicine": "Nurse advice", "readings": "Nurse advice", "authorization": "Referrals", "billing": "Front desk",
    "form": "Front desk", "records": "Front desk", "details": "Front desk", "technical": "Front desk",
}  # fmt: skip


@pytest.mark.parametrize(("name", "typed", "title", "said"), SENT, ids=[row[0] for row in SENT])
def test_each_is_sent_to_its_pool_and_read_again_in_words(
    stage: Any, name: str, typed: dict[str, str], title: str, said: list[str]
) -> None:
    sent = send(stage, name, **typed)
    assert sent.status_code == 302
    shown = stage.browser("rosa").get(sent.url).content.decode()
    for part in (title, *said):
        assert escape(part) in shown
    item = WorkItem.objects.get()
    assert (item.kind, item.pool.name) == (name, POOL[name])
    reader = "priya" if item.pool.name in {"Front desk", "Referrals"} else "jo"
    Thread.objects.update(effective_at=item.created_at)
    WorkItem.objects.update(effective_at=item.created_at)
    desk = stage.browser(reader).get(reverse("desk:item", args=[item.patient_id, item.pk])).content.decode()
    assert escape(title) in desk


@pytest.mark.parametrize(("name", "typed", "title", "said"), SENT, ids=[row[0] for row in SENT])
def test_with_something_missing_nothing_is_sent_and_all_is_kept(
    stage: Any, name: str, typed: dict[str, str], title: str, said: list[str]
) -> None:
    kept = next(value for key, value in typed.items() if key in {"body", "values", "insurer", "part", "new"})
    without = {key: value for key, value in typed.items() if key not in {"what", "medicine"}}
    answer = send(stage, name, **without)
    assert answer.status_code == 422
    assert escape(kept) in answer.content.decode()
    assert kept in Draft.objects.get().data.values()
    assert not Thread.objects.exists()


@pytest.mark.parametrize(
    ("name", "typed", "field"),
    [("readings", {"what": "pressure", "body": "I am well"}, "values"),
     ("readings", {"what": "news", "values": "128/82"}, "body"),
     ("records", {"what": "send", "part": "All"}, "send_to"),
     ("records", {"what": "correct", "part": "My weight"}, "body")],
)  # fmt: skip
def test_what_a_choice_needs_is_asked_for(stage: Any, name: str, typed: dict[str, str], field: str) -> None:
    answer = send(stage, name, **typed)
    assert answer.status_code == 422
    assert f'href="#id_{field}"' in answer.content.decode()


@pytest.mark.parametrize(
    ("what", "values"), [("pressure", "190/125"), ("sugar", "43"), ("sugar", "612"), ("pulse", "150")]
)
def test_a_dangerous_reading_is_said_before_it_is_sent_and_goes_urgent(
    stage: Any, what: str, values: str
) -> None:
    shown = send(stage, "readings", what=what, values=values)
    assert "Your message is not sent yet." in shown.content.decode()
    assert send(stage, "readings", what=what, values=values, anyway="1").status_code == 302
    assert WorkItem.objects.get().flag == "urgent"


def test_the_same_numbers_are_no_danger_as_a_weight(stage: Any) -> None:
    assert send(stage, "readings", what="weight", values="190").status_code == 302
    assert WorkItem.objects.get().flag == ""


def test_the_other_kinds_are_one_step_behind_something_else_and_beside_what_they_are_near(stage: Any) -> None:
    first, behind = page(stage, "new"), page(stage, "more")
    for kind in Kind:
        shown = (
            first if kind in {"refill", "question", "result", "referral", "appointment"} else first + behind
        )
        assert f'href="{url(stage, kind)}"' in shown


def test_what_was_begun_is_found_again_under_messages(stage: Any) -> None:
    send(stage, "details", what="phone", since="Today")
    shown = page(stage, "threads")
    assert "My address, phone or insurance" in shown
    assert url(stage, "details") in shown


def test_every_kind_has_words_a_form_and_facts() -> None:
    assert list(KIND_WORDS) == list(KINDS)
    assert set(KINDS) == set(Kind)
    assert set(CHOSEN) <= set(Kind)
    assert {"refill", "medicine", "readings", "question", "result"} <= CLINICAL
    assert not CLINICAL & {"billing", "technical", "details"}


def test_without_a_pool_of_its_own_a_kind_goes_to_the_pool_it_is_near_to() -> None:
    nurses, desk, rest = (
        PoolFacts(UUID(int=n), name, kinds)
        for n, name, kinds in (
            (1, "Nurses", ("question",)),
            (2, "Desk", ("appointment",)),
            (3, "Rest", ("*",)),
        )
    )
    for kind in KINDS:
        near = KINDS[kind].near
        named = {"question": nurses, "appointment": desk}
        assert route(kind, [rest, desk, nurses]).pool == named.get(kind, named.get(near, rest))
    assert route("billing", [rest]).pool == rest


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_promise_within_its_days(kind: str) -> None:
    from datetime import UTC, datetime

    calendar = Calendar("America/Chicago", {str(day): ["08:00", "17:00"] for day in range(5)})
    made = promise(kind, datetime(2026, 11, 2, 15, tzinfo=UTC), calendar)
    assert made.days == KINDS[kind].days
