"""What is done with quick actions: made and changed (writing), used (using), with what they do beside (effects)."""

from portico.quickactions.actions.effects import take_back
from portico.quickactions.actions.using import Click, use
from portico.quickactions.actions.writing import change, dismiss, retire, take_over, write

__all__ = ["Click", "change", "dismiss", "retire", "take_back", "take_over", "use", "write"]
