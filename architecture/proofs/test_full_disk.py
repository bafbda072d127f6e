"""A disk that is full: what can't be kept is refused with a sentence, what was acknowledged stays, reading goes on."""

from collections.abc import Callable
from typing import Any

import pytest

from architecture.proofs.house import House
from architecture.proofs.test_kills import look, say

__all__ = ["say"]

# The database's own limit is what a full disk is to it: the very error of SQLite, in each process that opens the file.
FULL = """
import sqlite3
from django.db.backends.signals import connection_created

def narrow(connection, **_):
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")

connection_created.connect(narrow)
from config.wsgi import application
"""


def test_a_full_disk_refuses_what_it_cannot_keep_and_recovers(house: Callable[..., House], say: Any) -> None:
    here = house()
    if here.database.environment["DATABASE_URL"].startswith("postgres"):
        pytest.skip("PostgreSQL's disk is its own; SQLite's is ours")
    (here.folder / "full.py").write_text(FULL)
    here.web()
    kept = [here.sent_thread(here.send()) for _ in range(5)]
    here.kill("web")
    usual = here.database.environment["PYTHONPATH"]
    here.database.environment["PYTHONPATH"] = f"{here.folder}:{usual}"
    here.web(application="full:application")
    statuses = []
    for _ in range(60):
        answer = here.send(body="x" * 400)
        statuses.append(answer.status)
        if answer.status == 302:
            kept.append(here.sent_thread(answer))
    assert set(statuses) <= {302, 503}, statuses
    assert statuses[-5:] == [503] * 5, "the disk never became full"
    rosa = here.people["rosa"]["session"]
    assert here.request("GET", "/account/sign-in/").status == 200
    assert here.request("GET", "/what-is-on/", session=rosa).status == 200
    # A record is shown while its row of the ledger still finds a place, else refused; never an error.
    assert here.request("GET", f"/for/{here.patient}/messages/", session=rosa).status in {200, 503}
    here.kill("web")
    here.database.environment["PYTHONPATH"] = usual
    here.web()
    kept.append(here.sent_thread(here.send()))
    found = look(here, kept)
    say(
        f"full disk: {statuses.count(302)} kept, {statuses.count(503)} refused with 503, {len(found['lost'])} lost"
    )
    assert (found["lost"], found["twice"], found["halves"]) == ([], [], [])
    here.is_sound()
