"""Two tabs of one proxy, one for each person, sending in any order (AZ-11): nothing lands with the other."""

from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import models
from django.urls import reverse


@dataclass
class Tab:
    """`mark` stands in everything that is sent from here."""

    person: str
    patient_id: Any
    mark: str
    sent: int = 0


@dataclass
class Crossings:
    posts: int = 0
    kept: int = 0
    faults: list[str] = field(default_factory=list)


def interleave(browser: Any, tabs: list[Tab], posts: int, seed: int) -> Crossings:
    """One session. Between the posts the tabs read, fail, and think better of it, each in its own time."""
    chance, found = Random(seed), Crossings()  # noqa: S311  # an order that can be repeated, no secret
    for number in range(posts):
        tab, other = chance.sample(tabs, 2)
        if number % 3 == 0:
            browser.get(reverse("home:home", args=[other.patient_id]))
        _send(browser, tab, number, found, is_complete=number % 10 != 0)
        found.posts += 1
    for tab in tabs:
        for model in _tables():
            _look_for(model, tab, found)
    return found


def _send(browser: Any, tab: Tab, number: int, found: Crossings, *, is_complete: bool) -> None:
    """A form that lacks something comes back in the same record; what is sent leads to the same record."""
    note = f"{tab.mark} {number}"
    form = {
        "medicine": "other",
        "other": note,
        "days_left": "4" if is_complete else "",
        "body": note,
        "send_key": uuid4(),
    }
    answer = browser.post(reverse("messaging:refill", args=[tab.patient_id]), form)
    where = answer.headers.get("Location", "") if is_complete else answer.content.decode()
    if str(tab.patient_id) not in where or answer.status_code != (302 if is_complete else 422):
        found.faults.append(f"post {number} for {tab.person} was answered {answer.status_code} {where[:80]}")
    tab.sent += is_complete


def _tables() -> list[Any]:
    """Every table of the house whose rows are of a patient."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("portico.")
        and "patient" in {one.name for one in model._meta.concrete_fields}
    ]


def _look_for(model: Any, tab: Tab, found: Crossings) -> None:
    written = [
        one
        for one in model._meta.concrete_fields
        if isinstance(one, models.CharField | models.TextField | models.JSONField)
    ]
    if not written:
        return
    holds = models.Q()
    for one in written:
        holds |= models.Q(**{f"{one.name}__icontains": tab.mark})
    for owner in model._default_manager.filter(holds).values_list("patient", flat=True):
        found.kept += 1
        if str(owner) != str(tab.patient_id):
            found.faults.append(f"{model.__name__}: what was written for {tab.person} is kept with {owner}")
