"""The look keeps its promises: every icon exists, no page needs a hole in the content policy."""

import re
from pathlib import Path

import pytest

from portico.lib.icons import names_in, sprite
from portico.lib.stylesheet import bundle

PORTICO = Path(__file__).resolve().parents[2]
CORE = PORTICO / "core"
STYLES = CORE / "static" / "portico" / "css"
COMPONENTS = sorted((CORE / "templates" / "cotton").glob("*.html"))
MODULES = PORTICO.parent / "node_modules"
ICON_IN_TEMPLATE = re.compile(r"{% icon \"([a-z0-9-]+)\"|\bicon=\"([a-z0-9-]+)\"")
ICON_IN_PYTHON = re.compile(r"\bicon=\"([a-z0-9-]+)\"")
TEMPLATES = sorted(PORTICO.glob("**/templates/**/*.html"))


def _icons_used() -> dict[str, str]:
    used: dict[str, str] = {}
    for file in TEMPLATES:
        for names in ICON_IN_TEMPLATE.findall(file.read_text()):
            used["".join(names)] = file.name
    for file in PORTICO.glob("*/*.py"):
        used |= dict.fromkeys(ICON_IN_PYTHON.findall(file.read_text()), file.name)
    return used


def test_every_icon_on_a_page_is_in_the_list() -> None:
    listed = set(names_in((CORE / "icons.txt").read_text()))
    missing = {name: place for name, place in _icons_used().items() if name not in listed}
    assert not missing


def test_every_icon_in_the_list_can_be_drawn() -> None:
    folder = MODULES / "bootstrap-icons" / "icons"
    if not folder.is_dir():
        pytest.skip("The icons are fetched at set-up; they are not here.")
    names = names_in((CORE / "icons.txt").read_text())
    assert sprite(names, folder).count("<symbol") == len(names)


def test_the_style_sheet_folds_and_leaves_no_import_behind(tmp_path: Path) -> None:
    reset = tmp_path / "reset.css"
    reset.write_text("*{margin:0}")
    folded = bundle(STYLES / "portico.css", {"../../vendor/bootstrap-reboot.min.css": reset})
    assert "@import" not in folded
    assert folded.count("{") == folded.count("}")


def test_every_style_file_is_used() -> None:
    entry = (STYLES / "portico.css").read_text()
    alone = {"portico.css", "dark.css"}
    assert {file.name for file in STYLES.glob("*.css")} - alone == set(
        re.findall(r'url\("([\w-]+\.css)"\)', entry)
    )


def test_light_and_dark_name_the_same_colours() -> None:
    dark = set(re.findall(r"(--[\w-]+): #", (STYLES / "dark.css").read_text()))
    light = set(re.findall(r"(--[\w-]+): #", (STYLES / "tokens.css").read_text()))
    assert dark <= light
    assert light - dark == set()


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(PORTICO)))
def test_no_template_needs_inline_style_or_script(file: Path) -> None:
    text = file.read_text()
    assert not re.search(r"\sstyle=|\son[a-z]+=\"|javascript:", text)
    # A block of data does not run: the content policy lets it be.
    assert not re.search(r'<style|<script(?![^>]*\bsrc=)(?![^>]*type="application/json")', text)


@pytest.mark.parametrize("file", COMPONENTS, ids=lambda file: file.stem)
def test_a_component_is_small_and_declares_what_it_takes(file: Path) -> None:
    lines = file.read_text().splitlines()
    assert len(lines) <= 40
    assert lines[0].startswith("<c-vars ")


def test_components_name_no_colour_but_through_a_token() -> None:
    excused = {
        "tokens.css",
        "dark.css",
        "print.css",
        "sheet.css",
        "chart.css",
        "portico.css",
        "fonts.css",
        "gallery.css",
    }
    for file in STYLES.glob("*.css"):
        if file.name not in excused:
            assert not re.search(r":[^;{]*#[0-9a-f]{3,8}\b", file.read_text()), file.name


def test_a_value_is_bound_only_to_what_a_component_declares() -> None:
    """A bound value (`:name=`) that falls through to the tag's own attributes would not be escaped."""
    declared = {file.stem: set(re.findall(r"([\w-]+)=\"", _c_vars(file))) for file in COMPONENTS}
    for file in TEMPLATES:
        for component, attributes in re.findall(r"<c-([a-z-]+)((?:\s[^<>]*)?)/?>", file.read_text()):
            bound = set(re.findall(r"\s:([\w-]+)=", attributes))
            assert bound <= declared.get(component.replace("-", "_"), set()), (file.name, component, bound)


def _c_vars(file: Path) -> str:
    return file.read_text().partition("<c-vars")[2].partition("/>")[0]
