"""Write a ladder; sign that a physician is paged first."""

from collections.abc import Sequence
from uuid import UUID

from portico.clinic.queries import licensed_at
from portico.core.actions import Act, NotAllowed, Refused, action
from portico.core.viewer import Viewer
from portico.oncall.events import LadderSigned, LadderWritten
from portico.oncall.models import Ladder
from portico.oncall.permissions import OnCallVerb
from portico.oncall.rules.ladder import Rung, faults, needs_signature


@action(OnCallVerb.WRITE)
def write(
    act: Act, *, by: Viewer, site_id: UUID, rungs: Sequence[tuple[UUID, int]], seen: int, form_key: UUID
) -> Ladder:  # fmt: skip
    """A new version for a site of one's own. `rungs`: who, and for how many minutes; `seen`: the newest number that
    the writer had before them."""
    if site_id not in by.sites:
        raise NotAllowed(OnCallVerb.WRITE)
    taken: Ladder | None = Ladder.objects.filter(form_key=form_key, site_id=site_id).first()
    if taken is not None:
        act.about("on-call", taken.pk)
        return taken
    newest = Ladder.objects.filter(site_id=site_id).order_by("-number").first()
    if (newest.number if newest else 0) != seen:
        raise Refused("changed-meanwhile")
    roles = {one.pk: one.role for one in licensed_at(by, site_id)}
    found = [Rung(staff, roles.get(staff, ""), minutes) for staff, minutes in rungs]
    for fault in faults(found):
        raise Refused(fault)
    row = Ladder.objects.create(
        site_id=site_id, number=seen + 1, author_name=by.name, at=act.now, form_key=form_key,
        rungs=[{"staff": str(one.staff), "role": one.role, "minutes": one.minutes} for one in found],
    )  # fmt: skip
    act.about("on-call", row.pk)
    act.publish(LadderWritten(site_id=site_id, number=row.number, needs_signature=needs_signature(found)))
    return row


@action(OnCallVerb.SIGN)
def sign(act: Act, *, by: Viewer, ladder_id: UUID) -> Ladder:
    """The practice agrees that a physician is paged first: of the newest version, once."""
    rows = Ladder.objects.select_for_update(of=("self",)).filter(pk=ladder_id, site_id__in=by.sites)
    row: Ladder | None = rows.first()
    if row is None or by.staff_id is None:
        raise NotAllowed(OnCallVerb.SIGN)
    act.about("on-call", row.pk)
    if row.signed_at is not None:
        return row
    if not needs_signature(row.facts()):
        raise Refused("needs-none")
    if Ladder.objects.filter(site_id=row.site_id, number__gt=row.number).exists():
        raise Refused("changed-meanwhile")
    row.signed_by_id, row.signed_at = by.staff_id, act.now
    row.save(update_fields=["signed_by", "signed_at"])
    act.publish(LadderSigned(site_id=row.site_id, number=row.number, staff_id=by.staff_id))
    return row
