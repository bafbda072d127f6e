"""SQL that is written once gives each viewer what Django's own gives, and what can't be told apart is refused."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portico.chart.models import Medicine
from portico.core.models import in_effect
from portico.core.prepared import asked, prepared
from portico.core.together import Counting
from portico.core.viewer import Viewer
from portico.messaging.queries import draft_rows, subjects
from portico.triage.models import WorkItem
from portico.triage.queries import counting, lines


def medicines(viewer: Viewer) -> Mapping[str, Any]:
    return {"rows": Medicine.objects.visible_to(viewer).order_by("id")}


def test_each_patient_gets_their_own_rows_by_the_same_sql(stage: Any) -> None:
    for key in ("rosa", "harold", "rosa"):
        viewer = stage.viewer(key, key)
        rows = prepared(medicines, viewer)["rows"]
        assert rows
        assert rows == list(medicines(viewer)["rows"])
        assert {row.patient_id for row in rows} == {viewer.patient_id}


def test_what_is_hidden_from_a_proxy_stays_hidden_whoever_asked_before(stage: Any) -> None:
    rosa = stage.viewer("rosa", "rosa")
    assert prepared(medicines, rosa)["rows"]
    from dataclasses import replace

    assert prepared(medicines, replace(rosa, hidden=frozenset({"medicines"})))["rows"] == []
    assert prepared(medicines, rosa)["rows"]


def test_a_worklist_is_the_same_in_both_ways_for_everybody_of_the_team(stage: Any) -> None:
    items = [
        stage.item(stage.ask(key, kind=kind)) for key, kind in (("rosa", "refill"), ("harold", "question"))
    ]
    keys, now = tuple(item.pk for item in items), timezone.now()
    for key in ("jo", "tomas", "jo"):
        viewer = stage.viewer(key)
        for make, given in ((rows_of, {"keys": keys, "now": now}), (counting, {"now": now})):
            assert prepared(make, viewer, **given) == asked(make, viewer, **given)
    earlier = now - timedelta(days=30)
    assert prepared(rows_of, stage.viewer("jo"), keys=keys, now=earlier)["items"] == []


def rows_of(viewer: Viewer, *, keys: tuple[UUID, ...], now: Any) -> Mapping[str, Any]:
    return {"items": lines(viewer, keys, now=now), "titles": subjects(viewer, keys)}


def test_once_written_it_is_only_asked(stage: Any) -> None:
    viewer = stage.viewer("rosa", "rosa")
    prepared(medicines, viewer)
    calls = []

    def counted(viewer: Viewer) -> Mapping[str, Any]:
        calls.append(viewer)
        return medicines(viewer)

    with CaptureQueriesContext(connection) as seen:
        for _ in range(5):
            prepared(counted, viewer)
    assert len(seen) == 5
    assert len(calls) == 3  # two rounds of marks, and the call in hand to compare with


def test_a_moment_before_the_one_that_was_given_moves_with_it(stage: Any) -> None:
    item = stage.item(stage.ask("rosa"))

    def lately(viewer: Viewer, *, now: Any) -> Mapping[str, Any]:
        return {"rows": WorkItem.objects.filter(effective_at__gt=now - timedelta(minutes=5))}

    viewer = stage.viewer("jo")
    for minutes, found in ((1, [item]), (10, []), (2, [item])):
        assert prepared(lately, viewer, now=item.effective_at + timedelta(minutes=minutes))["rows"] == found


def test_a_key_inside_a_text_is_put_in(stage: Any) -> None:
    def begun(viewer: Viewer, *, thread: UUID) -> Mapping[str, Any]:
        return {"rows": draft_rows(viewer, f"answer-{thread}")}

    from portico.messaging.actions import answer_place, keep_draft

    viewer = stage.viewer("jo", "rosa")
    first, second = stage.ask("rosa"), stage.ask("rosa")
    keep_draft(by=viewer, place=answer_place(first.pk), data={"body": "One"}, thread_id=first.pk)
    assert prepared(begun, viewer, thread=second.pk)["rows"] == []
    assert [row.data["body"] for row in prepared(begun, viewer, thread=first.pk)["rows"]] == ["One"]


def by_the_clock(viewer: Viewer) -> Mapping[str, Any]:
    return {"rows": WorkItem.objects.filter(in_effect(timezone.now()))}


def by_the_day(viewer: Viewer) -> Mapping[str, Any]:
    return {
        "rows": WorkItem.objects.filter(
            due_at__gt=timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
        )
    }


def by_asking_first(viewer: Viewer) -> Mapping[str, Any]:
    return {"rows": WorkItem.objects.filter(pk__in=list(WorkItem.objects.values_list("pk", flat=True)))}


def by_name(viewer: Viewer) -> Mapping[str, Any]:
    return {"rows": WorkItem.objects.filter(reason=viewer.name)}


@pytest.mark.parametrize("make", [by_the_clock, by_the_day, by_asking_first, by_name])
def test_what_would_stand_still_or_be_another_persons_is_refused(stage: Any, make: Any) -> None:
    stage.ask("rosa")
    for _ in range(2):
        with pytest.raises(TypeError):
            prepared(make, stage.viewer("jo"))


def test_nothing_is_found_where_nothing_can_be(stage: Any) -> None:
    def none(viewer: Viewer, *, keys: tuple[UUID, ...]) -> Mapping[str, Any]:
        rows = WorkItem.objects.filter(pk__in=keys)
        return {"rows": rows, "number": Counting(rows.order_by(), "due_at")}

    assert prepared(none, stage.viewer("jo"), keys=()) == {"rows": [], "number": []}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps no plans")
def test_postgresql_plans_it_once_and_is_given_the_values_apart(stage: Any) -> None:
    for key in ("rosa", "harold", "rosa"):
        viewer = stage.viewer(key, key)
        assert {row.patient_id for row in prepared(medicines, viewer)["rows"]} == {viewer.patient_id}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT statement, generic_plans FROM pg_prepared_statements WHERE statement LIKE '%chart_medicine%'"
        )
        [(statement, times)] = cursor.fetchall()
    assert times >= 3
    assert "$1" in statement
    assert str(viewer.patient_id) not in statement
