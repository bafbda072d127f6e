"""What each actor is to be told at each route, by the table of spec.py. It asks no code of the house either."""

from dataclasses import dataclass

from architecture.walk.spec import OF_THE_LIBRARY
from architecture.walk.who import READS, SITES, SWITCHED_OFF, Route


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """`records`: the records open today, each with what is hidden. `own`: the one that is theirs."""

    name: str
    is_signed_in: bool = True
    own: str = ""
    records: tuple[tuple[str, frozenset[str]], ...] = ()
    role: str = ""
    site: str = ""
    is_in_pools: bool = False
    has_second_factor: bool = True
    wrote: frozenset[str] = frozenset()  # the threads and answers of these people

    def hidden_from(self, person: str) -> frozenset[str] | None:
        """None: the record is closed. A label "confidential" is hidden from every proxy."""
        for key, hidden in self.records:
            if key == person:
                return hidden if person == self.own else hidden | {"confidential"}
        return None

    def may_see(self, person: str, data: str, *, is_secret: bool) -> bool:
        if data == "draft":
            return self.own == person
        if data in {"note", "order"} and not self.role:
            return False  # the team's alone, whosever the record is
        if self.role:
            return (
                self.has_second_factor and self.site == SITES.get(person) and data in READS.get(self.role, ())
            )
        hidden = self.hidden_from(person)
        if hidden is None or data in hidden or data in SWITCHED_OFF.get(SITES.get(person, ""), ()):
            return False
        return not (is_secret and "confidential" in hidden)


def expected(actor: Actor, route: Route, person: str, variant: str) -> str:
    """pass, sign-in, second-factor or not-found. `variant`: own, secret, foreign or absent ids; "" has none."""
    if route.who == "everyone":
        return "pass"
    if not actor.is_signed_in:
        return "sign-in"
    if actor.role and route.who != "record" and route.needs_second_factor and not actor.has_second_factor:
        return "second-factor"
    if _is_closed(actor, route, person):
        return "not-found"
    return "pass" if _is_theirs(actor, route, person, variant) else "not-found"


def _is_closed(actor: Actor, route: Route, person: str) -> bool:
    if route.who == "team":
        return actor.role not in route.roles or bool(person and actor.site != SITES.get(person))
    if route.who == "record":
        hidden = actor.hidden_from(person)
        closed = (hidden or frozenset()) | SWITCHED_OFF.get(SITES.get(person, ""), frozenset())
        return hidden is None or route.data in closed or route.also in closed
    return False


def _is_theirs(actor: Actor, route: Route, person: str, variant: str) -> bool:
    if not route.ids or OF_THE_LIBRARY.intersection(route.ids):
        return True
    if variant not in {"own", "secret"}:
        return False
    if variant == "secret" and not actor.role and actor.own != person:
        return False
    if route.in_pool and not actor.is_in_pools:
        return False
    if "view" in route.ids:
        return False  # the only one there is belongs to the manager, whom the door refuses
    if "run" in route.ids:
        return actor.name == "jo"  # who pressed
    return not route.is_authors or person in actor.wrote
