"""A real practice is set up from the terminal."""

import io
import sys
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from portico.clinic.rules.hours import hours_from

ANSWERS = {
    "practice": "Hilltop Family Care",
    "phone": "555-0100",
    "site": "Main Street",
    "zone": "America/Denver",
    "hours": "Mon-Thu 08:00-17:00, Fri 8:00-12:00",
    "name": "Ada Admin",
    "sign_in": "ada",
}


def test_hours_are_read_as_people_write_them() -> None:
    assert hours_from("Mon-Wed 08:00-17:00, Saturday 9:00 - 12:30") == {
        "0": ["08:00", "17:00"],
        "1": ["08:00", "17:00"],
        "2": ["08:00", "17:00"],
        "5": ["09:00", "12:30"],
    }


@pytest.mark.parametrize(
    "text", ["", "always", "Mon 17:00-08:00", "Fri-Mon 08:00-17:00", "Mon 8-17", "Foo 08:00-17:00"]
)
def test_hours_that_make_no_sense_are_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"\."):
        hours_from(text)


@pytest.fixture
def empty_practice(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from portico.clinic.management.commands import setup

    monkeypatch.setattr(setup, "practice", lambda: None)


def test_the_first_administrator_can_sign_in_and_sees_no_record(
    empty_practice: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from portico.accounts.models import Account

    monkeypatch.setattr(sys, "stdin", io.StringIO("correct horse battery staple\n"))
    call_command("setup", **ANSWERS, stdout=io.StringIO())
    account: Any = Account.objects.get(username="ada")
    assert account.check_password("correct horse battery staple")
    assert account.staff.role == "administrator"
    site = account.staff.sites.get()
    assert (site.zone, site.hours["4"]) == ("America/Denver", ["08:00", "12:00"])
    assert {pool.name for pool in site.pools.all()} == {
        "Refills", "Nurse advice", "Front desk", "Referrals",
    }  # fmt: skip


def test_a_short_password_is_refused_and_nothing_is_left_half_done(
    empty_practice: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from portico.clinic.models import Site

    monkeypatch.setattr(sys, "stdin", io.StringIO("short\n"))
    with pytest.raises(CommandError, match="at least 15"):
        call_command("setup", **ANSWERS)
    assert not Site.objects.filter(name="Main Street").exists()


def test_a_portal_that_is_set_up_is_left_alone(db: None) -> None:
    with pytest.raises(CommandError, match="already"):
        call_command("setup", **ANSWERS)
