"""Somebody else's and nobody's are answered in the same time (AZ-04): the processor's, which no neighbour disturbs."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from architecture.walk.cells import Cell, address, form_for, names_person
from architecture.walk.spec import OF_THE_LIBRARY, ROUTES
from architecture.walk.walk import Knock
from architecture.walk.who import Route
from architecture.walk.world import World

WARM = 2


@dataclass(frozen=True, slots=True)
class Gap:
    """Medians in milliseconds."""

    what: str
    foreign: float
    absent: float

    @property
    def size(self) -> float:
        return abs(self.foreign - self.absent)

    def __str__(self) -> str:
        return f"{self.what}: somebody else's {self.foreign:.1f} ms, nobody's {self.absent:.1f} ms"


def gaps(world: World, times: int) -> list[Gap]:
    """Turn by turn, so that a slow minute counts for both."""
    found = []
    for foreign, absent in _pairs(world):
        knock, took = Knock(), ([], [])  # type: tuple[Knock, tuple[list[float], list[float]]]
        for number in range(WARM + times):
            for cell, column in ((foreign, took[0]), (absent, took[1])):
                start = time.process_time()
                status = knock(cell, world.cookies[cell.actor.name]).status
                if number >= WARM:
                    column.append((time.process_time() - start) * 1000)
                assert status == 404, f"{cell} was answered {status}"
        found.append(Gap(str(foreign), median(took[0]), median(took[1])))
    return found


def _pairs(world: World) -> Iterator[tuple[Cell, Cell]]:
    """Another's record or one that is not there; in one's own, another's item or one that is not there."""
    for name, route in ROUTES.items():
        if route.who == "record":
            yield (
                _cell(world, "walter", name, route, "rosa", "own"),
                _cell(world, "walter", name, route, "absent", "absent"),
            )
        if not route.ids or OF_THE_LIBRARY.intersection(route.ids):
            continue
        who = "rosa" if route.who == "record" else "jo"
        yield (
            _cell(world, who, name, route, "rosa", "foreign"),
            _cell(world, who, name, route, "rosa", "absent"),
        )


def _cell(world: World, who: str, name: str, route: Route, person: str, variant: str) -> Cell:
    actor = next(one for one in world.actors if one.name == who)
    method = "POST" if route.is_post_only else "GET"
    variant = variant if route.ids else ""
    person = person if names_person(name, route) else ""
    url = address(world, name, route, person, variant)
    body = form_for(world, name, person) if method == "POST" else {}
    return Cell(actor, name, route, method, person, variant, url, "not-found", body=body)
