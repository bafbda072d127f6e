"""docs/access-matrix.md is what the doors and the roles say."""

from dataclasses import replace

import pytest

from architecture import access_matrix
from portico.access.roles import ROLES
from portico.core.doors import Door


def test_the_page_says_who_may_open_what_today() -> None:
    written = access_matrix.FILE.read_text(encoding="utf-8")
    assert written == access_matrix.page(), (
        "Run python -m architecture.access_matrix --write, and read the difference."
    )


def test_a_role_with_one_verb_more_is_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    manager = ROLES["manager"]
    monkeypatch.setitem(
        ROLES, "manager", replace(manager, verbs=manager.verbs | {"triage.file", "results.view"})
    )
    assert access_matrix.FILE.read_text(encoding="utf-8") != access_matrix.page()


@pytest.mark.parametrize(
    ("role", "door", "may"),
    [
        ("nurse", Door(verb="results.view", patient=True), False),
        ("patient", Door(verb="results.view", patient=True), True),
        ("proxy", Door(verb="triage.work", patient=True, staff=True), False),
        ("nurse", Door(verb="triage.work", patient=True, staff=True), True),
        ("administrator", Door(verb="people.find", staff=True), False),
        ("account", Door(verb="home.view", patient=True), False),
        ("patient", Door(verb="accounts.manage_own"), True),
    ],
)
def test_a_cell_follows_from_the_door_and_the_role(role: str, door: Door, may: bool) -> None:
    assert access_matrix.may_pass(ROLES[role], door) is may
