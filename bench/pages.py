"""Patient pages beside the bare view, one user, in one run: p50, p95, queries, ratio; memory of the web processes.

On a busy machine a long answer is interrupted more often than a short one, and the ratio grows; what the processor did
for each (`cpu`) stays the same. The bar is about the clock.

With --full two practices stand side by side, of 5,000 and of 100,000 patients, each with its own server. Every address
is asked of both in turn, so that a slow moment of the machine meets both alike, and what growth costs is a ratio too.
"""

import argparse
import http.client
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.practice import addresses
from bench.verdicts import Measured, tell

ROOT = Path(__file__).resolve().parent.parent
USUAL, FULL = 5_000, 100_000
WARM_UP = 20


@dataclass(frozen=True, slots=True)
class Practice:
    patients: int
    environment: dict[str, str]
    people: list[dict[str, str]]
    queries: dict[str, int]


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    with ExitStack() as stack:
        practices = [stack.enter_context(_practice(patients)) for patients in options.patients]
        servers = [stack.enter_context(server(p, options.workers)) for p in practices]
        asked = [Asked({}, {}) for _practice in practices]
        _ask_in_turn(practices, servers, asked, options.rounds)
        measured = [
            Measured(practice.patients, told.times, told.busy, practice.queries, _memory(process))
            for practice, told, (_port, process) in zip(practices, asked, servers, strict=True)
        ]
    return tell(measured)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench pages")
    parser.add_argument(
        "--patients", type=int, nargs="+", default=[USUAL], help="one practice for each number"
    )
    parser.add_argument(
        "--full", action="store_true", help=f"{USUAL:,} and {FULL:,} patients, and the growth"
    )
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args(arguments)
    options.patients = [USUAL, FULL] if options.full else options.patients
    return options


@contextmanager
def _practice(patients: int) -> Iterator[Practice]:
    """Filled in a folder and a database of its own, which go when the measuring is over."""
    with tempfile.TemporaryDirectory(prefix="portico-bench-") as home, database(patients) as url:
        environment = {
            **os.environ, "PORTICO_HOME": home, "PORTICO_ENV": "development", "PORTICO_DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(ROOT), "DATABASE_URL": url,
        }  # fmt: skip
        command = [sys.executable, "-m", "bench.practice", str(patients)]
        subprocess.run(command, env=environment, cwd=ROOT, check=True)
        told = json.loads((Path(home) / "people.json").read_text())
        name = "PostgreSQL" if url else "SQLite"
        print(
            f"{name}: {patients:,} patients, {told['rows']:,} rows copied in {told['seconds']:.0f} s",
            flush=True,
        )
        yield Practice(patients, environment, told["people"], told["queries"])


@contextmanager
def database(of: int | str) -> Iterator[str]:
    """The address of a new database on the server of DATABASE_URL; empty where that is SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield ""
        return
    import psycopg

    name = f"portico_bench_{of}_{secrets.token_hex(4)}"
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(url)._replace(path=f"/{name}").geturl()
        finally:
            owner.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def server(practice: Practice, workers: int) -> Any:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    threads = "4" if practice.environment["DATABASE_URL"] else "1"
    process = subprocess.Popen([
        sys.executable, "-m", "granian", "--interface", "wsgi", "bench.wsgi:application", "--host", "127.0.0.1",
        "--port", str(port), "--workers", str(workers), "--blocking-threads", threads, "--no-access-log",
        "--log-level", "warning",
    ], env=practice.environment, cwd=ROOT)  # fmt: skip
    try:
        _wait(port)
        yield port, process
    finally:
        process.terminate()
        process.wait(20)


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not start.")


@dataclass(frozen=True, slots=True)
class Asked:
    """Milliseconds of each answer by address: on the clock, and of a processor in the server."""

    times: dict[str, list[float]]
    busy: dict[str, list[float]]


def _ask_in_turn(practices: list[Practice], servers: list[Any], told: list[Asked], rounds: int) -> None:
    """All addresses in turn, and each of all practices: now the one first, now the other, for the first finds
    the processor busy with another page."""
    wires = [http.client.HTTPConnection("127.0.0.1", port, timeout=30) for port, _process in servers]
    sides = list(zip(practices, wires, servers, told, strict=True))
    for turn in range(rounds + WARM_UP):
        sides.reverse()
        for name in addresses(practices[0].people[0]):
            for practice, wire, (_port, process), to in sides:
                person = practice.people[turn % len(practice.people)]
                before = busy(process)
                spent = _asked(wire, name, person)
                if turn >= WARM_UP:
                    to.times.setdefault(name, []).append(spent)
                    to.busy.setdefault(name, []).append(busy(process) - before)


def busy(process: Any) -> float:
    """Milliseconds that a processor has worked for the server: others on the machine don't lengthen them."""
    schedules = (file for pid in _pids(process) for file in Path(f"/proc/{pid}/task").glob("*/schedstat"))
    return sum(int(file.read_text().split()[0]) for file in schedules) / 1e6


def _asked(wire: http.client.HTTPConnection, name: str, person: dict[str, str]) -> float:
    start = time.perf_counter()
    wire.request("GET", addresses(person)[name], headers={"Cookie": person["cookie"]})
    answer = wire.getresponse()
    answer.read()
    spent = (time.perf_counter() - start) * 1000
    if answer.status != 200:
        raise SystemExit(f"{name} answered {answer.status}")
    return spent


def _pids(process: Any) -> list[str]:
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [str(process.pid), *children]


def _memory(process: Any) -> int:
    """PSS of the server and its workers, MiB."""
    total = 0
    for pid in _pids(process):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total // 1024
