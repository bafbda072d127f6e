"""The desk at many messages and fifty nurses: list, item, claim, answer, quick action, send; p50, p95, queries, beside
the bare view in one run; one press for two hundred, and its undo; how long the detector looks.

Runs at 10,000 and, with --full, at 1,000,000 too, and says how much each grew. On SQLite or DATABASE_URL.
"""

import argparse
import http.client
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from bench.many import detector, many
from bench.messages import PATIENTS, fill
from bench.pages import Asked, Practice, busy, database, server

SMALL, LARGE = 10_000, 1_000_000
PART, PAGE, GROWTH = 6.0, 15.0, 1.20
# A part is fetched into a page that stands: the list, who is here, the form of a move.
ALLOWED = {
    "bare view": 1.0, "list page": PAGE, "list": PART, "item": PAGE, "closed item": PAGE, "presence": PART,
    "move": PART, "claim": PAGE, "answer": PAGE, "quick action": PAGE, "send": PAGE,
}  # fmt: skip
NURSES, MANY = 50, 200
WARM_UP = 10
EACH = 3  # items a round: one is taken, one answered, one done with a click
KINDS_OF_QUERY = {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}
TOKEN = "b" * 32


@dataclass(frozen=True, slots=True)
class Step:
    """One request, and the status that says it went well. `is_part`: asked by htmx."""

    name: str
    method: str
    url: str
    session: str
    data: dict[str, str] | None = None
    status: int = 200
    is_part: bool = False


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/bench desk")
    parser.add_argument("--full", action="store_true", help="1,000,000 messages after the 10,000")
    parser.add_argument(
        "--large", type=int, default=LARGE, help="how many --full goes to, where the disk is small"
    )
    parser.add_argument("--rounds", type=int, default=60)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="portico-bench-") as home, database("desk") as url:
        os.environ |= {
            "PORTICO_HOME": home, "PORTICO_ENV": "development", "PORTICO_DEMO": "1", "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(Path(__file__).resolve().parent.parent),
        }  # fmt: skip
        import django

        django.setup()
        who = _prepare(Path(home))
        small = _at(SMALL, 0, who, options.rounds)
        if options.full:
            _grown(small, _at(options.large, SMALL, who, options.rounds))
    return 0


def _prepare(home: Path) -> dict[str, Any]:
    """The demo practice with more patients; a nurse and Rosa, signed in."""
    from django.core.management import call_command

    from bench.fill import lay_down
    from portico.accounts.models import Account
    from portico.clinic.models import StaffMember
    from portico.demo import cast
    from portico.demo.actions import MRN, load
    from portico.people.models import Patient
    from portico.people.queries import patient_by_number

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    folder = home / "lakeside"
    folder.mkdir()
    load(folder=folder, today=datetime.now(UTC).date(), background=0)
    rosa = patient_by_number(MRN, cast.PEOPLE["rosa"].mrn)
    lay_down(list(Patient.objects.order_by("pk")), PATIENTS, threads_of=rosa)
    accounts = {key: Account.objects.get(username=cast.PEOPLE[key].sign_in) for key in ("jo", "rosa")}
    nurse = StaffMember.objects.get(account=accounts["jo"])
    _hire(nurse, NURSES - StaffMember.objects.filter(role="nurse").count())
    return {
        "nurse": nurse, "patient": rosa, "writer": accounts["rosa"],
        "team": _session(accounts["jo"]), "rosa": _session(accounts["rosa"]),
    }  # fmt: skip


def _hire(like: Any, number: int) -> None:
    """So many more, in the same pools."""
    from portico.accounts.models import Account
    from portico.clinic.models import StaffMember

    for n in range(number):
        account = Account.objects.create(username=f"nurse{n}@example.org", name=f"Nurse {n}")
        one = StaffMember.objects.create(account=account, role="nurse", name=f"Nurse {n}")
        one.sites.set(like.sites.all())
        one.pools.set(like.pools.all())


