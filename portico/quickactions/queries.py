"""Reads of quick actions: one's own and the practice's, those that one uses most first."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from portico.clinic.rules.roles import POOL_LEADS
from portico.core.delivery import given_up
from portico.core.viewer import Viewer
from portico.lib.batches import batches
from portico.messaging.queries import answers_of
from portico.quickactions.models import Dismissal, Part, QuickAction, Run, Use, Version
from portico.quickactions.permissions import QuickVerb
from portico.quickactions.rules.content import ANSWERS
from portico.quickactions.rules.finished import Moved, finished
from portico.quickactions.rules.habits import Finished, Habit, habits
from portico.quickactions.rules.running import State
from portico.quickactions.rules.worn import Worn, worn
from portico.triage.queries import begun, finishing

LOOKED_BACK = timedelta(days=90)
LISTED_AT_MOST = 200
OFFERED_AT_MOST = 40
VERSIONS_SHOWN = 30
RUNS_SHOWN = 30


def usable(viewer: Viewer, *, now: datetime, kind: str = "") -> QuerySet[QuickAction]:
    """In use; in the order in which this person used them for this kind in ninety days, then by title. For a larger
    question: which fit a kind is for presenters.offered to say."""
    mine = Q(uses__staff_id=viewer.staff_id, uses__at__gt=now - LOOKED_BACK, uses__step__withdrawn_at=None)
    mine &= Q(uses__kind=kind) if kind else Q()
    rows = QuickAction.objects.visible_to(viewer).filter(is_retired=False)
    return rows.annotate(used=Count("uses", filter=mine)).order_by("-used", "title", "pk")[:OFFERED_AT_MOST]


def one(viewer: Viewer, key: UUID) -> QuickAction:
    """In use or retired. Not there or not theirs: DoesNotExist."""
    found: QuickAction = QuickAction.objects.visible_to(viewer).get(pk=key)
    return found


def listed(viewer: Viewer, *, is_retired: bool = False) -> list[QuickAction]:
    rows = QuickAction.objects.visible_to(viewer).filter(is_retired=is_retired)
    return list(rows.annotate(used=Count("uses")).order_by("title", "pk")[:LISTED_AT_MOST])


def versions(viewer: Viewer, of: QuickAction) -> list[Version]:
    rows = Version.objects.filter(action__in=QuickAction.objects.visible_to(viewer), action=of)
    return list(rows.order_by("-number")[:VERSIONS_SHOWN])


def may_write(viewer: Viewer, of: QuickAction) -> bool:
    if of.staff_id is None:
        return viewer.may(QuickVerb.WRITE_PRACTICE)
    return viewer.may(QuickVerb.WRITE_OWN) and of.staff_id == viewer.staff_id


def runs(viewer: Viewer) -> list[Run]:
    """What one pressed for many lately, newest first; each with `parts_asked`, how many it was for."""
    rows = Run.objects.visible_to(viewer).select_related("action").annotate(parts_asked=Count("parts"))
    return list(rows.order_by("-asked_at")[:RUNS_SHOWN])


def run(viewer: Viewer, key: UUID) -> tuple[Run, list[Part], set[UUID]]:
    """One of one's own with its parts, and the parts at which the machine gave up. Not theirs: DoesNotExist."""
    found: Run = Run.objects.visible_to(viewer).select_related("action").get(pk=key)
    rows = found.parts.filter(item__patient__site_id__in=viewer.sites).select_related("item__patient", "use")
    parts = list(rows.order_by("item__due_at", "pk"))
    broken = given_up([part.event_key for part in parts if part.state == State.WAITING and part.event_key])
    return found, parts, {part.pk for part in parts if part.event_key in broken}


def worn_out(viewer: Viewer, *, now: datetime) -> dict[UUID, Worn]:
    """Of the actions that this person may change: those whose text is changed nearly every time, by whoever uses them.
    Counts alone; of the version as it is, unless this person keeps it so."""
    since, kept = now - LOOKED_BACK, Dismissal.objects.filter(staff_id=viewer.staff_id, action=OuterRef("pk"))
    sent = Q(uses__at__gt=since, uses__number=F("number"), uses__step__withdrawn_at=None)
    through_box = Q(puts__at__gt=since, puts__number=F("number"))
    rows = QuickAction.objects.visible_to(viewer).filter(is_retired=False, ends__in=ANSWERS)
    rows = rows.exclude(Exists(kept.filter(number=OuterRef("number"))))
    found = rows.annotate(
        clicks=Count("uses", filter=sent, distinct=True),
        changed=Count("puts", filter=through_box & Q(puts__is_changed=True), distinct=True),
        unchanged=Count("puts", filter=through_box & Q(puts__is_changed=False), distinct=True),
    )
    each = {
        one.pk: worn(clicks=one.clicks, changed=one.changed, unchanged=one.unchanged)
        for one in found if may_write(viewer, one)
    }  # fmt: skip
    return {key: one for key, one in each.items() if one}


def habits_of(viewer: Viewer, *, now: datetime) -> list[Habit]:
    """What this person does the same way, and, for whoever looks after a pool, what the pool does; what was dismissed
    is not said again."""
    found = habits(_finished(viewer, now, whole_pools=False))
    if viewer.role in POOL_LEADS:
        found += habits(_finished(viewer, now, whole_pools=True))
    gone = list(Dismissal.objects.filter(staff_id=viewer.staff_id))
    return [h for h in found if not any(d.kind == h.kind and h.is_way(d.end, d.pool, d.text) for d in gone)]


def _finished(viewer: Viewer, now: datetime, *, whole_pools: bool) -> list[Finished]:
    """The last move of each item in ninety days, by this person or in their pools."""
    steps = {
        step["item_id"]: step for step in finishing(viewer, since=now - LOOKED_BACK, whole_pools=whole_pools)
    }
    keys = [step["id"] for step in steps.values()]
    texts = answers_of(viewer, keys)
    by_button = {
        key for some in batches(keys) for key in Use.objects.filter(step_id__in=some).values_list("step_id", flat=True)
    }  # fmt: skip
    opened = begun(viewer, list(steps))
    found = (
        finished(
            Moved(
                who=str(step["item__pool_id"] if whole_pools else step["staff_id"]), kind=step["item__kind"],
                what=step["what"], reason=step["reason"], closed_how=step["item__closed_how"],
                pool=step["item__pool__name"], patient=step["item__patient__given"], writer=step["staff__name"],
                text=texts.get(step["id"], ""), at=step["at"], opened=opened.get((step["item_id"], step["staff_id"])),
                by_button=step["id"] in by_button,
            )
        )
        for step in steps.values()
    )  # fmt: skip
    return [one for one in found if one is not None]
