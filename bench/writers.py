"""Two web processes and a worker write to one SQLite file: how long each waits, with the queue at the door and without.

What counts is the ratio of the longest waits within one run, and that nothing is lost.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
WEB, WORKER = "web", "worker"
USUAL = ("django.db.backends.sqlite3", "Django's own backend")
QUEUED = ("portico.core.sqlite", "with the queue")


@dataclass(frozen=True, slots=True)
class Waits:
    """What the processes of one run say: seconds of each write, and how many rows there are at the end."""

    longest: float
    over_a_second: int
    writes: int
    kept: int
    errors: int

    @property
    def lost(self) -> int:
        return self.writes - self.kept


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/bench writers")
    parser.add_argument("--seconds", type=float, default=30)
    options = parser.parse_args(arguments)
    found = {}
    for engine, words in (QUEUED, USUAL):
        with tempfile.TemporaryDirectory(prefix="portico-bench-") as home:
            found[engine] = waits = race(Path(home), engine, options.seconds)
        print(
            f"{words:22} {waits.writes:6,} writes, longest {waits.longest:6.3f} s, {waits.over_a_second} over 1 s, "
            f"{waits.errors} errors, {waits.lost} lost"
        )
    ratio = found[USUAL[0]].longest / found[QUEUED[0]].longest
    print(f"Without the queue the longest wait is {ratio:.1f} times as long.")
    queued = found[QUEUED[0]]
    return 1 if queued.errors or queued.lost or queued.over_a_second else 0


def race(home: Path, engine: str, seconds: float) -> Waits:
    """Three processes write for so long to a database of their own in `home`."""
    _start("prepare", home, engine, 0).communicate(timeout=120)
    racers = [_start(role, home, engine, seconds) for role in (WEB, WEB, WORKER)]
    said = [json.loads(racer.communicate(timeout=seconds + 120)[0]) for racer in racers]
    [kept] = json.loads(_start("count", home, engine, 0).communicate(timeout=120)[0])
    spent = [wait for one in said for wait in one["spent"]]
    return Waits(
        max(spent), sum(wait > 1 for wait in spent), len(spent), kept, sum(one["errors"] for one in said)
    )


def _start(role: str, home: Path, engine: str, seconds: float) -> "subprocess.Popen[str]":
    environment = {
        **os.environ,
        "PORTICO_HOME": str(home), "PORTICO_ENV": "test", "DATABASE_URL": "", "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }  # fmt: skip
    command = [sys.executable, "-m", "bench.writers", role, engine, str(seconds)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def _act(role: str, engine: str, seconds: float) -> Any:
    """One process of the race."""
    from django.conf import settings

    settings.DATABASES["default"]["ENGINE"] = engine
    import django

    django.setup()
    if role == "prepare":
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        return []
    if role == "count":
        from portico.core.models import Event

        return [Event.objects.count()]
    return _write(role, seconds)


def _write(role: str, seconds: float) -> dict[str, Any]:
    from django.db import OperationalError

    spent: list[float] = []
    errors, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        begun = time.monotonic()
        try:
            _one_write(role)
        except OperationalError:
            errors += 1
        else:
            spent.append(time.monotonic() - begun)
        # A reader thinks between two pages; the worker goes on with the next.
        time.sleep(0.002 if role == WEB else 0)
    return {"spent": spent, "errors": errors}


def _one_write(role: str) -> None:
    """As an action does: read, then an event and a row of the ledger in one transaction."""
    from django.db import transaction
    from django.utils import timezone

    from portico.audit.actions import Fact, append
    from portico.core.models import Event

    with transaction.atomic():
        now = timezone.now()
        Event.objects.filter(name="bench").order_by("-pk").first()
        Event.objects.create(name="bench", data={"role": role}, at=now, effective_at=now)
        append(Fact(verb="bench.write", name=role))


if __name__ == "__main__":
    print(json.dumps(_act(sys.argv[1], sys.argv[2], float(sys.argv[3]))))
