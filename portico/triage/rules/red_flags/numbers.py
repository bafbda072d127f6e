"""Signs that are numbers: a blood pressure, a blood sugar, a pulse, and the age of a baby with a fever.

Source: domain.md 4.1, row "readings": BP >= 180/120, glucose < 54 or > 400 mg/dL; fever below three months: 4.3.
"""

from collections.abc import Iterator

from portico.triage.rules.red_flags.match import Match, Place, Span
from portico.triage.rules.red_flags.rank import Rank
from portico.triage.rules.red_flags.table import around

HIGH, LOW_OVER = 180, 120
SUGAR_LOW, SUGAR_HIGH = 54, 400
PULSE_HIGH = 130
NEAR, NEAR_FEVER = 6, 14
OVER = frozenset({"over", "sobre", "por"})
DOSES = frozenset({"mg", "mcg", "ml", "units", "unidades", "tablets", "pills", "tabletas"})
NO_SUGAR = DOSES - {"mg"} | frozenset(
    {"hours", "hour", "days", "years", "year", "weeks", "minutes", "lbs", "pounds", "kg", "grams", "carbs", "horas",
     "dias", "anos", "minutos", "times"}
)  # fmt: skip
DAYS = {
    "day": 1, "days": 1, "dia": 1, "dias": 1, "week": 7, "weeks": 7, "wk": 7, "wks": 7, "semana": 7, "semanas": 7,
    "month": 30, "months": 30, "mo": 30, "mos": 30, "mes": 30, "meses": 30, "year": 365, "years": 365, "yr": 365,
    "ano": 365, "anos": 365,
}  # fmt: skip
YOUNG = 91
OLD = frozenset({"old", "edad", "nacido", "nacida"})


def readings(place: Place) -> Iterator[Match]:
    for n, token in enumerate(place.tokens):
        if token.value is None:
            continue
        place.steps += 1
        yield from _pressure(n, token.value, place)
        yield from _sugar(n, token.value, place)
        yield from _pulse(n, token.value, place)
        yield from _baby(n, token.value, place)


def _pressure(n: int, upper: float, place: Place) -> Iterator[Match]:
    pair = _pair(n, place)
    if pair is not None:
        lower, last = pair
        is_one = 70 <= upper <= 300 and 30 <= lower <= 200 and lower < upper
        if is_one and (upper >= HIGH or lower >= LOW_OVER):
            rank = Rank.EMERGENCY if upper >= HIGH and lower >= LOW_OVER else Rank.URGENT
            yield _reading(rank, (n, last), place, DOSES)
    elif HIGH <= upper <= 300 and (named := _within(n, "pressure", NEAR, place)):
        yield _reading(Rank.URGENT, (n, n), place, DOSES, named)


def _pair(n: int, place: Place) -> tuple[float, int] | None:
    """A number over another one, and where the second stands."""
    following = place.tokens[n + 1 : n + 3]
    if following and following[0].value is not None and following[0].before.strip() == "/":
        return following[0].value, n + 1
    if len(following) == 2 and following[0].text in OVER and following[1].value is not None:
        return following[1].value, n + 2
    return None


def _sugar(n: int, value: float, place: Place) -> Iterator[Match]:
    is_out = 10 <= value < SUGAR_LOW or SUGAR_HIGH < value <= 1500
    if is_out and (named := _within(n, "sugar", NEAR, place)):
        yield _reading(Rank.URGENT, (n, n), place, NO_SUGAR, named)


def _pulse(n: int, value: float, place: Place) -> Iterator[Match]:
    if PULSE_HIGH <= value <= 250 and (named := _within(n, "pulse", NEAR, place)):
        yield Match("palpitations", Rank.URGENT, (named, (n, n)), place.said([named, (n, n)]))


def _baby(n: int, value: float, place: Place) -> Iterator[Match]:
    """A baby of so many days, with a fever near."""
    unit = place.tokens[n + 1 : n + 2]
    days = value * DAYS[unit[0].text] if unit and unit[0].text in DAYS else None
    if days is None or not _is_age(n, place):
        return
    fever = _within(n, "fever", NEAR_FEVER, place)
    if fever is not None:
        span = (n, n + 1)
        lowered = () if days <= YOUNG else ("older than three months",)
        yield Match("infant-fever", Rank.EMERGENCY, (span, fever), place.said([span, fever]), lowered)


def _is_age(n: int, place: Place) -> bool:
    """ "6 week old", "bebe de un mes"; not "a fever for 2 days"."""
    after = {token.text for token in place.tokens[n + 2 : n + 4]}
    if after & OLD or place.between(around()["infant"], n + 2, n + 3):
        return True
    return bool(place.between(around()["infant"], n - 3, n - 1))


def _reading(rank: Rank, span: Span, place: Place, units: frozenset[str], *named: Span) -> Match:
    after = place.tokens[span[1] + 1 : span[1] + 2]
    lowered = ("another unit",) if after and after[0].text in units else ()
    return Match("reading", rank, (span, *named), place.said([span, *named]), lowered)


def _within(n: int, name: str, most: int, place: Place) -> Span | None:
    at = place.tokens[n].at
    near = place.between(around()[name], n - most, n + most)
    near = [span for span in near if abs(place.tokens[span[0]].at - at) <= most]
    return min(near, key=lambda span: (abs(place.tokens[span[0]].at - at), span), default=None)
