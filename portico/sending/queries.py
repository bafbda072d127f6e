"""Reads of the rules for sending: what holds for one patient, and what the record says to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from portico.chart.queries import visits_so_far
from portico.clinic.queries import leads_team
from portico.core.prepared import prepared
from portico.core.viewer import Purpose, Viewer
from portico.people.queries import person
from portico.scheduling.queries import sure_visits
from portico.sending.models import Handout, Lift, OwnRules, RuleSet
from portico.sending.rules.limits import Rules, from_data, tighter

SHOWN = 30


@dataclass(frozen=True, slots=True)
class Standing:
    """How a patient stands to the rules that hold for them. The days are the record's, whoever asks: no page says more
    of them than whether they are enough."""

    rules: Rules
    last_visit: date | None
    next_visit: date | None
    is_lifted: bool
    today: date


def in_force(viewer: Viewer) -> RuleSet | None:
    return RuleSet.objects.exclude(adopted_at=None).order_by("-number").first()


def practice_rules(viewer: Viewer) -> Rules:
    """While nobody has adopted any: the usual length, and nothing else."""
    found = in_force(viewer)
    return from_data(found.rules) if found else Rules()


def draft(viewer: Viewer) -> RuleSet | None:
    """Written after what is in force, and waiting for a licensed person."""
    newest = RuleSet.objects.order_by("-number").first()
    return newest if newest is not None and newest.adopted_at is None else None


def versions(viewer: Viewer) -> list[RuleSet]:
    return list(RuleSet.objects.select_related("adopted_by").order_by("-number")[:SHOWN])


def own_row(viewer: Viewer, staff_id: UUID | None) -> OwnRules | None:
    return OwnRules.objects.filter(staff_id=staff_id).order_by("-number").first() if staff_id else None


def own_rules(viewer: Viewer, staff_id: UUID | None) -> Rules | None:
    found = own_row(viewer, staff_id)
    return from_data(found.rules) if found and found.rules else None


def rules_of(viewer: Viewer) -> Rules:
    """Those that hold for the patient in the viewer: the practice's, tightened by the physician of their team."""
    return _both(prepared(_rules, viewer))


def _rules(viewer: Viewer) -> dict[str, Any]:
    own = OwnRules.objects.filter(staff__leads__patients=viewer.patient_id)
    return {
        "practice": RuleSet.objects.exclude(adopted_at=None).order_by("-number")[:1],
        "own": own.order_by("-number")[:1],
    }


def _both(found: Mapping[str, list[Any]]) -> Rules:
    practice, own = (
        [from_data(row.rules) for row in found[name] if row.rules] for name in ("practice", "own")
    )
    return tighter(practice[0] if practice else Rules(), own[0] if own else None)


def physician_name(viewer: Viewer) -> str:
    team = person(viewer).team
    return team.lead.name if team and team.lead else ""


def standing(viewer: Viewer, *, now: datetime) -> Standing:
    """In one question. Asked for a proxy too who may not see the visits."""
    zone = ZoneInfo(viewer.zone)
    today = now.astimezone(zone).date()
    found = prepared(_known, viewer, now=now, today=today)
    last, coming = (
        next((row.happened_at.astimezone(zone).date() for row in found[name] if row.happened_at), None)
        for name in ("last", "coming")
    )
    return Standing(_both(found), last, coming, bool(found["lifts"]), today)


def _known(viewer: Viewer, *, now: datetime, today: date) -> dict[str, Any]:
    by = viewer.for_purpose(Purpose.FILE_WORK)
    return {
        **_rules(viewer), "last": visits_so_far(by, now=now)[:1], "coming": sure_visits(by, now=now)[:1],
        "lifts": _lifts(viewer, today)[:1],
    }  # fmt: skip


def _lifts(viewer: Viewer, today: date) -> QuerySet[Lift]:
    """Those that hold on a day. The patient's side is asked too: it opens, and says nothing."""
    rows = Lift.objects.visible_to(viewer.for_purpose(Purpose.FILE_WORK))
    return rows.filter(until__gte=today, ended_at=None).order_by("-until")


def lift(viewer: Viewer, *, today: date) -> Lift | None:
    """The lift that holds today."""
    return _lifts(viewer, today).first()


def handouts(viewer: Viewer) -> list[Handout]:
    rows = Handout.objects.visible_to(viewer).select_related("staff").order_by("-at")
    return list(rows[:SHOWN])


def may_tighten(viewer: Viewer) -> bool:
    """Rules of one's own hold for the patients of a team that one leads."""
    return leads_team(viewer)
