"""The two left panes: where one may look, and the list of what was chosen. They stand beside an open item too."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from portico.clinic.rules.roles import PHYSICIANS
from portico.core.presenters import local_now, page_url
from portico.core.viewer import Viewer
from portico.desk.presenters.places import drawn_places
from portico.desk.presenters.rows import drawn
from portico.desk.presenters.words import capped, due_words
from portico.desk.views.finding import UNREAD, find
from portico.lib.undo import UNDO
from portico.triage import queries as triage
from portico.triage.presenters import as_id, kinds, list_query, reasons, wanted
from portico.triage.queries import Wanted

Counts = dict[str, tuple[int, datetime | None]]


def is_of_page(request: HttpRequest) -> bool:
    """Does a page that stands ask for a part of itself? Going back asks for all of it."""
    return bool(request.headers.get("HX-Request")) and not request.headers.get("HX-History-Restore-Request")


def listed(request: HttpRequest, viewer: Viewer, *, open_key: UUID | None = None) -> dict[str, Any]:
    """`open_key`: the item that stands open beside the list."""
    now, asked = local_now(viewer), wanted(request.GET)
    is_unread = request.GET.get("whose") == UNREAD and viewer.may("messaging.answer")
    query = f"whose={UNREAD}" if is_unread else list_query(asked)
    found = find(viewer, asked, request.GET.get("after", "")[:100], now=now, query=query)
    beside = found.beside
    is_team = viewer.may("triage.work")
    may_pick = is_team and not is_unread and asked.state != "closed"
    counts = triage.counts(viewer, beside)
    return {
        "row_count": len(found.rows),
        "rows": drawn(found.rows, may_pick=may_pick, open_key=str(open_key or "")),
        "more": f"?{query}&after={found.more}" if found.more else "",
        "is_paged": bool(request.GET.get("after")),
        "asked": asked,
        "is_unread": is_unread,
        "list": query,
        "title": _title(asked, is_unread=is_unread, is_physician=viewer.role in PHYSICIANS),
        "is_team": is_team,
        "may_pick": may_pick,
        "may_answer_many": may_pick and viewer.may("messaging.answer"),
        "here": page_url("desk:desk"),
        "is_narrow": bool(asked.kind or asked.is_flagged or asked.is_late),
        "places": drawn_places(
            _places(viewer, asked, counts, is_unread=is_unread), may_fetch=open_key is None
        ),
        "pools": drawn_places(
            _pools(viewer, asked, now, counts, beside["pools"]), may_fetch=open_key is None
        ),
        "all_pools": [(pool.pk, pool.name) for pool in beside["pools"]],
        "my_pools": [(pool.pk, pool.name) for pool in beside["pools"] if pool.pk in viewer.pools],
        "whose": _whose(),
        "is_in_no_pool": not viewer.pools and viewer.role not in PHYSICIANS,
        "views": [{"name": v.name, "query": v.query, "key": v.pk} for v in beside["views"]],
        "kinds": kinds(),
        "reasons": reasons(),
        "toast": _sent(request) or _moved(beside["moves"], now),
    }


def _title(asked: Wanted, *, is_unread: bool, is_physician: bool) -> str:
    if is_unread:
        return _("Not read yet")
    if asked.state != "open":
        return {"waiting": _("Waiting for the patient"), "closed": _("Closed lately")}[asked.state]
    if is_physician:
        return _("Asked of me")
    return _whose().get(asked.whose, _("All that waits"))


def _whose() -> dict[str, str]:
    return {"mine": _("My work"), "nobody": _("Nobody's"), "asked": _("With a physician")}


def _places(viewer: Viewer, asked: Wanted, counts: Counts, *, is_unread: bool) -> list[dict[str, Any]]:
    """Where one may look. A physician has one place: what was asked of them."""
    is_plain = not (asked.pool or asked.kind or asked.is_flagged or asked.is_late or is_unread)
    if viewer.role in PHYSICIANS:
        return [_place(_("Asked of me"), "", counts["asked"][0], is_current=is_plain)]
    is_open = is_plain and asked.state == "open"
    places = [
        _place(_("All my pools"), "", None, is_current=is_open and not asked.whose),
        _place(_("My work"), "whose=mine", counts["mine"][0], is_current=is_open and asked.whose == "mine"),
        _place(_("Nobody's"), "whose=nobody", counts["nobody"][0], is_current=is_open and asked.whose == "nobody"),
        _place(_("With a physician"), "whose=asked", counts["asked"][0], is_current=is_open and asked.whose == "asked"),
        _place(_("Waiting for the patient"), "state=waiting", counts["waiting"][0],
               is_current=is_plain and asked.state == "waiting"),
    ]  # fmt: skip
    if viewer.may("messaging.answer"):
        places.append(_place(_("Not read yet"), f"whose={UNREAD}", None, is_current=is_unread))
    is_closed = is_plain and asked.state == "closed"
    return [*places, _place(_("Closed lately"), "state=closed", None, is_current=is_closed)]


def _place(title: str, query: str, count: int | None, *, is_current: bool) -> dict[str, Any]:
    url = page_url("desk:desk")
    number = "" if count is None else capped(count)
    return {
        "title": title,
        "href": f"{url}?{query}" if query else url,
        "count": number,
        "is_current": is_current,
    }


def _pools(
    viewer: Viewer, asked: Wanted, now: datetime, counts: Counts, pools: list[Any]
) -> list[dict[str, Any]]:
    """One's own with open work, by name."""
    here = page_url("desk:desk")
    rows = [(pool, *counts.get(str(pool.pk), (0, None))) for pool in pools]
    return [
        {
            "href": f"{here}?pool={pool.pk}",
            "title": pool.name,
            "count": capped(waiting),
            "oldest": due_words(oldest, viewer, now) if oldest else "",
            "is_late": oldest is not None and oldest < now,
            "is_current": pool.pk == asked.pool,
        }
        for pool, waiting, oldest in rows
        if waiting
    ]


def _sent(request: HttpRequest) -> dict[str, Any] | None:
    """After an answer: ten seconds to take it back."""
    post, person = as_id(request.GET.get("sent", "")), as_id(request.GET.get("person", ""))
    if post is None or person is None:
        return None
    url = page_url("messaging-team:answer-withdrawal", person, post)
    text = {
        "wait": _("Answer sent. It waits for the patient now."),
        "keep": _("Answer sent. You still have it."),
    }.get(request.GET.get("then", ""), _("Answer sent and closed."))
    return {"text": text, "action": url, "seconds": 10}


def _moved(moves: list[Any], now: datetime) -> dict[str, Any] | None:
    """After a move of one's own, for what is left of ten seconds."""
    for step in moves:
        facts = {"name": step.item.patient.full_name}
        text = {
            "routed": _("%(name)s: sent on."),
            "split": _("%(name)s: others have the rest of it too."),
            "asked": _("%(name)s: the physician is asked."),
            "closed": _("%(name)s: closed."),
        }[step.what] % facts
        url = page_url("triage:withdrawal", step.item.patient_id, step.pk)
        left = int((step.at + UNDO - now).total_seconds())
        return {"text": text, "action": url, "seconds": max(left, 2)} if left > 1 else None
    return None
