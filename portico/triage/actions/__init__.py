"""Work on the list: what comes in (filing), what the team does with it (working), what is beside it (beside)."""

from portico.triage.actions.beside import be_present, forget_filter, leave_note, log_call, note, save_filter
from portico.triage.actions.filing import expire, file, patient_wrote, tell_overdue, tell_still, withdraw
from portico.triage.actions.paging import page_on_call
from portico.triage.actions.working import (
    advise,
    ask,
    claim,
    close,
    mark,
    release,
    reopen,
    reply,
    route,
    see,
    split,
    take_back,
)

__all__ = [
    "advise", "ask", "be_present", "claim", "close", "expire", "file", "forget_filter", "leave_note", "log_call",
    "mark", "note", "page_on_call", "patient_wrote", "release", "reopen", "reply", "route", "save_filter", "see",
    "split", "take_back", "tell_overdue", "tell_still", "withdraw",
]  # fmt: skip
