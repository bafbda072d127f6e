"""Conversations in words: the state, the promise, who wrote when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from portico.core.presenters import initials, moment_words, near_words, page_language, page_url
from portico.core.viewer import DataClass, Viewer
from portico.lib.words import Kind, words
from portico.messaging.models import Draft, Post, Thread
from portico.messaging.rules.kinds import Kind as About
from portico.messaging.rules.state import State, patient_state


@dataclass(frozen=True, slots=True)
class Summary:
    title: str
    detail: str
    state: str
    tone: str
    href: str
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    sender: str
    when: str
    body: str
    initials: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class AnswerBox:
    """What messaging/staff/answer.html sends: a key of its own, the last post its writer saw, what was typed, and which
    phrases were put in."""

    send_key: UUID
    last_seen: UUID | None
    body: str
    inserted: str = ""


def answer_box(posts: Sequence[Post], draft: Draft | None) -> AnswerBox:
    return AnswerBox(
        send_key=uuid4(),
        last_seen=posts[-1].pk if posts else None,
        body=str(draft.data.get("body", "")) if draft else "",
        inserted=str(draft.data.get("inserted", "")) if draft else "",
    )


def state_of(thread: Thread, item: Any, now: datetime) -> State:
    """`item`: the work item behind the conversation (triage.queries.items_for)."""
    return patient_state(
        is_withdrawn=thread.withdrawn_at is not None,
        is_in_effect=thread.effective_at <= now,
        has_answer=getattr(thread, "last_side", "") == Post.Side.TEAM,
        item_state=item.state if item else "",
        item_how=item.closed_how if item else "",
    ).state


# The names that a new practice begins with. One that the practice wrote itself is read as it was written.
FIRST_TEAMS = (gettext_noop("the refill nurses"), gettext_noop("the nursing team"))


def team_words(name: str) -> str:
    """Who answers, as patients read it."""
    return _(name) if name else ""


def state_words(state: State, goes_to: str) -> tuple[str, str]:
    return {
        State.ON_ITS_WAY: (_("Being sent"), "action"),
        State.WITH_TEAM: (_("With %(who)s") % {"who": team_words(goes_to)}, "action"),
        State.BEING_ASKED: (_("The doctor is being asked"), "action"),
        State.FOR_YOU: (_("Waiting for your answer"), "needs"),
        State.ANSWERED: (_("Answered"), "done"),
        State.DONE: (_("Done"), "done"),
        State.WITHDRAWN: (_("Not sent"), "quiet"),
    }[state]


def promise_words(viewer: Viewer, thread: Thread, state: State) -> str:
    if state in {State.ANSWERED, State.FOR_YOU, State.DONE}:
        return ""
    return _("Answer by %(when)s") % {"when": near_words(viewer, thread.promised_at, is_inside=True)}


def summary(thread: Thread, viewer: Viewer, item: Any, *, now: datetime, is_new: bool = False) -> Summary:
    state = state_of(thread, item, now)
    words, tone = state_words(state, thread.goes_to)
    promise = promise_words(viewer, thread, state)
    sent = _("Sent %(when)s") % {"when": near_words(viewer, thread.created_at, is_inside=True)}
    return Summary(
        title=title(thread),
        detail=promise or sent,
        state=words,
        tone=tone,
        href=reverse("messaging:thread", args=[viewer.patient_id, thread.pk]),
        is_new=is_new,
    )


def title(thread: Thread) -> str:
    return kind_title(thread.kind, thread.subject, thread.details)


def kind_title(kind: str, subject: str, details: dict[str, Any]) -> str:
    """A medicine and a result by their plain names; what somebody wrote as it was written."""
    if kind == About.REFILL:
        return _("Refill: %(medicine)s") % {"medicine": _plain(Kind.MEDICINE, subject, {})}
    if kind == About.RESULT:
        plain = _plain(Kind.RESULT, subject, details) if details.get("result") else subject
        return _("Result: %(test)s") % {"test": plain}
    if kind == About.REFERRAL:
        return _("Referral: %(specialist)s") % {"specialist": subject}
    if kind == About.APPOINTMENT:
        return appointment_words().get(subject, subject)
    return subject


def _plain(kind: Kind, subject: str, details: dict[str, Any]) -> str:
    system, code = str(details.get("system", "")), str(details.get("code", ""))
    return words(kind, system=system, code=code, text=subject, language=page_language()).plain or subject


def appointment_words() -> dict[str, str]:
    return {
        "new": _("A new appointment"),
        "change": _("Another time for a visit"),
        "cancel": _("Cancel a visit"),
    }


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str
    href: str = ""


def facts(thread: Thread, viewer: Viewer) -> list[Fact]:
    """What the typed form asked, for both sides; what this viewer may not see is left out."""
    told = thread.details
    rows = [
        (_("Has left") if viewer.is_staff else _("You have left"),
         days_words(told.get("days_left")) or left_words(told.get("left", ""))),
        (_("Pharmacy"), told.get("pharmacy", "")),
        (_("What for"), told.get("reason", "")),
        (_("Insurer"), told.get("insurer", "")),
        (_("How soon"), {"routine": _("When there is a place"), "soon": _("Soon")}.get(told.get("how_soon"), "")),
        (_("Which visit"), _visit_words(told.get("visit_at", ""), viewer)),
        (_("When it suits"), told.get("suits", "")),
    ]  # fmt: skip
    found = [Fact(label, str(value)) for label, value in rows if value]
    if told.get("result") and not viewer.is_staff and is_open(viewer, DataClass.RESULTS):
        url = reverse("results:result", args=[viewer.patient_id, told["result"]])
        found.append(Fact(_("Result"), _("See the result"), url))
    return found


def is_open(viewer: Viewer, data_class: DataClass) -> bool:
    """Switched on, and not hidden from this person."""
    return data_class.value in viewer.features and viewer.may_see(data_class)


def _visit_words(at: str, viewer: Viewer) -> str:
    if not at or not viewer.may_see(DataClass.VISITS):
        return ""
    return moment_words(viewer, datetime.fromisoformat(at))


def days_words(days: Any) -> str:
    if not isinstance(days, int):
        return ""
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days} if days else _("Nothing left")


def left_words(left: str) -> str:
    """As messages had it before the days were asked as a number."""
    return {
        "none": _("Nothing left"),
        "days": _("For a few days"),
        "week": _("For about a week"),
        "weeks": _("For two weeks or more"),
    }.get(left, "")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the six things one writes about."""

    kind: str
    title: str
    hint: str
    icon: str
    href: str


