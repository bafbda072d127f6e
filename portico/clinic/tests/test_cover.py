"""Whoever is away has somebody who answers: one rule sends the question, shows it and lets it be answered."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.utils import timezone

from portico.accounts.models import Account
from portico.clinic.models import Absence, StaffMember
from portico.clinic.queries import covered_by, physician_on_duty, stand_ins
from portico.clinic.rules.cover import covers, who_answers
from portico.triage import actions as triage


def test_who_is_there_answers_and_who_is_away_hands_it_on() -> None:
    assert who_answers("lee", {}) == "lee"
    assert who_answers("lee", {"lee": "okafor"}) == "okafor"
    assert who_answers("lee", {"lee": "okafor", "okafor": "stone"}) == "stone"


@pytest.mark.parametrize("named", [{"lee": "okafor", "okafor": "lee"}, {"lee": "a", "a": "b", "b": "a"}])
def test_a_circle_ends_at_nobody(named: dict[str, str]) -> None:
    assert who_answers("lee", named) is None
    assert all(not covers(one, named) for one in ("lee", "okafor", "a", "b"))


def test_whom_one_covers_are_exactly_those_whose_questions_one_gets() -> None:
    """Every way in which four people can be away and name each other."""
    four = range(4)
    for choice in product((None, *four), repeat=4):
        named = {away: there for away, there in zip(four, choice, strict=True) if there not in {None, away}}
        plans = {away: there for away, there in named.items() if there is not None}
        for one in four:
            assert covers(one, plans) == {away for away in plans if who_answers(away, plans) == one}
            assert not (one in plans and covers(one, plans)), "nobody covers who is away"


def physician(stage: Any, name: str) -> StaffMember:
    account = Account.objects.create(username=name, name=name)
    made = StaffMember.objects.create(account=account, role="physician", name=name)
    made.sites.set(amara(stage).sites.all())
    return made


def amara(stage: Any) -> StaffMember:
    return StaffMember.objects.get(account=stage.account("amara"))


def away(staff: StaffMember, stand_in: StaffMember, *, since: int = 1) -> Absence:
    today, day = timezone.now().date(), timedelta(days=1)
    first = today - since * day
    return Absence.objects.create(staff=staff, stand_in=stand_in, first_day=first, last_day=today + day)


def seen_as(stage: Any, staff: StaffMember) -> Any:
    return replace(stage.viewer("amara", "rosa"), staff_id=staff.pk, account_id=staff.account_id)


def test_a_question_to_dr_lee_is_answered_by_the_stand_in_of_her_stand_in(stage: Any) -> None:
    lee, okafor, stone = amara(stage), physician(stage, "Dr Okafor"), physician(stage, "Dr Stone")
    item, jo = stage.item(stage.ask()), stage.viewer("jo", "rosa")
    triage.see(by=jo, item_id=item.pk)
    triage.ask(
        by=jo, item_id=item.pk, physician_id=lee.pk, summary="Her potassium is high.", question="Stop it?"
    )
    stage.let_take_effect()
    away(lee, okafor)
    away(okafor, stone)
    on_duty = physician_on_duty(jo, lee.pk, site_id=item.site_id)
    assert on_duty == stone
    assert stand_ins(jo) == {lee.pk: "Dr Stone", okafor.pk: "Dr Stone"}
    assert covered_by(seen_as(stage, okafor)) == frozenset()
    assert covered_by(seen_as(stage, stone)) == {lee.pk, okafor.pk}
    triage.advise(by=seen_as(stage, stone), item_id=item.pk, text="Yes, stop it.")
    item.refresh_from_db()
    assert item.state == "claimed"


def test_when_two_physicians_name_each_other_nobody_is_on_duty_and_the_page_says_so(stage: Any) -> None:
    lee, okafor = amara(stage), physician(stage, "Dr Okafor")
    away(lee, okafor)
    away(okafor, lee)
    jo = stage.viewer("jo", "rosa")
    assert physician_on_duty(jo, lee.pk, site_id=stage.patient("rosa").site_id) is None
    assert stand_ins(jo) == {lee.pk: "", okafor.pk: ""}
    assert covered_by(seen_as(stage, lee)) == covered_by(seen_as(stage, okafor)) == frozenset()


def test_of_two_plans_the_one_that_begins_later_holds_for_everybody(stage: Any) -> None:
    lee, okafor, stone = amara(stage), physician(stage, "Dr Okafor"), physician(stage, "Dr Stone")
    away(lee, stone)
    away(lee, okafor, since=3)
    assert physician_on_duty(stage.viewer("jo"), lee.pk, site_id=stage.patient("rosa").site_id) == stone
    assert covered_by(seen_as(stage, stone)) == {lee.pk}
    assert covered_by(seen_as(stage, okafor)) == frozenset()