def _session(account: Any) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from portico.accounts.sessions import SessionStore

    how = [{"method": "password", "at": time.time()}, {"method": "mfa", "type": "totp", "at": time.time()}]
    session = SessionStore()
    session.update({
        SESSION_KEY: str(account.pk), BACKEND_SESSION_KEY: "portico.accounts.sessions.Backend",
        HASH_SESSION_KEY: account.get_session_auth_hash(), "account_authentication_methods": how,
        "account_authentication_methods_user": str(account.pk),
    })  # fmt: skip
    session.create()
    return str(session.session_key)


# -- measuring --


def _at(messages: int, already: int, who: dict[str, Any], rounds: int) -> dict[str, float]:
    from django.db import connection

    seconds = fill(already, messages, who)
    print(f"\n{connection.vendor}, {messages:,} messages, {messages - already:,} filled in {seconds:.0f} s")
    # An empty connection pool: the server's processes must not share ours.
    connection.close()
    # What was filled in is still on its way to the disk; that must not be measured with the pages.
    os.sync()
    with server(Practice(0, dict(os.environ), [], {}), 2) as (port, process):
        told = _measure(port, process, who, rounds)
    ratios = _print(told, _queries(who))
    items = [one["pk"] for one in _open_items(who, MANY)]
    many(who, items, statistics.median(told.times["bare view"]))
    detector(who)
    return ratios


def _measure(port: int, process: Any, who: dict[str, Any], rounds: int) -> Asked:
    told = Asked({}, {})
    wire = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    items = _open_items(who, EACH * (rounds + WARM_UP))
    for turn in range(rounds + WARM_UP):
        mine = items[EACH * turn : EACH * turn + EACH]
        steps = _steps(who, *mine)
        for step in steps:
            before, spent = busy(process), _asked(wire, step)
            if turn >= WARM_UP:
                told.times.setdefault(step.name, []).append(spent)
                told.busy.setdefault(step.name, []).append(busy(process) - before)
        _check_done(*(one["pk"] for one in mine))
    return told


def _asked(wire: http.client.HTTPConnection, step: Step) -> float:
    headers = {
        "Cookie": f"session={step.session}; csrf={TOKEN}", "X-CSRFToken": TOKEN,
        "Content-Type": "application/x-www-form-urlencoded", **({"HX-Request": "true"} if step.is_part else {}),
    }  # fmt: skip
    start = time.perf_counter()
    wire.request(step.method, step.url, urlencode(step.data) if step.data is not None else None, headers)
    answer = wire.getresponse()
    answer.read()
    spent = (time.perf_counter() - start) * 1000
    if answer.status != step.status:
        raise SystemExit(f"{step.name} answered {answer.status}")
    return spent


def _check_done(claimed: Any, answered: Any, clicked: Any) -> None:
    """A refusal leads back to the page too: what was measured must have happened."""
    from portico.triage.models import WorkItem

    if WorkItem.objects.get(pk=claimed).state != "claimed":
        raise SystemExit("The claim was refused.")
    if WorkItem.objects.get(pk=answered).state != "closed":
        raise SystemExit("The answer was refused.")
    if WorkItem.objects.get(pk=clicked).state != "waiting":
        raise SystemExit("The quick action was refused.")


def _open_items(who: dict[str, Any], number: int) -> list[dict[str, Any]]:
    from django.utils import timezone

    from portico.triage.models import WorkItem

    # What this very run sent a moment ago can still be undone: the team does not see it. And what it sent for the
    # smaller size is all refills of one person: the kinds must be mixed alike at both sizes.
    queued = WorkItem.objects.filter(state="queued", effective_at__lte=timezone.now())
    queued = queued.exclude(patient=who["patient"])
    rows = queued.filter(pool__in=who["nurse"].pools.all()).order_by("-due_at")
    return list(rows.values("pk", "source_id", "patient_id")[:number])


