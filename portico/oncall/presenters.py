"""The on-call ladder in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portico.core.presenters import moment_words
from portico.core.viewer import Viewer
from portico.oncall.models import Ladder
from portico.oncall.rules.ladder import needs_signature


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    how_long: str
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Shown:
    key: UUID
    number: int
    title: str
    lines: list[Line]
    who: str
    state: str
    tone: str
    signed: str
    waits: bool


def shown(row: Ladder, names: Mapping[UUID, str], viewer: Viewer, *, is_current: bool) -> Shown:
    lines = [
        Line(
            names.get(rung.staff) or _("Somebody who is no longer here"),
            ngettext("%(n)d minute", "%(n)d minutes", rung.minutes) % {"n": rung.minutes},
            rung.staff not in names,
        )
        for rung in row.facts()
    ]
    waits = needs_signature(row.facts()) and row.signed_at is None
    state, tone = _state(waits=waits, is_current=is_current)
    return Shown(
        row.pk, row.number, _("Version %(number)s") % {"number": row.number}, lines,
        f"{row.author_name}, {moment_words(viewer, row.at)}", state, tone, _signed(row, viewer), waits,
    )  # fmt: skip


def _state(*, waits: bool, is_current: bool) -> tuple[str, str]:
    if waits:
        return _("Waits for a physician's signature"), "needs"
    return (_("In force"), "done") if is_current else (_("Before"), "quiet")


def _signed(row: Ladder, viewer: Viewer) -> str:
    if row.signed_by is None or row.signed_at is None:
        return ""
    facts = {"name": row.signed_by.name, "when": moment_words(viewer, row.signed_at)}
    return _("%(name)s signed on %(when)s that a physician is paged first.") % facts


def person_words(one: Any) -> str:
    return str(one.name)


def why_words(why: str) -> str:
    return {
        "empty": _("Name at least one person."),
        "long": _("Six people at most."),
        "twice": _("Each person once."),
        "not-licensed": _("Only nurses, pharmacists and physicians of this clinic are paged."),
        "minutes": _("Between 5 and 120 minutes each."),
        "changed-meanwhile": _("Somebody saved another version meanwhile. Look at it first."),
        "needs-none": _("This ladder needs no signature."),
    }.get(why, _("That did not work. Please look at it again."))
