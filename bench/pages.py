"""Patient pages beside the bare view, one user, in one run: p50, p95, queries, ratio; memory of the web processes."""

import argparse
import http.client
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

ROUNDS = 200
PEOPLE = 50
ALLOWED = {"page": 15.0, "fragment": 6.0}


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    with tempfile.TemporaryDirectory(prefix="portico-bench-") as home:
        os.environ |= {
            "PORTICO_HOME": home, "PORTICO_ENV": "development", "PORTICO_DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(Path(__file__).resolve().parent.parent),
        }  # fmt: skip
        import django

        django.setup()
        people = _prepare(options.patients, Path(home))
        with _server(options.workers) as (port, process):
            rows = _measure(port, people, options.rounds)
            _print(rows, _queries(people[0]), _memory(process))
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench pages")
    parser.add_argument("--patients", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args(arguments)


def _prepare(patients: int, home: Path) -> list[dict[str, Any]]:
    """The demo practice, the copies, and people of whom each is signed in."""
    from django.core.management import call_command
    from django.db import connection

    from bench.fill import copy_patient
    from portico.demo.actions import MRN, load
    from portico.people.queries import patient_by_number

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    folder = home / "lakeside"
    folder.mkdir()
    load(folder=folder, today=date.today(), background=0)  # noqa: DTZ011  # the practice's zone does not matter here
    start = time.perf_counter()
    written = copy_patient(patient_by_number(MRN, "100001"), patients)
    seconds = time.perf_counter() - start
    print(f"{connection.vendor}, {patients:,} patients, {written:,} rows copied in {seconds:.0f} s")
    return _signed_in_people()


def _signed_in_people() -> list[dict[str, Any]]:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from portico.accounts.models import Account
    from portico.people.models import Patient, Relation
    from portico.results.models import Observation

    people = []
    chosen = random.Random(7).sample(list(Patient.objects.values_list("pk", flat=True)[:20_000]), PEOPLE)
    for number, key in enumerate(chosen):
        account = Account.objects.create(username=f"bench{number}", name="Bench Person", password="!")
        Relation.objects.get_or_create(
            account=account, patient_id=key, defaults={"kind": "adult", "starts_on": date(2020, 1, 1)}
        )
        session = SessionStore()
        session.update({
            SESSION_KEY: str(account.pk), BACKEND_SESSION_KEY: "allauth.account.auth_backends.AuthenticationBackend",
            HASH_SESSION_KEY: account.get_session_auth_hash(),
            "account_authentication_methods": [{"method": "password", "at": time.time()}],
            "account_authentication_methods_user": str(account.pk),
        })  # fmt: skip
        session.create()
        result = Observation.objects.filter(patient_id=key, code="33914-3").order_by("-happened_at").first()
        result = result or Observation.objects.filter(patient_id=key, status="final").first()
        people.append(
            {
                "person": key,
                "cookie": f"session={session.session_key}",
                "result": result.pk if result else key,
            }
        )
    return people


def addresses(person: dict[str, Any]) -> dict[str, str]:
    base = f"/for/{person['person']}"
    return {
        "bare view": f"/bare/{person['person']}",
        "home": f"{base}/",
        "medicines": f"{base}/record/medicines/",
        "conditions": f"{base}/record/conditions/",
        "vaccines": f"{base}/record/vaccines/",
        "documents": f"{base}/record/documents/",
        "results": f"{base}/results/",
        "result": f"{base}/results/{person['result']}/",
        "visits": f"{base}/visits/",
        "messages": f"{base}/messages/",
    }


@contextmanager
def _server(workers: int) -> Any:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    threads = "4" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "1"
    process = subprocess.Popen([
        sys.executable, "-m", "granian", "--interface", "wsgi", "bench.wsgi:application", "--host", "127.0.0.1",
        "--port", str(port), "--workers", str(workers), "--blocking-threads", threads, "--no-access-log",
        "--log-level", "warning",
    ])  # fmt: skip
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


def _measure(port: int, people: list[dict[str, Any]], rounds: int) -> dict[str, list[float]]:
    """All addresses in turn, so that a slow moment of the machine meets each alike."""
    times: dict[str, list[float]] = {}
    wire = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for turn in range(rounds + 20):
        person = people[turn % len(people)]
        for name, url in addresses(person).items():
            start = time.perf_counter()
            wire.request("GET", url, headers={"Cookie": person["cookie"]})
            answer = wire.getresponse()
            answer.read()
            spent = time.perf_counter() - start
            if answer.status != 200:
                raise SystemExit(f"{name} answered {answer.status}")
            if turn >= 20:
                times.setdefault(name, []).append(spent * 1000)
    return times


def _queries(person: dict[str, Any]) -> dict[str, int]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.cookies["session"] = person["cookie"].partition("=")[2]
    counts = {}
    for name, url in addresses(person).items():
        if name == "bare view":
            counts[name] = 1
            continue
        client.get(url)
        with CaptureQueriesContext(connection) as seen:
            client.get(url)
        counts[name] = sum(
            q["sql"].split(" ", 1)[0] in {"SELECT", "INSERT", "UPDATE", "DELETE"}
            for q in seen.captured_queries
        )
    return counts


def _memory(process: Any) -> int:
    """PSS of the server and its workers, MiB."""
    pids = [str(process.pid), *Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]
    total = 0
    for pid in pids:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total // 1024


def _print(times: dict[str, list[float]], queries: dict[str, int], memory: int) -> None:
    bare = statistics.median(times["bare view"])
    print(f"{'page':12} {'p50 ms':>8} {'p95 ms':>8} {'p95/p50':>8} {'× bare':>7} {'queries':>8}")
    for name, values in times.items():
        p50, p95 = statistics.median(values), statistics.quantiles(values, n=20)[18]
        mark = "" if p50 / bare <= ALLOWED["page"] and p95 / p50 <= 3 else "  <- over"
        print(f"{name:12} {p50:8.2f} {p95:8.2f} {p95 / p50:8.2f} {p50 / bare:7.1f} {queries[name]:8d}{mark}")
    print(f"memory of the web processes (PSS): {memory} MiB")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
