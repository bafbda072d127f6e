"""A row of the list: in words, and drawn.

Drawn here and not by a template: twenty-five rows of fifteen values each took a template as long as all the rest of
the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from portico.clinic.presenters import kind_words
from portico.core.drawn import HTML, html, icon, joined
from portico.core.presenters import initials, page_url, short_words
from portico.core.viewer import Viewer
from portico.desk.presenters.words import due_words, state_words
from portico.messaging import presenters as message_words
from portico.triage.presenters import flag_words


@dataclass(slots=True)
class Row:
    key: str
    href: str
    patient: str
    kind: str
    first_line: str
    due: str
    is_late: bool
    who: str
    is_mine: bool
    flag: str
    state: str
    state_icon: str


def row(
    item: Mapping[str, Any],
    viewer: Viewer,
    *,
    now: datetime,
    subject: Mapping[str, Any] | None,
    query: str = "",
) -> Row:
    """`item`: what triage.queries.lines gives of it; `subject`: what the title of its message needs."""
    who, due_at, is_closed = item["claimed_by__name"] or "", item["due_at"], item["state"] == "closed"
    state, icon = state_words(item["state"], item["asked_of_id"], item["asked_of__name"], viewer)
    first_line = (
        message_words.kind_title(subject["kind"], subject["subject"], subject["details"]) if subject else ""
    )
    kind = kind_words(item["kind"])
    name = f"{item['patient__given']} {item['patient__family']}".strip()
    kind = "" if first_line.startswith(kind) else kind
    flag = flag_words(item["flag"])
    is_late = due_at < now and not (is_closed or item["waiting_since"])
    url = page_url("desk:item", item["patient_id"], item["id"])
    return Row(
        key=str(item["id"]),
        href=f"{url}?{query}" if query else url,
        patient=name,
        kind=kind,
        first_line=first_line,
        due=_due(item, viewer, now),
        is_late=is_late,
        who=who,
        is_mine=item["claimed_by_id"] is not None and item["claimed_by_id"] == viewer.staff_id,
        flag=flag,
        state=state,
        state_icon=icon,
    )


def _due(item: Mapping[str, Any], viewer: Viewer, now: datetime) -> str:
    """When it was closed, or by when it is due. Nothing where the clock stands: its state says for whom it waits."""
    if item["closed_at"]:
        return short_words(viewer, item["closed_at"], now=now)
    return "" if item["waiting_since"] else due_words(item["due_at"], viewer, now, is_short=True)


LINE = (
    '<li class="{}">{}<div class="cut"><a class="cut" href="{}"{}>{}</a><span class="line-2 cut">{}{}</span>{}</div>'
    '<div class="end"><span class="{}">{}</span>{}</div></li>'
)
PICK = '<label class="pick"><input type="checkbox" name="item" value="{}" aria-label="{}"></label>'
WHO = '<span class="{}" title="{}"><span aria-hidden="true">{}</span><span class="visually-hidden">{}</span></span>'
FLAG, KIND, STATE = (
    '<span class="red-flag">{}{}.</span> ',
    "<b>{}.</b> ",
    '<span class="line-2 cut">{}{}</span>',
)
NO_PICK, IS_OPEN, NOBODY = "<span></span>", ' aria-current="true"', '<span class="visually-hidden">{}</span>'


def drawn(rows: Sequence[Row], *, may_pick: bool, open_key: str) -> HTML:
    """The rows as HTML. `open_key`: the item that stands open beside the list; "" for none."""
    select = _("Select %(person)s, %(line)s")
    nobody, no_pick, is_open = html(NOBODY, _("Nobody on it")), html(NO_PICK), html(IS_OPEN)
    lines = [
        html(
            LINE,
            "desk-row is-open" if row.key == open_key else "desk-row",
            _pick(row, select) if may_pick else no_pick,
            row.href,
            is_open if row.key == open_key else "",
            row.patient,
            _marks(row) if row.flag or row.kind else "",
            row.first_line,
            _state(row) if row.state else "",
            "late" if row.is_late else "",
            row.due,
            _who(row) if row.who else nobody,
        )
        for row in rows
    ]
    return joined(lines)


def _pick(row: Row, select: str) -> HTML:
    return html(PICK, row.key, select % {"person": row.patient, "line": row.first_line})


def _marks(row: Row) -> HTML:
    """What stands before the first line: the flag, and the kind where the line does not say it."""
    flag = html(FLAG, html("{} ", icon("flag-fill")), row.flag) if row.flag else ""
    return html("{}{}", flag, html(KIND, row.kind) if row.kind else "")


def _state(row: Row) -> HTML:
    return html(STATE, html("{} ", icon(row.state_icon)), row.state)


def _who(row: Row) -> HTML:
    return html(WHO, "who mine" if row.is_mine else "who", row.who, initials(row.who), row.who)
