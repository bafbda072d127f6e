"""The ledger: what is written stays, and whoever touches it behind our back is found out."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from portico.audit.actions import Fact, append, seal
from portico.audit.models import SIGNED, Head, Row, Seal
from portico.audit.queries import faults
from portico.audit.rules import chain

NOW = datetime.now(UTC)


def run(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def seal_all(now: datetime = NOW) -> None:
    while seal(now=now):
        pass


def open_the_ledger() -> None:
    """What somebody with the database's own password can do."""
    on = "" if connection.vendor == "sqlite" else " ON {table}"
    for table in ("audit_row", "audit_seal"):
        for event in ("update", "delete"):
            run(f"DROP TRIGGER {table}_no_{event}{on.format(table=table)}")


@pytest.fixture
def rows(stage: Any, settings: Any, tmp_path: Path) -> list[Row]:
    """Ten sealed rows at the end of the ledger."""
    settings.AUDIT_ANCHOR_FILE = tmp_path / "anchors"
    for number in range(10):
        append(
            Fact(
                verb="results.view",
                outcome="shown",
                name=f"Reader {number}",
                patient=f"p{number}",
                kind="result",
            )
        )
    seal_all()
    return list(Row.objects.order_by("-pk")[:10])[::-1]


def found(now: datetime = NOW) -> set[tuple[str, str]]:
    return {(fault.kind, fault.place) for fault in faults(now=now)}


def kinds(now: datetime = NOW) -> set[str]:
    return {kind for kind, _ in found(now)}


def test_a_ledger_that_nobody_touched_verifies(rows: list[Row]) -> None:
    assert found() == set()
    assert Head.objects.get().position == Seal.objects.count() == Row.objects.count()


