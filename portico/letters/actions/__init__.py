"""What is done with letters: written (writing), signed, issued, revoked (issuing), each move in one place (moving)."""

from portico.letters.actions.issuing import keep_pdf, make_pdf, revoke, send_back, sign
from portico.letters.actions.writing import correct, draft, send, take_back, undo, withdraw

__all__ = [
    "correct", "draft", "keep_pdf", "make_pdf", "revoke", "send", "send_back", "sign", "take_back", "undo", "withdraw",
]  # fmt: skip
