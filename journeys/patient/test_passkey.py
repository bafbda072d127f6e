"""Signs in without a password: the phone knows her by her finger."""

import pytest
from playwright.sync_api import expect

from journeys.conftest import Enter
from journeys.person import Person
from journeys.practice import Practice

pytestmark = pytest.mark.browser

# An authenticator built into the phone, whose owner always says yes.
BUILT_IN = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def holds_an_authenticator(person: Person) -> None:
    devtools = person.context.new_cdp_session(person.page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": BUILT_IN})


def is_at_localhost(practice: Practice, person: Person) -> None:
    """A browser makes passkeys for names, not for numbers."""
    person.url = practice.url.replace("127.0.0.1", "localhost")
    person.signs_in()


def touches_it(person: Person, button: str, *, leads_to: str) -> None:
    """The browser speaks with the authenticator, then the page goes on by itself."""
    person.page.get_by_role("button", name=button).click()
    person.page.wait_for_url(f"{person.url}{leads_to}")
    person.looks_around()


def test_elena_adds_a_passkey_signs_out_and_signs_in_with_it(person: Enter, practice: Practice) -> None:
    elena = person("elena", signed_in=False)
    is_at_localhost(practice, elena)
    holds_an_authenticator(elena)
    elena.goes_to("/account/security/")
    elena.follows("Passkeys")
    elena.follows("Add a passkey")
    elena.writes("My phone", into="A name for it")
    touches_it(elena, "Add a passkey", leads_to="/account/security/recovery-codes/")
    elena.sees_title("Recovery codes")
    elena.goes_to("/account/security/passkeys/")
    elena.sees("My phone", "Not used yet.")
    elena.goes_to("/account/security/")
    elena.presses("Sign out")
    elena.goes_to("/account/sign-in/?next=/account/security/passkeys/")
    touches_it(elena, "Sign in with a passkey", leads_to="/account/security/passkeys/")
    elena.sees_title("Passkeys")
    elena.sees("My phone", "Last used")
    # What this journey leaves behind would be asked for at the next sign-in.
    elena.follows("Remove")
    elena.presses("Remove")
    elena.sees("You have no passkey yet")
    elena.does_not_see("My phone")


def test_a_passkey_that_is_refused_is_said_in_words(person: Enter, practice: Practice) -> None:
    nobody = person("nobody", signed_in=False)
    nobody.url = practice.url.replace("127.0.0.1", "localhost")
    holds_an_authenticator(nobody)
    nobody.goes_to("/account/sign-in/")
    nobody.page.get_by_role("button", name="Sign in with a passkey").click()
    expect(nobody.page.get_by_text("The passkey did not work")).to_be_visible(timeout=15_000)
    nobody.looks_around()
