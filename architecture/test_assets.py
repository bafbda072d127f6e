"""The style sheet and the icons of all pages are made from what stands in the tree."""

from pathlib import Path

import pytest

from config.assets import CORE, main
from portico.lib.icons import names_in

DRAWING = '<svg viewBox="0 0 16 16"><path d="M1"/></svg>'


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """What set-up fetched: drawings of every listed icon, and the reset style sheet."""
    drawings = tmp_path / "node_modules" / "bootstrap-icons" / "icons"
    drawings.mkdir(parents=True)
    for name in names_in((CORE / "icons.txt").read_text()):
        (drawings / f"{name}.svg").write_text(DRAWING)
    target = tmp_path / "assets"
    target.mkdir()
    (target / "bootstrap-reboot.min.css").write_text("*{box-sizing:border-box}")
    return target


def test_every_page_gets_one_style_sheet_and_one_sheet_of_icons(target: Path, tmp_path: Path) -> None:
    assert main(tmp_path / "node_modules", target) == 0
    style = (target / "css" / "portico.css").read_text()
    assert "box-sizing:border-box" in style
    assert "@import" not in style
    assert '<symbol id="house"' in (target / "icons.svg").read_text()


def test_an_icon_that_does_not_exist_is_named(
    target: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "node_modules/bootstrap-icons/icons/house.svg").unlink()
    assert main(tmp_path / "node_modules", target) == 1
    assert "house" in capsys.readouterr().err
