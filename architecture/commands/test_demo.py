"""bin/demo: ports, the demo's own database, and how it ends. Django is played by a few lines of shell."""

import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from architecture.commands.machine import Machine, is_alive

# Serves with Python's own web server; notes who runs, and with which settings.
DJANGO = """
echo "$*" >>"$MACHINE/django-calls"
case "$*" in
  *granian*)
    echo $$ >"$MACHINE/web"
    echo "[${DATABASE_URL-none}] [$PORTICO_HOME] [${PORTICO_SECRET_KEY-none}]" >"$MACHINE/settings"
    mkdir -p "$MACHINE/site"; echo hello >"$MACHINE/site/index.html"
    [[ "$*" =~ --port\\ ([0-9]+) ]]
    exec "$REAL" -m http.server --bind 127.0.0.1 --directory "$MACHINE/site" "${BASH_REMATCH[1]}" ;;
  *worker*) echo $$ >"$MACHINE/worker"; exec sleep 60 ;;
  *migrate*) touch "$PORTICO_HOME/portico.sqlite3" ;;
esac
"""


@pytest.fixture
def demo(machine: Machine) -> Machine:
    machine.django(DJANGO)
    return machine


@pytest.fixture
def port() -> int:
    """A port that is free now, and its neighbour too."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    demo: Machine, *options: str, **environment: str
) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A running demo and what it said up to its address; stopped at the end, whatever happens."""
    with demo.start("bin/demo", *options, **environment) as process:
        said = ""
        try:
            assert process.stdout is not None
            while "Ctrl-C" not in said and (line := process.stdout.readline()):
                said += line
            yield process, said
        finally:
            process.terminate()
            process.wait(20)


def pids(demo: Machine) -> list[int]:
    return [int((demo.place / name).read_text()) for name in ("web", "worker")]


def test_it_says_its_address_and_the_time_of_each_stage(demo: Machine, port: int) -> None:
    with serving(demo, "--port", str(port)) as (_, said):
        assert f"Portico is ready:  http://127.0.0.1:{port}" in said
        for stage in (
            "environment",
            "browser assets",
            "database",
            "demo practice",
            "first page",
            "all together",
        ):
            assert stage in said


def test_it_listens_on_this_computer_only(demo: Machine, port: int) -> None:
    with serving(demo, "--port", str(port)):
        assert "--host 127.0.0.1" in (demo.place / "django-calls").read_text()


def test_a_port_in_use_gives_a_sentence_and_the_next_one(demo: Machine, port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        with serving(demo, "--port", str(port)) as (_, said):
            assert f"Port {port} is in use by another program, so the demo takes port " in said
            assert f"http://127.0.0.1:{port}\n" not in said
            assert "Portico is ready" in said


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_stopping_it_leaves_nothing_running(demo: Machine, port: int, end: signal.Signals) -> None:
    with serving(demo, "--port", str(port)) as (process, _):
        process.send_signal(end)
        process.send_signal(end)  # an impatient second Ctrl-C
        assert process.wait(60) == 0  # so long that only what hangs fails
        assert [is_alive(pid) for pid in pids(demo)] == [False, False]


def test_a_server_that_dies_stops_the_demo_with_a_sentence(demo: Machine, port: int) -> None:
    with serving(demo, "--port", str(port)) as (process, _):
        web, worker = pids(demo)
        subprocess.run(["kill", str(web)], check=True)
        assert process.wait(20) == 1
        assert process.stdout is not None
        assert "The demo has stopped by itself." in process.stdout.read()
        assert not is_alive(worker)


def test_a_server_that_never_starts_shows_its_last_lines(demo: Machine, port: int) -> None:
    demo.django('case "$*" in *granian*) echo "the disk is full"; exit 1 ;; *worker*) exec sleep 60 ;; esac')
    answer = demo.run("bin/demo", "--port", str(port))
    assert answer.returncode == 1
    assert "the disk is full" in answer.stderr
    assert "The demo stopped at: first page." in answer.stderr


def test_a_first_page_that_fails_ends_the_start_at_once(demo: Machine, port: int) -> None:
    demo.django(DJANGO.replace("echo hello >", "rm -rf ").replace('mkdir -p "$MACHINE/site"', "true"))
    answer = demo.run("bin/demo", "--port", str(port))
    assert answer.returncode == 1
    assert "The first page answers with error 404." in answer.stderr
    assert [is_alive(pid) for pid in pids(demo)] == [False, False]


def test_the_database_of_this_shell_is_left_alone(demo: Machine, port: int) -> None:
    mine = {"DATABASE_URL": "postgresql://real", "PORTICO_HOME": "/real", "PORTICO_SECRET_KEY": "real"}
    with serving(demo, "--port", str(port), **mine):
        assert (demo.place / "settings").read_text().strip() == f"[none] [{demo.clone}/.portico/demo] [none]"


def database(demo: Machine, *, is_marked: bool) -> Path:
    folder = demo.clone / ".portico" / "demo"
    folder.mkdir(parents=True)
    file = folder / "portico.sqlite3"
    file.write_text("a practice")
    if is_marked:
        (folder / "this-is-the-demo").touch()
    return file


def test_fresh_starts_over_with_the_demos_database(demo: Machine, port: int) -> None:
    file = database(demo, is_marked=True)
    with serving(demo, "--fresh", "--port", str(port)) as (_, said):
        assert "Starting over" in said
        assert file.read_text() == ""


def test_fresh_leaves_a_database_without_the_mark_alone(demo: Machine) -> None:
    file = database(demo, is_marked=False)
    answer = demo.run("bin/demo", "--fresh")
    assert answer.returncode == 1
    assert "does not bear the demo's mark" in answer.stderr
    assert file.read_text() == "a practice"


def test_a_database_that_was_there_before_never_gets_the_mark(demo: Machine, port: int) -> None:
    database(demo, is_marked=False)
    with serving(demo, "--port", str(port)):
        assert not (demo.clone / ".portico/demo/this-is-the-demo").exists()


def test_fresh_waits_for_no_running_demo(demo: Machine, port: int) -> None:
    with serving(demo, "--port", str(port)):
        answer = demo.run("bin/demo", "--fresh")
        assert answer.returncode == 1
        assert "A demo is still running from this folder." in answer.stderr


def test_files_are_read_from_where_the_person_stands(demo: Machine, port: int) -> None:
    (demo.place / "my files").mkdir()
    with serving(demo, "--with", "my files", "--port", str(port)):
        assert f"import {demo.place}/my files" in (demo.place / "django-calls").read_text()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--with", "nowhere"], "--with needs a file or folder; 'nowhere' does not exist."),
        (["--with"], "--with needs a file or folder"),
        (["--port", "eight"], "--port needs a number from 1 to 65535."),
        (["--port"], "--port needs a number"),
        (["--prot"], "bin/demo does not know '--prot'."),
    ],
)
def test_a_slip_of_the_hand_gives_a_sentence(demo: Machine, options: list[str], sentence: str) -> None:
    began = time.monotonic()
    answer = demo.run("bin/demo", *options)
    assert answer.returncode == 1
    assert sentence in answer.stderr
    assert time.monotonic() - began < 5
