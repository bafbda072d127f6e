"""One message may ask for things of several kinds: which of its items a word of the patient comes to.

Source: domain.md 8 (a third more content types than threads), house rule.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol, TypeVar


class Placed(Protocol):
    """A row of an item, as far as this rule sees it."""

    @property
    def closed_at(self) -> datetime | None: ...
    @property
    def due_at(self) -> datetime: ...


P = TypeVar("P", bound=Placed)


def answering(items: Iterable[P]) -> list[P]:
    """Every one that is open, soonest due first; if none is, the one that was closed last."""
    items = list(items)
    open_ones = [item for item in items if item.closed_at is None]
    if open_ones:
        return sorted(open_ones, key=lambda item: item.due_at)
    return sorted(items, key=lambda item: item.closed_at or item.due_at)[-1:]
