"""What a help topic, a key and a step of a tour consist of. Their words stand in the tables beside this file."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

Words = Any  # a text that is translated when it is shown


class Audience(Enum):
    """Whom a topic is for. It tells nothing of anybody; another audience has no use for it."""

    PATIENT = "patient"
    TEAM = "team"
    EVERYONE = "everyone"

    def includes(self, *, is_staff: bool) -> bool:
        return self is Audience.EVERYONE or (self is Audience.TEAM) == is_staff


@dataclass(frozen=True, slots=True)
class Key:
    keys: tuple[str, ...]
    does: Words


@dataclass(frozen=True, slots=True)
class Topic:
    """`name` is its address; `routes` the pages that it helps with; `can` three to five things to do there."""

    name: str
    audience: Audience
    routes: tuple[str, ...]
    title: Words
    what: Words
    can: tuple[Words, ...]
    next: Words
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """`name` is unique within a tour; `route` is the page that the step stands on."""

    name: str
    route: str
    title: Words
    text: Words
