"""What is done with quick actions: made and changed (writing), used (using), with what they do beside (effects), on
many items at once (running), put into the box first (boxing)."""

from portico.quickactions.actions.boxing import compare, leave, put_into_box
from portico.quickactions.actions.effects import take_back
from portico.quickactions.actions.running import begin, carry_out, take_back_run
from portico.quickactions.actions.using import Click, use
from portico.quickactions.actions.writing import change, dismiss, retire, take_over, write

__all__ = [
    "Click", "begin", "carry_out", "change", "compare", "dismiss", "leave", "put_into_box",
    "retire", "take_back", "take_back_run", "take_over", "use",
    "write",
]  # fmt: skip
