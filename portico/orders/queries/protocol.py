"""The table in force, whether the practice adopted it, and what it says to a refill."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portico.chart import queries as chart
from portico.core.presenters import DAYS
from portico.core.viewer import Viewer
from portico.orders.models import Adoption
from portico.orders.queries.orders import of_patient
from portico.orders.rules.protocol import Answer, Facts, Result, check
from portico.orders.rules.table import Table, TableFault, read
from portico.results import queries as results

RULES = Path(__file__).parent.parent / "rules"
VERSION = "1"
ATC = "http://www.whocc.no/atc"
EARLIER_AT_MOST = 200
ORDERS_AT_MOST = 50
CHART_COLUMNS = (
    "patient",
    "precision",
    "system",
    "code",
    "text",
    "happened_at",
    "is_reported",
    "is_prohibited",
    "status",
)


@cache
def _read(folder: str) -> Table | str:
    """The practice's own table, or the one that comes with Portico; or what is wrong with it."""
    place = Path(folder) if folder else RULES
    names = ("protocol.tsv", "labs.tsv") if folder else (f"protocol_{VERSION}.tsv", f"labs_{VERSION}.tsv")
    try:
        rows, labs = ((place / name).read_text(encoding="utf-8") for name in names)
        return read(f"{VERSION} ({place.name})" if folder else VERSION, rows, labs)
    except (OSError, UnicodeDecodeError, TableFault) as fault:
        return str(fault) if isinstance(fault, TableFault) else f"{place}: the table can't be read."


def table(viewer: Viewer) -> Table:
    """One that can't be read knows no medicine: then nothing meets it, and the doctor says so."""
    found = _read(settings.PORTICO_REFILL_PROTOCOL)
    return found if isinstance(found, Table) else Table(version="")


def table_fault(viewer: Viewer) -> str:
    found = _read(settings.PORTICO_REFILL_PROTOCOL)
    return found if isinstance(found, str) else ""


def adoptions(viewer: Viewer) -> QuerySet[Adoption]:
    """Who adopted the table in force; nobody: it is a draft."""
    return Adoption.objects.filter(mark=table(viewer).mark).select_related("staff")


