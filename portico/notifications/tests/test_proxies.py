"""Who hears of what: a notice obeys what the pages hide."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from portico.access.queries import who_may_know
from portico.core.delivery import run_due
from portico.core.models import Delivery
from portico.core.viewer import DataClass, Purpose, system_viewer
from portico.messaging.models import Post, Thread
from portico.notifications import tasks
from portico.people.models import Relation


def heard(stage: Any, patient: str, data: str, **more: str) -> set[str]:
    found = who_may_know(system_viewer(Purpose.REACT), stage.patient(patient).pk, data, **more)
    return {recipient.address for recipient in found}


def answer(stage: Any, patient: str, *, label: str = "") -> set[str]:
    """The patient asks, Jo answers; who got a mail."""
    thread = stage.ask(patient)
    stage.answer("jo", thread)
    for rows in (Thread.objects.filter(pk=thread.pk), Post.objects.filter(thread=thread)):
        rows.update(sensitivity=label)
    at = timezone.now() + timedelta(seconds=11)
    run_due(now=at)
    tasks.carry(now=at)
    assert not Delivery.objects.filter(state="waiting", event__name="messaging.answer_sent").exists()
    return {message.to[0] for message in mail.outbox}


def test_marcus_and_his_father_hear_of_an_answer(stage: Any) -> None:
    assert answer(stage, "marcus") == {"marcus@example.org", "david@example.org"}


def test_of_a_private_conversation_his_father_hears_nothing(stage: Any) -> None:
    assert answer(stage, "marcus", label="confidential") == {"marcus@example.org"}


def test_where_messages_are_hidden_from_the_proxy_so_are_their_notices(stage: Any) -> None:
    Relation.objects.filter(account=stage.account("david")).update(hidden=["messages"])
    assert answer(stage, "marcus") == {"marcus@example.org"}


@pytest.mark.parametrize("data", list(DataClass))
def test_each_kind_of_data_that_is_hidden_is_not_told_either(stage: Any, data: DataClass) -> None:
    assert "elena@example.org" in heard(stage, "rosa", data)
    Relation.objects.filter(account=stage.account("elena")).update(hidden=[data])
    assert heard(stage, "rosa", data) == {"rosa@example.org"}


def test_a_label_closes_an_item_to_every_proxy_and_to_no_patient(stage: Any) -> None:
    assert heard(stage, "rosa", DataClass.RESULTS, sensitivity="confidential") == {"rosa@example.org"}


def test_whose_access_has_ended_hears_nothing(stage: Any) -> None:
    assert "carmen@example.org" not in answer(stage, "rosa")


def test_the_zone_of_a_notice_is_that_of_the_patients_clinic(stage: Any) -> None:
    found = who_may_know(system_viewer(Purpose.REACT), stage.patient("walter").pk, DataClass.RESULTS)
    assert {recipient.zone for recipient in found} == {"America/Denver"}
