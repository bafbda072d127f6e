"""Reads of the rules for sending: what holds for one patient, and what the record says to it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from portico.chart.queries import last_visit
from portico.clinic.queries import leads_team
from portico.core.viewer import Purpose, Viewer
from portico.people.queries import person
from portico.scheduling.queries import next_visit
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
    own = OwnRules.objects.filter(staff__leads__patients=viewer.patient_id).order_by("-number").first()
    return tighter(practice_rules(viewer), from_data(own.rules) if own and own.rules else None)


def physician_name(viewer: Viewer) -> str:
    team = person(viewer).team
    return team.lead.name if team and team.lead else ""


def standing(viewer: Viewer, *, now: datetime) -> Standing:
    """Asked for a proxy too who may not see the visits."""
    by = viewer.for_purpose(Purpose.FILE_WORK)
    patient = person(viewer)
    zone = ZoneInfo(patient.site.zone)
    rules = rules_of(viewer)
    asks = bool(rules.seen)
    last, coming = (last_visit(by, now=now), next_visit(by, now=now)) if asks else (None, None)
    today = now.astimezone(zone).date()
    has_caps = rules.most_open is not None or rules.new_a_day is not None
    return Standing(
        rules=rules,
        last_visit=last.happened_at.astimezone(zone).date() if last and last.happened_at else None,
        next_visit=coming.happened_at.astimezone(zone).date() if coming and coming.happened_at else None,
        is_lifted=has_caps and lift(viewer, today=today) is not None,
        today=today,
    )


def lift(viewer: Viewer, *, today: date) -> Lift | None:
    """The lift that holds today. The patient's side is asked too: it opens, and says nothing."""
    rows = Lift.objects.visible_to(viewer.for_purpose(Purpose.FILE_WORK))
    found: Lift | None = rows.filter(until__gte=today, ended_at=None).order_by("-until").first()
    return found


def handouts(viewer: Viewer) -> list[Handout]:
    rows = Handout.objects.visible_to(viewer).select_related("staff").order_by("-at")
    return list(rows[:SHOWN])


def may_tighten(viewer: Viewer) -> bool:
    """Rules of one's own hold for the patients of a team that one leads."""
    return leads_team(viewer)
