"""The desk at many messages: list, item, claim, answer, send; p50, p95, queries, beside the bare view in one run.

Runs at 10,000 and, with --full, at 1,000,000 too, and says how much each grew. On SQLite or DATABASE_URL.
"""

import argparse
import http.client
import os
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from bench.pages import _server

SMALL, LARGE = 10_000, 1_000_000
PATIENTS = 500
LIST, ITEM, GROWTH = 6.0, 15.0, 1.20
ALLOWED = {"list": LIST, "item": ITEM, "closed item": ITEM, "claim": ITEM, "answer": ITEM, "send": ITEM}
ONE_IN = 20  # is open: about 95 % are closed
KINDS = ("refill", "question", "result", "appointment", "referral", "other")
TOKEN = "b" * 32


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/bench desk")
    parser.add_argument("--full", action="store_true", help="1,000,000 messages after the 10,000")
    parser.add_argument(
        "--large", type=int, default=LARGE, help="how many --full goes to, where the disk is small"
    )
    parser.add_argument("--rounds", type=int, default=60)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="portico-bench-") as home:
        os.environ |= {
            "PORTICO_HOME": home, "PORTICO_ENV": "development", "PORTICO_DEMO": "1",
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

    from bench.fill import copy_patient
    from portico.accounts.models import Account
    from portico.clinic.models import StaffMember
    from portico.demo import cast
    from portico.demo.actions import MRN, load
    from portico.people.queries import patient_by_number

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    folder = home / "lakeside"
    folder.mkdir()
    load(folder=folder, today=date.today(), background=0)  # noqa: DTZ011  # the zone does not matter here
    rosa = patient_by_number(MRN, cast.PEOPLE["rosa"].mrn)
    copy_patient(rosa, PATIENTS)
    accounts = {key: Account.objects.get(username=cast.PEOPLE[key].sign_in) for key in ("jo", "rosa")}
    nurse = StaffMember.objects.get(account=accounts["jo"])
    return {
        "nurse": nurse, "patient": rosa, "writer": accounts["rosa"],
        "team": _session(accounts["jo"]), "rosa": _session(accounts["rosa"]),
    }  # fmt: skip


def _session(account: Any) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    how = [{"method": "password", "at": time.time()}, {"method": "mfa", "type": "totp", "at": time.time()}]
    session = SessionStore()
    session.update({
        SESSION_KEY: str(account.pk), BACKEND_SESSION_KEY: "allauth.account.auth_backends.AuthenticationBackend",
        HASH_SESSION_KEY: account.get_session_auth_hash(), "account_authentication_methods": how,
        "account_authentication_methods_user": str(account.pk),
    })  # fmt: skip
    session.create()
    return str(session.session_key)


# -- filling: message number i has the same key in each table; the database makes the rows itself --


def fill(first: int, last: int, who: dict[str, Any]) -> float:
    from django.db import connection, transaction

    start = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        _pools_and_patients(cursor, who)
        for table, columns in _tables(who):
            names = ", ".join(f'"{name}"' for name in columns)
            cursor.execute(
                f'INSERT INTO "{table}" ({names}) WITH RECURSIVE n(i) AS (SELECT {first + 1} '
                f"UNION ALL SELECT i + 1 FROM n WHERE i < {last}) SELECT {', '.join(columns.values())} FROM n "
                f"JOIN bench_patients p ON p.n = i % {PATIENTS} JOIN bench_pools q ON q.n = i % q.total"
            )
        cursor.execute("DROP TABLE bench_patients")
        cursor.execute("DROP TABLE bench_pools")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return time.perf_counter() - start


def _pools_and_patients(cursor: Any, who: dict[str, Any]) -> None:
    site = _key(who["patient"].site_id)
    cursor.execute(
        "CREATE TEMPORARY TABLE bench_patients AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS n "
        f"FROM people_patient WHERE site_id = {site} LIMIT {PATIENTS}"
    )
    cursor.execute(
        "CREATE TEMPORARY TABLE bench_pools AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS n, "
        f"count(*) OVER () AS total FROM clinic_pool WHERE site_id = {site}"
    )


def _is_sqlite() -> bool:
    from django.db import connection

    return connection.vendor == "sqlite"


def _key(value: UUID) -> str:
    return f"'{value.hex}'" if _is_sqlite() else f"'{value}'::uuid"


def _numbered(space: int) -> str:
    """The key of message i; `space` sets those of a second row apart. It sorts by age as ours do."""
    if _is_sqlite():
        return f"printf('%08x%024x', {space}, i)"
    return f"(lpad(to_hex({space}), 8, '0') || lpad(to_hex(i), 24, '0'))::uuid"


def _ago(seconds: str) -> str:
    if _is_sqlite():
        return f"strftime('%Y-%m-%d %H:%M:%S', 'now', (-({seconds})) || ' seconds')"
    return f"now() - ({seconds}) * interval '1 second'"


def _tables(who: dict[str, Any]) -> list[tuple[str, dict[str, str]]]:
    """Table, and column -> SQL; some tables twice. Open ones are of the last three days, closed ones of two years."""
    is_open = f"i % {ONE_IN} = 0"
    made = _ago(f"CASE WHEN {is_open} THEN i % 259200 + 60 ELSE i % 63072000 + 260000 END")
    closed = _ago("i % 63072000 + 250000")
    due = _ago(f"CASE WHEN {is_open} THEN i % 259200 - 172800 ELSE i % 63072000 + 100000 END")
    kind = "CASE i % 6 " + " ".join(f"WHEN {n} THEN '{kind}'" for n, kind in enumerate(KINDS)) + " END"
    empty = "'{}'" if _is_sqlite() else "'{}'::jsonb"
    writer, nurse = _key(who["writer"].pk), _key(who["nurse"].pk)
    account = _key(who["nurse"].account_id)
    common = {"id": _numbered(1), "patient_id": "p.id", "sensitivity": "''", "source": "''"}
    thread = {
        **common, "kind": kind, "subject": "'Message ' || i", "details": empty, "goes_to": "'the team'",
        "promised_at": due, "started_by_id": writer, "send_key": _numbered(1), "created_at": made, "effective_at": made,
    }  # fmt: skip
    post = {
        **common, "thread_id": _numbered(1), "side": "'patient'", "author_id": writer, "author_name": "'A Patient'",
        "body": "'I have a question about number ' || i || '. ' || 'It has been like this for a week now.'",
        "send_key": _numbered(1), "created_at": made, "effective_at": made,
    }  # fmt: skip
    item = {
        **common, "source_kind": "'message'", "source_id": _numbered(1), "kind": kind,
        "site_id": _key(who["patient"].site_id), "pool_id": "q.id",
        "state": f"CASE WHEN {is_open} THEN 'queued' ELSE 'closed' END", "claimed_as": "''", "flag": "''",
        "reason": "'by kind'", "created_at": made, "effective_at": made, "due_at": due, "seen_at": closed,
        "closed_at": f"CASE WHEN {is_open} THEN NULL ELSE {closed} END",
        "closed_how": f"CASE WHEN {is_open} THEN '' ELSE 'reply' END", "version": "1",
    }  # fmt: skip
    step = {
        "id": _numbered(1), "item_id": _numbered(1), "what": "'opened'", "staff_id": nurse, "reason": "''",
        "at": closed, "version": "1", "before": empty,
    }  # fmt: skip
    answer = {
        **post, "id": _numbered(2), "send_key": _numbered(2), "side": "'team'", "author_id": account,
        "author_name": "'Jo Park'", "body": "'It is ready.'", "created_at": closed, "effective_at": closed,
    }  # fmt: skip
    replied = {**step, "id": _numbered(2), "what": "'replied'"}
    return [
        ("messaging_thread", thread), ("triage_workitem", item), ("messaging_post", post), ("triage_step", step),
        ("messaging_post", answer), ("triage_step", replied),
    ]  # fmt: skip


# -- measuring --


def _at(messages: int, already: int, who: dict[str, Any], rounds: int) -> dict[str, float]:
    from django.db import connection

    seconds = fill(already, messages, who)
    print(f"\n{connection.vendor}, {messages:,} messages, {messages - already:,} filled in {seconds:.0f} s")
    # An empty connection pool: the server's processes must not share ours.
    connection.close()
    with _server(2) as (port, _process):
        times = _measure(port, who, rounds)
    return _print(times, _queries(who))


def _measure(port: int, who: dict[str, Any], rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {}
    wire = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    items = _open_items(who, 2 * (rounds + 10))
    for turn in range(rounds + 10):
        for name, method, url, session, data in _steps(who, items[2 * turn], items[2 * turn + 1]):
            headers = {"Cookie": f"session={session}; csrf={TOKEN}", "X-CSRFToken": TOKEN,
                       "Content-Type": "application/x-www-form-urlencoded"}  # fmt: skip
            start = time.perf_counter()
            wire.request(method, url, urlencode(data) if data is not None else None, headers)
            answer = wire.getresponse()
            answer.read()
            spent = time.perf_counter() - start
            if answer.status != (302 if method == "POST" else 200):
                raise SystemExit(f"{name} answered {answer.status}")
            if turn >= 10:
                times.setdefault(name, []).append(spent * 1000)
    return times


def _open_items(who: dict[str, Any], number: int) -> list[dict[str, Any]]:
    from portico.triage.models import WorkItem

    rows = WorkItem.objects.filter(state="queued", pool__in=who["nurse"].pools.all()).order_by("-due_at")
    return list(rows.values("pk", "source_id", "patient_id")[:number])


def _steps(who: dict[str, Any], one: dict[str, Any], other: dict[str, Any]) -> list[Any]:
    """What is asked in one round: name, method, address, who, form."""
    from portico.messaging.models import Post
    from portico.triage.models import WorkItem

    team, rosa = who["team"], who["rosa"]
    page = f"/desk/patients/{one['patient_id']}/items/{one['pk']}/"
    last = Post.objects.filter(thread=other["source_id"]).order_by("created_at", "id").last()
    answer = f"/desk/patients/{other['patient_id']}/items/{other['pk']}/threads/{other['source_id']}/answer/"
    done = WorkItem.objects.filter(state="closed", pool__in=who["nurse"].pools.all()).order_by("-pk").first()
    assert last
    assert done
    reply = {"body": "It is ready.", "then": "close", "last_seen": str(last.pk), "send_key": str(uuid4())}
    form = {
        "medicine": "other",
        "other": "Lisinopril",
        "days_left": "30",
        "body": "x",
        "send_key": str(uuid4()),
    }
    return [
        ("bare view", "GET", f"/bare/{one['patient_id']}", "", None),
        ("list", "GET", "/desk/", team, None),
        ("item", "GET", page, team, None),
        ("closed item", "GET", f"/desk/patients/{done.patient_id}/items/{done.pk}/", team, None),
        ("claim", "POST", f"{page}claim/", team, {}),
        ("answer", "POST", answer, team, reply),
        ("send", "POST", f"/for/{who['patient'].pk}/messages/new/refill/", rosa, form),
    ]


def _queries(who: dict[str, Any]) -> dict[str, int]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    counts = {"bare view": 1}
    items = _open_items(who, 2)
    for name, method, url, session, data in _steps(who, items[0], items[1])[1:]:
        client = Client(HTTP_HOST="127.0.0.1")
        client.cookies["session"] = session
        with CaptureQueriesContext(connection) as seen:
            client.post(url, data) if method == "POST" else client.get(url)
        kinds = {"SELECT", "INSERT", "UPDATE", "DELETE"}
        counts[name] = sum(q["sql"].split(" ", 1)[0] in kinds for q in seen.captured_queries)
        slowest = max(seen.captured_queries, key=lambda q: float(q["time"]))
        if float(slowest["time"]) > 0.05:
            print(f"slow in {name}, {slowest['time']} s: {slowest['sql'][:600]}")
    return counts


def _print(times: dict[str, list[float]], queries: dict[str, int]) -> dict[str, float]:
    bare = statistics.median(times["bare view"])
    ratios = {}
    print(f"{'page':12} {'p50 ms':>8} {'p95 ms':>8} {'× bare':>7} {'queries':>8}")
    for name, values in times.items():
        p50, p95 = statistics.median(values), statistics.quantiles(values, n=20)[18]
        ratios[name] = p50 / bare
        mark = "" if p50 / bare <= ALLOWED.get(name, 1.0) else f"  <- over {ALLOWED.get(name)}"
        print(f"{name:12} {p50:8.2f} {p95:8.2f} {p50 / bare:7.1f} {queries[name]:8d}{mark}")
    return ratios


def _grown(small: dict[str, float], large: dict[str, float]) -> None:
    print("\ngrowth of × bare")
    for name, ratio in small.items():
        growth = large[name] / ratio
        print(f"{name:12} {100 * (growth - 1):+7.0f} %{'' if growth <= GROWTH else '  <- over +20 %'}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
