"""One quick action with many messages, in words: before it is pressed, while it goes on, when it is done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from portico.clinic.presenters import kind_words
from portico.core.presenters import moment_words, page_url
from portico.core.viewer import Viewer
from portico.quickactions.presenters import words
from portico.quickactions.rules.content import Content
from portico.quickactions.rules.running import State, is_for_many

BROKEN = "broken"
# In the order of the page: what a person has to look at comes first.
GROUPS: dict[str, str] = {
    BROKEN: gettext_noop("Did not work"),
    State.KEPT: gettext_noop("Could not be taken back"),
    State.SKIPPED: gettext_noop("Not done"),
    State.WAITING: gettext_noop("Still to be done"),
    State.TAKEN_BACK: gettext_noop("Undone"),
    State.DONE: gettext_noop("Done"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A quick action, and how many of those that were ticked it is for."""

    action: Any
    chip: words.Chip
    fits: str
    english: str
    spanish: str


@dataclass(frozen=True, slots=True)
class Line:
    """One message; `why`: what stands against it."""

    key: UUID
    name: str
    kind: str
    why: str
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    title: str
    lines: list[Line]


def offers(viewer: Viewer, rows: Iterable[Any], items: Sequence[Any]) -> list[Offer]:
    """Those that are for one at least, the widest first."""
    kinds = [item.kind for item in items]
    found: dict[UUID, tuple[Any, int]] = {}
    for kind in dict.fromkeys(kinds):
        for one in words.offered(viewer, rows, kind):
            if is_for_many(one.content()):
                found[one.pk] = (one, found.get(one.pk, (one, 0))[1] + kinds.count(kind))
    by_fit = sorted(found.values(), key=lambda pair: (-pair[1], -pair[0].used, pair[0].title))
    return [_offer(one, fits, len(items)) for one, fits in by_fit]


def _offer(one: Any, fits: int, of: int) -> Offer:
    said = _("fits %(n)d of %(of)d") % {"n": fits, "of": of}
    return Offer(one, words.chip(one), said, one.english, one.spanish)


def before(viewer: Viewer, action: Any, items: Iterable[Any]) -> list[Line]:
    """Each message with what is known to stand against it; those without are done."""
    content = action.content()
    return [_line(item, _against(viewer, content, item)) for item in items]


def _against(viewer: Viewer, content: Content, item: Any) -> str:
    if not content.fits(item.kind):
        return words.part_why("another-kind")
    if item.flag:
        return words.part_why("flagged")
    if item.claimed_by_id not in {None, viewer.staff_id}:
        return words.part_why("taken")
    return ""


def _line(item: Any, why: str) -> Line:
    href = page_url("desk:item", item.patient_id, item.pk)
    return Line(item.pk, item.patient.full_name, kind_words(item.kind), why, href)


def shown(
    viewer: Viewer, run: Any, parts: Sequence[Any], broken: set[UUID], *, now: datetime
) -> dict[str, Any]:
    by_state: dict[str, list[Line]] = {name: [] for name in GROUPS}
    for part in parts:
        name = BROKEN if part.pk in broken else part.state
        why = part.why if name != BROKEN else BROKEN
        by_state[name].append(_line(part.item, words.part_why(why) if why else ""))
    waiting = len(by_state[State.WAITING])
    return {
        "run": run,
        "title": run.action.title,
        "asked": moment_words(viewer, run.asked_at),
        "total": len(parts),
        "ended": len(parts) - waiting,
        "is_running": waiting > 0,
        "counted": _counted(by_state),
        "groups": [Group(name, _(title), by_state[name]) for name, title in GROUPS.items() if by_state[name]],
        "may_take_back": run.withdrawn_at is None and now < run.holds_until,
        "may_stop": run.withdrawn_at is None and now >= run.holds_until and waiting > 0,
        "holds_until": moment_words(viewer, run.holds_until),
    }  # fmt: skip


def _counted(by_state: dict[str, list[Line]]) -> str:
    said = ((len(lines), _(GROUPS[name]).lower()) for name, lines in by_state.items() if lines)
    return ", ".join(f"{n} {title}" for n, title in said)


@dataclass(frozen=True, slots=True)
class Lately:
    title: str
    detail: str
    href: str
    is_taken_back: bool


def lately(viewer: Viewer, rows: Iterable[Any]) -> list[Lately]:
    return [
        Lately(
            run.action.title,
            f"{moment_words(viewer, run.asked_at)} · "
            + ngettext("%(n)d message", "%(n)d messages", run.parts_asked) % {"n": run.parts_asked},
            page_url("desk:run", run.pk), run.withdrawn_at is not None,
        )
        for run in rows
    ]  # fmt: skip
