"""What a backup says of itself."""

from dataclasses import replace

import pytest

from portico.backup.rules.manifest import (
    Manifest,
    Table,
    Unreadable,
    differences,
    from_json,
    unknown_migrations,
)

KEPT = Manifest(
    made_at="2026-11-25T02:00:00+00:00",
    kind="sqlite",
    keys="4f",
    migrations=("core.0001_initial", "core.0002_cache_table"),
    tables={"people": Table(3, "00aa"), "posts": Table(9, "00bb")},
    files={"a1/knee": "5e"},
)


def test_what_is_written_is_read_again() -> None:
    assert from_json(KEPT.to_json()) == KEPT


@pytest.mark.parametrize(
    "text", [b"", b"{}", b"[]", b"null", b'{"format": 2}', b'{"format": 1, "tables": 4}']
)
def test_what_is_no_manifest_says_so(text: bytes) -> None:
    with pytest.raises(Unreadable):
        from_json(text)


def test_equal_is_equal() -> None:
    assert differences(KEPT, dict(KEPT.tables), dict(KEPT.files)) == []


def test_a_row_less_a_row_changed_a_table_gone_and_a_new_one_are_each_told() -> None:
    for tables, words in (
        ({**KEPT.tables, "posts": Table(8, "00bc")}, "table posts: 9 rows"),
        ({**KEPT.tables, "posts": Table(9, "00bc")}, "table posts: 9 rows"),
        ({"people": Table(3, "00aa")}, "table posts: 9 rows (00bb) in the backup, absent restored"),
        ({**KEPT.tables, "spare": Table(0, "0000")}, "table spare: absent in the backup"),
    ):
        (said,) = differences(KEPT, tables, KEPT.files)
        assert said.startswith(words)


def test_a_file_gone_changed_or_new_is_told() -> None:
    assert differences(KEPT, KEPT.tables, {}) == ["file a1/knee is not as it was"]
    assert differences(KEPT, KEPT.tables, {"a1/knee": "5f"}) == ["file a1/knee is not as it was"]
    assert differences(KEPT, KEPT.tables, {**KEPT.files, "b2/x": "00"}) == ["file b2/x is not as it was"]


def test_a_backup_that_is_younger_than_the_code_is_known_by_its_steps() -> None:
    known = ["core.0001_initial", "core.0002_cache_table", "core.0003_hold"]
    assert unknown_migrations(KEPT, known) == []
    younger = replace(KEPT, migrations=(*KEPT.migrations, "core.0009_later"))
    assert unknown_migrations(younger, known) == ["core.0009_later"]
