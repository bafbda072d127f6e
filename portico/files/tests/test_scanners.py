"""A scanner that is set decides; one that is set and can't be reached lets nothing through."""

import io
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from django.utils import timezone

from portico.core.delivery import MAX_TRIES, run_due
from portico.core.models import Delivery
from portico.files.models import StoredFile
from portico.files.scanners import Finding, ScannerAwayError
from portico.files.scanners.clamd import Clamd
from portico.files.tests.conftest import look_at
from portico.files.tests.corpus import EICAR, pdf

Add = Callable[..., StoredFile]


class Fake:
    """Finds EICAR, is away when it is told to be, and has a limit."""

    away, limit = False, 1 << 30

    def scan(self, content: BinaryIO) -> Finding:
        if Fake.away:
            raise ScannerAwayError("away")
        read = content.read()
        if len(read) > Fake.limit:
            return Finding.TOO_BIG
        return Finding.FOUND if EICAR in read else Finding.CLEAN


@pytest.fixture(autouse=True)
def fake(settings: Any, monkeypatch: pytest.MonkeyPatch) -> type[Fake]:
    settings.PORTICO_VIRUS_SCANNER = f"{__name__}.Fake"
    monkeypatch.setattr(Fake, "away", False)
    monkeypatch.setattr(Fake, "limit", 1 << 30)
    return Fake


INFECTED = pdf(b"(" + EICAR + b")")


@pytest.mark.django_db
def test_what_it_passes_is_ready_and_what_it_finds_is_refused(add: Add) -> None:
    assert look_at(add()).state == "ready"
    row = look_at(add(name="letter.pdf", content=INFECTED))
    assert (row.state, row.reason, row.store_name) == ("refused", "virus", "")


@pytest.mark.django_db
def test_over_its_limit_is_refused(add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fake, "limit", 10)
    row = look_at(add())
    assert (row.state, row.reason) == ("refused", "too-big-to-scan")


@pytest.mark.django_db
def test_while_it_is_away_a_file_waits_and_is_tried_again(add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    Delivery.objects.all().delete()
    monkeypatch.setattr(Fake, "away", True)
    row = add()
    now = timezone.now()
    run_due(now=now)
    row.refresh_from_db()
    assert (row.state, row.tries) == ("checking", 1)
    delivery = Delivery.objects.get(reaction="portico.reactions.files.check")
    assert (delivery.state, delivery.error) == ("waiting", "ScannerAwayError")
    monkeypatch.setattr(Fake, "away", False)
    run_due(now=delivery.due_at)
    row.refresh_from_db()
    assert (row.state, row.tries) == ("ready", 2)


@pytest.mark.django_db
def test_if_it_stays_away_the_file_is_refused_in_the_end(add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    Delivery.objects.all().delete()
    monkeypatch.setattr(Fake, "away", True)
    row = add()
    for _ in range(MAX_TRIES):
        row.refresh_from_db()
        assert row.state == "checking"
        run_due(now=Delivery.objects.get(reaction="portico.reactions.files.check").due_at)
    row.refresh_from_db()
    assert (row.state, row.reason, row.store_name) == ("refused", "not-checked", "")
    assert Delivery.objects.get(reaction="portico.reactions.files.check").state == "done"


# -- clamd, as it talks (clamd(8), INSTREAM) --


class Daemon:
    """One conversation: reads chunks until the end or its limit, answers, hangs up."""

    def __init__(self, place: Path, answer: bytes, limit: int = 1 << 30) -> None:
        self.answer, self.limit, self.heard, self.command = answer, limit, b"", b""
        self.door = socket.socket(socket.AF_UNIX)
        self.door.bind(str(place))
        self.door.listen(1)
        self.thread = threading.Thread(target=self._talk, daemon=True)
        self.thread.start()

    def _talk(self) -> None:
        line, _ = self.door.accept()
        with line, line.makefile("rb") as words:
            self.command = words.read(10)
            while length := struct.unpack(">I", words.read(4))[0]:
                self.heard += words.read(length)
                if len(self.heard) > self.limit:
                    break
            line.sendall(self.answer)

    def close(self) -> None:
        self.thread.join(5)
        self.door.close()


@pytest.fixture
def daemon(tmp_path: Path, settings: Any) -> Iterator[Callable[..., Daemon]]:
    started: list[Daemon] = []

    def start(answer: bytes, **more: Any) -> Daemon:
        place = tmp_path / "clamd"
        settings.PORTICO_CLAMD = f"unix://{place}"
        started.append(Daemon(place, answer, **more))
        return started[-1]

    yield start
    for one in started:
        one.close()


@pytest.mark.parametrize(
    ("answer", "finding"),
    [
        (b"stream: OK\0", Finding.CLEAN),
        (b"stream: Eicar-Signature FOUND\0", Finding.FOUND),
        (b"INSTREAM size limit exceeded. ERROR\0", Finding.TOO_BIG),
    ],
)
def test_clamds_answers_are_understood(daemon: Any, answer: bytes, finding: Finding) -> None:
    clamd, content = daemon(answer), b"x" * 200_000
    assert Clamd().scan(io.BytesIO(content)) is finding
    assert (clamd.command, clamd.heard) == (b"zINSTREAM\0", content)


def test_over_clamds_limit_it_hangs_up_early_and_that_is_understood(daemon: Any) -> None:
    daemon(b"INSTREAM size limit exceeded. ERROR\0", limit=100_000)
    try:
        finding: Finding | None = Clamd().scan(io.BytesIO(b"x" * 9_000_000))
    except ScannerAwayError:
        finding = None  # its answer got lost with the connection: the file waits, which is safe
    assert finding in {Finding.TOO_BIG, None}


@pytest.mark.parametrize("answer", [b"", b"stream: broken ERROR\0", b"OK", b"stream: OK FOUND or not\0"])
def test_no_clear_answer_is_no_pass(daemon: Any, answer: bytes) -> None:
    daemon(answer)
    with pytest.raises(ScannerAwayError):
        Clamd().scan(io.BytesIO(b"x"))


@pytest.mark.parametrize("address", ["unix:///nowhere/clamd", "tcp://127.0.0.1:1", "", "nonsense"])
def test_a_scanner_that_is_not_there_is_no_pass(
    settings: Any, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*given: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", refused)
    settings.PORTICO_CLAMD = address
    with pytest.raises(ScannerAwayError):
        Clamd().scan(io.BytesIO(b"x"))
