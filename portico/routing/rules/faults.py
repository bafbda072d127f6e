"""Why a routing table can't be published: it would send something nowhere, to a physician first, or to eyes that may
not end it; or a row of it is never reached.

Source: domain.md 4.1, invariants 1 and 2; the issue of the routing table ("the reason is shown").
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from portico.clinic.rules.kinds import KINDS
from portico.clinic.rules.roles import CLINICAL, PHYSICIANS, may_be_first_eyes
from portico.routing.rules.route import PoolFacts, Unroutable, route
from portico.routing.rules.table import LONGEST, MOST_DAYS, OLDEST, SEVERAL, Hours, Row, Standing, Today

URGENCIES = frozenset({"", "same-day", "urgent"})


@dataclass(frozen=True, slots=True)
class Place:
    """A pool of one site with the roles of those who work in it today."""

    site: UUID
    site_name: str
    pool: PoolFacts
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fault:
    """`row`: from 1, 0 for the table as a whole. `what`: the pool, site, kind or row that is meant."""

    row: int
    code: str
    what: str = ""
    where: str = ""


def faults(rows: Sequence[Row], places: Sequence[Place], teams: frozenset[str]) -> list[Fault]:
    return [*_whole(rows, places), *(f for n, row in enumerate(rows, 1) for f in _of_row(n, row, places, teams)),
            *_never_reached(rows)]  # fmt: skip


def _whole(rows: Sequence[Row], places: Sequence[Place]) -> Iterator[Fault]:
    """What no row takes goes by the kinds of the pools: that has to lead somewhere at every site."""
    if len(rows) > LONGEST:
        yield Fault(0, "too-long", str(LONGEST))
    if not places:
        yield Fault(0, "no-pools")
    for site in dict.fromkeys(place.site for place in places):
        there = [place for place in places if place.site == site]
        yield from _of_site(there)


def _of_site(there: Sequence[Place]) -> Iterator[Fault]:
    pools = [place.pool for place in there]
    by_id = {place.pool.id: place for place in there}
    for kind in KINDS:
        try:
            taken = by_id[route(kind, pools).pool.id]
        except Unroutable:
            yield Fault(0, "nowhere", kind, there[0].site_name)
            continue
        if code := _unfit(taken, [kind]):
            yield Fault(0, f"rest-{code}", taken.pool.name, taken.site_name)


def _of_row(number: int, row: Row, places: Sequence[Place], teams: frozenset[str]) -> Iterator[Fault]:
    yield from _shape(number, row, teams)
    sites = {str(place.site): place.site_name for place in places}
    for site in row.sites or tuple(sites):
        if site not in sites:
            yield Fault(number, "no-site")
            continue
        found = next((p for p in places if str(p.site) == site and p.pool.name == row.pool), None)
        if found is None:
            yield Fault(number, "no-pool", row.pool, sites[site])
        elif code := _unfit(found, row.kinds or tuple(KINDS)):
            yield Fault(number, code, row.pool, sites[site])


def _shape(number: int, row: Row, teams: frozenset[str]) -> Iterator[Fault]:
    if unknown := set(row.kinds) - set(KINDS):
        yield Fault(number, "no-kind", sorted(unknown)[0])
    if set(row.teams) - teams:
        yield Fault(number, "no-team")
    ages = [age for age in (row.age_from, row.age_to) if age is not None]
    if any(not 0 <= age <= OLDEST for age in ages) or ages != sorted(ages):
        yield Fault(number, "no-age")
    if row.days is not None and not 1 <= row.days <= MOST_DAYS:
        yield Fault(number, "no-days", str(MOST_DAYS))
    if row.urgency not in URGENCIES or any(
        value not in set(known)
        for value, known in ((row.standing, Standing), (row.today, Today), (row.hours, Hours))
    ):
        yield Fault(number, "not-known")


def _unfit(place: Place, kinds: Sequence[str]) -> str:
    """Nobody there, physicians alone, or nobody who may end what would come."""
    if not place.roles:
        return "nobody"
    if not any(may_be_first_eyes(role) for role in place.roles) or place.roles & PHYSICIANS:
        return "physician-first"
    needs = any(KINDS[kind].closers <= CLINICAL for kind in kinds if kind in KINDS)
    return "no-clinical-eyes" if needs and not place.roles & CLINICAL else ""


def _never_reached(rows: Sequence[Row]) -> Iterator[Fault]:
    for later, row in enumerate(rows, 1):
        for earlier, before in enumerate(rows[: later - 1], 1):
            if _covers(before, row):
                yield Fault(later, "never-reached", str(earlier))
                break


def _covers(wide: Row, narrow: Row) -> bool:
    """Whether everything that the second takes the first takes too."""
    return (
        all(_takes_all(getattr(wide, name), getattr(narrow, name)) for name in SEVERAL - {"words"})
        and (not wide.words or (bool(narrow.words) and set(narrow.words) <= set(wide.words)))
        and all(
            not (w := getattr(wide, name)) or w == getattr(narrow, name)
            for name in ("standing", "today", "hours")
        )
        and (wide.age_from is None or (narrow.age_from is not None and narrow.age_from >= wide.age_from))
        and (wide.age_to is None or (narrow.age_to is not None and narrow.age_to <= wide.age_to))
    )


def _takes_all(wide: Sequence[str], narrow: Sequence[str]) -> bool:
    return not wide or (bool(narrow) and set(narrow) <= set(wide))
