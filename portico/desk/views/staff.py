"""One item with the chart beside it, and patients. It only composes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portico.accounts.queries import TYPED, typed_before
from portico.core.doors import door
from portico.core.presenters import local_now
from portico.core.viewer import Viewer
from portico.desk.presenters.chart import beside, chart_beside
from portico.desk.presenters.item import chips, conversation, history, net_found, note_entry, same, state_of
from portico.desk.presenters.moves import moves
from portico.desk.presenters.refill import beside as refill_beside
from portico.desk.presenters.refill import may_check, others, suggested
from portico.desk.presenters.reply import offered, still_open
from portico.desk.rules.matter import what_matters
from portico.desk.views.pane import listed
from portico.files import presenters as file_words
from portico.files import queries as files
from portico.guidelines import presenters as guideline_words
from portico.guidelines import queries as guidelines
from portico.guidelines.rules.content import fitting
from portico.letters import presenters as letter_words
from portico.letters import queries as letters
from portico.lib.words import normalise
from portico.messaging import actions as messages_actions
from portico.messaging import presenters as message_words
from portico.messaging import queries as messaging
from portico.messaging.actions import answer_place
from portico.orders import presenters as order_words
from portico.orders import queries as orders
from portico.people.permissions import PeopleVerb
from portico.people.queries import contacts, person
from portico.people.queries import found as found_people
from portico.phrases import queries as phrases
from portico.quickactions import queries as quick
from portico.quickactions.presenters import words as quick_words
from portico.scheduling import presenters as visit_words
from portico.scheduling import queries as scheduling
from portico.triage import actions as triage_actions
from portico.triage import queries as triage
from portico.triage.permissions import TriageVerb
from portico.triage.presenters import as_id
from portico.triage.rules.item import REOPEN

CHIPS, GUIDELINES = 4, 4


@door(TriageVerb.OPEN, staff=True, patient=True, opens="work-item")
def item(request: HttpRequest, viewer: Viewer, item: UUID) -> HttpResponse:
    now = local_now(viewer)
    try:
        found = triage.item(viewer, item, now=now)
        told = _asked(viewer, found, now)
        thread = messaging.thread_of(viewer, told)
    except ObjectDoesNotExist:
        raise Http404 from None
    if request.method == "GET" and viewer.may(TriageVerb.WORK):
        found, told = _seen(viewer, found, told, now)
        _note_read(viewer, thread)
    if _take_up_typed(request, viewer, thread, told):
        told = _asked(viewer, found, now)
    matter = what_matters(found.kind, thread.subject, thread.details)
    refill = (
        refill_beside(viewer, found, thread, told, matter, now=now) if may_check(viewer, found.kind) else None
    )
    context = {
        **listed(request, viewer, open_key=found.pk),
        **_head(found, viewer, now),
        **_conversation(request, viewer, found, thread, told),
        "same": same(told["same"], viewer, now),
        **_answering(request, viewer, found, thread, told),
        **_ordering(viewer, found, told),
        **(refill.check if refill else {}),
        **chart_beside(
            viewer, found.patient, told, now=now, but=found.pk, matter=matter,
            mattering=refill.mattering if refill else None,
        ),
    }  # fmt: skip
    if context["is_team"]:
        context["moves"] = moves(found.patient_id, found.pk, context["list"], context)
    return render(request, "desk/staff/item.html", context)


def _asked(viewer: Viewer, found: Any, now: datetime) -> dict[str, list[Any]]:
    return triage.read_of(viewer)(_told, viewer, now=now, item=found.pk, thread=found.source_id)


def _told(viewer: Viewer, *, now: datetime, item: UUID, thread: UUID) -> dict[str, Any]:
    """Everything about an item but the list: asked in one round trip."""
    place = answer_place(thread)
    posts = messaging.keys_of_posts(viewer, thread, now=now)
    answering = {
        "draft": messaging.draft_rows(viewer, place),
        "kept": files.rows_kept_at(viewer, place),
        "phrases": phrases.offered(viewer),
        "quick": quick.usable(viewer, now=now),
        "guidelines": guidelines.in_force(viewer),
    }
    return {
        **messaging.rows_of_thread(viewer, thread, now=now),
        **triage.told_beside(viewer, item),
        "files": files.rows_of_files(viewer, messaging.FILES_OF, posts, now=now),
        **(answering if viewer.may("messaging.answer") else {}),
        **(
            {"prepared": orders.of_item(viewer, item), "others": others(viewer)}
            if viewer.may("orders.view")
            else {}
        ),
        **({"tickets": scheduling.of_item(viewer, item)} if viewer.may("scheduling.offer") else {}),
        **({"letters": letters.of_item(viewer, item)} if viewer.may("letters.view") else {}),
        **beside(viewer, now=now),
    }


def _take_up_typed(request: HttpRequest, viewer: Viewer, thread: Any, told: Mapping[str, list[Any]]) -> bool:
    """An answer that was sent a moment after its session had ended becomes the draft (docs/adr/0011), unless it was
    sent after all or a later draft is there. Whether it did."""
    if request.method != "GET" or (typed := typed_before(viewer, request)) is None:
        return False
    del request.session[TYPED]
    body, key = typed.said.get("body", "").strip(), as_id(typed.said.get("send_key", ""))
    is_sent = key is not None and messaging.is_sent(viewer, key)
    is_older = any(draft.saved_at.timestamp() > typed.at for draft in told.get("draft", ()))
    if not body or is_sent or is_older or not viewer.may("messaging.answer"):
        return False
    place = answer_place(thread.pk)
    said = {"body": body, "inserted": typed.said.get("inserted", "")}
    messages_actions.keep_draft(by=viewer, place=place, data=said, thread_id=thread.pk)
    sentence = _("You were signed out before this was sent. Your text is kept; files have to be added again.")
    messages.success(request, sentence)
    return True


def _seen(
    viewer: Viewer, found: Any, told: dict[str, list[Any]], now: datetime
) -> tuple[Any, dict[str, list[Any]]]:
    """Somebody of the team has it open, the message with it: said once to the worklist. From then on a physician may
    be asked, so nothing counts as seen that could not be shown. What changed by it is asked anew, and no more."""
    if found.seen_at is not None or found.state == "closed":
        return found, told
    triage_actions.see(by=viewer, item_id=found.pk)
    item = triage.item(viewer, found.pk, now=now)
    return item, {**told, **triage.read_of(viewer)(_happened, viewer, item=found.pk)}


def _happened(viewer: Viewer, *, item: UUID) -> dict[str, Any]:
    return triage.told_beside(viewer, item)


def _note_read(viewer: Viewer, thread: Any) -> None:
    """Said once to the conversation, for all that the patient wrote until now."""
    theirs = [post.effective_at for post in thread.posts_seen if post.side == "patient"]
    if theirs and (thread.team_seen_at is None or thread.team_seen_at < max(theirs)):
        messages_actions.mark_read(by=viewer, thread_id=thread.pk)


def _head(found: Any, viewer: Viewer, now: datetime) -> dict[str, Any]:
    """Where it stands, and what this person may do with it."""
    is_team, is_closed = viewer.may(TriageVerb.WORK), found.state == "closed"
    is_mine = found.claimed_by_id == viewer.staff_id
    is_free = found.claimed_by_id is None
    is_paged = viewer.may(TriageVerb.ADVISE) and found.state not in {"asked", "closed"}
    return {
        "item": found,
        "chips": chips(found, viewer, now),
        "state": state_of(found, viewer)[0],
        "is_mine": is_mine,
        "is_closed": is_closed,
        "may_take": is_team and is_free and not is_closed,
        "may_move": is_team and (is_free or is_mine) and not is_closed,
        "may_reopen": is_team and is_closed and now - found.closed_at <= REOPEN,
        "may_advise": viewer.may(TriageVerb.ADVISE) and found.state == "asked",
        # Physicians reach what they were asked about, and what the on-call ladder called them about.
        "is_paged": is_paged,
        "patient_phone": next((value for _use, value in contacts(viewer, "phone")), "") if is_paged else "",
        "may_answer": viewer.may("messaging.answer") and (is_free or is_mine) and not is_closed,
    }


def _ordering(viewer: Viewer, found: Any, told: Mapping[str, list[Any]]) -> dict[str, Any]:
    """What was ordered beside this item, and whether this person may prepare more."""
    return {
        "tickets": [visit_words.card(row, viewer) for row in told.get("tickets", ())],
        "letters": [letter_words.card(row, viewer) for row in told.get("letters", ())],
        "orders": [order_words.card(order, viewer) for order in told.get("prepared", ())],
        "may_prepare": viewer.may("orders.prepare") and found.state != "closed",
    }


def _conversation(
    request: HttpRequest, viewer: Viewer, found: Any, thread: Any, told: Mapping[str, list[Any]]
) -> dict[str, Any]:
    posts, notes, steps = thread.posts_seen, told["notes"], told["steps"]
    attached = files.by_holder(viewer, told["files"])
    seen = as_id(request.GET.get("seen", ""))
    questions = [note for note in notes if note.kind == "question"]
    return {
        "thread": thread,
        "subject": message_words.title(thread),
        "facts": message_words.facts(thread, viewer),
        "entries": conversation(viewer, posts, notes, attached, seen),
        "steps": history(steps, viewer),
        "net_found": net_found(steps),
        "asked_question": note_entry(questions[-1], viewer) if questions and found.state == "asked" else None,
    }


def _answering(
    request: HttpRequest, viewer: Viewer, found: Any, thread: Any, told: Mapping[str, list[Any]]
) -> dict[str, Any]:
    """The box: what was typed, the files beside it, and what has to be asked before it may go."""
    if not viewer.may("messaging.answer"):
        return {}
    place = answer_place(thread.pk)
    kept = told["draft"][0] if told["draft"] else None
    why, then = request.GET.get("why", ""), request.GET.get("then", "")
    answer = message_words.answer_box(thread.posts_seen, kept)
    if not answer.body:
        answer = replace(answer, body=suggested(request.GET.get("say", ""), found.patient.language))
    open_marks = still_open(answer.body)
    return {
        "answer": answer,
        "phrases": offered(told["phrases"], found.kind),
        "quick": [
            quick_words.chip(one) for one in quick_words.offered(viewer, told["quick"], found.kind)[:CHIPS]
        ],
        "quick_key": uuid4(),
        "guidelines": _guidelines(found, thread, told),
        "open_marks": open_marks,
        "has_choices": any(mark["choices"] for mark in open_marks),
        "is_unfinished": why == "unfinished" and bool(open_marks),
        "box": file_words.box(viewer, place, told["kept"]),
        "why": why if kept and why in {"another-patient", "newer-post"} else "",
        "then": then if then in {"close", "wait", "keep"} else "close",
        "seen": request.GET.get("seen", "") if as_id(request.GET.get("seen", "")) else "",
    }


def _guidelines(found: Any, thread: Any, told: Mapping[str, list[Any]]) -> list[guideline_words.Beside]:
    """Those that fit what the patient wrote, or the kind."""
    if not told["guidelines"]:
        return []
    text = " ".join([thread.subject, *(post.body for post in thread.posts_seen if post.side == "patient")])
    fit = fitting(found.kind, text, told["guidelines"])
    return [guideline_words.beside(one, met) for one, met in fit[:GUIDELINES]]


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
    local = local_now(viewer)
    found = triage.read_of(viewer)(beside, viewer, now=local)
    chart = chart_beside(viewer, person(viewer), found, now=local)
    return render(request, "desk/staff/patient.html", chart)
