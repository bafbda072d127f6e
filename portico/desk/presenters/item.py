"""An open item in words: what was said, by whom, and what happened to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from portico.clinic.presenters import kind_words
from portico.core.presenters import initials, near_words, page_url
from portico.core.viewer import Viewer
from portico.desk.presenters.words import due_words, state_words
from portico.files import presenters as file_words
from portico.messaging import presenters as message_words
from portico.triage.presenters import flag_words, how_words, net_words, step_words
from portico.triage.queries import NET
from portico.triage.rules.item import is_overdue


def state_of(found: Any, viewer: Viewer) -> tuple[str, str]:
    return state_words(found.state, found.asked_of_id, found.asked_of and found.asked_of.name, viewer)


def chips(found: Any, viewer: Viewer, now: datetime) -> list[tuple[str, str, str]]:
    """Where it stands, at a glance: kind of chip, its picture, its words."""
    shown = [("quiet", "inbox", kind_words(found.kind))]
    if found.flag:
        shown.append(("danger", "flag-fill", flag_words(found.flag)))
    shown.append(_clock(found, viewer, now))
    state, picture = state_of(found, viewer)
    if state and found.state != "closed":
        shown.append(("action", picture, state))
    if found.claimed_by:
        is_mine = found.claimed_by_id == viewer.staff_id
        shown.append(("action", "person-check", _("You have it") if is_mine else found.claimed_by.name))
    return shown


def _clock(found: Any, viewer: Viewer, now: datetime) -> tuple[str, str, str]:
    if found.state == "closed":
        return "done", "", " ".join([_("Closed"), how_words(found.closed_how)])
    if found.waiting_since:
        return "quiet", "clock", _("The clock stands")
    due = due_words(found.due_at, viewer, now)
    if is_overdue(found.facts(), now):
        return "needs", "clock", ", ".join([_("Overdue"), due])
    return "quiet", "clock", " ".join([_("Answer due"), due])


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in the conversation: a post, or a note that the team alone sees. `about`: a question's summary."""

    sender: str
    when: str
    body: str
    initials: str
    at: datetime
    is_mine: bool = False
    is_new: bool = False
    note: str = ""
    about: str = ""
    attached: Any = None
    guideline: str = ""


def conversation(
    viewer: Viewer, posts: Sequence[Any], notes: Sequence[Any], files: Mapping[UUID, Any], seen: UUID | None
) -> list[Entry]:
    """Posts and notes in order of time; what came after the post `seen` is marked as new."""
    entries, is_after = [], False
    for post in posts:
        said = message_words.said(post, viewer)
        attached = file_words.attached(viewer, files.get(post.pk, ()))
        entries.append(
            Entry(said.sender, said.when, said.body, said.initials, post.created_at, said.is_mine,
                  is_new=is_after and not said.is_mine, attached=attached, guideline=post.guideline)
        )  # fmt: skip
        is_after = is_after or post.pk == seen
    entries += [note_entry(note, viewer) for note in notes]
    return sorted(entries, key=lambda entry: entry.at)


def note_entry(note: Any, viewer: Viewer) -> Entry:
    kinds = {
        "note": _("Note to the team"),
        "call": _("Call to the patient"),
        "question": _("Question to the physician"),
        "advice": _("Answer to the team"),
    }
    return Entry(
        note.author_name, near_words(viewer, note.at), note.text, initials(note.author_name), note.at,
        note=kinds[note.kind], about=note.about,
    )  # fmt: skip


def history(steps: Sequence[Any], viewer: Viewer) -> list[dict[str, str]]:
    return [
        {
            "what": step_words(step.what),
            "who": step.staff.name if step.staff else "",
            "when": near_words(viewer, step.at),
            "reason": _reason(step),
        }
        for step in steps
    ]


@dataclass(frozen=True, slots=True)
class Also:
    """What else the same message asks for. `href`: where this person may open it."""

    words: str
    href: str


def same(rows: Sequence[Any], viewer: Viewer, now: datetime) -> list[Also]:
    """What was split off a moment ago can still be taken back: nobody opens it."""
    return [
        Also(
            f"{kind_words(one.kind)}, {one.pool.name} ({_closed_or_open(one.state)})",
            page_url("desk:item", one.patient_id, one.pk)
            if one.pool_id in viewer.pools and one.effective_at <= now
            else "",
        )
        for one in rows
    ]


def _closed_or_open(state: str) -> str:
    return {"closed": _("closed"), "waiting": _("waits for the patient")}.get(state, _("open"))


def _reason(step: Any) -> str:
    if step.what == NET:
        return net_words(step.reason)
    return str(step.reason) if step.what in {"routed", "closed", "flagged", "reopened", "split"} else ""


def net_found(steps: Sequence[Any]) -> str:
    """What the net found in the newest message that it found something in."""
    return next((net_words(step.reason) for step in reversed(steps) if step.what == NET), "")
