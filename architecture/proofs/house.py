"""A whole practice in a database of its own: real web and worker processes that a proof may kill, and people at it."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.conf import settings

from architecture.proofs.provider import Provider

ROOT = Path(__file__).resolve().parents[2]

# The cast's practice, a team as large as asked for, each member signed in, and as many who read Rosa's messages and
# take texts; says who and what there is, as JSON.
OPEN = """
import json, sys, tempfile, time
from datetime import date, timedelta
from pathlib import Path
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from portico.accounts.sessions import SessionStore
from django.utils import timezone
from portico.accounts.models import Account
from portico.clinic.models import Pool, StaffMember
from portico.core.models import Event
from portico.demo import cast
from portico.demo.actions import MRN, load
from portico.notifications.models import Preference
from portico.people.models import Patient, Relation
from portico.people.queries import patient_by_number

with tempfile.TemporaryDirectory() as folder:
    load(folder=Path(folder), today=date.today(), background=0)
Relation.objects.filter(ended_at=None, ends_on__lte=date.today()).update(ended_at=timezone.now())

def sign_in(account):
    session = SessionStore()
    how = [{"method": "password", "at": time.time()}, {"method": "mfa", "type": "totp", "at": time.time()}]
    session.update({
        SESSION_KEY: str(account.pk), BACKEND_SESSION_KEY: "portico.accounts.sessions.Backend",
        HASH_SESSION_KEY: account.get_session_auth_hash(), "account_authentication_methods": how,
        "account_authentication_methods_user": str(account.pk),
    })
    session.create()
    return session.session_key

rosa = Account.objects.get(username=cast.PEOPLE["rosa"].sign_in)
jo = StaffMember.objects.get(account__username=cast.PEOPLE["jo"].sign_in)
team = []
for n in range(int(sys.argv[1])):
    account = Account.objects.create(username=f"nurse{n}", name=f"Nurse {n}", password="!")
    member = StaffMember.objects.create(account=account, role="nurse", name=f"Nurse {n}")
    member.sites.set(jo.sites.all()); member.pools.set(jo.pools.all())
    team.append({"staff": str(member.pk), "account": str(account.pk), "session": sign_in(account)})
now, record = timezone.now(), patient_by_number(MRN, cast.PEOPLE["rosa"].mrn)
readers = []
for n in range(int(sys.argv[2])):
    account = Account.objects.create(username=f"reader{n}", name=f"Reader {n}", password="!",
                                     contact_email=f"reader{n}@example.org")
    Relation.objects.create(account=account, patient=record, kind="adult", starts_on=date(2024, 1, 8))
    mobile = f"+1608555{n:04d}"
    Preference.objects.create(account=account, by_text=True, mobile=mobile, confirmed_at=now, agreed_at=now)
    readers.append({"account": str(account.pk), "mobile": mobile})
print(json.dumps({
    "rosa": {"account": str(rosa.pk), "session": sign_in(rosa)},
    "patient": str(record.pk), "readers": readers,
    "sites": [str(k) for k in jo.sites.values_list("pk", flat=True)],
    "pools": [str(k) for k in jo.pools.values_list("pk", flat=True)], "team": team,
}))
"""

# One message of Rosa's, in effect; prints its item.
ASK = """
import json, sys
from datetime import timedelta
from uuid import UUID, uuid4
from django.utils import timezone
from portico.access.roles import ROLES
from portico.core.viewer import Viewer
from portico.messaging.actions import send
from portico.triage.models import WorkItem
rosa = Viewer(account_id=UUID(sys.argv[1]), name="Rosa Delgado", role="patient", verbs=ROLES["patient"].verbs,
              patient_id=UUID(sys.argv[2]))
for _ in range(int(sys.argv[3])):
    thread = send(by=rosa, send_key=uuid4(), kind="refill", subject="x", body="y", details={}, is_same_day=True)
    print(WorkItem.objects.get(source_id=thread.pk).pk)
