"""Which dates are written under a trend, and where.

Source: Portico's own drawing: the newest date always, then the first, then the New Years that fit.
The page writes them in its language; widths are those of "Nov 2026" and "19 Nov 2026".
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from portico.lib.fhir.shapes import Moment, Precision
from portico.results.rules.drawing import Align, Label, fitting, placed

_WIDEST = {Precision.DAY: "19 Sept 2026", Precision.MONTH: "Sept 2026", Precision.YEAR: "2026"}


@dataclass(frozen=True, slots=True)
class TimeLabel:
    x: float
    align: Align
    on: date
    shows: Precision  # YEAR, MONTH or DAY


def time_labels(first: Moment, newest: Moment, left: float, right: float) -> tuple[TimeLabel, ...]:
    days = (newest.at - first.at).days
    late = Precision.DAY if days < 62 else Precision.MONTH
    early = Precision.YEAR if days >= 730 else late
    wanted = [
        (right, newest.at.date(), _coarser(late, newest)),
        (left, first.at.date(), _coarser(early, first)),
    ]
    if wanted[0][1] == wanted[1][1]:
        del wanted[1]
    wanted += [(x, day, Precision.YEAR) for x, day in _years(first.at, newest.at, left, right)]
    labels = [_stand_in(x, day, shows) for x, day, shows in wanted]
    by_key = {label.key: (day, shows) for label, (_, day, shows) in zip(labels, wanted, strict=True)}
    return tuple(TimeLabel(label.x, label.align, *by_key[label.key]) for label in fitting(labels))


def _coarser(wanted: Precision, moment: Moment) -> Precision:
    """A date known only to the month or year is not written finer than that."""
    if moment.precision == Precision.YEAR:
        return Precision.YEAR
    return Precision.MONTH if moment.precision == Precision.MONTH else wanted


def _years(first: datetime, newest: datetime, left: float, right: float) -> list[tuple[float, date]]:
    """New Year's days between the two, every 1, 2, 5, 10 or 20 years: the closest that leaves room."""
    days = [date(year, 1, 1) for year in range(first.year + 1, newest.year + 1)]
    spots = [(_share(first, day, newest, left, right), day) for day in days]
    for every in (1, 2, 5, 10, 20, 50):
        some = [(x, day) for x, day in spots if day.year % every == 0]
        if len(fitting(_stand_in(x, day, Precision.YEAR) for x, day in some)) == len(some):
            return some
    return []


def _share(first: datetime, day: date, newest: datetime, left: float, right: float) -> float:
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    part = (at - first).total_seconds() / (newest - first).total_seconds()
    return round(left + min(1.0, max(0.0, part)) * (right - left), 2)


def _stand_in(x: float, day: date, shows: Precision) -> Label:
    return placed(x, _WIDEST[shows], key=f"{shows}{day.isoformat()}{x}")