@pytest.mark.parametrize("table", ["audit_row", "audit_seal"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET at = at", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_or_remove(rows: list[Row], table: str, statement: str) -> None:
    before = Row.objects.count(), Seal.objects.count()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run(statement.format(table))
    assert (Row.objects.count(), Seal.objects.count()) == before


EDIT = 'UPDATE audit_row SET "{}" = %s WHERE id = %s'
EDITS = {"at": "2020-01-01 00:00:00+00:00", "on_behalf": True}


@pytest.mark.parametrize("field", SIGNED)
def test_an_edit_of_any_field_is_found(rows: list[Row], field: str) -> None:
    open_the_ledger()
    run(EDIT.format(field), EDITS.get(field, "forged"), rows[4].pk)
    assert found() == {("edited", f"row {rows[4].pk}")}


def test_a_row_that_is_gone_is_found(rows: list[Row]) -> None:
    open_the_ledger()
    run("DELETE FROM audit_row WHERE id = %s", rows[4].pk)
    assert found() == {("deleted", f"row {rows[4].pk}")}


def test_a_row_that_is_gone_with_its_seal_is_found(rows: list[Row]) -> None:
    open_the_ledger()
    position = Seal.objects.get(row=rows[4].pk).position
    run("DELETE FROM audit_row WHERE id = %s", rows[4].pk)
    run("DELETE FROM audit_seal WHERE row = %s", rows[4].pk)
    assert found() == {("deleted", f"seal {position}")}


def test_two_gaps_are_two_faults(rows: list[Row]) -> None:
    open_the_ledger()
    for row in (rows[2], rows[6]):
        run("DELETE FROM audit_row WHERE id = %s", row.pk)
        run("DELETE FROM audit_seal WHERE row = %s", row.pk)
    assert [fault.kind for fault in faults(now=NOW)] == ["deleted", "deleted"]


def test_two_rows_that_changed_places_are_found_though_each_is_signed(rows: list[Row]) -> None:
    open_the_ledger()
    one, other = rows[3].pk, rows[7].pk
    for old, new in ((one, -1), (other, one), (-1, other)):
        run("UPDATE audit_row SET id = %s WHERE id = %s", new, old)
    assert {("reordered", f"row {one}"), ("reordered", f"row {other}")} <= found()


def test_two_seals_that_changed_places_are_found(rows: list[Row]) -> None:
    open_the_ledger()
    one, other = rows[3].pk, rows[7].pk
    for old, new in ((one, -1), (other, one), (-1, other)):
        run("UPDATE audit_seal SET row = %s WHERE row = %s", new, old)
    assert "reordered" in kinds()


def copy(of: Row, **changes: Any) -> Row:
    """A row that somebody made from another one; the nonce must be theirs, for the database knows ours."""
    row = Row.objects.get(pk=of.pk)
    row.pk, row.nonce = None, uuid4().hex
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=True)
    return row


def test_a_row_can_not_be_copied_as_it_stands(rows: list[Row]) -> None:
    row = Row.objects.get(pk=rows[3].pk)
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
    assert found() == set()


def test_neither_replacing_nor_emptying_gets_past_the_database(rows: list[Row]) -> None:
    statement = (
        "INSERT OR REPLACE INTO audit_row SELECT * FROM audit_row"
        if connection.vendor == "sqlite"
        else "TRUNCATE audit_row"
    )
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run(statement)
    assert found() == set()


def test_a_row_that_was_slipped_in_is_found(rows: list[Row]) -> None:
    slipped = copy(rows[4], patient="somebody else")
    assert found() == {("inserted", f"row {slipped.pk}")}


def test_a_row_that_was_slipped_in_and_sealed_by_us_is_found_still(rows: list[Row]) -> None:
    slipped = copy(rows[4], patient="somebody else")
    seal_all()
    assert found() == {("edited", f"row {slipped.pk}")}


def test_a_row_that_was_slipped_in_with_a_seal_of_their_own_is_found(rows: list[Row]) -> None:
    slipped = copy(rows[4], patient="somebody else")
    position = Seal.objects.order_by("-position")[0].position + 1
    Seal.objects.create(position=position, row=slipped.pk, link="f" * 64, at=NOW)
    assert {"edited", "reordered", "inserted"} == kinds()


def cut_the_tail(rows: list[Row]) -> None:
    open_the_ledger()
    for row in rows[-3:]:
        run("DELETE FROM audit_row WHERE id = %s", row.pk)
        run("DELETE FROM audit_seal WHERE row = %s", row.pk)


def test_a_cut_tail_is_found_by_the_head(rows: list[Row]) -> None:
    position = Head.objects.get().position
    cut_the_tail(rows)
    assert ("cut", f"seal {position}") in found()


def test_a_head_that_was_taken_away_is_found(rows: list[Row]) -> None:
    run("DELETE FROM audit_head")
    assert found() == {("cut", "head")}


def test_a_head_that_was_rolled_back_is_found_by_the_file_outside(rows: list[Row], settings: Any) -> None:
    """An old, rightly signed head over an old, rightly linked chain: only the file remembers more."""
    old = Head.objects.values().get()
    append(Fact(verb="results.view", patient="p11"))
    append(Fact(verb="results.view", patient="p12"))
    later = NOW + timedelta(seconds=settings.AUDIT_ANCHOR_SECONDS)
    seal_all(later)
    tail = list(Row.objects.order_by("-pk")[:2])
    open_the_ledger()
    for row in tail:
        run("DELETE FROM audit_row WHERE id = %s", row.pk)
        run("DELETE FROM audit_seal WHERE row = %s", row.pk)
    Head.objects.update(**old)
    assert found(later) == {("cut", f"seal {old['position'] + 2}")}


def test_a_chain_that_was_rebuilt_with_the_stolen_key_is_found_by_the_file_outside(
    rows: list[Row], settings: Any
) -> None:
    open_the_ledger()
    run("DELETE FROM audit_seal")
    run("DELETE FROM audit_row WHERE id = %s", rows[4].pk)
    run("DELETE FROM audit_head")
    append(Fact(verb="results.view", patient="a row in its place"))
    file = Path(settings.AUDIT_ANCHOR_FILE)
    remembered = file.read_text()
    seal_all()
    file.write_text(remembered)
    assert kinds() == {"anchor"}


def test_a_row_may_wait_a_minute_for_its_seal_and_no_longer(rows: list[Row]) -> None:
    append(Fact(verb="results.view", patient="p11"))
    waiting = Row.objects.order_by("-pk")[0]
    assert found(waiting.at + timedelta(seconds=59)) == set()
    assert found(waiting.at + timedelta(seconds=61)) == {("unsealed", f"row {waiting.pk}")}


def test_sealing_twice_seals_once(rows: list[Row]) -> None:
    before = Head.objects.get().link
    assert seal(now=NOW) == 0
    assert Head.objects.get().link == before


def test_a_row_that_commits_late_is_sealed_after_those_that_came_later(rows: list[Row]) -> None:
    """Numbers are given before transactions commit, so the chain's order is that of sealing."""
    late = Row.objects.order_by("-pk")[0].pk + 1
    after = copy_at(rows[0], late + 1)
    seal_all()
    copy_at(rows[1], late)
    seal_all()
    assert Seal.objects.get(row=late).position == Seal.objects.get(row=after).position + 1
    assert found() == set()


def copy_at(of: Row, key: int) -> int:
    row = Row.objects.get(pk=of.pk)
    row.pk, row.nonce = key, uuid4().hex
    row.signature = chain.sign(settings.AUDIT_KEY, row.signed_fields())
    row.save(force_insert=True)
    return key


def test_the_file_outside_gets_a_line_an_hour_and_no_more(rows: list[Row], settings: Any) -> None:
    file = Path(settings.AUDIT_ANCHOR_FILE)
    hour = timedelta(seconds=settings.AUDIT_ANCHOR_SECONDS)
    assert len(file.read_text().splitlines()) == 1
    seal(now=NOW + hour - timedelta(seconds=1))
    assert len(file.read_text().splitlines()) == 1
    seal(now=NOW + hour)
    assert len(file.read_text().splitlines()) == 2
    assert found() == set()


texts = st.text(st.sampled_from("a\\u01f\x1f\x00é"), max_size=6)


@given(one=st.lists(texts, max_size=4), other=st.lists(texts, max_size=4))
def test_no_separator_inside_a_field_lets_fields_slide(one: list[str], other: list[str]) -> None:
    same = chain.sign("key", one) == chain.sign("key", other)
    assert same == (one == other or (one, other) in (([], [""]), ([""], [])))


def test_another_key_signs_otherwise() -> None:
    assert chain.sign("key", ["a"]) != chain.sign("yek", ["a"])


@pytest.mark.usefixtures("stage")
def test_twenty_thousand_rows_verify_and_it_says_how_fast(settings: Any, tmp_path: Path, capsys: Any) -> None:
    settings.AUDIT_ANCHOR_FILE = tmp_path / "anchors"
    Row.objects.bulk_create(signed_rows(20_000, settings.AUDIT_KEY), batch_size=1000)
    since = time.perf_counter()
    seal_all()
    sealed = time.perf_counter()
    assert faults(now=NOW) == []
    verified = time.perf_counter()
    with capsys.disabled():
        print(
            f"\n20,000 ledger rows: sealed in {sealed - since:.1f} s, verified in {verified - sealed:.1f} s"
        )


def signed_rows(number: int, key: str) -> Iterator[Row]:
    for place in range(number):
        row = Row(at=NOW, nonce=f"n{place}", verb="results.view", outcome="shown", patient=f"p{place}")
        row.signature = chain.sign(key, row.signed_fields())
        yield row


SEAL = """
from datetime import UTC, datetime
from portico.audit.actions import Fact, append, seal
for _ in range(40):
    append(Fact(verb="results.view"))
    seal(now=datetime.now(UTC))
"""
VERIFY = """
from datetime import UTC, datetime
from portico.audit.actions import seal
from portico.audit.models import Head, Row, Seal
from portico.audit.queries import faults
while seal(now=datetime.now(UTC)): pass
print(faults(now=datetime.now(UTC)), Row.objects.count(), Seal.objects.count(), Head.objects.count())
"""


def test_two_sealers_at_once_make_one_chain(own_database: Any) -> None:
    own_database.run(SEAL, times=2)
    assert own_database.run(VERIFY) == ["[] 80 80 1"]
