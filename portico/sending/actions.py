"""Write the practice's rules, adopt them, tighten one's own, hand them out, lift the caps for one patient."""

from datetime import date
from uuid import UUID

from portico.core.actions import Act, NotAllowed, Refused, action
from portico.core.viewer import Viewer
from portico.sending.events import (
    CapsLifted,
    OwnRulesSaved,
    RulesAdopted,
    RulesHandedOut,
    RulesWritten,
)
from portico.sending.models import Handout, Lift, OwnRules, RuleSet
from portico.sending.permissions import SendingVerb
from portico.sending.queries import may_tighten, own_row, practice_rules, rules_of
from portico.sending.rules.limits import Rules, looser, problems, to_data

LONGEST_LIFT = 366  # days


@action(SendingVerb.WRITE)
def write(
    act: Act, *, by: Viewer, rules: Rules, states: str = "", approved_by: str = "", approved_on: date | None = None
) -> RuleSet:  # fmt: skip
    """A draft; in force when a licensed person adopts it."""
    if any(problems(rules)) or bool(approved_by) != bool(approved_on):
        raise Refused("not-rules")
    newest = RuleSet.objects.select_for_update().order_by("-number").first()
    made: RuleSet = RuleSet.objects.create(
        number=newest.number + 1 if newest else 1, rules=to_data(rules), states=states, approved_by=approved_by,
        approved_on=approved_on, author_id=by.account_id, author_name=by.name, at=act.now,
    )  # fmt: skip
    act.about("sending-rules", made.pk)
    act.publish(RulesWritten(number=made.number))
    return made


@action(SendingVerb.ADOPT)
def adopt(act: Act, *, by: Viewer, number: int) -> RuleSet:
    """What was seen is what is adopted: the newest, and no other."""
    newest: RuleSet | None = RuleSet.objects.select_for_update().order_by("-number").first()
    if newest is None or newest.number != number:
        raise Refused("changed-meanwhile")
    act.about("sending-rules", newest.pk)
    if newest.adopted_at is None:
        newest.adopted_by_id, newest.adopted_at = _staff(by), act.now
        newest.save(update_fields=["adopted_by", "adopted_at"])
        act.publish(RulesAdopted(number=newest.number, staff_id=_staff(by)))
    return newest


@action(SendingVerb.TIGHTEN)
def tighten(act: Act, *, by: Viewer, rules: Rules | None) -> OwnRules:
    """One's own rules for the patients of one's team; None: no longer any. They may only be narrower."""
    if not may_tighten(by):
        raise NotAllowed(SendingVerb.TIGHTEN)
    if rules is not None and (any(problems(rules)) or looser(practice_rules(by), rules)):
        raise Refused("looser")
    before = own_row(by, by.staff_id)
    made: OwnRules = OwnRules.objects.create(
        staff_id=_staff(by),
        number=before.number + 1 if before else 1,
        rules=to_data(rules) if rules else {},
        at=act.now,
    )
    act.about("own-sending-rules", made.pk)
    act.publish(OwnRulesSaved(staff_id=_staff(by), number=made.number, is_none=rules is None))
    return made


@action(SendingVerb.HAND_OUT)
def hand_out(act: Act, *, by: Viewer, how: str) -> Handout:
    """That the rules of today were given to this patient, or talked over."""
    if how not in set(Handout.How):
        raise Refused("not-rules")
    made: Handout = Handout.objects.create(
        patient_id=by.patient, how=how, rules=to_data(rules_of(by)), staff_id=_staff(by), at=act.now
    )
    act.about("handout", made.pk)
    act.publish(RulesHandedOut(patient_id=by.patient, staff_id=_staff(by), how=how))
    return made


@action(SendingVerb.HAND_OUT)
def lift(act: Act, *, by: Viewer, until: date, reason: str) -> Lift:
    if not reason.strip():
        raise Refused("no-reason")
    if not 0 <= (until - act.now.date()).days <= LONGEST_LIFT:
        raise Refused("no-day")
    Lift.objects.visible_to(by).filter(ended_at=None).update(ended_at=act.now)
    made: Lift = Lift.objects.create(
        patient_id=by.patient, until=until, reason=reason.strip()[:300], staff_id=_staff(by), at=act.now
    )
    act.about("lift", made.pk)
    act.publish(CapsLifted(patient_id=by.patient, staff_id=_staff(by), until=until.isoformat()))
    return made


@action(SendingVerb.HAND_OUT)
def end_lift(act: Act, *, by: Viewer) -> None:
    rows = Lift.objects.visible_to(by).filter(ended_at=None)
    ended = rows.update(ended_at=act.now)
    act.about("lift")
    if ended:
        act.publish(
            CapsLifted(
                patient_id=by.patient, staff_id=_staff(by), until=act.now.date().isoformat(), is_end=True
            )
        )


def _staff(by: Viewer) -> UUID:
    if by.staff_id is None:
        raise NotAllowed(SendingVerb.HAND_OUT)
    return by.staff_id
