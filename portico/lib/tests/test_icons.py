"""The icon sheet holds what was asked for, and says so when it cannot."""

from pathlib import Path

import pytest

from portico.lib.icons import UnknownIconError, names_in, sprite

HOUSE = '<svg width="16" class="bi" viewBox="0 0 16 16">\n  <path d="M1 1h2"/>\n</svg>'


def test_a_list_may_hold_remarks_and_empty_lines() -> None:
    assert names_in("# ours\nhouse\n\nclock # late work\nhouse\n") == ["clock", "house"]


def test_the_sheet_has_one_symbol_for_each_name(tmp_path: Path) -> None:
    (tmp_path / "house.svg").write_text(HOUSE)
    (tmp_path / "unused.svg").write_text(HOUSE)

    sheet = sprite(["house", "house"], tmp_path)

    assert sheet.count("<symbol") == 1
    assert '<symbol id="house" viewBox="0 0 16 16"><path d="M1 1h2"/></symbol>' in sheet
    assert "unused" not in sheet


def test_a_name_that_does_not_exist_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnknownIconError, match="hause"):
        sprite(["hause"], tmp_path)


def test_a_file_without_a_drawing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.svg").write_text("")
    with pytest.raises(UnknownIconError, match=r"empty\.svg"):
        sprite(["empty"], tmp_path)
