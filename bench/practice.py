"""A practice of so many patients, and some of them signed in: `python -m bench.practice PATIENTS` in a home of its own.

A process by itself, because one process has one database. What a measurement needs is left in HOME/people.json.
"""

import json
import os
import random
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

PEOPLE = 50
RICH = "100001"
WORD = "blood"
KIDNEY = "2160-0"  # creatinine: the longest line of the record


def main() -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django

    django.setup()
    home = Path(os.environ["PORTICO_HOME"])
    rows, seconds = _found(int(sys.argv[1]), home)
    people = _signed_in_people()
    told = {"rows": rows, "seconds": seconds, "people": people, "queries": _queries(people[0])}
    (home / "people.json").write_text(json.dumps(told))
    return 0


def _found(patients: int, home: Path) -> tuple[int, float]:
    """The demo practice, three conversations, and the copies. Gives the rows copied and the seconds it took."""
    from django.core.management import call_command

    from bench.fill import lay_down
    from portico.demo.actions import MRN, load
    from portico.people.models import Patient
    from portico.people.queries import patient_by_number

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    folder = home / "lakeside"
    folder.mkdir()
    load(folder=folder, today=datetime.now(UTC).date())
    rich = patient_by_number(MRN, RICH)
    _converse(rich)
    start = time.perf_counter()
    written = lay_down(list(Patient.objects.order_by("pk")), patients, threads_of=rich)
    return written, time.perf_counter() - start


def _converse(patient: Any) -> None:
    from portico.accounts.models import Account
    from portico.messaging import actions
    from portico.people.models import Relation

    account = Account.objects.get(pk=Relation.objects.get(patient=patient, kind="self").account_id)
    viewer = _viewer(account, patient)
    for kind, subject in (
        ("refill", "Lisinopril"),
        ("question", "A question"),
        ("question", "My last result"),
    ):
        actions.send(
            by=viewer, send_key=uuid4(), kind=kind, subject=subject, body="A few words. " * 10, details={}
        )


def _viewer(account: Any, patient: Any) -> Any:
    """As the office builds it for a request."""
    from django.test import RequestFactory

    from portico.access.permissions import AccessVerb
    from portico.access.queries import admit
    from portico.accounts.sessions import SessionStore
    from portico.core.doors import Door

    request = RequestFactory().get("/")
    request.user, request.session = account, SessionStore()
    request.session.update(_signed_in(account))
    return admit(request, Door(verb=AccessVerb.VIEW_OWN_LOG, staff=False, patient=True), patient.pk)


def _signed_in(account: Any) -> dict[str, Any]:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    return {
        SESSION_KEY: str(account.pk),
        BACKEND_SESSION_KEY: "portico.accounts.sessions.Backend",
        HASH_SESSION_KEY: account.get_session_auth_hash(),
        "account_authentication_methods": [{"method": "password", "at": time.time()}],
        "account_authentication_methods_user": str(account.pk),
    }


def _signed_in_people() -> list[dict[str, str]]:
    """Copies of the one rich record, spread over the whole practice."""
    from portico.people.models import Patient

    keys = list(
        Patient.objects.filter(given="Rosa", family="Delgado").order_by("pk").values_list("pk", flat=True)
    )
    chosen = random.Random(7).sample(keys, min(PEOPLE, len(keys)))
    return [_signed_in_person(number, key) for number, key in enumerate(chosen)]


def _signed_in_person(number: int, key: Any) -> dict[str, str]:
    from portico.accounts.models import Account
    from portico.accounts.sessions import SessionStore
    from portico.people.models import Relation
    from portico.results.models import Observation

    account = Account.objects.create(username=f"bench{number}", name="Bench Person", password="!")
    Relation.objects.create(account=account, patient_id=key, kind="adult", starts_on=date(2020, 1, 1))
    session = SessionStore()
    session.update(_signed_in(account))
    session.create()
    result = Observation.objects.filter(patient_id=key, code=KIDNEY).latest("happened_at")
    return {"person": str(key), "cookie": f"session={session.session_key}", "result": str(result.pk)}


def addresses(person: dict[str, str]) -> dict[str, str]:
    """The bare view, a page with nothing of its own, and the pages under measure."""
    base = f"/for/{person['person']}"
    return {
        "bare view": f"/bare/{person['person']}",
        "more": f"{base}/more/",
        "home": f"{base}/",
        "medicines": f"{base}/record/medicines/",
        "conditions": f"{base}/record/conditions/",
        "vaccines": f"{base}/record/vaccines/",
        "documents": f"{base}/record/documents/",
        "search": f"{base}/record/?q={WORD}",
        "results": f"{base}/results/",
        "vital signs": f"{base}/results/?kind=vital-signs",
        "result": f"{base}/results/{person['result']}/",
        "visits": f"{base}/visits/",
        "messages": f"{base}/messages/",
    }


def _queries(person: dict[str, str]) -> dict[str, int]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.cookies["session"] = person["cookie"].partition("=")[2]
    counts = {"bare view": 1}
    for name, url in addresses(person).items():
        if name in counts:
            continue
        client.get(url)
        with CaptureQueriesContext(connection) as seen:
            client.get(url)
        kinds = [query["sql"].lstrip("(").split(" ", 1)[0] for query in seen.captured_queries]
        counts[name] = sum(kind in {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"} for kind in kinds)
    return counts


if __name__ == "__main__":
    sys.exit(main())
