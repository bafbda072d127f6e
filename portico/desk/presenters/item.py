"""An open item in words: what was said, by whom, and what happened to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from portico.core.presenters import initials, near_words
from portico.core.viewer import Viewer
from portico.files import presenters as file_words
from portico.messaging import presenters as message_words
from portico.triage.presenters import net_words, step_words
from portico.triage.queries import NET


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
                  is_new=is_after and not said.is_mine, attached=attached)
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


def _reason(step: Any) -> str:
    if step.what == NET:
        return net_words(step.reason)
    return str(step.reason) if step.what in {"routed", "closed", "flagged", "reopened"} else ""


def net_found(steps: Sequence[Any]) -> str:
    """What the net found in the newest message that it found something in."""
    return next((net_words(step.reason) for step in reversed(steps) if step.what == NET), "")
