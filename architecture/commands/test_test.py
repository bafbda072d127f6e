"""bin/test: what it counts, what it says, when it fails. Its tools are played by a few lines of shell."""

import signal
import time
from pathlib import Path

import pytest

from architecture.commands.machine import ROOT, Machine, is_alive

# One test run of four: two good, one bad, one left out.
REPORT = """
for option in "$@"; do
  case "$option" in --junitxml=*)
    suite='<testsuite name="pytest" errors="0" failures="'$1'" skipped="1" tests="4">'
    echo "<testsuites>$suite</testsuite></testsuites>" >"${option#--junitxml=}" ;;
  esac
done
"""
LEFT_OUT = "echo 'SKIPPED [1] portico/home/test_home.py:3: no phone here';"


@pytest.fixture
def tests(machine: Machine) -> Machine:
    machine.program("chromium", "")
    for folder in ("portico", "architecture", "journeys"):
        (machine.clone / folder).mkdir(exist_ok=True)
    return machine


def last_line(said: str) -> str:
    return said.strip().splitlines()[-1]


def test_a_check_that_holds_counts_as_one(tests: Machine) -> None:
    answer = tests.run("bin/test", "types")
    assert answer.returncode == 0
    assert last_line(answer.stdout) == "1 passed, 0 failed"


def test_a_check_that_fails_is_shown_and_fails_the_run(tests: Machine) -> None:
    tests.django('case "$*" in "-m mypy "*) echo "home.py: not a number"; exit 1 ;; esac')
    answer = tests.run("bin/test", "types", "migrations")
    assert answer.returncode == 1
    assert "home.py: not a number" in answer.stdout
    assert last_line(answer.stdout) == "1 passed, 1 failed"


def test_each_test_of_a_run_is_counted(tests: Machine) -> None:
    tests.django(f'case "$*" in "-m pytest "*) set -- 1 "$@"; {REPORT} {LEFT_OUT} exit 1 ;; esac')
    answer = tests.run("bin/test", "sqlite", "types")
    assert answer.returncode == 1
    *_, skipped, reason, total = answer.stdout.strip().splitlines()
    assert (skipped, reason.split(), total) == (
        "1 skipped:",
        ["1", "no", "phone", "here"],
        "3 passed, 1 failed",
    )


def test_a_run_without_any_test_is_a_failure(tests: Machine) -> None:
    tests.django('case "$*" in "-m pytest "*) echo "no tests ran"; exit 5 ;; esac')
    answer = tests.run("bin/test", "sqlite")
    assert answer.returncode == 1
    assert last_line(answer.stdout) == "0 passed, 1 failed"


def test_a_folder_of_tests_that_is_gone_is_a_failure(tests: Machine) -> None:
    (tests.clone / "journeys").rmdir()
    answer = tests.run("bin/test", "journeys")
    assert answer.returncode == 1
    assert "There is no journeys/ here." in answer.stdout


def test_the_long_proofs_run_only_when_asked_for(tests: Machine) -> None:
    tests.django(f'echo "$*" >>"$MACHINE/pytest"; set -- 0 "$@"; {REPORT}')
    tests.run("bin/test", "sqlite")
    assert "-m not full" in (tests.place / "pytest").read_text()
    (tests.place / "pytest").unlink()
    tests.run("bin/test", "--full", "sqlite")
    assert "-m not full" not in (tests.place / "pytest").read_text()


def test_each_stage_has_its_time(tests: Machine) -> None:
    answer = tests.run("bin/test", "types", "migrations")
    lines = [line for line in answer.stdout.splitlines() if line.split()[:1] in (["types"], ["migrations"])]
    assert [line.split()[2:] for line in lines] == [["s", "ok"], ["s", "ok"]]


def test_the_tests_have_a_home_of_their_own(tests: Machine) -> None:
    tests.django('echo "[$PORTICO_HOME] [${DATABASE_URL-none}] [$PORTICO_ENV]" >"$MACHINE/settings"')
    tests.run(
        "bin/test", "types", PORTICO_HOME="/real", DATABASE_URL="postgresql://real", PORTICO_ENV="production"
    )
    home, database, environment = (tests.place / "settings").read_text().split()
    assert "/home-types]" in home
    assert (database, environment) == ("[none]", "[test]")
    assert not Path(home.strip("[]")).exists()


def test_a_stage_that_does_not_exist_is_named(tests: Machine) -> None:
    answer = tests.run("bin/test", "sqllite")
    assert answer.returncode == 1
    assert "There is no stage 'sqllite'." in answer.stderr


def test_stopping_it_leaves_no_test_running(tests: Machine) -> None:
    tests.django('case "$*" in "-m pytest "*) echo $$ >"$MACHINE/pytest"; exec sleep 60 ;; esac')
    with tests.start("bin/test", "sqlite") as process:
        while not (tests.place / "pytest").exists():
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 130
    assert not is_alive(int((tests.place / "pytest").read_text()))


def test_what_every_change_must_pass_is_the_same_command() -> None:
    assert '/../bin/test" "$@"' in (ROOT / ".ci" / "run").read_text()
