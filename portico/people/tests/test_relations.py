"""Who may open whose record, from which day to which, by the clock on the practice's wall."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from portico.access.queries import who_may_know
from portico.core.viewer import DataClass, Purpose, system_viewer
from portico.people import actions, queries
from portico.people.models import Relation

# Midnight in Madison (Central time, UTC-6 in winter), on the first of December.
MIDNIGHT = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def by() -> Any:
    return system_viewer(Purpose.SET_UP)


def relate(stage: Any, by: Any, proxy: str, patient: str, **more: Any) -> Relation:
    facts = {"kind": "adult", "starts_on": date(2024, 1, 8), **more}
    return actions.relate(
        by=by, account_id=stage.account(proxy).pk, patient_id=stage.patient(patient).pk, **facts
    )


def may_open(stage: Any, account: str, patient: str) -> bool:
    try:
        stage.viewer(account, patient)
    except AssertionError:
        return False
    return True


def may_know(stage: Any, patient: str) -> set[str]:
    told = who_may_know(system_viewer(Purpose.REACT), stage.patient(patient).pk, DataClass.MESSAGES)
    return {recipient.address.partition("@")[0] for recipient in told}


@pytest.fixture
def at(settings: Any) -> Iterator[Any]:
    with time_machine.travel(MIDNIGHT, tick=False) as clock:
        yield clock


def test_a_relation_that_starts_tomorrow_opens_nothing_until_midnight_at_the_practice(
    stage: Any, by: Any, at: Any
) -> None:
    relate(stage, by, "walter", "rosa", starts_on=date(2026, 12, 1))
    at.move_to(MIDNIGHT - SECOND)
    assert not may_open(stage, "walter", "rosa")
    assert "walter" not in may_know(stage, "rosa")
    at.move_to(MIDNIGHT)
    assert may_open(stage, "walter", "rosa")
    assert "walter" in may_know(stage, "rosa")


def test_a_relation_that_ends_today_ended_at_midnight_at_the_practice(stage: Any, by: Any, at: Any) -> None:
    relate(stage, by, "elena", "rosa", ends_on=date(2026, 12, 1))
    at.move_to(MIDNIGHT - SECOND)
    assert may_open(stage, "elena", "rosa")
    assert may_know(stage, "rosa") == {"rosa", "elena"}
    at.move_to(MIDNIGHT)
    assert not may_open(stage, "elena", "rosa")
    assert may_know(stage, "rosa") == {"rosa"}


def test_it_is_the_clock_of_the_patients_own_practice(stage: Any, by: Any, at: Any) -> None:
    """Denver is an hour behind Madison."""
    relate(stage, by, "elena", "walter", ends_on=date(2026, 12, 1))
    at.move_to(MIDNIGHT + timedelta(hours=1) - SECOND)
    assert may_open(stage, "elena", "walter")
    at.move_to(MIDNIGHT + timedelta(hours=1))
    assert not may_open(stage, "elena", "walter")


def test_a_relation_that_was_ended_is_closed_with_the_next_page(stage: Any, by: Any) -> None:
    client, address = stage.browser("elena"), f"/for/{stage.patient('rosa').pk}/"
    assert client.get(address).status_code == 200
    relation = Relation.objects.get(account=stage.account("elena"), patient=stage.patient("rosa"))
    actions.end_relation(by=by, relation_id=relation.pk)
    assert client.get(address).status_code == 404
    assert may_know(stage, "rosa") == {"rosa"}


def test_a_relation_that_was_ended_may_begin_again(stage: Any, by: Any) -> None:
    first = relate(stage, by, "walter", "rosa")
    actions.end_relation(by=by, relation_id=first.pk)
    second = relate(stage, by, "walter", "rosa")
    assert first.pk != second.pk
    assert may_open(stage, "walter", "rosa")


def test_relating_again_changes_the_one_relation(stage: Any, by: Any) -> None:
    first = relate(stage, by, "walter", "rosa")
    second = relate(stage, by, "walter", "rosa", hidden=["results"])
    assert (first.pk, second.hidden) == (second.pk, ["results"])


def test_a_former_proxy_is_turned_away_and_told_nothing(stage: Any) -> None:
    assert not may_open(stage, "carmen", "rosa")
    assert may_know(stage, "rosa") == {"rosa", "elena"}


def test_a_proxy_who_may_not_see_messages_is_not_told_of_one(stage: Any, by: Any) -> None:
    relate(stage, by, "elena", "rosa", hidden=[DataClass.MESSAGES])
    assert may_know(stage, "rosa") == {"rosa"}


def test_who_can_no_longer_sign_in_is_told_nothing(stage: Any) -> None:
    account = stage.account("elena")
    account.is_active = False
    account.save()
    assert may_know(stage, "rosa") == {"rosa"}


def test_a_person_finds_the_records_that_are_open_today_their_own_first(stage: Any, by: Any) -> None:
    relate(stage, by, "elena", "marcus", starts_on=date(2999, 1, 1))
    own, mothers = queries.records_of(stage.viewer("elena"))
    assert (own.kind, own.patient.given, mothers.patient.given) == ("self", "Elena", "Rosa")


@pytest.mark.parametrize(
    ("starts", "ends", "is_open"),
    [
        (0, None, True),
        (1, None, False),
        (-1, None, True),
        (-1, 0, False),
        (-1, 1, True),
        (0, 0, False),
        (1, -1, False),
    ],
)
def test_the_first_day_counts_and_the_last_does_not(starts: int, ends: int | None, is_open: bool) -> None:
    today = date(2026, 12, 1)
    last = None if ends is None else today + timedelta(days=ends)
    relation = Relation(starts_on=today + timedelta(days=starts), ends_on=last)
    assert relation.is_open(today) == is_open


def test_a_patient_is_found_by_number_exactly(stage: Any) -> None:
    for wrong in ("10000", "1000011", "0100001", " 100001", "100001 ", "100001\n"):
        with pytest.raises(queries.Patient.DoesNotExist):
            queries.patient_by_number("https://lakeside.example/mrn", wrong)


def test_the_search_finds_patients_of_ones_own_sites_alone(stage: Any) -> None:
    assert [p.given for p in queries.found(stage.viewer("jo"), ["ros", "del"])] == ["Rosa"]
    assert queries.found(stage.viewer("kenji"), ["ros", "del"]) == []
    assert [p.given for p in queries.found(stage.viewer("kenji"), ["walt"])] == ["Walter"]