def lab_codes(viewer: Viewer, text: str) -> frozenset[str]:
    """LOINC codes of the tests that the protocol asks for with this medicine."""
    found = table(viewer)
    return found.codes(found.of(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was read of the chart for one refill: rows, and what the caller knows beside."""

    text: str
    medicine_id: UUID | None
    current: Sequence[Any]
    earlier: Sequence[Any]
    visits: Sequence[Any]
    results: Iterable[Any]
    orders: Sequence[Any]
    age: int | None
    next_visit: datetime | None = None
    is_asked_twice: bool = False
    directions: str | None = None  # as an order has them
    but: UUID | None = None


def medicine_of(viewer: Viewer, found: Found) -> Any:
    """The row that is meant: the newest order of the same medicine; None where it is not on the list."""
    text = found.text.lower()
    # What was typed counts, never the row that it was begun from: another name or strength is another medicine.
    named = next((row for row in found.current if row.pk == found.medicine_id and _named(row) == text), None)
    same = [row for row in found.current if _is_same(row, named, text) and not row.is_prohibited]
    return max(same, key=lambda row: (row.happened_at is not None, row.happened_at), default=None)


def _named(row: Any) -> str:
    return str(row.text or row.code).lower()


def _is_same(row: Any, named: Any, text: str) -> bool:
    if named is not None and named.code and row.code:
        return bool((row.system, row.code) == (named.system, named.code))
    return _named(row) == text


def facts(viewer: Viewer, found: Found, *, now: datetime) -> Facts:
    row, today = medicine_of(viewer, found), now.astimezone(ZoneInfo(viewer.zone)).date()
    text = (row.text or row.code) if row else found.text

    def day(one: Any) -> date | None:
        return _day(viewer, one.happened_at, one.precision)

    alike = [one for one in (*found.current, *found.earlier) if _is_same(one, row, text.lower())]
    begun = [at for one in alike if (at := day(one)) and not one.is_reported]
    return Facts(
        text=text, today=today, atc=row.code if row and row.system == ATC else "",
        is_listed=row is not None, is_reported=bool(row and row.is_reported),
        is_paused=bool(row and row.status == "on-hold"),
        is_changed=None if row is None or found.directions is None else row.dosage.strip() != found.directions.strip(),
        is_prohibited=any(one.is_prohibited and _is_same(one, row, text.lower()) for one in found.current),
        last_visit=max((at for one in found.visits if (at := day(one))), default=None),
        next_visit=_day(viewer, found.next_visit), results=_newest(found.results, day),
        ordered=day(row) if row else None, supply_days=row.days_supply if row else None,
        refills=row.refills if row else None, since=min(begun, default=None), age=found.age,
        is_asked_twice=found.is_asked_twice,
        is_being_ordered=any(_is_on_its_way(order, row, text, found.but) for order in found.orders),
    )  # fmt: skip


def _day(viewer: Viewer, at: datetime | None, precision: str = "time") -> date | None:
    """A day that came without a time is that day everywhere."""
    if at is None:
        return None
    return (at if precision in DAYS else at.astimezone(ZoneInfo(viewer.zone))).date()


def _newest(rows: Iterable[Any], day: Any) -> Mapping[str, Result]:
    newest: dict[str, Result] = {}
    for row in rows:
        at = day(row)
        if at and (row.code not in newest or at > newest[row.code].day):
            newest[row.code] = Result(at, _number(row))
    return newest


def _number(row: Any) -> Decimal | None:
    """A value with "<" before it is no number to compare."""
    try:
        return Decimal(row.number) if row.number and not row.comparator else None
    except InvalidOperation:
        return None


def _is_on_its_way(order: Any, row: Any, text: str, but: UUID | None) -> bool:
    """Another renewal of the same medicine that is not done yet."""
    if order.kind != "renewal" or order.pk == but or order.state == "withdrawn" or order.entered_at:
        return False
    return bool((row is not None and order.medicine_id == row.pk) or order.what.lower() == text.lower())


def answer(viewer: Viewer, found: Found, *, now: datetime) -> Answer:
    return check(facts(viewer, found, now=now), table(viewer))


def asked_for(viewer: Viewer, *, codes: tuple[str, ...]) -> dict[str, QuerySet[Any]]:
    """What a check asks beside the chart, to be asked together: newest results, older orders, orders of ours."""
    earlier = chart.medicines(viewer, is_current=False).filter(is_reported=False).newest_first()
    return {
        **({"results": results.watching(viewer, codes)} if codes else {}),
        "earlier": earlier.only(*CHART_COLUMNS)[:EARLIER_AT_MOST],
        "orders": of_patient(viewer)[:ORDERS_AT_MOST],
    }


def found_in_chart(
    viewer: Viewer, text: str, medicine_id: UUID | None, *, now: datetime, **more: Any
) -> Found:
    """The same, asked one by one: for an order that is being sent or signed."""
    asked = asked_for(viewer, codes=tuple(sorted(lab_codes(viewer, text))))
    rows: dict[str, Any] = {"results": (), **{name: list(query) for name, query in asked.items()}}
    return Found(
        text=text, medicine_id=medicine_id, current=list(chart.medicine_orders(viewer)),
        visits=list(chart.visits_so_far(viewer, now=now)[:1]), **rows, **more,
    )  # fmt: skip


def as_ordered(viewer: Viewer, medicine_id: UUID, *, days: int = 0) -> dict[str, Any]:
    """The words of a renewal of a medicine on this patient's list, as it was last ordered; for a bridge `days` of it
    and no refills. Empty where it is not on the list."""
    row = next((row for row in chart.medicine_orders(viewer) if row.pk == medicine_id), None)
    if row is None:
        return {}
    supply = days or row.days_supply
    return {
        "medicine": row.pk, "what": row.text or row.code, "directions": row.dosage,
        "quantity": _("%(n)d days") % {"n": supply} if supply else "", "refills": 0 if days else row.refills or 0,
    }  # fmt: skip
