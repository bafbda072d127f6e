"""Notices are taken in with what happened, and carried later by the worker."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from portico.core.viewer import Purpose, system_viewer
from portico.notifications import actions, tasks
from portico.notifications.models import Notice
from portico.notifications.queries import Recipient
from portico.notifications.rules.keys import outside_key

TEMPLATE = "messaging/notices/new_message.txt"


def tell(stage: Any, key: str = "k1", **more: Any) -> Notice:
    account = stage.account("rosa")
    facts = {"account_id": account.pk, "address": account.contact_email, "language": "en", **more}
    return actions.send(by=system_viewer(Purpose.REACT), to=Recipient(**facts), template=TEMPLATE, key=key)


def test_asked_twice_rosa_is_told_once(stage: Any) -> None:
    tell(stage)
    tell(stage)
    assert tasks.carry(now=timezone.now()) == 1
    assert tasks.carry(now=timezone.now()) == 0
    assert [m.to for m in mail.outbox] == [["rosa@example.org"]]


def test_the_key_is_the_message_id_so_that_a_provider_can_drop_a_second_one(stage: Any) -> None:
    tell(stage, key="delivery-7")
    tasks.carry(now=timezone.now())
    headers = mail.outbox[0].extra_headers
    assert headers["Message-ID"] == f"<{outside_key('delivery-7')}@portico>"
    assert headers["X-Idempotency-Key"] == outside_key("delivery-7")


def test_a_notice_says_that_something_is_new_and_nothing_of_the_patient(stage: Any) -> None:
    for language in ("en", "es"):
        tell(stage, key=language, language=language)
    tasks.carry(now=timezone.now())
    whole = " ".join(f"{m.subject} {m.body} {m.extra_headers}" for m in mail.outbox)
    assert not any(
        word in whole for word in ("Rosa", "Delgado", "Madison", "Lakeside", "isinopril", "efill", "/for/")
    )


def test_without_an_address_it_is_kept_where_it_can_be_seen(stage: Any) -> None:
    assert tell(stage, address="").state == "no-address"
    assert tasks.carry(now=timezone.now()) == 0


def test_a_mail_server_that_is_away_is_tried_again_later_and_at_last_given_up_visibly(
    stage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(**_: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(tasks, "mail", away)
    notice, now = tell(stage), timezone.now()
    for _ in range(tasks.MAX_TRIES):
        notice.refresh_from_db()
        assert notice.state == "waiting"
        tasks.carry(now=max(now, notice.due_at))
    notice.refresh_from_db()
    assert (notice.state, notice.tries, notice.error) == ("dead", 8, "ConnectionRefusedError")


def test_a_worker_that_died_between_loses_nothing(stage: Any) -> None:
    notice, now = tell(stage), timezone.now()
    assert tasks._claim(now) is not None  # and then it dies
    assert tasks.carry(now=now) == 0
    assert tasks.carry(now=now + tasks.LEASE + timedelta(seconds=1)) == 1
    notice.refresh_from_db()
    assert notice.state == "sent"
