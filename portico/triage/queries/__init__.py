"""Reads of the worklist. Staff see the items of their pools, physicians what they were asked; the other side sees
nothing of it but its state."""

from portico.triage.queries.on_call import is_paged, paged, to_reach, untaken
from portico.triage.queries.one_item import (
    HERE,
    NET,
    item,
    item_and_others,
    last_moves,
    last_step,
    open_of_patient,
    step_to_take_back,
    steps_since_patient_wrote,
    told_beside,
)
from portico.triage.queries.past import begun, filed, finishing, how_many_filed
from portico.triage.queries.routing import (
    Goes,
    calendar_of,
    pool_facts,
    pool_for,
    read_next,
    where_to,
)
from portico.triage.queries.schedule import (
    OVERDUE,
    STILL,
    idle_claims,
    overdue_item,
    overdue_untold,
    unanswered_still,
)
from portico.triage.queries.sources import (
    items_for,
    open_kinds,
    open_sources,
    others_of,
    sources_seen,
    waiting_sources,
)
from portico.triage.queries.whose import belongs, reachable, read_of
from portico.triage.queries.worklist import (
    COUNTED_UP_TO,
    SHOWN,
    Wanted,
    chosen,
    counting,
    counts,
    items,
    items_behind,
    kept_filters,
    lines,
    open_items,
    parts,
    saved_filters,
    standing,
)

__all__ = [
    "COUNTED_UP_TO", "HERE", "NET", "OVERDUE", "SHOWN", "STILL", "Goes", "Wanted", "begun",
    "belongs", "calendar_of", "chosen", "counting", "counts", "filed", "finishing", "how_many_filed",
    "idle_claims", "is_paged", "item", "item_and_others", "items", "items_behind", "items_for", "kept_filters",
    "last_moves", "last_step", "lines", "open_items", "open_kinds", "open_of_patient", "open_sources",
    "others_of", "overdue_item", "overdue_untold", "paged", "parts", "pool_facts", "pool_for", "reachable", "read_next",
    "read_of", "saved_filters", "sources_seen", "standing", "step_to_take_back", "steps_since_patient_wrote",
    "to_reach", "told_beside", "unanswered_still", "untaken", "waiting_sources", "where_to",
]  # fmt: skip
