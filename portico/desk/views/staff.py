"""The desk: what waits, one item with the chart beside it, patients. It only composes."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portico.core.doors import door
from portico.core.presenters import local_now
from portico.core.viewer import Viewer
from portico.desk import presenters
from portico.desk.permissions import DeskVerb
from portico.lib.words import normalise
from portico.messaging import presenters as message_words
from portico.messaging import queries as messaging
from portico.messaging.actions import answer_place
from portico.people.permissions import PeopleVerb
from portico.people.queries import found as found_people
from portico.people.queries import person
from portico.triage import queries as triage
from portico.triage.permissions import TriageVerb


@door(DeskVerb.VIEW, staff=True, opens="desk")
def desk(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return render(
        request, "desk/staff/desk.html", {**_list(request, viewer), "toast": _sent(request, viewer)}
    )


def _list(request: HttpRequest, viewer: Viewer) -> dict[str, Any]:
    """Pools and the list of the chosen one."""
    now = local_now(viewer)
    pool = _uuid(request.GET.get("pool", ""))
    items = list(triage.open_items(viewer, now=now, pool_id=pool)[: triage.PAGE])
    subjects = messaging.subjects(viewer, [i.source_id for i in items])
    counts = [
        {
            **row,
            "oldest": presenters.due_words(row["oldest_due"], viewer, now),
            "is_current": row["pool_id"] == pool,
        }
        for row in triage.pool_counts(viewer, now=now)
    ]
    return {
        "pools": counts,
        "pool": pool,
        "rows": [presenters.row(i, viewer, now=now, subjects=subjects) for i in items],
    }


def _sent(request: HttpRequest, viewer: Viewer) -> dict[str, Any] | None:
    """After an answer: ten seconds to take it back."""
    post, person = _uuid(request.GET.get("sent", "")), _uuid(request.GET.get("person", ""))
    if post is None or person is None:
        return None
    url = reverse("messaging-team:answer-withdrawal", args=[person, post])
    return {"text": _("Answer sent and closed."), "action": url, "seconds": 10}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@door(TriageVerb.OPEN, staff=True, patient=True, opens="work-item")
def item(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    now = local_now(viewer)
    try:
        found = triage.item(viewer, item, now=now)
        thread = messaging.thread(viewer, found.source_id, now=now)
    except ObjectDoesNotExist:
        raise Http404 from None
    posts = thread.posts_seen  # type: ignore[attr-defined]  # prefetched to this name
    draft = messaging.draft(viewer, answer_place(thread.pk))
    context = {
        **_list(request, viewer),
        "item": found,
        "thread": thread,
        "title": message_words.title(thread),
        "left": message_words.days_words(thread.details.get("days_left")),
        "due": presenters.due_words(found.due_at, viewer, now),
        "is_late": found.due_at < now,
        "is_mine": found.claimed_by_id == viewer.staff_id,
        "is_closed": found.state == "closed",
        "posts": [message_words.said(post, viewer) for post in posts],
        "answer": message_words.answer_box(posts, draft),
        "may_answer": viewer.may("messaging.answer") and found.claimed_by_id in (None, viewer.staff_id),
        **presenters.chart_beside(viewer, found.patient, now=now),
    }
    return render(request, "desk/staff/item.html", context)


@door(PeopleVerb.FIND, staff=True, opens="patient-search")
def patients(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    query = request.GET.get("q", "")[:100]
    words = normalise(query)
    rows = found_people(viewer, words) if words else []
    return render(
        request, "desk/staff/patients.html", {"query": query, "patients": rows, "is_asked": bool(words)}
    )


@door(PeopleVerb.FIND, staff=True, patient=True, opens="chart")
def patient(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    now = timezone.now()
    # A subject names a medicine: it is for those who may see the record.
    rows = messaging.threads(viewer, now=now)[:10] if viewer.may("chart.view") else []
    threads = [message_words.title(thread) for thread in rows]
    beside = presenters.chart_beside(viewer, person(viewer), now=now)
    return render(request, "desk/staff/patient.html", {**beside, "threads": threads})
