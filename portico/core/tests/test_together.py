"""Several reads in one round trip give what each gives alone, on both databases."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import CharField, F, Value
from django.db.models.functions import Concat
from django.test.utils import CaptureQueriesContext

from portico.chart.models import Allergy, Medicine, Problem
from portico.core.models import Event, RecordRow
from portico.core.together import Counting, together
from portico.people.models import Patient, Relation
from portico.triage.models import Step, WorkItem

RECORD = [model for model in apps.get_models() if issubclass(model, RecordRow)]


def facts(row: Any) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def alike(found: list[Any], rows: Any) -> bool:
    return [facts(row) for row in found] == [facts(row) for row in rows]


@pytest.mark.parametrize("model", RECORD, ids=lambda model: model.__name__)
def test_a_row_of_the_record_is_the_same_as_when_it_is_asked_alone(stage: Any, model: Any) -> None:
    rows = model._default_manager.order_by("-happened_at", "id")[:50]
    assert rows
    assert alike(together(rows=rows)["rows"], rows)


def test_ten_lists_cost_one_round_trip_and_keep_their_order(stage: Any) -> None:
    queries = {m.__name__: m._default_manager.order_by("-id")[:7] for m in RECORD}
    with CaptureQueriesContext(connection) as asked:
        found = together(**queries)
    assert len(asked) == 1
    for name, rows in queries.items():
        assert alike(found[name], rows), name


def test_text_of_every_kind_comes_through_as_it_is(stage: Any) -> None:
    words = 'Ünïcode "quotes" \\ back % per cent %s \n new line 𝄞 \u2028'
    rosa = stage.patient("rosa")
    at = datetime(2026, 3, 8, 7, 59, 59, 123456, tzinfo=UTC)
    row = Medicine.objects.create(
        patient=rosa, text=words, status="active", happened_at=at, precision="time", is_prohibited=True
    )
    again = together(medicines=Medicine.objects.filter(text=words))["medicines"]
    assert [facts(r) for r in again] == [facts(Medicine.objects.get(pk=row.pk))]
    assert isinstance(again[0].pk, UUID)
    assert again[0].happened_at == at
    assert again[0].is_prohibited is True
    assert Allergy.objects.exclude(reactions=[]).exists()


def test_related_rows_and_annotations_come_along(stage: Any) -> None:
    rows = (
        Relation.objects.select_related("account", "patient__site")
        .order_by("id")
        .annotate(said=Concat(F("kind"), Value("!"), output_field=CharField()))
    )
    with CaptureQueriesContext(connection) as asked:
        found = together(rows=rows)["rows"]
        assert [(r.account.name, r.patient.site.name, r.said, r.hidden) for r in found] == [
            (r.account.name, r.patient.site.name, r.said, r.hidden) for r in rows
        ]
    assert len(asked) == 2


def test_a_nullable_relation_that_is_empty_is_none(stage: Any) -> None:
    thread = stage.ask("rosa")
    rows = WorkItem.objects.filter(source_id=thread.pk).select_related("claimed_by", "patient")
    found = together(rows=rows)["rows"]
    assert found[0].claimed_by is None
    assert found[0].patient.given == "Rosa"
    steps = Step.objects.filter(item__source_id=thread.pk)
    assert alike(together(steps=steps)["steps"], steps)


def test_what_is_deferred_stays_to_be_fetched(stage: Any) -> None:
    rows = Problem.objects.order_by("id").defer("search")[:1]
    found = together(rows=rows)["rows"]
    assert "search" in found[0].get_deferred_fields()
    assert found[0].search == rows[0].search


def test_an_empty_query_asks_nothing_and_gives_nothing(stage: Any) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert together(nobody=Patient.objects.none()) == {"nobody": []}
    assert len(asked) == 0
    one = Patient.objects.filter(given="Rosa")
    assert together(nobody=Patient.objects.none(), one=one) == {"nobody": [], "one": list(one)}


@pytest.mark.parametrize(
    "rows",
    [
        Patient.objects.values_list("pk"),
        Patient.objects.prefetch_related("relations"),
        Patient.objects.distinct(),
    ],
)
def test_what_can_not_go_together_is_refused(rows: Any) -> None:
    with pytest.raises(TypeError):
        together(rows=rows)


def test_how_many_and_the_earliest_of_several_are_counted_in_one_question_and_to_an_end(
    stage: Any, django_assert_num_queries: Any
) -> None:

    items = [stage.item(stage.ask(key)) for key in ("rosa", "harold", "rosa")]
    mine = WorkItem.objects.filter(patient=stage.patient("rosa")).order_by("due_at")
    with django_assert_num_queries(1):
        found = together(
            hers=Counting(mine, "due_at"),
            two=Counting(WorkItem.objects.all()[:2], "due_at"),
            nobody=Counting(WorkItem.objects.none(), "due_at"),
        )
    assert found["hers"] == [(2, min(items[0].due_at, items[2].due_at))]
    assert found["two"][0][0] == 2
    assert found["nobody"] == []


def test_values_come_as_they_come_alone(stage: Any) -> None:
    rows = WorkItem.objects.order_by("id").values(
        "pk", "patient_id", "due_at", "patient__family", "claimed_by__name"
    )
    stage.ask("rosa")
    alone = list(rows.all())
    assert alone
    assert together(rows=rows, more=rows[:1])["rows"] == alone
    assert together(rows=rows)["rows"] == alone


@pytest.mark.django_db
@pytest.mark.parametrize("at_most", [0, 1, 2, 50])
def test_several_lists_are_counted_as_one_and_no_further_than_that(at_most: int) -> None:
    now = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
    for n, name in enumerate(("a", "a", "b", "c")):
        Event.objects.create(name=name, at=now + timedelta(minutes=n), effective_at=now)
    of = {name: Event.objects.filter(name=name).order_by("at", "id") for name in "abc"}
    found = together(
        both=Counting([of["a"][:1], of["b"][:5], of["c"][:5]], "at", at_most=at_most), one=of["c"]
    )
    assert found["both"] == [(min(at_most or 3, 3), now)]
