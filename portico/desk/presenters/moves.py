"""What may be done with an open item: each a page of its own, which the script shows in place. Drawn here, as the rows
of the list are, and for the same reason."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.utils.translation import gettext as _

from portico.core.drawn import EMPTY, HTML, html, joined
from portico.core.presenters import page_url

MOVE = '<a class="btn" href="{0}" hx-get="{0}" hx-select="#move" hx-target="#move-here" hx-swap="innerHTML"{1}>{2}</a>'
KEY = ' data-key="{}"'


def moves(patient: UUID, item: UUID, query: str, may: dict[str, Any]) -> HTML:
    """`query`: the list that the item was opened from; `may`: what the page knows of this person and this item."""
    end = f"?list={quote(query, safe='')}" if query else ""
    return joined(
        html(MOVE, page_url(name, patient, item) + end, html(KEY, key) if key else EMPTY, words)
        for name, key, words in _moves(may)
    )


def _moves(may: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The address, the key that presses it, and the words."""
    if may["may_move"]:
        yield "triage:route", "t", _("Send it on")
        yield "triage:split", "m", _("Asks for something else too")
        yield "triage:question", "e", _("Ask the physician")
        yield "triage:closing", "x", _("Close it")
        yield "triage:call", "", _("Log a call")
    if may["may_reopen"]:
        yield "triage:reopening", "", _("Open it again")
    yield "triage:note", "n", _("Note to the team")
    if may["may_prepare"]:
        if not may.get("check"):
            yield "orders:renewal", "", _("Prepare a renewal")
        yield "orders:laboratory", "", _("Prepare a lab order")
        yield "orders:referral", "", _("Prepare a referral")
        yield "letters-team:beside", "", _("Write a letter")
    if not may["is_closed"]:
        yield "scheduling-team:visit", "v", _("Offer a visit")
        yield "triage:flag", "", _("Flag")
