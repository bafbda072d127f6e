"""What can be wrong with how the practice is set up, for the doctor."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from portico.clinic.models import Pool, StaffMember
from portico.clinic.queries import named_stand_ins
from portico.clinic.rules.cover import who_answers
from portico.clinic.rules.roles import PHYSICIANS
from portico.core.ailments import Ailment
from portico.core.viewer import Viewer


def ailments(viewer: Viewer, *, now: datetime) -> Iterator[Ailment]:
    yield from _pools(
        "pool-with-physician",
        _("A physician is a member of these pools: they must never be the first to see a message."),
        Pool.objects.filter(members__role__in=PHYSICIANS).distinct(),
    )
    yield from _pools(
        "pool-nobody-works-in",
        _("Nobody of the team works in these pools: what goes there is seen by nobody."),
        pools_that_nobody_works_in(viewer),
    )


def _pools(name: str, sentence: str, pools: "QuerySet[Pool]") -> Iterator[Ailment]:
    """A pool knows no time; its name is nobody's secret."""
    found = [f"{pool.pk} ({pool.name})" for pool in pools.order_by("name")]
    if found:
        yield Ailment(name=name, sentence=sentence, count=len(found), ids=tuple(found[:20]))


def pools_that_nobody_works_in(viewer: Viewer) -> "QuerySet[Pool]":
    """Without a member who is on the team, can sign in, and may be the first to see something."""
    working = StaffMember.objects.filter(pools=OuterRef("pk"), is_active=True, account__is_active=True)
    return Pool.objects.filter(~Exists(working.exclude(role__in=PHYSICIANS)))


def absent_without_cover(viewer: Viewer, *, now: datetime) -> set[UUID]:
    """Members of staff who are away today, and in whose place nobody answers who is there."""
    today = (now - timedelta(hours=8)).date()  # late enough everywhere in the country that the day has begun
    named = named_stand_ins(viewer, today)
    answers = {away: who_answers(away, named) for away in named}
    there = StaffMember.objects.filter(is_active=True, account__is_active=True)
    present = set(there.filter(pk__in=[one for one in answers.values() if one]).values_list("pk", flat=True))
    return {away for away, one in answers.items() if one not in present}
