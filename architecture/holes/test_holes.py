"""The walk finds every known hole, and nothing in the house as it stands."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from architecture.holes.known import HOLES, Cut
from architecture.tree import ROOT

PARTS = ("portico", "config", "architecture", "conftest.py", "pyproject.toml", ".importlinter")
WALK = "architecture/test_access_walk.py::test_nobody_sees_or_does_what_is_not_theirs"


def copy_of_the_house(to: Path) -> Path:
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(
                source, to / name, ignore=shutil.ignore_patterns("__pycache__", "static", "tests")
            )
        else:
            shutil.copy(source, to / name)
    return to


def cut(house: Path, hole: list[Cut]) -> None:
    for name, stands, instead in hole:
        file = house / name
        text = file.read_text(encoding="utf-8")
        assert text.count(stands) == 1, f"{name} has {text.count(stands)} times: {stands}"
        file.write_text(text.replace(stands, instead), encoding="utf-8")


def walked(house: Path) -> subprocess.CompletedProcess[str]:
    env = {
        name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTEST_XDIST_WORKER"}
    }
    env |= {"PORTICO_WALK": "short", "PORTICO_WALK_ENOUGH": "1", "PORTICO_HOME": str(house / ".home")}
    env |= {
        "PORTICO_FHIR_SCHEMA": env.get("PORTICO_FHIR_SCHEMA", str(ROOT / ".portico/fhir/fhir.schema.json"))
    }
    if url := env.get("DATABASE_URL"):
        # A database of its own: on the same server another walk may be under way.
        at = urlsplit(url)
        env["DATABASE_URL"] = at._replace(path=f"{at.path}_{os.getpid()}").geturl()
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", WALK]
    return subprocess.run(
        command, cwd=house, env=env, capture_output=True, text=True, timeout=600, check=False
    )


@pytest.mark.parametrize("hole", HOLES)
def test_every_hole_is_cut_where_something_stands(tmp_path: Path, hole: str) -> None:
    for name in {name for name, _stands, _instead in HOLES[hole]}:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    cut(tmp_path, HOLES[hole])


@pytest.mark.full
def test_the_house_as_it_stands_passes_the_short_walk(tmp_path: Path) -> None:
    done = walked(copy_of_the_house(tmp_path))
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.full
@pytest.mark.parametrize("hole", HOLES)
def test_the_walk_finds_the_hole(tmp_path: Path, hole: str) -> None:
    house = copy_of_the_house(tmp_path)
    cut(house, HOLES[hole])
    done = walked(house)
    found = [line for line in done.stdout.splitlines() if line.startswith("E  ") and " asks " in line]
    print(f"\n{hole}: {found[0][1:].strip() if found else 'NOT FOUND'}")
    assert done.returncode == 1, done.stdout[-3000:]
    assert found, done.stdout[-3000:]
