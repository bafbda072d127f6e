"""Production starts only when it is fit to; the demo starts only where nobody's record is."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured

from config.checks import disk_kind, house, network_disk, refuse_unfit
from config.environment import read_hours

ROOT = Path(__file__).resolve().parent.parent
KEY = "K9v2-pQ7xLm4RtYz8WbN3cJd6HfGs1AaEeUuOoIi5T0kXyVw"
KEY_TOO = "Zz7-bT3nQw9LkR5mXc1VdF8gHj2SaPe6YuIo4Nr0KtMbWvGq"


@pytest.fixture
def production(settings: Any, tmp_path: Path) -> Any:
    """Fit to start."""
    settings.HOME = settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").touch()
    settings.IS_PRODUCTION, settings.ENVIRONMENT, settings.IS_DEMO = True, "production", False
    settings.SECRET_KEY, settings.AUDIT_KEY = KEY * 2, KEY_TOO * 2
    settings.ALLOWED_HOSTS = ["portal.example.org"]
    settings.PUBLIC_URL = "https://portal.example.org"
    settings.PORTICO_SMS_PORT = ""
    return settings


def found() -> set[str]:
    return {str(error.id) for error in house(None)}


def test_production_with_everything_in_place_starts(production: Any) -> None:
    assert found() == set()
    refuse_unfit()


@pytest.mark.parametrize(
    ("setting", "value", "error"),
    [
        ("SECRET_KEY", "short", "portico.E002"),
        ("SECRET_KEY", "a" * 80, "portico.E002"),
        ("SECRET_KEY", "django-insecure-" + KEY * 2, "portico.E002"),
        ("AUDIT_KEY", "", "portico.E003"),
        ("AUDIT_KEY", KEY * 2, "portico.E003"),
        ("DEBUG", True, "portico.E004"),
        ("ALLOWED_HOSTS", ["*"], "portico.E005"),
        ("ALLOWED_HOSTS", [""], "portico.E005"),
        ("PUBLIC_URL", "http://portal.example.org", "portico.E006"),
        ("IS_DEMO", True, "portico.E001"),
        ("PORTICO_VIRUS_SCANNER", "portico.nowhere.Scanner", "portico.E008"),
        ("PORTICO_VIRUS_SCANNER", "portico.files.models.StoredFile", "portico.E008"),
        ("PORTICO_SMS_PORT", "portico.notifications.channels.console.Console", "portico.E011"),
        ("PORTICO_SMS_PORT", "portico.notifications.channels.http.Http", "portico.E012"),
    ],
)
def test_production_refuses_what_is_not_safe(production: Any, setting: str, value: Any, error: str) -> None:
    setattr(production, setting, value)
    assert found() == {error}
    with pytest.raises(ImproperlyConfigured):
        refuse_unfit()


def test_production_refuses_a_home_that_others_may_read(production: Any) -> None:
    production.HOME.chmod(0o750)
    assert found() == set(), "a group that was meant"
    production.HOME.chmod(0o755)
    assert found() == {"portico.E013"}


def test_production_refuses_to_serve_pages_without_their_style_sheet(production: Any) -> None:
    (production.STATIC_ROOT / "staticfiles.json").unlink()
    assert found() == {"portico.E014"}


def test_sqlite_on_a_network_disk_is_seen(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/share {tmp_path} nfs4 rw 0 0\n")
    shared = {"ENGINE": "portico.core.sqlite", "NAME": str(tmp_path / "home" / "portico.sqlite3")}
    local = {"ENGINE": "portico.core.sqlite", "NAME": "/var/lib/portico.sqlite3"}
    assert network_disk(shared, mounts) == "nfs4"
    assert network_disk(local, mounts) == ""
    assert network_disk({"ENGINE": "django.db.backends.postgresql", "NAME": "portico"}, mounts) == ""
    assert disk_kind(Path("/var"), tmp_path / "none") == ""


def test_the_checks_run_with_every_command() -> None:
    assert "config.checks" in sys.modules
    assert run_checks(tags=["security"]) is not None


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PORTICO_HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", "import config.wsgi"],
        cwd=ROOT,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_web_process_itself_refuses_the_demo_outside_development() -> None:
    ended = start(
        PORTICO_ENV="production",
        PORTICO_DEMO="1",
        PORTICO_SECRET_KEY=KEY * 2,
        PORTICO_AUDIT_KEY=KEY_TOO * 2,
        PORTICO_HOSTS="portal.example.org",
        PORTICO_URL="https://portal.example.org",
    )
    assert ended.returncode != 0
    assert "anybody signs in as anybody" in ended.stderr


def test_a_bare_production_names_all_that_is_missing() -> None:
    ended = start(PORTICO_ENV="production")
    assert ended.returncode != 0
    assert "PORTICO_SECRET_KEY" in ended.stderr


def test_cookies_of_production_are_bound_to_the_host_and_to_https() -> None:
    script = (
        "from config import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, "
        "s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE)"
    )
    environment = {**os.environ, "PORTICO_ENV": "production", "PORTICO_SECRET_KEY": KEY * 2}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    shown = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert shown.stdout.split() == ["__Host-session", "__Host-csrf", "True", "True", "True", "Lax"]


def test_a_scanner_that_is_set_up_starts_and_one_at_no_address_does_not(production: Any) -> None:
    production.PORTICO_VIRUS_SCANNER = "portico.files.scanners.clamd.Clamd"
    assert found() == set()
    production.PORTICO_CLAMD = "localhost:3310"
    assert found() == {"portico.E009"}


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend"),
        ("PORTICO_SMS_PORT", "portico.notifications.channels.http.Http"),
    ],
)
def test_in_the_demo_neither_mails_nor_texts_leave(settings: Any, setting: str, value: str) -> None:
    settings.IS_DEMO = True
    assert found() == set()
    setattr(settings, setting, value)
    assert found() == {"portico.E010"}


@pytest.mark.parametrize("value", ["9-18", "18:00-09:00", "09:00", "all day"])
def test_hours_for_texts_that_are_none_stop_the_start(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PORTICO_SMS_HOURS", value)
    with pytest.raises(ImproperlyConfigured, match="PORTICO_SMS_HOURS"):
        read_hours("PORTICO_SMS_HOURS", "09:00-18:00")
