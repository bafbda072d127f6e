"""The post office: told once, in the reader's language, and never a word about health."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone

from portico.core.actions import NotAllowed
from portico.core.delivery import run_due
from portico.core.models import Delivery
from portico.core.viewer import Purpose, system_viewer
from portico.messaging import actions as messaging
from portico.notifications.actions import send
from portico.notifications.models import Notice
from portico.notifications.queries import Recipient
from portico.notifications.rules.keys import outside_key
from portico.notifications.tasks import carry

TEMPLATE = "messaging/notices/new_message.txt"
CANARIES = ("canary", "Rosa", "Delgado", "isinopril", "Jo Park", "Lee", "refill", "nurse", "1958")


def tell(stage: Any, key: str = "k", address: str = "rosa@example.org", language: str = "en") -> Notice:
    to = Recipient(stage.account("rosa").pk, address, language)
    return send(by=system_viewer(Purpose.REACT), to=to, template=TEMPLATE, key=key)


def test_each_reads_it_in_their_own_language(stage: Any) -> None:
    for language in ("en", "es"):
        tell(stage, key=language, language=language)
    carry(now=timezone.now())
    english, spanish = mail.outbox
    assert english.subject == "You have a new message"
    assert (english.to, english.extra_headers["Message-ID"]) == (
        ["rosa@example.org"],
        f"<{outside_key('en')}@portico>",
    )
    assert english.extra_headers["Auto-Submitted"] == "auto-generated"
    assert "\n" not in spanish.subject


def test_a_person_can_not_send_notices(stage: Any) -> None:
    with pytest.raises(NotAllowed):
        send(
            by=stage.viewer("rosa"), to=Recipient(uuid4(), "a@example.org", "en"), template=TEMPLATE, key="k"
        )


def answer(stage: Any) -> None:
    """Rosa asks, Jo answers, ten seconds pass, the worker comes by."""
    thread = stage.ask(subject="Lisinopril canary-subject", body="canary-question")
    stage.answer("jo", thread, "canary-answer")
    run_due(now=timezone.now() + timedelta(seconds=11))
    carry(now=timezone.now() + timedelta(seconds=11))


def test_an_answer_is_told_to_the_patient_and_her_proxy_and_to_no_former_one(stage: Any) -> None:
    answer(stage)
    assert sorted(m.to[0] for m in mail.outbox) == ["elena@example.org", "rosa@example.org"]
    assert Notice.objects.count() == 2
    assert not Delivery.objects.exclude(state=Delivery.State.DONE).exists()


def test_no_mail_and_no_notice_holds_a_word_about_the_patient(stage: Any) -> None:
    answer(stage)
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        text = str(message.message()).replace(message.to[0], "")
        assert not [word for word in CANARIES if word in text]
    for row in Notice.objects.values():
        told = {name: value for name, value in row.items() if name != "address"}
        assert not [word for word in CANARIES if word in str(told)]


def test_an_answer_that_was_taken_back_is_told_to_nobody(stage: Any) -> None:
    post = stage.answer("jo", stage.ask(), "Oops")
    messaging.undo_answer(by=stage.viewer("jo", "rosa"), post_id=post.pk)
    run_due(now=timezone.now() + timedelta(minutes=1))
    carry(now=timezone.now() + timedelta(minutes=1))
    assert mail.outbox == []
