"""A nurse whose second factor is a passkey."""

import pytest

from journeys.conftest import Enter
from journeys.patient.test_passkey import holds_an_authenticator, touches_it
from journeys.person import Person
from journeys.practice import Practice

pytestmark = pytest.mark.browser

PASSWORD = "seven quiet herons wade"
HAS_A_PASSWORD = f"""
from portico.accounts.models import Account
account = Account.objects.get(username="lena@example.org")
account.authenticator_set.all().delete()
account.set_password("{PASSWORD}")
account.save()
"""


def test_lena_adds_a_passkey_and_works_only_with_it(person: Enter, practice: Practice) -> None:
    practice.manage("shell", "-c", HAS_A_PASSWORD)
    lena = person("lena", signed_in=False)
    lena.url = practice.url.replace("127.0.0.1", "localhost")
    holds_an_authenticator(lena)
    signs_in_with_a_password(lena)
    # A password alone opens no work, but the way to a second factor.
    lena.goes_to("/desk/")
    lena.sees("Set up a second factor to begin.")
    lena.follows("Add a passkey")
    touches_it(lena, "Add a passkey", leads_to="/account/security/recovery-codes/")
    lena.sees_title("Recovery codes")
    lena.follows("Done")
    assert lena.path == "/desk/"
    lena.signs_out()
    signs_in_with_a_password(lena)
    lena.sees_title("One more step")
    # Whoever has only the password is led back to this step from everywhere.
    lena.goes_to("/desk/")
    lena.sees_title("One more step")
    touches_it(lena, "Use a passkey", leads_to="/desk/")
    lena.goes_to("/account/security/passkeys/")
    lena.sees("Last used")


def signs_in_with_a_password(lena: Person) -> None:
    lena.goes_to("/account/sign-in/")
    lena.writes("lena@example.org", into="Sign-in name")
    lena.writes(PASSWORD, into="Password")
    lena.presses("Sign in")
