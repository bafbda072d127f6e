"""Lists that stay put while rows come in, and rows that only the right viewer sees."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portico.chart.models import Medicine, Problem
from portico.core.paging import page
from portico.core.viewer import DataClass, Viewer

KEY = "0" * 32
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def problem(stage: Any, text: str, at: datetime | None = NOON, **more: Any) -> Problem:
    row: Problem = Problem.objects.create(patient=stage.patient("walter"), text=text, happened_at=at, **more)
    return row


def pages(stage: Any, size: int) -> list[list[str]]:
    rows, found, cursor = Problem.objects.filter(patient=stage.patient("walter"), system="tests"), [], ""
    while True:
        one = page(rows, cursor, size=size)
        found.append([row.text for row in one.rows])
        cursor = one.older
        if not cursor:
            return found


def test_newest_first_and_rows_without_a_date_last(stage: Any) -> None:
    for text, at in (("none", None), ("old", NOON - timedelta(days=1)), ("new", NOON)):
        problem(stage, text, at, system="tests")
    assert pages(stage, 2) == [["new", "old"], ["none"]]


def test_a_row_that_comes_in_between_two_pages_moves_nothing(stage: Any) -> None:
    for day in range(6):
        problem(stage, f"day {day}", NOON - timedelta(days=day), system="tests")
    rows = Problem.objects.filter(system="tests")
    first = page(rows, "", size=3)
    problem(stage, "came in", NOON + timedelta(days=1), system="tests")
    assert [row.text for row in page(rows, first.older, size=3).rows] == ["day 3", "day 4", "day 5"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.lists(st.none() | st.integers(0, 4), min_size=1, max_size=15), size=st.integers(1, 6))
def test_the_pages_together_are_the_whole_list_each_row_once(
    stage: Any, days: list[int | None], size: int
) -> None:
    Problem.objects.filter(system="tests").delete()
    for number, day in enumerate(days):
        problem(
            stage,
            str(number),
            None if day is None else NOON + timedelta(days=day, microseconds=1),
            system="tests",
        )
    found = [text for one in pages(stage, size) for text in one]
    assert sorted(found) == sorted(str(n) for n in range(len(days)))
    dates = [days[int(text)] for text in found]
    dated = [day for day in dates if day is not None]
    assert dated == sorted(dated, reverse=True)
    assert dates == dated + [None] * (len(dates) - len(dated))


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "~",
        "~~",
        "2026-11-01~",
        "~zz",
        "2026-13-01~" + "0" * 32,
        "' OR 1=1 --",
        "\0",
        "9" * 9999,
        "2026-11-01T00:00:00",
    ],
)
def test_a_cursor_that_was_tampered_with_starts_at_the_beginning(stage: Any, cursor: str) -> None:
    problem(stage, "new", system="tests")
    assert [row.text for row in page(Problem.objects.filter(system="tests"), cursor).rows] == ["new"]


def test_who_has_no_record_open_sees_no_row(stage: Any) -> None:
    assert Problem.objects.exists()
    assert not Problem.objects.visible_to(Viewer()).exists()
    assert not Problem.objects.visible_to(stage.viewer("jo")).exists()


def test_who_has_a_record_open_sees_that_one_alone(stage: Any) -> None:
    rosa = stage.patient("rosa")
    for viewer in (stage.viewer("rosa"), stage.viewer("elena", "rosa"), stage.viewer("jo", "rosa")):
        seen = Problem.objects.visible_to(viewer)
        assert {row.patient_id for row in seen} == {rosa.pk}
    assert not Problem.objects.visible_to(replace(stage.viewer("rosa"), patient_id=uuid4())).exists()


def test_a_hidden_kind_of_data_is_not_there_and_the_others_are(stage: Any) -> None:
    elena = replace(stage.viewer("elena", "rosa"), hidden=frozenset({DataClass.MEDICINES}))
    assert not Medicine.objects.visible_to(elena).exists()
    assert Problem.objects.visible_to(elena).exists()


def test_an_item_with_a_closing_label_is_the_patients_and_the_teams_and_no_proxys(stage: Any) -> None:
    row = Problem.objects.visible_to(stage.viewer("marcus"))[0]
    Problem.objects.filter(pk=row.pk).update(sensitivity=DataClass.CONFIDENTIAL)
    for key, is_seen in (("marcus", True), ("david", False), ("jo", True)):
        viewer = stage.viewer(key, "" if key == "marcus" else "marcus")
        assert Problem.objects.visible_to(viewer).filter(pk=row.pk).exists() == is_seen, key


def test_what_was_entered_in_error_is_kept_and_shown_to_nobody(stage: Any) -> None:
    row = problem(stage, "wrong patient", is_void=True)
    assert not Problem.objects.visible_to(stage.viewer("walter")).filter(pk=row.pk).exists()
    assert Problem.objects.filter(pk=row.pk).exists()


def test_a_list_out_of_several_pools_is_the_same_as_in_one_page_by_page(stage: Any) -> None:
    from portico.core.paging import cursor, cut, later, soonest
    from portico.core.together import Merged, together
    from portico.triage.models import WorkItem

    for kind in ("refill", "question", "appointment", "refill", "other", "referral", "question"):
        stage.ask(kind=kind)
    rows = WorkItem.objects.all()
    pools = sorted({row.pool_id for row in rows})
    assert len(pools) > 1
    after, seen = "", []
    for _ in range(4):
        one = soonest(rows, after, size=2)
        at, key = cursor(after)
        parts = [later(rows.filter(pool_id=pool).values("id", "due_at"), at, key) for pool in pools]
        several = cut(together(all=Merged(parts, by=("due_at", "id"), size=3))["all"], size=2)
        assert ([row["id"] for row in several.rows], several.older) == (
            [row.pk for row in one.rows],
            one.older,
        )
        seen += several.rows
        after = several.older
    assert after == ""
    assert len(seen) == 7