"""


@dataclass
class Answer:
    status: int
    location: str


class House:
    """`house.web()` and `house.worker()` start what `house.kill(…)` kills at once, with all its children."""

    def __init__(self, database: Any, *, team: int = 0, readers: int = 0, folder: Path) -> None:
        self.database = database
        self.folder = folder
        self.provider = Provider()
        database.environment |= {
            "PORTICO_MAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "PORTICO_MAIL_FOLDER": str(folder / "mails"),
            **self.provider.environment,
        }
        self.people = json.loads(database.run(OPEN, str(team), str(readers))[0].splitlines()[-1])
        self.port = _free_port()
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def patient(self) -> str:
        return str(self.people["patient"])

    def ask(self, times: int = 1) -> list[str]:
        said = self.database.run(ASK, self.people["rosa"]["account"], self.patient, str(times))[0]
        return str(said).split()

    def web(self, *, application: str = "config.wsgi:application") -> None:
        threads = "4" if self.database.environment["DATABASE_URL"].startswith("postgres") else "1"
        self._start("web", [
            "-m", "granian", "--interface", "wsgi", application, "--host", "127.0.0.1",
            "--port", str(self.port), "--workers", "2", "--blocking-threads", threads,
            "--workers-kill-timeout", "5", "--log-level", "warning", "--no-access-log",
        ])  # fmt: skip
        self.wait_ready()

    def wait_ready(self, *, seconds: float = 40) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with suppress(OSError, http.client.HTTPException):
                if self.request("GET", "/account/sign-in/").status == 200:
                    return
            time.sleep(0.05)
        raise AssertionError("the web server did not open: " + (self.folder / "web.log").read_text()[-2000:])

    def worker(self) -> None:
        self._start("worker", ["-m", "config", "worker"])

    def _start(self, name: str, words: list[str]) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-P", *words], cwd=ROOT, env=self.database.environment, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip

    def kill(self, name: str) -> None:
        """kill -9, the process and its children; by the group that we made for it."""
        process = self.running.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def close(self) -> None:
        for name in list(self.running):
            self.kill(name)
        self.provider.close()

    def request(
        self, method: str, path: str, *, session: str = "", data: dict[str, str] | None = None
    ) -> Answer:
        """As a browser would: with the form's token. Whatever goes wrong on the way is an OSError or HTTPException."""
        token = "a" * 32
        headers = {"Cookie": f"session={session}; csrf={token}" if session else f"csrf={token}"}
        body = urlencode(data or {})
        if method == "POST":
            headers |= {"X-CSRFToken": token, "Content-Type": "application/x-www-form-urlencoded"}
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            wire.request(method, path, body if method == "POST" else None, headers)
            answer = wire.getresponse()
            answer.read()
            return Answer(answer.status, answer.headers.get("Location", ""))
        finally:
            wire.close()

    def send(self, *, key: UUID | None = None, body: str = "I leave on Thursday.") -> Answer:
        """Rosa sends the form for a refill."""
        data = {"medicine": "other", "other": "Lisinopril", "days_left": "30", "body": body,
                "send_key": str(key or uuid4())}  # fmt: skip
        return self.request(
            "POST",
            f"/for/{self.patient}/messages/new/refill/",
            session=self.people["rosa"]["session"],
            data=data,
        )

    def sent_thread(self, answer: Answer) -> str:
        """The conversation that an acknowledged form became."""
        assert answer.status == 302, answer
        return answer.location.rstrip("/").rsplit("/", 1)[1]

    def is_sound(self) -> None:
        """The doctor finds nothing, but promises that the day's hours let run out, and that nobody started a worker."""
        expected = {"promise-past"} if "worker" in self.running else {"promise-past", "worker-silent"}
        ailing = [ailment for ailment in self.database.doctor() if ailment["name"] not in expected]
        assert ailing == [], ailing


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


assert settings.CSRF_COOKIE_NAME == "csrf", (
    "the people of the proofs send the cookies of a development server"
)
