"""A refill beside the chart: what the protocol says to it, and what may be done about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from portico.core.presenters import page_url, today
from portico.core.viewer import Viewer
from portico.desk.presenters.chart import MATTERING
from portico.desk.rules.matter import Matter
from portico.lib.days import age_on
from portico.messaging import queries as messaging
from portico.orders import presenters as order_words
from portico.orders import queries as orders
from portico.triage import queries as triage
from portico.triage.presenters import as_id

SAID = ("refills-left", "book", "visit")
OTHERS = 12


@dataclass(frozen=True, slots=True)
class Beside:
    """`mattering`: the results that watch the medicine, for the chart; `check`: for the section."""

    check: dict[str, Any]
    mattering: list[Any]


def may_check(viewer: Viewer, kind: str) -> bool:
    return kind == "refill" and viewer.may("orders.view") and viewer.may("chart.view")


def beside(
    viewer: Viewer, item: Any, thread: Any, told: Mapping[str, list[Any]], matter: Matter, *, now: datetime
) -> Beside:
    """One question more than the chart asks, in place of the one about the tests that watch the medicine."""
    codes = tuple(sorted(matter.codes | orders.lab_codes(viewer, thread.subject)))
    asked = triage.read_of(viewer)(
        _asked, viewer, others=_others(told, thread), codes=codes, mark=orders.table(viewer).mark
    )
    found = _found(viewer, item.patient, item.pk, thread, told, asked)
    answer = orders.answer(viewer, found, now=now)
    shown = order_words.check_shown(answer, is_adopted=bool(asked["adopted"]))
    numbers = [row for row in asked.get("results", ()) if row.code in matter.codes][:MATTERING]
    return Beside({"check": shown, **_ways(viewer, item, orders.medicine_of(viewer, found))}, numbers)


def others(viewer: Viewer) -> QuerySet[Any, Any]:
    """What else this patient waits for: the first of it, where somebody has written without end."""
    return triage.open_kinds(viewer)[:OTHERS]


def _others(told: Mapping[str, list[Any]], thread: Any) -> tuple[UUID, ...]:
    """The other conversations that ask for a refill."""
    mine = [
        row for row in told["others"] if row["kind"] == "refill" and row["source_kind"] == messaging.SOURCE
    ]
    return tuple(row["source_id"] for row in mine if row["source_id"] != thread.pk)


def _asked(
    viewer: Viewer, *, others: tuple[UUID, ...], codes: tuple[str, ...], mark: str
) -> dict[str, QuerySet[Any]]:
    """`mark` chooses the kind: a table that was changed is another question."""
    return {
        **orders.asked_for(viewer, codes=codes),
        "adopted": orders.adoptions(viewer)[:1],
        **({"alike": messaging.subjects(viewer, others)} if others else {}),
    }


def _found(
    viewer: Viewer,
    patient: Any,
    item: UUID,
    thread: Any,
    told: Mapping[str, list[Any]],
    asked: Mapping[str, list[Any]],
) -> orders.Found:
    """What was prepared beside this very item stands above the check, and is no reason against it."""
    coming = told.get("coming") or []
    others = [order for order in asked["orders"] if order.item_id != item]
    return orders.Found(
        text=thread.subject, medicine_id=as_id(str(thread.details.get("medicine", ""))), current=told["medicines"],
        earlier=asked["earlier"], visits=told["past"], results=asked.get("results", ()), orders=others,
        age=age_on(patient.birth_date, today(viewer)), next_visit=coming[0].happened_at if coming else None,
        is_asked_twice=any(_is_same(other, thread) for other in asked.get("alike", ())),
    )  # fmt: skip


def _is_same(other: Mapping[str, Any], thread: Any) -> bool:
    key = thread.details.get("medicine")
    is_same_one = bool(key) and other["details"].get("medicine") == key
    return is_same_one or other["subject"].lower() == thread.subject.lower()


def _ways(viewer: Viewer, item: Any, row: Any) -> dict[str, Any]:
    """Each does what is there already: an order to sign, a question, a text in the answer box."""
    if not viewer.may("orders.prepare"):
        return {}
    url = page_url("orders:renewal", item.patient_id, item.pk)
    renewal = f"{url}?medicine={row.pk}" if row else url
    here = page_url("desk:item", item.patient_id, item.pk)
    return {
        "renewal_url": renewal,
        "bridge_url": f"{renewal}&bridge=1" if row else "",
        "refills_url": f"{here}?say=refills-left#reply",
        "book_url": f"{here}?say=book#reply",
    }


def suggested(code: str, language: str) -> str:
    """A text to begin an answer with, in the patient's language; nothing is sent by it."""
    if code not in SAID:
        return ""
    with override(language if language in {"en", "es"} else get_language() or "en"):
        return {
            "refills-left": _(
                "Your pharmacy should still have refills of this medicine. Please call the pharmacy and ask them to "
                "fill it. If they say that there are none, write to us here."
            ),
            "visit": _(
                "To answer this well we need to see you. Times for a visit will stand under Visits in a moment: please "
                "choose one there. If it gets worse before then, call us at once; in an emergency call 911."
            ),
            "book": _(
                "We prepared a supply for the next 30 days. To go on with this medicine after that, we need to see "
                "you first. Please book a visit within the next 30 days."
            ),
        }[code]
