"""A room imports only from rooms below it; every room has its floor."""

from pathlib import Path

import pytest
from importlinter import configuration
from importlinter.application.use_cases import lint_imports

from architecture.tree import ROOT

configuration.configure()


def stands(plan: Path) -> bool:
    return lint_imports(config_filename=str(plan), cache_dir=None, no_logo=True)


def test_the_house_stands_as_it_is_drawn() -> None:
    assert stands(ROOT / ".importlinter"), "Run lint-imports to see where it does not."


@pytest.mark.parametrize(
    ("drawn", "instead"),
    [
        pytest.param("    messaging\n", "", id="a room without a floor"),
        pytest.param(
            "    triage | notifications | phrases | guidelines\n    routing | oncall\n",
            "    triage | people | notifications | phrases\n",
            id="neighbours that see each other",
        ),
        pytest.param(
            "    clinic\n    accounts\n", "    accounts\n    clinic\n    x\n", id="a floor of nobody"
        ),
        pytest.param("    core\n    audit\n", "    audit\n    core\n", id="a floor above its own"),
        pytest.param("    portico.access.roles -> portico.desk.permissions\n", "", id="an exception less"),
    ],
)
def test_a_house_that_differs_from_its_plan_is_found(tmp_path: Path, drawn: str, instead: str) -> None:
    text = (ROOT / ".importlinter").read_text(encoding="utf-8")
    assert drawn in text
    plan = tmp_path / ".importlinter"
    plan.write_text(text.replace(drawn, instead), encoding="utf-8")
    assert not stands(plan)
