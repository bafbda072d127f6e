"""The desk in words: a row of the list, what stands in an item, and the chart beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portico.chart import presenters as chart_words
from portico.chart import queries as chart
from portico.core.presenters import (
    age_on,
    clock_words,
    day_of,
    initials,
    near_words,
    page_url,
    short_words,
    today,
)
from portico.core.viewer import Viewer
from portico.desk.rules.matter import NOTHING, Matter
from portico.files import presenters as file_words
from portico.messaging import presenters as message_words
from portico.people.presenters import gender_words
from portico.people.queries import open_today, proxy_relations
from portico.results import presenters as result_words
from portico.results import queries as results
from portico.scheduling import presenters as visit_words
from portico.scheduling import queries as scheduling
from portico.triage import queries as triage
from portico.triage.presenters import flag_words, kind_words, step_words

SHOWN = 12
MATTERING = 6
COUNTED = 99


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    href: str
    patient: str
    kind: str
    first_line: str
    due: str
    is_late: bool
    who: str
    who_initials: str
    is_mine: bool
    flag: str = ""
    state: str = ""
    state_icon: str = ""
    is_open: bool = False
    is_plain: bool = False  # most are: a title, and nothing to say beside it
    pick_words: str = ""
    css: str = "desk-row"
    due_css: str = ""

    def __getitem__(self, name: str) -> Any:
        """What a template tries first; where it fails, forty rows cost a millisecond more."""
        return getattr(self, name)


def row(
    item: Mapping[str, Any],
    viewer: Viewer,
    *,
    now: datetime,
    subjects: Mapping[UUID, Mapping[str, Any]],
    query: str = "",
) -> Row:
    """`item`: what triage.queries.lines gives of it; `subjects`: what the titles of messages need, by their ids."""
    who, due_at, is_closed = item["claimed_by__name"] or "", item["due_at"], item["state"] == "closed"
    state, icon = state_words(item["state"], item["asked_of_id"], item["asked_of__name"], viewer)
    subject = subjects.get(item["source_id"])
    first_line = (
        message_words.kind_title(subject["kind"], subject["subject"], subject["details"]) if subject else ""
    )
    kind = kind_words(item["kind"])
    name = f"{item['patient__given']} {item['patient__family']}".strip()
    kind = "" if first_line.startswith(kind) else kind
    flag = flag_words(item["flag"])
    is_late = due_at < now and not (is_closed or item["waiting_since"])
    url = page_url("desk:item", item["patient_id"], item["pk"])
    return Row(
        key=str(item["pk"]),
        href=f"{url}?{query}" if query else url,
        patient=name,
        kind=kind,
        first_line=first_line,
        due=_due(item, viewer, now),
        is_late=is_late,
        due_css="late" if is_late else "",
        pick_words=_("Select %(person)s, %(line)s") % {"person": name, "line": first_line},
        who=who,
        who_initials=initials(who),
        is_mine=item["claimed_by_id"] is not None and item["claimed_by_id"] == viewer.staff_id,
        flag=flag,
        is_plain=not (kind or flag or state),
        state=state,
        state_icon=icon,
    )


def opened(found: Row) -> Row:
    """The row of the item that stands open."""
    return replace(found, is_open=True, css="desk-row is-open")


def state_words(
    state: str, asked_of_id: UUID | None, asked_of: str | None, viewer: Viewer
) -> tuple[str, str]:
    """What a row says of the state, where it is more than waiting for the team."""
    if state == "asked":
        is_me = asked_of_id == viewer.staff_id
        return (
            _("You are asked") if is_me else _("%(name)s is asked") % {"name": asked_of or ""}
        ), "question-circle"
    if state == "waiting":
        return _("Waiting for the patient"), "clock"
    return (_("Closed"), "check2") if state == "closed" else ("", "")


def capped(number: int) -> str:
    return f"{COUNTED}+" if number > COUNTED else str(number)


def _due(item: Mapping[str, Any], viewer: Viewer, now: datetime) -> str:
    """When it was closed, or by when it is due. Nothing where the clock stands: its state says for whom it waits."""
    if item["closed_at"]:
        return short_words(viewer, item["closed_at"], now=now)
    return "" if item["waiting_since"] else due_words(item["due_at"], viewer, now, is_short=True)


def due_words(due_at: datetime, viewer: Viewer, now: datetime, *, is_short: bool = False) -> str:
    """In words: 20 min late; 1:00 pm; Tomorrow, Tue 24 Nov, 5:00 pm. Short, for a list: Tomorrow, 5:00 pm."""
    minutes = int((now - due_at).total_seconds() // 60)
    if minutes >= 24 * 60:
        return _("%(n)d d late") % {"n": minutes // (24 * 60)}
    if minutes >= 60:
        return _("%(n)d h late") % {"n": minutes // 60}
    if minutes == 0:
        return _("Due now")
    if minutes > 0:
        return _("%(n)d min late") % {"n": minutes}
    local = due_at.astimezone(now.tzinfo)
    if local.date() == now.date():
        return clock_words(local)
    return short_words(viewer, due_at, now=now) if is_short else near_words(viewer, due_at, now=now)


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
            "reason": step.reason if step.what in {"routed", "closed", "flagged", "reopened"} else "",
        }
        for step in steps
    ]


def chart_beside(
    viewer: Viewer,
    patient: Any,
    found: Mapping[str, list[Any]],
    *,
    now: datetime,
    but: UUID | None = None,
    matter: Matter = NOTHING,
) -> dict[str, Any]:
    """What a nurse wants to see while she answers. Only what her role may see. `found`: what `beside` asked for;
    `but`: the item that is open already; `matter`: which results come first."""
    context: dict[str, Any] = {
        "patient": patient,
        "age": age_on(patient.birth_date, today(viewer)),
        "born": day_of(viewer, datetime.combine(patient.birth_date, datetime.min.time()), "day")
        if patient.birth_date
        else "",
        "gender": gender_words(patient.gender),
        "language_words": language_words(patient.language),
        "proxies": [r.account.name for r in open_today(viewer, found["proxies"])],
        "open_items": [_open(i, viewer, now) for i in found.get("open", ()) if i.pk != but],
    }
    if viewer.may("chart.view"):
        context |= {
            "allergies": _some(chart_words.allergy, found["allergies"], viewer),
            "problems": _some(chart_words.problem, found["problems"], viewer),
            "medicines": _some(ordered_medicine, chart.each_once(viewer, found["medicines"]), viewer),
            **_numbers(viewer, found["numbers"], matter),
            "last_visit": next((day_of(viewer, v.happened_at, v.precision) for v in found["past"]), ""),
        }
    if viewer.may("scheduling.view"):
        context["may_see_visits"] = True
        context["next_visit"] = next((visit_words.visit(v, viewer) for v in found["coming"]), None)
    return context


def _numbers(viewer: Viewer, newest: list[Any], matter: Matter) -> dict[str, Any]:
    """What matters, or that there is none of it, and then the newest."""
    that = _mattering(viewer, matter)
    return {
        "numbers": [result_words.row(r, viewer) for r in that or newest],
        "numbers_words": _("Numbers for this medicine") if that and matter.codes else _("Numbers"),
        "has_no_watch": bool(matter.codes and not that),
    }


def _mattering(viewer: Viewer, matter: Matter) -> list[Any]:
    """A question of its own, where there is something to ask: what matters is known only with the message at hand."""
    if matter.codes:
        return list(results.watching(viewer, matter.codes)[:MATTERING])
    return list(results.same_test(viewer, matter.result)[:MATTERING]) if matter.result else []


def beside(viewer: Viewer, *, now: datetime) -> dict[str, QuerySet[Any]]:
    """The questions behind the chart, to be asked together."""
    asked: dict[str, QuerySet[Any]] = {"proxies": proxy_relations(viewer)}
    if viewer.may("triage.open"):
        asked["open"] = triage.open_of_patient(viewer, now=now)[:SHOWN]
    if viewer.may("chart.view"):
        asked |= {
            "allergies": chart.gravest_allergies(viewer)[: SHOWN + 1],
            "problems": chart.problems(viewer, is_current=True).newest_first()[: SHOWN + 1],
            "medicines": chart.medicine_orders(viewer),
            "numbers": results.newest_tests(viewer)[:3],
            "past": chart.visits_so_far(viewer, now=now)[:1],
        }
    if viewer.may("scheduling.view"):
        asked["coming"] = scheduling.sure_visits(viewer, now=now)[:1]
    return asked


def ordered_medicine(row: Any, viewer: Viewer) -> chart_words.Line:
    """For the team: the name, and when it was last ordered."""
    day = day_of(viewer, row.happened_at, row.precision)
    return replace(
        chart_words.medicine(row, viewer), details=(_("Ordered %(day)s") % {"day": day},) if day else ()
    )


def _open(item: Any, viewer: Viewer, now: datetime) -> dict[str, str]:
    return {
        "kind": kind_words(item.kind),
        "due": due_words(item.due_at, viewer, now),
        "href": page_url("desk:item", item.patient_id, item.pk),
    }


def language_words(code: str) -> str:
    """English; a language that has no word here is shown as the record has it."""
    return {"en": _("English"), "es": _("Spanish"), "vi": _("Vietnamese"), "zh": _("Chinese")}.get(
        code.partition("-")[0], code
    )


@dataclass(frozen=True, slots=True)
class Some:
    """The first of a list, and whether there are more: nobody may take a short list for the whole."""

    lines: list[chart_words.Line]
    has_more: bool


def _some(present: Any, rows: Any, viewer: Viewer) -> Some:
    found = list(rows[: SHOWN + 1])
    return Some(chart_words.lines(present, found[:SHOWN], viewer), len(found) > SHOWN)