def choices(viewer: Viewer) -> list[Choice]:
    table = [
        (About.REFILL, _("A refill"), _("Of a medicine you take"), "capsule"),
        (About.QUESTION, _("A question about my health"), _("A nurse reads it first"), "question-circle"),
        (About.RESULT, _("A test result"), _("What it means for you"), "activity"),
        (About.REFERRAL, _("A referral"), _("To a specialist"), "signpost"),
        (About.APPOINTMENT, _("An appointment"), _("New, another time, or cancel"), "calendar3"),
        (About.OTHER, _("Something else"), _("Forms, letters, anything else"), "chat-left-text"),
    ]
    return [
        Choice(kind, name, hint, icon, page_url(f"messaging:{kind}", viewer.patient_id))
        for kind, name, hint, icon in table
    ]


@dataclass(frozen=True, slots=True)
class Unfinished:
    title: str
    when: str
    href: str
    discard_url: str


def unfinished(viewer: Viewer, drafts: Sequence[Draft], titles: dict[UUID, Thread]) -> list[Unfinished]:
    """What was begun and not sent. What it belongs to may be out of sight by now: then it is not listed."""
    found = []
    for draft in drafts:
        name, href = _place_words(viewer, draft.place, titles)
        if name:
            away = reverse("messaging:draft-thrown-away", args=[viewer.patient_id, draft.place])
            found.append(Unfinished(name, near_words(viewer, draft.saved_at, is_inside=True), href, away))
    return found


def _place_words(viewer: Viewer, place: str, titles: dict[UUID, Thread]) -> tuple[str, str]:
    kind, _dash, key = place.partition("-")
    if kind == "reply":
        about = titles.get(UUID(key))
        return (_("Your reply: %(title)s") % {"title": title(about)} if about else ""), place_url(
            viewer, place
        )
    if key and not is_open(viewer, DataClass.RESULTS):
        return "", ""
    name = next((choice.title for choice in choices(viewer) if choice.kind == kind), "")
    return name, place_url(viewer, place)


def place_url(viewer: Viewer, place: str) -> str:
    """Where one goes on with what is kept at this place."""
    kind, _dash, key = place.partition("-")
    if kind == "reply":
        return f"{page_url('messaging:thread', viewer.patient_id, UUID(key))}#reply"
    if key:
        return page_url("messaging:result-question", viewer.patient_id, UUID(key))
    return page_url(
        "messaging:result-other" if kind == About.RESULT else f"messaging:{kind}", viewer.patient_id
    )


def said(post: Post, viewer: Viewer) -> Said:
    is_mine = post.side == (Post.Side.TEAM if viewer.is_staff else Post.Side.PATIENT)
    return Said(
        post.author_name, near_words(viewer, post.created_at), post.body, initials(post.author_name), is_mine
    )


def copied(found: Thread, posts: Sequence[tuple[Post, Sequence[str]]], viewer: Viewer, day: datetime) -> str:
    """A conversation as plain text, to keep or to hand on. `posts`: each with the names of its files."""
    lines = [title(found), viewer.person_name, _("Copied %(day)s") % {"day": moment_words(viewer, day)}, ""]
    lines += [f"{fact.label}: {fact.value}" for fact in facts(found, viewer)]
    for post, names in posts:
        lines += [
            "",
            f"{moment_words(viewer, post.created_at)}, {post.author_name}",
            post.body or title(found),
        ]
        lines += [_("Files: %(names)s") % {"names": ", ".join(names)}] if names else []
    return "\n".join(lines) + "\n"
