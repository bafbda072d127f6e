"""Reads of results. What is not released counts as on its way: named, without a value."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import (
    Case,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber

from portico.core.viewer import Viewer
from portico.results.models import Observation, Report

RELEASED = ("final", "amended", "corrected")
LABORATORY = ("laboratory",)
VITAL_SIGNS = ("vital-signs",)
AT_MOST = 1000
# A test is its code; where there is none, its text.
NAME = Case(When(code="", then=F("text")), default=Value(""))
# What is on its way stands beside the newest released result and never in its place.
IS_OUT = Case(When(status__in=RELEASED, then=Value(1)), default=Value(0))
SAME_TEST = ("system", "code", "name", "is_out")
NEWEST_FIRST = (F("happened_at").desc(nulls_last=True), F("id").desc())


def tests(viewer: Viewer, group: str) -> QuerySet[Observation]:
    """One row a test: the newest of each that isn't cancelled, with `times`, how often it was done."""
    rows = Observation.objects.visible_to(viewer).exclude(status="cancelled").filter(_group(group))
    same = _partitioned(rows).filter(Q(**{name: OuterRef(name) for name in SAME_TEST}))
    counted = same.order_by().annotate(n=Func(F("id"), function="COUNT")).values("n")
    found = _newest_of_each(rows).annotate(times=Subquery(counted, output_field=IntegerField()))
    return found.defer("search", "note", "method", "members")


def _newest_of_each(rows: QuerySet[Observation]) -> QuerySet[Observation]:
    """Chosen apart, so that a page's cursor narrows the chosen rows and not what they are chosen from."""
    placed = _partitioned(rows).annotate(
        place=Window(RowNumber(), partition_by=[F(name) for name in SAME_TEST], order_by=NEWEST_FIRST)
    )
    return _partitioned(rows.filter(pk__in=placed.filter(place=1).values("pk")))


def _partitioned(rows: QuerySet[Observation]) -> QuerySet[Observation]:
    return rows.annotate(name=NAME, is_out=IS_OUT)


def _group(group: str) -> Q:
    if group == "vital-signs":
        return Q(category__in=VITAL_SIGNS)
    if group == "other":
        return ~Q(category__in=(*LABORATORY, *VITAL_SIGNS))
    return Q(category__in=LABORATORY)


def observation(viewer: Viewer, item: UUID) -> Observation:
    found: Observation = Observation.objects.visible_to(viewer).get(pk=item)
    return found


def earlier_and_same(viewer: Viewer, of: Observation) -> list[Observation]:
    """Every released result of the same test, newest first, this one included if it is released."""
    rows = Observation.objects.visible_to(viewer).filter(status__in=RELEASED, system=of.system, code=of.code)
    rows = rows if of.code else rows.filter(text=of.text)
    return list(rows.order_by(*NEWEST_FIRST)[:AT_MOST])


def reports(viewer: Viewer) -> QuerySet[Report]:
    return Report.objects.visible_to(viewer).exclude(status="cancelled")


def report(viewer: Viewer, item: UUID) -> Report:
    found: Report = Report.objects.visible_to(viewer).get(pk=item)
    return found


def in_report(viewer: Viewer, of: Report) -> list[Observation]:
    """The observations a report groups, in its order."""
    rows = Observation.objects.visible_to(viewer).filter(source=of.source, resource_id__in=of.results[:200])
    place = {key: number for number, key in enumerate(of.results)}
    return sorted(rows, key=lambda row: place[row.resource_id])


def report_of(viewer: Viewer, of: Observation) -> Report | None:
    """The report that groups this result, among those of its day."""
    if of.happened_at is None:
        return None
    rows = reports(viewer).filter(source=of.source, happened_at=of.happened_at)
    return next((row for row in rows[:20] if of.resource_id in row.results), None)


def latest(viewer: Viewer, count: int = 3) -> list[Observation]:
    """The newest of each test, so that one test done every week leaves room for the others."""
    return list(newest_tests(viewer)[:count])


def newest_tests(viewer: Viewer) -> QuerySet[Observation]:
    rows = Observation.objects.visible_to(viewer).filter(_group("laboratory"), status__in=RELEASED)
    return _newest_of_each(rows).order_by(*NEWEST_FIRST)


def found(viewer: Viewer, words: Sequence[str]) -> list[Observation]:
    if not words:
        return []
    rows = Observation.objects.visible_to(viewer).exclude(status="cancelled")
    for word in words:
        rows = rows.filter(search__contains=f" {word}")
    return list(_newest_of_each(rows).order_by(*NEWEST_FIRST)[:20])


def found_reports(viewer: Viewer, words: Sequence[str]) -> list[Report]:
    rows = reports(viewer)
    for word in words:
        rows = rows.filter(search__contains=f" {word}")
    return list(rows.order_by(*NEWEST_FIRST)[:20]) if words else []
