"""The routing table as a rule: the first row that fits, never a physician, never nowhere."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portico.clinic.rules.kinds import KINDS
from portico.clinic.rules.roles import CLINICAL
from portico.routing.rules.decide import Decision, Facts, decide
from portico.routing.rules.faults import Place, faults
from portico.routing.rules.rehearsal import Past, Tally, Way, tally
from portico.routing.rules.route import PoolFacts, Unroutable, route_urgent
from portico.routing.rules.table import Row, Table, from_data, mark, to_data

MADISON, DENVER, TEAM = UUID(int=1), UUID(int=2), UUID(int=9)
NURSES, DESK = PoolFacts(UUID(int=11), "Nurses", ("*",)), PoolFacts(UUID(int=12), "Desk", ("appointment",))
FAR = PoolFacts(UUID(int=21), "Nurses", ("*",))
DOCTORS = PoolFacts(UUID(int=13), "Doctors", ())
NIGHT = PoolFacts(UUID(int=14), "Night", ())
PLACES = [
    Place(MADISON, "Madison", NURSES, frozenset({"nurse", "medical-assistant"})),
    Place(MADISON, "Madison", DESK, frozenset({"front-desk"})),
    Place(MADISON, "Madison", DOCTORS, frozenset({"physician"})),
    Place(MADISON, "Madison", NIGHT, frozenset()),
    Place(DENVER, "Denver", FAR, frozenset({"nurse"})),
]
AT_MADISON = [place.pool for place in PLACES if place.site == MADISON]
TEAMS = frozenset({str(TEAM)})


def goes(*rows: Row, number: int = 3, **facts: Any) -> Decision:
    asked = Facts(**{"kind": "refill", "site": MADISON, "age": 40, **facts})
    return decide(asked, Table(rows, number), AT_MADISON)


def wrong(*rows: Row) -> list[tuple[int, str]]:
    return [(fault.row, fault.code) for fault in faults(rows, PLACES, TEAMS)]


def test_the_first_row_that_fits_decides_and_says_so() -> None:
    rows = (
        Row(kinds=("refill",), languages=("es",), pool="Nurses"),
        Row(kinds=("refill",), pool="Desk", days=1),
    )
    found = goes(*rows)
    assert (found.pool, found.row, found.days) == (DESK, 2, 1)
    assert found.reason == "row 2 of routing table 3: Desk"
    assert goes(*rows, language="es-US").row == 1


def test_what_no_row_takes_goes_by_the_kinds_of_the_pools() -> None:
    found = goes(Row(kinds=("billing",), pool="Desk"))
    assert (found.pool, found.row) == (NURSES, 0)
    assert "takes" in found.reason


@pytest.mark.parametrize(
    ("row", "yes", "no"),
    [(Row(pool="Desk", kinds=("refill", "form")), {}, {"kind": "question"}),
     (Row(pool="Desk", sites=(str(MADISON),)), {}, {"site": DENVER}),
     (Row(pool="Desk", teams=(str(TEAM),)), {"team": TEAM}, {"team": None}),
     (Row(pool="Desk", languages=("other",)), {"language": "vi"}, {"language": "en"}),
     (Row(pool="Desk", age_from=18, age_to=64), {"age": 18}, {"age": 65}),
     (Row(pool="Desk", age_to=17), {"age": 17}, {"age": None}),
     (Row(pool="Desk", standing="new"), {"is_seen": lambda: False}, {"is_seen": lambda: True}),
     (Row(pool="Desk", standing="established"), {"is_seen": lambda: True}, {"is_seen": lambda: None}),
     (Row(pool="Desk", today="same-day"), {"is_same_day": True}, {}),
     (Row(pool="Desk", today="none"), {}, {"is_same_day": True}),
     (Row(pool="Desk", hours="closed"), {"is_open": False}, {}),
     (Row(pool="Desk", words=("rash", "school form")), {"text": "Two RASHES."}, {"text": "A crash at school"}),
     (Row(pool="Desk", words=("school form",)), {"text": "The form of the school"}, {"text": "The form"}),
     (Row(pool="Desk", words=("erupción",)), {"text": "Tengo una erupcion"}, {"text": "Nada"})],
)  # fmt: skip
def test_each_condition_is_met_or_not(row: Row, yes: dict[str, Any], no: dict[str, Any]) -> None:
    assert goes(row, **yes).row == 1
    assert goes(row, **no).row == 0


def test_who_was_seen_is_asked_only_where_a_row_asks_and_all_else_fits() -> None:
    def asked() -> bool:
        raise AssertionError("nobody should ask")

    assert goes(Row(kinds=("billing",), standing="new", pool="Desk"), is_seen=asked).row == 0


def test_a_pool_that_was_closed_since_takes_nothing() -> None:
    rows = (Row(kinds=("refill",), pool="Gone"), Row(kinds=("refill",), pool="Desk"))
    assert goes(*rows).row == 2


@pytest.mark.parametrize(
    ("row", "code"),
    [(Row(pool="Doctors"), "physician-first"), (Row(pool="Night"), "nobody"), (Row(pool="Attic"), "no-pool"),
     (Row(pool="Nurses", sites=("gone",)), "no-site"), (Row(pool="Nurses", teams=("gone",)), "no-team"),
     (Row(pool="Nurses", kinds=("fax",)), "no-kind"), (Row(pool="Nurses", age_from=30, age_to=20), "no-age"),
     (Row(pool="Nurses", days=0), "no-days"), (Row(pool="Nurses", days=31), "no-days"),
     (Row(pool="Nurses", urgency="now"), "not-known"), (Row(pool="Nurses", hours="dawn"), "not-known"),
     (Row(pool="Desk", sites=(str(MADISON),)), "no-clinical-eyes"),
     (Row(pool="Desk", sites=(str(MADISON),), kinds=("question",)), "no-clinical-eyes")],
)  # fmt: skip
def test_a_table_that_leads_nowhere_or_wrong_is_named_with_its_row(row: Row, code: str) -> None:
    assert (2, code) in wrong(Row(kinds=("billing",), sites=(str(MADISON),), pool="Desk"), row)


def test_a_sound_table_has_no_fault() -> None:
    assert wrong(Row(pool="Nurses", words=("rash",), urgency="same-day")) == []
    assert wrong(Row(pool="Desk", sites=(str(MADISON),), kinds=("billing", "form"), days=2)) == []
    assert wrong() == []


def test_a_pool_that_one_site_alone_has_needs_that_site() -> None:
    assert wrong(Row(pool="Desk", kinds=("billing",))) == [(1, "no-pool")]


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [(Row(pool="Nurses"), Row(pool="Nurses", kinds=("refill",))),
     (Row(pool="Nurses", kinds=("refill", "form")), Row(pool="Nurses", kinds=("form",), words=("rash",))),
     (Row(pool="Nurses", age_from=18), Row(pool="Nurses", age_from=20, age_to=30)),
     (Row(pool="Nurses", words=("rash", "hives")), Row(pool="Nurses", words=("rash",)))],
)  # fmt: skip
def test_a_row_that_is_never_reached_is_named(wide: Row, narrow: Row) -> None:
    assert wrong(wide, narrow) == [(2, "never-reached")]
    assert wrong(narrow, wide) == []


def test_the_rest_has_to_lead_somewhere_too() -> None:
    bare = [Place(MADISON, "Madison", PoolFacts(UUID(int=1), "Refills", ("refill",)), frozenset({"nurse"}))]
    assert {fault.code for fault in faults((), bare, TEAMS)} == {"nowhere"}
    empty = [Place(MADISON, "Madison", NURSES, frozenset())]
    assert {fault.code for fault in faults((), empty, TEAMS)} == {"rest-nobody"}
    mixed = [Place(MADISON, "Madison", NURSES, frozenset({"nurse", "physician"}))]
    assert {fault.code for fault in faults((), mixed, TEAMS)} == {"rest-physician-first"}
    assert faults((), [], TEAMS)[0].code == "no-pools"


def test_a_table_is_kept_and_read_as_it_was() -> None:
    rows = (Row(kinds=("refill",), age_from=0, pool="Nurses", days=3), Row(words=("a, b",), pool="Desk"))
    assert from_data(to_data(rows)) == rows
    assert mark(rows) == mark(from_data(to_data(rows)))
    assert mark(rows) != mark(rows[::-1])
    with pytest.raises(ValueError, match="fax"):
        from_data([{"pool": "Nurses", "fax": 1}])


names = st.sampled_from(["Nurses", "Desk", "Doctors", "Night", "Attic"])
few = st.lists(st.sampled_from(list(KINDS)), max_size=3, unique=True).map(tuple)
rows_of_any_kind = st.builds(
    Row, kinds=few, sites=st.sampled_from([(), (str(MADISON),), (str(DENVER),)]), pool=names,
    languages=st.sampled_from([(), ("es",), ("en", "other")]), age_from=st.sampled_from([None, 18, 65]),
    today=st.sampled_from(["", "same-day", "none"]), hours=st.sampled_from(["", "open", "closed"]),
    words=st.sampled_from([(), ("rash",), ("form", "school")]), urgency=st.sampled_from(["", "same-day", "urgent"]),
    standing=st.sampled_from(["", "new", "established"]), days=st.sampled_from([None, 1, 5]),
)  # fmt: skip
messages = st.builds(
    Facts, kind=st.sampled_from([*KINDS, "fax"]), site=st.sampled_from([MADISON, DENVER]),
    age=st.none() | st.integers(0, 99),
    language=st.sampled_from(["", "en", "es", "ES-mx", "vi"]), is_same_day=st.booleans(), is_open=st.booleans(),
    text=st.sampled_from(["", "a rash", "the form of my school"]),
    is_seen=st.sampled_from([lambda: True, lambda: False]),
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(table=st.lists(rows_of_any_kind, max_size=6).map(tuple), facts=messages)
def test_whatever_may_be_published_leads_to_eyes_that_may_end_it_and_never_to_a_physician_first(
    table: tuple[Row, ...], facts: Facts
) -> None:
    if faults(table, PLACES, TEAMS):
        table = tuple(
            row for n, row in enumerate(table, 1) if not any(f.row == n for f in faults(table, PLACES, TEAMS))
        )
    here = [place for place in PLACES if place.site == facts.site]
    found = decide(facts, Table(table, 1), [place.pool for place in here])
    place = next(place for place in here if place.pool == found.pool)
    assert place.roles
    assert "physician" not in place.roles
    kind = KINDS.get(facts.kind)
    assert place.roles & CLINICAL or (kind and not kind.closers <= CLINICAL)
    assert found.reason


@settings(max_examples=200, deadline=None)
@given(table=st.lists(rows_of_any_kind, max_size=6).map(tuple), facts=messages)
def test_the_row_that_decides_is_the_first_that_would_alone(table: tuple[Row, ...], facts: Facts) -> None:
    pools = [place.pool for place in PLACES if place.site == facts.site]
    found = decide(facts, Table(table, 1), pools)
    alone = [n for n, row in enumerate(table, 1) if decide(facts, Table((row,), 1), pools).row == 1]
    assert found.row == (alone[0] if alone else 0)


def test_what_is_urgent_asks_no_table() -> None:
    assert route_urgent(AT_MADISON).pool == NURSES
    with pytest.raises(Unroutable):
        route_urgent([DESK])


def test_a_dry_run_counts_the_same_in_pieces_as_at_once() -> None:
    dice, day = Random(1), datetime(2026, 11, 2, tzinfo=UTC)

    def way() -> Way:
        return Way(dice.choice(AT_MADISON).id, dice.randrange(3), day + timedelta(days=dice.randrange(5)))

    past = [Past(way(), way(), day + timedelta(days=dice.randrange(5))) for _ in range(200)]
    at_once: Tally = tally({}, past)
    kept: dict[str, Any] = {}
    for start in range(0, 200, 30):
        kept = tally(kept, past[start : start + 30]).to_data()
    assert kept == at_once.to_data()
    assert at_once.count == 200
    assert at_once.moved == sum(one.now.pool != one.then.pool for one in past)
    assert sum(at_once.between.values()) == at_once.moved
    assert at_once.rows == Counter(str(one.then.row) for one in past)
    assert sum(sides[2] for sides in at_once.pools.values()) == sum(
        one.done_at > one.now.due_at for one in past
    )
