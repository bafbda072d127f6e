"""Whatever is added to a form, nothing else is written (AZ-07)."""

from typing import Any

import pytest
from django.http import HttpRequest

from architecture.tree import told
from architecture.walk.added import Added, Findings
from architecture.walk.furnish import furnish
from architecture.walk.spec import ROUTES

pytestmark = pytest.mark.usefixtures("quiet")
OWNERS = {
    "patient",
    "patient_id",
    "account_id",
    "pool_id",
    "claimed_by",
    "author",
    "side",
    "state",
    "effective_at",
}

# Forms that nobody of the walk may send, and why.
NOBODY_HERE = {
    "clinic-team:back": "ends one's own absence; nobody of the walk is away, and the form has no field",
    "desk:forget-view": "forgets one's own view; nobody of the walk keeps one, and the form has no field",
    "triage:advice": "answers what one was asked; no item of the walk is with a physician",
}


def proves(stage: Any, size: str) -> Findings:
    found = Added(furnish(stage)).try_all(size)
    print(
        f"\n{found.forms} forms of {len(found.routes)} doors, {len(found.names)} columns; {found.wrote} wrote."
    )
    assert not found.faults, told(found.faults[:15])
    assert OWNERS | {"role", "verbs", "hidden", "is_active"} <= found.names
    return found


def test_columns_that_are_added_to_a_form_change_nothing(stage: Any) -> None:
    found = proves(stage, "quick")
    forms = {name for name, route in ROUTES.items() if route.has_form or route.is_post_only}
    assert found.routes == forms - set(NOBODY_HERE)
    assert found.wrote >= 10


@pytest.mark.full
def test_nor_in_any_form_of_anybody(stage: Any) -> None:
    assert proves(stage, "full").forms > 700


def careless(request: HttpRequest, language: str) -> None:
    """As houses do that take every name they are sent."""
    account: Any = request.user
    for name in ("name", "contact_email", "theme"):
        setattr(account, name, request.POST.get(name, getattr(account, name)))
    account.language = language
    account.save()


def test_a_house_that_takes_every_name_is_found_out(stage: Any, settings: Any) -> None:
    """The probe can fail."""
    settings.PORTICO_LANGUAGE_KEEPER = f"{__name__}.careless"
    found = Added(furnish(stage)).try_all("full", only="core:language")
    assert found.faults
    assert "contact_email" in found.faults[0]
