"""Is away from the screen for a while."""

import re

import pytest
from playwright.sync_api import expect

from journeys.conftest import Enter
from journeys.person import Person
from journeys.practice import Practice

pytestmark = pytest.mark.browser

PASSWORD = "seven quiet herons wade"
# One session of Harold's ends after so many seconds; it warns when half of them are left.
SHORT = """
from portico.accounts.sessions import SessionStore
from portico.accounts.models import Account
account = Account.objects.get(username="harold@example.org")
account.set_password("{password}")
account.save()
session = SessionStore(session_key="{key}")
session["idle_limit"] = {limit}
session["_auth_user_hash"] = account.get_session_auth_hash()
session.save()
"""
# As a form that saves by itself would.
SAVES = """document.addEventListener("portico:idle", () => save(document.querySelector("textarea").value))"""


def is_held_to(practice: Practice, person: Person, seconds: int) -> None:
    (key,) = [one["value"] for one in person.context.cookies() if one["name"] == "session"]
    practice.manage("shell", "-c", SHORT.format(password=PASSWORD, key=key, limit=seconds))


def test_harold_is_warned_stays_by_the_keyboard_and_later_finds_his_page_again(
    person: Enter, practice: Practice
) -> None:
    harold = person("harold")
    is_held_to(practice, harold, 20)
    refill = f"{harold.record}messages/new/refill/"
    harold.goes_to(refill)
    harold.writes("My knees hurt.", into="Anything the nurse should know?")
    warning = harold.page.get_by_role("alertdialog", name="Are you still there?")
    expect(warning).to_be_hidden()
    # What was typed is saved after a while, and saving counts as use: half of the time runs from there.
    expect(warning).to_be_visible(timeout=18_000)
    harold.looks_around()
    expect(harold.page.get_by_role("button", name="Stay signed in")).to_be_focused()
    harold.sees_where_the_focus_is()
    harold.hits("Enter")
    expect(warning).to_be_hidden()
    expect(harold.page.locator("textarea")).to_be_focused()
    expect(harold.page.locator("textarea")).to_have_value("My knees hurt.")
    # Nobody is there the second time: what was typed can be saved, then the page leaves.
    saved: list[str] = []

    def save(typed: str) -> None:
        saved.append(typed)

    harold.page.expose_function("save", save)
    harold.page.evaluate(SAVES)
    expect(warning).to_be_visible(timeout=18_000)
    harold.page.wait_for_url(re.compile("/account/sign-in/"), timeout=15_000)
    harold.sees("You were signed out because nothing happened for a while.")
    harold.does_not_see("Harold", "Nguyen")
    assert saved == ["My knees hurt."]
    harold.goes_back()
    harold.does_not_see("My knees hurt.", "Nguyen")
    harold.page.go_forward()
    expect(harold.page).to_have_url(re.compile("/account/sign-in/"))
    harold.writes("harold@example.org", into="Sign-in name")
    harold.writes(PASSWORD, into="Password")
    harold.presses("Sign in")
    assert harold.page.url == refill


def test_harold_who_reads_in_another_tab_is_not_warned_in_this_one(person: Enter, practice: Practice) -> None:
    harold = person("harold")
    is_held_to(practice, harold, 14)
    harold.goes_to(f"{harold.record}record/")
    other = harold.context.new_page()
    other.goto(f"{harold.record}results/")
    harold.waits(5)
    other.reload()
    warning = harold.page.get_by_role("alertdialog")
    for _ in range(5):
        harold.waits(1)
        expect(warning).to_be_hidden()
    expect(warning).to_be_visible(timeout=5_000)
    other.get_by_role("button", name="Stay signed in").click()
    expect(warning).to_be_hidden(timeout=11_000)
