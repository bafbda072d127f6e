"""The language switch: the browser keeps it, and so does the account of whoever is signed in."""

from typing import Any

import pytest
from django.test import Client

from portico.accounts.models import Account
from portico.accounts.queries import owner
from portico.audit.models import Row

SWITCH = "/language/"


def languages() -> dict[str, str]:
    return dict(Account.objects.values_list("username", "language"))


def in_the_ledger() -> list[tuple[str, str, str]]:
    return list(Row.objects.filter(kind="language").values_list("account", "object", "outcome"))


@pytest.mark.parametrize("who", ["walter", "jo", "carmen"])
def test_whoever_is_signed_in_is_written_to_in_the_language_they_chose(stage: Any, who: str) -> None:
    before, account = languages(), stage.account(who)
    answer = stage.browser(who).post(SWITCH, {"language": "es", "next": "/account/security/"})
    assert answer["Location"] == "/account/security/"
    assert answer.cookies["language"].value == "es"
    assert languages() == {**before, account.username: "es"}
    whom = owner(account.pk)
    assert whom is not None
    assert whom.language == "es"
    assert in_the_ledger() == [(str(account.pk), str(account.pk), "done")]


def test_somebody_at_the_door_changes_no_account(client: Client, db: None) -> None:
    before = languages()
    assert client.post(SWITCH, {"language": "es"}).cookies["language"].value == "es"
    assert languages() == before
    assert in_the_ledger() == []


@pytest.mark.parametrize("chosen", ["xx", "", "en-", "es\x00"])
def test_a_language_that_we_do_not_speak_leaves_the_account_as_it_is(stage: Any, chosen: str) -> None:
    Account.objects.filter(pk=stage.account("walter").pk).update(language="es")
    stage.browser("walter").post(SWITCH, {"language": chosen})
    assert stage.account("walter").language == "es"


def test_choosing_the_same_again_writes_nothing(stage: Any) -> None:
    browser = stage.browser("walter")
    for _ in range(3):
        browser.post(SWITCH, {"language": "es"})
    assert len(in_the_ledger()) == 1


def test_the_switch_changes_nothing_else_of_an_account(stage: Any) -> None:
    account = stage.account("walter")
    before = Account.objects.filter(pk=account.pk).values().get()
    stage.browser("walter").post(
        SWITCH, {"language": "es", "username": "x", "account_id": stage.account("rosa").pk, "is_active": ""}
    )
    after = Account.objects.filter(pk=account.pk).values().get()
    # The sign-in of this test itself is newer.
    assert {key: value for key, value in after.items() if before[key] != value and key != "last_login"} == {
        "language": "es"
    }
