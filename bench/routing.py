"""A dry run of a routing table over ninety days of a practice of 100,000 patients: `bin/bench routing`, on SQLite or
DATABASE_URL. The table asks everything that a table can ask: words, and who was seen."""

import argparse
import os
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.desk import _prepare
from bench.messages import fill
from bench.pages import database

# 18.9 messages a month for 100 patients (domain.md 6.3) are 56,700 in ninety days of 100,000; of so many that are asked
# for, the filling makes about that many, and all of the last days.
MESSAGES = 66_000
LONGEST = 30.0  # seconds: the bar


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/bench routing")
    parser.add_argument("--messages", type=int, default=MESSAGES)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="portico-bench-") as home, database("routing") as url:
        os.environ |= {
            "PORTICO_HOME": home, "PORTICO_ENV": "development", "PORTICO_DEMO": "1", "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }  # fmt: skip
        import django

        django.setup()
        who = _prepare(Path(home))
        filled = fill(0, options.messages, who)
        print(f"{options.messages:,} messages asked for, filled in {filled:.0f} s")
        for name, rows in _tables():
            _run(name, rows)
    return 0


def _tables() -> list[tuple[str, tuple[Any, ...]]]:
    from portico.routing.rules.table import Row

    plain = (
        Row(kinds=("refill",), languages=("es",), pool="Nurse advice"),
        Row(kinds=("other",), age_from=65, pool="Referrals"),
        Row(hours="closed", kinds=("appointment",), pool="Nurse advice", urgency="same-day"),
    )  # fmt: skip
    words = tuple(Row(words=(f"word{n}", f"number {n}77"), pool="Nurse advice", days=1) for n in range(10))
    return [
        ("plain", plain),
        ("with words", (*plain, *words)),
        ("with words, and who was seen", (*plain, *words, Row(standing="new", pool="Nurse advice"))),
    ]


def _run(name: str, rows: tuple[Any, ...]) -> None:
    from django.db import connection
    from django.utils import timezone

    from portico.core.delivery import run_due
    from portico.routing.models import Draft, DryRun
    from portico.routing.rules.table import mark, to_data

    Draft.objects.all().delete()
    draft = Draft.objects.create(rows=to_data(rows), stamp=1, author_name="bench", changed_at=timezone.now())
    run, start, pieces, longest = _begun(draft.stamp), time.perf_counter(), 0, 0.0
    while DryRun.objects.filter(pk=run.pk, ended_at=None).exists():
        began = time.perf_counter()
        run_due(now=timezone.now(), limit=1)
        pieces, longest = pieces + 1, max(longest, time.perf_counter() - began)
    seconds = time.perf_counter() - start
    run.refresh_from_db()
    count, moved = run.counted["count"], run.counted["moved"]
    print(
        f"{connection.vendor}, {name} ({mark(rows)}): {count:,} messages in {seconds:.1f} s"
        f" ({'within' if seconds <= LONGEST else 'OVER'} {LONGEST:.0f}), {pieces} pieces, the longest {longest:.1f} s,"
        f" {moved:,} would move"
    )


def _begun(stamp: int) -> Any:
    from django.test import RequestFactory

    from portico.access.queries import admit
    from portico.accounts.models import Account
    from portico.accounts.sessions import SessionStore
    from portico.core.doors import Door
    from portico.demo import cast
    from portico.routing.actions import try_out
    from portico.routing.permissions import RoutingVerb

    request = RequestFactory().get("/")
    request.user = Account.objects.get(username=cast.PEOPLE["grace"].sign_in)
    request.session = SessionStore()  # type: ignore[assignment]  # as the office reads it
    how = [{"method": "password", "at": time.time()}, {"method": "mfa", "type": "totp", "at": time.time()}]
    request.session.update({"account_authentication_methods": how,
                            "account_authentication_methods_user": str(request.user.pk)})  # fmt: skip
    return try_out(
        by=admit(request, Door(verb=RoutingVerb.WRITE, staff=True, patient=False), None), stamp=stamp
    )
