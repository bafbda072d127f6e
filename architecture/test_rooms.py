"""What a room says of itself is true: its README, its events, its keys, its doors."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.utils.module_loading import import_string

from architecture.addresses import patterns
from architecture.tree import ROOT, modules, rooms, told
from portico.core.doors import Door
from portico.core.events import Event, switchboard


def every_subclass(base: type) -> Iterator[type]:
    for child in base.__subclasses__():
        yield child
        yield from every_subclass(child)


def room_of(thing: type) -> str:
    return thing.__module__.split(".")[1]


def verbs_of(room: str) -> set[str]:
    """The values of the enums in permissions.py."""
    source = next((m.source for m in modules() if m.room == room and m.kind == "permissions"), "")
    return set(re.findall(r'= "([a-z_-]+\.[a-z_]+)"', source))


def events_of(room: str) -> set[str]:
    source = next(
        (m.source for m in modules() if m.room == room and m.kind == "events" and room != "core"), ""
    )
    return set(re.findall(r"^class (\w+)\(", source, re.MULTILINE))


def readme_faults(room: str, text: str, verbs: set[str], events: set[str]) -> Iterator[str]:
    if len(text.splitlines()) > 25:
        yield f"{room}: its README has more than 25 lines"
    listed = set(re.findall(r"`([^`]+)`", text))
    said_verbs = {word for word in listed if re.fullmatch(rf"{room}\.[a-z_]+", word)} - {f"{room}.md"}
    said_events = {word for word in listed if re.fullmatch(r"([A-Z][a-z]+){2,}", word)}
    for name in verbs - said_verbs:
        yield f"{room}: the README does not name the verb {name}"
    for name in events - said_events:
        yield f"{room}: the README does not name the event {name}"
    if events or verbs:
        for name in (said_verbs - verbs) | (said_events - events):
            yield f"{room}: the README names {name}, which it does not have"


@pytest.mark.parametrize("room", rooms())
def test_every_room_says_what_it_is(room: str) -> None:
    file = ROOT / "portico" / room / "README.md"
    assert file.is_file(), f"portico/{room} has no README.md"
    faults = list(readme_faults(room, file.read_text(encoding="utf-8"), verbs_of(room), events_of(room)))
    assert not faults, told(faults)


def test_a_readme_that_says_too_much_or_too_little_is_found() -> None:
    assert list(readme_faults("x", "\n" * 26, set(), set()))
    assert list(readme_faults("x", "Verbs: none.", {"x.view"}, set()))
    assert list(readme_faults("x", "`x.view` `ThingDone`", {"x.view"}, set()))
    assert list(readme_faults("x", "`x.view`", {"x.view"}, {"ThingDone"}))
    assert not list(readme_faults("x", "`x.view` sends `ThingDone`", {"x.view"}, {"ThingDone"}))


def test_every_event_stands_on_the_switchboard_and_every_reaction_is_there() -> None:
    table = switchboard()
    stands = {(event.__module__, event.__qualname__) for event in table}
    ours = {(event.__module__, event.__qualname__) for event in every_subclass(Event)}
    ours = {
        (module, name) for module, name in ours if module.startswith("portico.") and ".tests." not in module
    }
    assert ours
    assert not ours - stands, "these events have no line in config/switchboard.py"
    for reactions in table.values():
        for name in reactions:
            assert callable(import_string(name)), name


def floors(plan: Path = ROOT / ".importlinter") -> dict[str, int]:
    """Room -> how far down it stands."""
    text = plan.read_text(encoding="utf-8").split("layers =")[1].split("ignore_imports")[0]
    found = {}
    for depth, line in enumerate(row for row in text.splitlines() if row.strip()):
        for room in line.split("|"):
            found[room.strip(" ()")] = depth
    return found


# Keys that the ground carries for everybody: settings name their tables, no room imports them (docs/adr/0008).
NAMED_IN_SETTINGS = {settings.PATIENT_MODEL, settings.AUTH_USER_MODEL}


def points_up(source: str, target: str) -> bool:
    depth = floors()
    return source != target and depth[target] <= depth[source]


def test_foreign_keys_point_down() -> None:
    faults = []
    for model in apps.get_models():
        if not model.__module__.startswith("portico."):
            continue
        for field in model._meta.get_fields():
            target: Any = field.related_model if getattr(field, "concrete", False) else None
            if target is None or not target.__module__.startswith("portico."):
                continue
            if target._meta.label in NAMED_IN_SETTINGS:
                continue
            if points_up(room_of(model), room_of(target)):
                faults.append(f"{model.__name__}.{field.name} points up to {target.__name__}")
    assert not faults, told(faults)


def test_a_key_that_points_up_or_sideways_is_found() -> None:
    assert points_up("people", "chart")
    assert points_up("triage", "notifications")
    assert not points_up("chart", "people")


def door_faults(path: str, name: str, view: Any) -> Iterator[str]:
    door = getattr(view, "door", None)
    if not isinstance(door, Door):
        yield f"{path} has no door"
        return
    if not name or name.endswith(":"):
        yield f"{path} has no name"
    if bool(door.verb) == bool(door.reason):
        yield f"{path}: a door has a verb, an open door a reason"
    if door.patient != ("<uuid:person>" in path):
        yield f"{path}: the URL names a patient exactly when its door does"
    if path.startswith("for/") and door.staff:
        yield f"{path}: a page of the patient has a door of the care team"
    if path.startswith("desk/") and not door.staff:
        yield f"{path}: a page of the desk has no door of the care team"


def test_every_address_has_its_door() -> None:
    found = list(patterns())
    assert len(found) > 40
    faults = [fault for path, name, view in found for fault in door_faults(path, name, view)]
    assert not faults, told(faults)


@pytest.mark.parametrize(
    ("path", "door"),
    [
        ("x/", None),
        ("x/", Door()),
        ("x/", Door(verb="x.view", reason="open")),
        ("for/<uuid:person>/x/", Door(verb="x.view")),
        ("x/", Door(verb="x.view", patient=True)),
        ("for/<uuid:person>/x/", Door(verb="x.view", patient=True, staff=True)),
        ("desk/x/", Door(verb="x.view")),
    ],
)
def test_an_address_with_the_wrong_door_is_found(path: str, door: Door | None) -> None:
    def view() -> None: ...

    view.door = door  # type: ignore[attr-defined]  # as core/doors.py marks it
    assert list(door_faults(path, "x", view))
