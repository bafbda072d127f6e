"""Home: what needs you, what we are working on, the next visit, and a greeting by the practice's clock."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from portico.messaging import actions
from portico.messaging.models import Thread

NOON = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def home(stage: Any, key: str = "rosa", person: str = "") -> str:
    response = stage.browser(key).get(reverse("home:home", args=[stage.patient(person or key).pk]))
    assert response.status_code == 200
    return response.content.decode()


def ask(stage: Any, subject: str = "Proofamycin", key: str = "rosa") -> Thread:
    return actions.send(
        by=stage.viewer(key),
        send_key=uuid4(),
        kind="refill",
        subject=subject,
        body="",
        details={"days_left": 4},
    )


def answer(stage: Any, thread: Thread) -> None:
    stage.answer("jo", thread, "Ready.")


def test_an_answer_needs_the_patient_until_it_is_read(stage: Any) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        thread = ask(stage)
        waiting = home(stage)
        assert "We are working on" in waiting
        assert "Proofamycin" in waiting.split("We are working on")[1]
        assert "Nothing needs you now." in waiting
        clock.shift(timedelta(seconds=11))
        answer(stage, thread)
        assert "Your care team answered." not in home(stage), "the nurse may still take it back"
        clock.shift(timedelta(seconds=11))
        news = home(stage)
        assert "Your care team answered." in news
        assert "We are working on" not in news
        for_her_daughter = home(stage, "elena", "rosa")
        stage.browser("rosa").get(reverse("messaging:thread", args=[thread.patient_id, thread.pk]))
        clock.shift(timedelta(seconds=1))
        assert "Your care team answered." not in home(stage)
        assert "Your care team answered." in for_her_daughter
        assert "Your care team answered." in home(stage, "elena", "rosa"), "each reads for herself"


def test_an_old_answer_is_not_lost_behind_many_newer_messages(stage: Any) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        oldest = ask(stage, "Proof of old")
        for number in range(25):
            clock.shift(timedelta(seconds=1))
            ask(stage, f"Proofamycin {number}")
        clock.shift(timedelta(seconds=11))
        answer(stage, oldest)
        clock.shift(timedelta(seconds=11))
        page = home(stage)
    assert "Proof of old" in page.split("We are working on")[0]
    assert page.split("We are working on")[1].count("With the refill nurses") == 5


@pytest.mark.parametrize(
    ("key", "utc", "words"),
    [("rosa", (12, 0), "Good morning, Rosa"), ("rosa", (17, 59), "Good morning, Rosa"),
     ("rosa", (18, 0), "Good afternoon, Rosa"), ("rosa", (23, 59), "Good afternoon, Rosa"),
     ("rosa", (0, 30), "Good evening, Rosa"), ("walter", (18, 30), "Good morning, Walter"),
     ("walter", (19, 0), "Good afternoon, Walter")],
)  # fmt: skip
def test_the_greeting_goes_by_the_clock_of_the_practice(
    stage: Any, key: str, utc: tuple[int, int], words: str
) -> None:
    with time_machine.travel(datetime(2026, 11, 23, *utc, tzinfo=UTC), tick=False):
        assert words in home(stage, key)


def test_the_day_is_the_day_of_the_practice(stage: Any) -> None:
    with time_machine.travel(datetime(2026, 11, 24, 5, 0, tzinfo=UTC), tick=False):
        assert "Monday 23 November" in home(stage)


def test_a_proxy_is_greeted_by_her_own_name_in_the_record_of_her_mother(stage: Any) -> None:
    page = home(stage, "elena", "rosa")
    assert ", Elena" in page
    assert "Rosa Delgado" in page


def test_the_next_visit_stands_at_home(stage: Any) -> None:
    page = home(stage).split("Your next visit")[1]
    assert "Yearly check-up with Amara Lee, MD, 40 minutes" in page
    assert "Madison clinic" in page


def test_a_patient_with_nothing_reads_a_whole_page_everywhere(stage: Any) -> None:
    """The one who has only just been registered."""
    from portico.demo.actions import MRN
    from portico.people.models import Relation
    from portico.people.queries import patient_by_number

    account = stage.account("walter")
    empty = next(
        p for p in (patient_by_number(MRN, n) for n in ("100100",)) if p
    )  # the demo's nearly empty record
    Relation.objects.create(account=account, patient=empty, kind="adult", starts_on="2024-01-01")
    browser = stage.browser("walter")
    for name, address in stage.pages(empty).items():
        if name.startswith(("home:", "chart:", "results:", "scheduling:", "messaging:")):
            response = browser.get(address, follow=True)
            assert response.status_code in {200, 405}, name
            assert "None" not in response.content.decode().replace("Nonessential", ""), name
    first = browser.get(reverse("home:home", args=[empty.pk])).content.decode()
    assert "Nothing needs you now." in first
    assert "Your next visit" not in first
