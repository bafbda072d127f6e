from dataclasses import dataclass
from uuid import UUID

from portico.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWritten(Event):
    """The draft was changed, or (`is_thrown_away`) given up."""

    name = "routing.table_written"
    rows: int
    is_thrown_away: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePublished(Event):
    """In force from now on. `restored`: the number of the version that it repeats."""

    name = "routing.table_published"
    number: int
    rows: int
    restored: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRunAsked(Event):
    """A piece of a dry run is to be done: the messages after this item."""

    name = "routing.dry_run_asked"
    run_id: UUID
    after: UUID | None = None
