"""Common mishaps of a management command end in a sentence, not in a traceback."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from architecture.commands.machine import ROOT
from config.__main__ import friendly


def failing_with(error: BaseException) -> int:
    def run() -> None:
        raise error

    return friendly(run)


def test_a_command_that_works_says_nothing_more(capsys: pytest.CaptureFixture[str]) -> None:
    assert friendly(lambda: None) == 0
    assert capsys.readouterr().err == ""


def test_a_wrong_setting_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert failing_with(ImproperlyConfigured("PORTICO_ENV is 'live'.")) == 2
    assert capsys.readouterr().err == "Portico cannot start. PORTICO_ENV is 'live'.\n"


def test_a_database_without_tables_names_the_command_to_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert failing_with(OperationalError("no such table: clinic_site\nLINE 1")) == 2
    said = capsys.readouterr().err
    assert "no such table: clinic_site\n" in said
    assert "bin/portico migrate" in said
    assert "LINE 1" not in said


def test_ctrl_c_is_no_failure_to_explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert failing_with(KeyboardInterrupt()) == 130
    assert capsys.readouterr().err == ""


def test_whoever_asks_for_the_traceback_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["portico", "check", "--traceback"])
    with pytest.raises(ImproperlyConfigured):
        failing_with(ImproperlyConfigured("PORTICO_ENV is 'live'."))


def test_a_bad_value_in_the_environment_reaches_the_person_as_a_sentence() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "config", "check"],
        cwd=ROOT,
        env=os.environ | {"PORTICO_ENV": "live", "DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert answer.returncode == 2
    assert answer.stderr.strip() == (
        "Portico cannot start. PORTICO_ENV is 'live'. It may be: development, test, production."
    )
