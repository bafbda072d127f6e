"""What is done with quick actions: made and changed (writing), used (using), with what they do beside (effects), on
many items at once (running)."""

from portico.quickactions.actions.effects import take_back
from portico.quickactions.actions.running import begin, carry_out, take_back_run
from portico.quickactions.actions.using import Click, use
from portico.quickactions.actions.writing import change, dismiss, retire, take_over, write

__all__ = [
    "Click", "begin", "carry_out", "change", "dismiss", "retire", "take_back", "take_back_run", "take_over", "use",
    "write",
]  # fmt: skip
