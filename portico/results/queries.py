"""Reads of results. What is not released counts as on its way: named, without a value."""

from collections import Counter
from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from portico.core.viewer import Viewer
from portico.lib.fhir.codes import LOINC
from portico.results.models import Observation, Report

RELEASED = ("final", "amended", "corrected")
LABORATORY = ("laboratory",)
VITAL_SIGNS = ("vital-signs",)
AT_MOST = 1000
FOUND_AT_MOST = 20
# A test is its code; where there is none, its text.
NAME = Case(When(code="", then=F("text")), default=Value(""))
# What is on its way stands beside the newest released result and never in its place.
IS_OUT = Case(When(status__in=RELEASED, then=Value(1)), default=Value(0))
SAME_TEST = (F("system"), F("code"), NAME, IS_OUT)
NEWEST_FIRST = (F("happened_at").desc(nulls_last=True), F("id").desc())
PLACE = Window(RowNumber(), partition_by=SAME_TEST, order_by=NEWEST_FIRST)
NOT_LISTED = (
    "search", "note", "method", "members", "sensitivity", "source", "issued_at", "performer", "resource_id",
)  # fmt: skip


def tests(viewer: Viewer, group: str) -> QuerySet[Observation]:
    """One row a test: the newest of each that isn't cancelled."""
    chosen = _newest_of_each(_of_group(viewer, group)).values("pk")
    # Chosen apart, so that a page's cursor narrows the chosen rows and not what they are chosen from.
    found: QuerySet[Observation] = Observation.objects.visible_to(viewer).filter(pk__in=chosen)
    return found.defer(*NOT_LISTED)


def times(viewer: Viewer, group: str, shown: Sequence[Observation]) -> dict[UUID, int]:
    """How often each of these tests was done. Asked apart: beside each row it would be counted once a row."""
    rows = _of_group(viewer, group).values_list("system", "code", "text", "status").annotate(n=Count("pk"))
    counts: Counter[tuple[object, ...]] = Counter()
    for system, code, text, status, n in rows:
        counts[_same_test(system, code, text, status)] += n
    return {row.pk: counts[_same_test(row.system, row.code, row.text, row.status)] for row in shown}


def _same_test(system: str, code: str, text: str, status: str) -> tuple[object, ...]:
    """What SAME_TEST says to the database."""
    return (system, code, "" if code else text, status in RELEASED)


def _of_group(viewer: Viewer, group: str) -> QuerySet[Observation]:
    return Observation.objects.visible_to(viewer).exclude(status="cancelled").filter(_group(group))


def _newest_of_each(rows: QuerySet[Observation]) -> QuerySet[Observation]:
    return rows.alias(place=PLACE).filter(place=1)


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
    return list(newest_few(viewer, count).defer(*NOT_LISTED))


def newest_tests(viewer: Viewer) -> QuerySet[Observation]:
    rows = Observation.objects.visible_to(viewer).filter(_group("laboratory"), status__in=RELEASED)
    return _newest_of_each(rows).order_by(*NEWEST_FIRST)


def newest_few(viewer: Viewer, number: int) -> QuerySet[Observation]:
    """The first `number` of them. Chosen by their keys: to rank whole rows takes the database three times as long."""
    chosen = newest_tests(viewer).values("pk")[:number]
    rows: QuerySet[Observation] = Observation.objects.visible_to(viewer).filter(pk__in=chosen)
    return rows.order_by(*NEWEST_FIRST)


def watching(viewer: Viewer, codes: Collection[str]) -> QuerySet[Observation]:
    """The newest released result of each of these tests (LOINC)."""
    return newest_tests(viewer).filter(system=LOINC, code__in=codes)


def same_test(viewer: Viewer, item: UUID) -> QuerySet[Observation]:
    """A result and the other released ones of the same test, newest first; in one query, to go together with others."""
    rows = Observation.objects.visible_to(viewer)
    named = Q(code="", text=OuterRef("text")) | ~Q(code="")
    one = rows.filter(named, pk=item, system=OuterRef("system"), code=OuterRef("code"))
    return rows.filter(Exists(one.order_by()), status__in=RELEASED).order_by(*NEWEST_FIRST)


def found(viewer: Viewer, words: Sequence[str]) -> QuerySet[Observation]:
    """The newest of each test that has a word beginning with each of these."""
    rows = Observation.objects.visible_to(viewer).exclude(status="cancelled").filter(*_having(words))
    chosen = _newest_of_each(rows).defer(*NOT_LISTED).order_by(*NEWEST_FIRST)
    return chosen[:FOUND_AT_MOST] if words else chosen.none()


def found_reports(viewer: Viewer, words: Sequence[str]) -> QuerySet[Report]:
    rows = reports(viewer).filter(*_having(words)).defer("search", "conclusion", "results", "files")
    return rows.order_by(*NEWEST_FIRST)[:FOUND_AT_MOST] if words else rows.none()


def _having(words: Sequence[str]) -> list[Q]:
    """A word that begins with each of these."""
    return [Q(search__contains=f" {word}") for word in words]
