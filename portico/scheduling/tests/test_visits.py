"""The next visit is the next one that takes place, told in the words and the zone of the practice."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from portico.scheduling import presenters, queries
from portico.scheduling.models import Appointment

NOON = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)  # noon in Madison, 11:00 in Denver


def booking(start: datetime | None, status: str = "booked", **more: Any) -> dict[str, Any]:
    times = {"start": start.isoformat(), "end": (start + timedelta(minutes=20)).isoformat()} if start else {}
    return {"resourceType": "Appointment", "status": status, **times, **more}


@pytest.fixture
def empty(stage: Any) -> Any:
    """Walter (Denver) and Harold (Madison) without any appointment."""
    Appointment.objects.filter(patient__in=[stage.patient(k).pk for k in ("walter", "harold")]).delete()
    return stage


def next_of(stage: Any, key: str = "walter") -> str:
    viewer = stage.viewer(key)
    row = queries.next_visit(viewer, now=timezone.now())
    return presenters.visit(row, viewer).when if row else ""


def page_of(stage: Any, key: str = "walter", **query: str) -> str:
    response = stage.browser(key).get(reverse("scheduling:visits", args=[stage.patient(key).pk]), query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    "status", ["cancelled", "noshow", "entered-in-error", "fulfilled", "proposed", "pending", "waitlist"]
)
def test_what_will_not_or_may_not_take_place_is_not_the_next_visit(empty: Any, status: str) -> None:
    with time_machine.travel(NOON, tick=False):
        empty.receive("walter", booking(NOON + timedelta(days=1), status), booking(NOON + timedelta(days=2)))
        assert next_of(empty) == "Wed 25 Nov, 11:00 am"


@pytest.mark.parametrize("status", ["booked", "arrived", "checked-in"])
def test_the_earliest_that_is_sure_is_the_next_visit(empty: Any, status: str) -> None:
    with time_machine.travel(NOON, tick=False):
        empty.receive("walter", booking(NOON + timedelta(days=9)), booking(NOON + timedelta(hours=2), status))
        assert next_of(empty) == "Today, Mon 23 Nov, 1:00 pm"


def test_later_today_counts_and_earlier_today_does_not(empty: Any) -> None:
    with time_machine.travel(NOON, tick=False):
        empty.receive("walter", booking(NOON - timedelta(minutes=1)), booking(NOON + timedelta(minutes=1)))
        assert next_of(empty) == "Today, Mon 23 Nov, 11:01 am"


def test_no_visit_is_booked_says_so_and_whom_to_call(empty: Any) -> None:
    page = page_of(empty)
    assert "No visit is booked." in page
    assert "please call the clinic" in page


@pytest.mark.parametrize(
    ("key", "start", "words", "zone"),
    [("harold", datetime(2026, 11, 24, 15, 30, tzinfo=UTC), "Tomorrow, Tue 24 Nov, 9:30 am", "Central time"),
     ("walter", datetime(2026, 11, 24, 16, 30, tzinfo=UTC), "Tomorrow, Tue 24 Nov, 9:30 am", "Mountain time"),
     ("harold", datetime(2026, 11, 24, 5, 30, tzinfo=UTC), "Today, Mon 23 Nov, 11:30 pm", "Central time"),
     ("walter", datetime(2026, 11, 24, 7, 0, tzinfo=UTC), "Tomorrow, Tue 24 Nov, 12:00 am", "Mountain time"),
     ("harold", datetime(2026, 11, 24, 18, 0, tzinfo=UTC), "Tomorrow, Tue 24 Nov, 12:00 pm", "Central time"),
     ("harold", datetime(2027, 3, 15, 14, 30, tzinfo=UTC), "Mon 15 Mar, 9:30 am", "Central time"),
     ("harold", datetime(2027, 3, 12, 15, 30, tzinfo=UTC), "Fri 12 Mar, 9:30 am", "Central time"),
     ("harold", datetime(2027, 11, 24, 15, 30, tzinfo=UTC), "Wed 24 Nov 2027, 9:30 am", "Central time")],
)  # fmt: skip
def test_a_visit_is_told_by_the_clock_of_its_clinic_also_across_the_change_of_clocks(
    empty: Any, key: str, start: datetime, words: str, zone: str
) -> None:
    with time_machine.travel(NOON, tick=False):
        empty.receive(key, booking(start, description="Proof visit"))
        assert next_of(empty, key) == words
        page = page_of(empty, key)
    assert words in page
    assert zone in page


@pytest.mark.parametrize(
    ("now", "words"),
    [(datetime(2026, 10, 31, 15, 0, tzinfo=UTC), "Tomorrow, Sun 1 Nov, 9:30 am"),
     (datetime(2026, 11, 1, 5, 30, tzinfo=UTC), "Today, Sun 1 Nov, 9:30 am"),
     (datetime(2026, 11, 1, 4, 30, tzinfo=UTC), "Tomorrow, Sun 1 Nov, 9:30 am")],
)  # fmt: skip
def test_tomorrow_is_tomorrow_on_the_night_the_clocks_go_back(empty: Any, now: datetime, words: str) -> None:
    with time_machine.travel(now, tick=False):
        empty.receive("harold", booking(datetime(2026, 11, 1, 15, 30, tzinfo=UTC)))
        assert next_of(empty, "harold") == words


def test_what_has_no_time_yet_stands_among_what_comes_and_not_in_the_past(empty: Any) -> None:
    with time_machine.travel(NOON, tick=False):
        empty.receive("walter", booking(None, "waitlist", description="Proof list"))
        empty.receive("walter", booking(NOON + timedelta(days=2), "proposed", description="Proof idea"))
        page = page_of(empty)
    assert page.index("Proof idea") < page.index("Proof list")
    assert "On the waiting list" in page
    assert "Proposed" in page
    assert "No time is set yet" in page
    assert 'id="past"' not in page


@pytest.mark.parametrize(
    ("status", "days", "words"),
    [("fulfilled", -3, "Took place"), ("cancelled", -3, "Cancelled"), ("cancelled", 3, "Cancelled"),
     ("noshow", -3, "Missed"), ("booked", -3, "Not known if it took place"), ("arrived", -3, "You have arrived")],
)  # fmt: skip
def test_what_is_over_is_shown_as_what_it_was(empty: Any, status: str, days: int, words: str) -> None:
    with time_machine.travel(NOON, tick=False):
        empty.receive("walter", booking(NOON + timedelta(days=days), status, description="Proof visit"))
        past = page_of(empty).split('id="past"')[1]
    assert "Proof visit" in past
    assert f"<span>{words}</span>" in past
    assert "<span>Booked</span>" not in past


def test_past_visits_come_newest_first_and_page_by_page(empty: Any) -> None:
    with time_machine.travel(NOON, tick=False):
        rows = [
            booking(NOON - timedelta(days=n), "fulfilled", description=f"Proof {n:02}") for n in range(1, 61)
        ]
        empty.receive("walter", *rows)
        first = page_of(empty)
        after = first.split('href="?after=')[1].split('"')[0]
        second = page_of(empty, after=after.replace("%3A", ":").replace("%2B", "+"))
    names = [part[:2] for page in (first, second) for part in page.split("Proof ")[1:]]
    assert names == [f"{n:02}" for n in range(1, 61)]


def test_a_visit_by_video_says_so_and_a_visit_entered_in_error_is_nowhere(empty: Any) -> None:
    with time_machine.travel(NOON, tick=False):
        empty.receive(
            "walter",
            booking(NOON + timedelta(days=1), serviceType=[{"text": "Video visit"}]),
            booking(NOON + timedelta(days=2), "entered-in-error", description="Proof mistake"),
        )
        page = page_of(empty)
    assert "By video" in page
    assert "Proof mistake" not in page
