"""PostgreSQL restarts while people write: they read that it is away, and nothing that was acknowledged is lost."""

import os
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from architecture.proofs.house import ROOT, House
from architecture.proofs.telling import answers_are_told_once
from architecture.proofs.test_kills import Writers, look, say

__all__ = ["say"]
# In an orderly way, and as if it had been killed.
WAYS = ("fast", "immediate")


class Server:
    """A PostgreSQL of this proof alone: restarting the one of the run would disturb all other tests."""

    def __init__(self, folder: Path) -> None:
        self.environment = {**os.environ, "PORTICO_POSTGRES_STATE": str(folder / "postgres")}
        self.url = self.ask("start").splitlines()[-1]
        with psycopg.connect(self.url, autocommit=True) as here:
            # The tests' server acknowledges before it has written; one that people trust does not.
            here.execute("ALTER DATABASE portico SET synchronous_commit = on")

    def ask(self, *words: str) -> str:
        done = subprocess.run(
            [str(ROOT / "bin" / "postgres-for-tests"), *words], env=self.environment, cwd=ROOT,
            stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
        return done.stdout.strip()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        pytest.skip("SQLite has no server that could restart")
    made = Server(tmp_path)
    yield made
    made.ask("stop")


@pytest.fixture
def restarted(server: Server, tmp_path: Path, database_at: Callable[[str], Any]) -> Iterator[House]:
    house = House(database_at(server.url), team=1, readers=12, folder=tmp_path)
    yield house
    house.close()


def restart_in_the_middle(house: House, server: Server, times: int, *, say: Any) -> None:
    house.web()
    house.worker()
    writers = Writers(house).start()
    for number in range(times):
        writers.wait_for(10)
        server.ask("restart", WAYS[number % len(WAYS)])
    writers.wait_for(20)
    writers.stop()
    statuses, found = Counter(writers.statuses), look(house, writers.acknowledged)
    say(f"{times} restarts, answers {dict(statuses)}, {len(found['lost'])} lost, {len(found['twice'])} twice")
    assert set(statuses) <= {302, 503}, (statuses, (house.folder / "web.log").read_text()[-4000:])
    assert (found["lost"], found["twice"], found["halves"]) == ([], [], [])
    assert house.running["worker"].poll() is None, "the worker did not outlive its database's restart"
    answers_are_told_once(house, writers.acknowledged[:10], say=say)


def test_two_restarts_lose_nothing(restarted: House, server: Server, say: Callable[[str], None]) -> None:
    restart_in_the_middle(restarted, server, 2, say=say)


@pytest.mark.full
def test_ten_restarts_lose_nothing(restarted: House, server: Server, say: Callable[[str], None]) -> None:
    restart_in_the_middle(restarted, server, 10, say=say)
