"""The on-call ladder climbs: while a site is closed, whoever is next is paged about what is urgent and nobody's."""

from datetime import datetime
from typing import Any

from portico.clinic.rules.roles import PHYSICIANS
from portico.core.actions import Act, action
from portico.core.viewer import Viewer
from portico.oncall.queries import every_in_force
from portico.oncall.rules.ladder import due
from portico.routing.rules.route import Unroutable
from portico.triage.events import OnCallPaged
from portico.triage.models import Page, Step, WorkItem
from portico.triage.permissions import TriageVerb
from portico.triage.queries import calendar_of, paged, to_reach, untaken
from portico.triage.rules.clock import next_staffed

AT_ONCE = 200


@action(TriageVerb.TIDY)
def page_on_call(act: Act, *, by: Viewer) -> int:
    """One turn of every ladder whose site is closed; gives how many pages were written."""
    count = 0
    for ladder in every_in_force(by):
        opens_at = _opens_at(act, by, ladder)
        if opens_at is None or opens_at > act.now:
            rows = untaken(by, ladder.site_id, now=act.now).select_for_update(of=("self",))[:AT_ONCE]
            count += sum(_climb(act, by, ladder, item, opens_at) for item in rows)
    act.about("worklist")
    return count


def _opens_at(act: Act, by: Viewer, ladder: Any) -> datetime | None:
    """Now, or when the site opens next; a site without opening hours never does."""
    try:
        return next_staffed(act.now, calendar_of(by, ladder.site))
    except Unroutable:
        return None


def _climb(act: Act, by: Viewer, ladder: Any, item: WorkItem, opens_at: datetime | None) -> bool:
    rungs = ladder.facts()
    number = due(rungs, paged(by, item.pk, now=act.now), now=act.now)
    if number is None:
        return False
    rung, first_is_signed = rungs[number], ladder.signed_at is not None
    person = to_reach(by, rung, item)
    if rung.role in PHYSICIANS and number == 0 and not first_is_signed:
        person = None  # never a physician first: queries.in_force leaves none such, and here it is held again
    staff = person.pk if person is not None else rung.staff
    Page.objects.create(
        item=item, staff_id=staff, rung=number, ladder=ladder, is_reached=person is not None, at=act.now,
        opens_at=opens_at,
    )  # fmt: skip
    act.about("work-item", item.pk, patient=item.patient_id)
    name = person.name if person is not None else ""
    event = OnCallPaged(
        patient_id=item.patient_id, item_id=item.pk, staff_id=staff, rung=number, ladder=ladder.number
    )  # fmt: skip
    key = act.publish(event) if person is not None else None
    what = "paged" if person is not None else "not-paged"
    Step.objects.create(item=item, what=what, reason=name, at=act.now, version=item.version, event_key=key)
    return True
