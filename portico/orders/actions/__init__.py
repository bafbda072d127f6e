"""The team prepares (preparing), licensed people sign (signing), every move is written in one place (moving)."""

from portico.orders.actions.preparing import correct, draft, send, take_back, undo, withdraw
from portico.orders.actions.signing import adopt, enter, hand_over, send_back, sign, unsign

__all__ = [
    "adopt", "correct", "draft", "enter", "hand_over", "send", "send_back", "sign", "take_back", "undo", "unsign",
    "withdraw",
]  # fmt: skip