def _steps(
    who: dict[str, Any], one: dict[str, Any], other: dict[str, Any], third: dict[str, Any]
) -> list[Step]:
    """What is asked in one round. A part is what htmx fetches into a page that stands."""
    from portico.messaging.models import Post
    from portico.quickactions.models import QuickAction
    from portico.triage.models import WorkItem

    team, rosa = who["team"], who["rosa"]
    page = _page(one["patient_id"], one["pk"])
    last, newest = (
        Post.objects.filter(thread=item["source_id"]).order_by("created_at", "id").last()
        for item in (other, third)
    )
    action = QuickAction.objects.get(title="More about it, please")
    pool = who["nurse"].pools.first()
    done = WorkItem.objects.filter(state="closed", pool=pool).order_by("-closed_at", "-id")[5]  # by its index
    assert last
    assert newest
    answer = f"{_page(other['patient_id'], other['pk'])}threads/{other['source_id']}/answer/"
    reply = {"item": str(other["pk"]), "body": "It is ready.", "then": "close", "last_seen": str(last.pk)}
    click = {"item": str(third["pk"]), "action": f"{action.pk}@{action.number}", "last_seen": str(newest.pk)}
    form = {"medicine": "other", "other": "Lisinopril", "days_left": "30", "body": "x"}
    return [
        Step("bare view", "GET", f"/bare/{one['patient_id']}", ""),
        Step("list page", "GET", "/desk/", team),
        Step("list", "GET", "/desk/", team, is_part=True),
        Step("item", "GET", page, team),
        Step("closed item", "GET", _page(done.patient_id, done.pk), team),
        Step("presence", "POST", f"{page}presence/", team, {"version": "1"}, 200, is_part=True),
        Step("move", "GET", f"{page}route/", team, is_part=True),
        Step("claim", "POST", f"{page}claim/", team, {"item": str(one["pk"]), "version": "1"}, 302),
        Step("answer", "POST", answer, team, {**reply, "send_key": str(uuid4())}, 302),
        Step("quick action", "POST", f"{_page(third['patient_id'], third['pk'])}quick/", team,
             {**click, "send_key": str(uuid4())}, 302),
        Step("send", "POST", f"/for/{who['patient'].pk}/messages/new/refill/", rosa,
             {**form, "send_key": str(uuid4())}, 302),
    ]  # fmt: skip


def _page(patient: Any, item: Any) -> str:
    return f"/desk/patients/{patient}/items/{item}/"


def _queries(who: dict[str, Any]) -> dict[str, int]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    counts = {"bare view": 1}
    for step in _steps(who, *_open_items(who, EACH))[1:]:
        client = Client(HTTP_HOST="127.0.0.1", headers={"HX-Request": "true"} if step.is_part else {})
        client.cookies["session"] = step.session
        with CaptureQueriesContext(connection) as seen:
            answer = client.post(step.url, step.data) if step.method == "POST" else client.get(step.url)
        assert answer.status_code == step.status, f"{step.name} was answered {answer.status_code}"
        words = [query["sql"].lstrip("(").split(" ", 1)[0] for query in seen.captured_queries]
        counts[step.name] = sum(word in KINDS_OF_QUERY for word in words)
        slowest = max(seen.captured_queries, key=lambda q: float(q["time"]))
        if float(slowest["time"]) > 0.05:
            print(f"slow in {step.name}, {slowest['time']} s: {slowest['sql'][:600]}")
    return counts


def _print(told: Asked, queries: dict[str, int]) -> dict[str, float]:
    bare, bare_cpu = (statistics.median(of["bare view"]) for of in (told.times, told.busy))
    ratios = {}
    print(f"load of the machine {os.getloadavg()[0]:.1f}")
    print(f"{'page':12} {'p50 ms':>8} {'p95 ms':>8} {'× bare':>7} {'cpu ms':>7} {'× bare':>7} {'queries':>8}")
    for name, values in told.times.items():
        p50, p95 = statistics.median(values), statistics.quantiles(values, n=20)[18]
        cpu = statistics.median(told.busy[name])
        ratios[name] = p50 / bare
        clock = f"{p50:8.2f} {p95:8.2f} {p50 / bare:7.1f}"
        mark = "" if p50 / bare <= ALLOWED[name] else f"  <- over {ALLOWED[name]:.0f}"
        print(f"{name:12} {clock} {cpu:7.2f} {cpu / bare_cpu:7.1f} {queries[name]:8d}{mark}")
    return ratios


def _grown(small: dict[str, float], large: dict[str, float]) -> None:
    print("\ngrowth of × bare")
    for name, ratio in small.items():
        growth = large[name] / ratio
        print(f"{name:12} {100 * (growth - 1):+7.0f} %{'' if growth <= GROWTH else '  <- over +20 %'}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
