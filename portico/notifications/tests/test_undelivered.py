"""What got stuck is seen by those whose work it is, without a name, and leaves by their word alone."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from portico.audit.models import Row
from portico.core.delivery import run_due
from portico.core.models import Delivery, Event
from portico.notifications import tasks
from portico.notifications.channels import Rejected
from portico.notifications.models import Decision, Notice

PAGE = "/desk/undelivered/"
CANARIES = ("Rosa", "Delgado", "rosa@example.org", "1958")


@pytest.fixture
def stuck(stage: Any) -> Notice:
    made = timezone.now() - timedelta(hours=30)
    return Notice.objects.create(
        account=stage.account("rosa"), template="messaging/notices/new_message.txt", address="rosa@example.org",
        key="k", state="dead", tries=8, error="SMTPServerDisconnected", owner="administrator",
        created_at=made, due_at=made,
    )  # fmt: skip


@pytest.fixture
def failed(stage: Any) -> Delivery:
    now = timezone.now()
    event = Event.objects.create(
        name="messaging.answer_sent", at=now - timedelta(days=3), effective_at=now,
        patient=str(stage.patient("rosa").pk), data={"thread_id": "x"},
    )  # fmt: skip
    return Delivery.objects.create(
        event=event, reaction="portico.reactions.messages.tell_patient", state="dead", tries=8, error="KeyError",
        due_at=now,
    )  # fmt: skip


@pytest.mark.parametrize("who", ["grace", "ines"])
def test_manager_and_administrator_see_it_and_no_name(
    stage: Any, stuck: Notice, failed: Delivery, who: str
) -> None:
    page = stage.browser(who).get(PAGE).content.decode()
    for words in ("You have a new message", "r…@e….org", "1 day ago", "8 tries", "SMTPServerDisconnected",
                  "Administrators", "messages.tell_patient", "3 days ago", "KeyError"):  # fmt: skip
        assert words in page, words
    assert not [word for word in CANARIES if word in page]
    assert str(stage.patient("rosa").pk) not in page
    assert (
        stage.browser(who).get("/desk/undelivered/?after=x&kept=y&reactions=99999999999999999999").status_code
        == 200
    )


@pytest.mark.parametrize("who", ["jo", "amara", "priya", "omar", "rosa", "elena"])
def test_nobody_else_does(stage: Any, stuck: Notice, failed: Delivery, who: str) -> None:
    browser = stage.browser(who)
    assert browser.get(PAGE).status_code == 404
    for address in (f"notices/{stuck.pk}/try/", f"notices/{stuck.pk}/end/", f"reactions/{failed.pk}/try/"):
        assert browser.post(PAGE + address, {"reason": "too-late"}).status_code == 404
    assert "Undelivered" not in browser.get("/account/security/").content.decode()
    stuck.refresh_from_db()
    assert stuck.state == "dead"


def test_ines_tries_again_and_it_goes_with_the_key_that_it_had(stage: Any, stuck: Notice) -> None:
    answer = stage.browser("ines").post(f"{PAGE}notices/{stuck.pk}/try/", follow=True)
    assert "tried again now" in answer.content.decode()
    assert tasks.carry(now=timezone.now()) == 1
    assert mail.outbox[0].to == ["rosa@example.org"]
    decision = Decision.objects.get()
    assert (decision.what, decision.by_name) == ("again", "Inés Romero")
    assert Row.objects.filter(verb="notifications.mend", kind="notice-again", object=str(stuck.pk)).exists()


def test_grace_gives_up_with_a_reason_that_stays(stage: Any, stuck: Notice) -> None:
    browser = stage.browser("grace")
    answer = browser.post(f"{PAGE}notices/{stuck.pk}/end/", {"reason": "wrong-address"}, follow=True)
    page = answer.content.decode()
    assert "Everything was delivered." in page
    assert "Given up: the address is wrong." in page
    assert Decision.objects.get().reason == "wrong-address"
    assert Row.objects.filter(verb="notifications.mend", kind="notice-give-up").count() == 1
    assert tasks.carry(now=timezone.now() + timedelta(days=9)) == 0


@pytest.mark.parametrize("reason", ["", "because of Rosa's illness"])
def test_without_a_reason_from_the_list_it_stays(stage: Any, stuck: Notice, reason: str) -> None:
    answer = stage.browser("grace").post(f"{PAGE}notices/{stuck.pk}/end/", {"reason": reason})
    assert answer.status_code == 422
    assert "illness" not in answer.content.decode()
    assert f'href="#reason-{stuck.pk}"' in answer.content.decode()
    assert f'id="reason-{stuck.pk}"' in answer.content.decode()
    stuck.refresh_from_db()
    assert stuck.state == "dead"


def test_two_people_at_once_decide_once(stage: Any, stuck: Notice) -> None:
    stage.browser("grace").post(f"{PAGE}notices/{stuck.pk}/try/")
    answer = stage.browser("ines").post(f"{PAGE}notices/{stuck.pk}/end/", {"reason": "too-late"}, follow=True)
    assert "Somebody has seen to this already." in answer.content.decode()
    assert Decision.objects.count() == 1


def test_a_failed_reaction_runs_again_by_their_word(stage: Any, failed: Delivery) -> None:
    stage.browser("ines").post(f"{PAGE}reactions/{failed.pk}/try/")
    failed.refresh_from_db()
    assert (failed.state, failed.tries) == ("waiting", 0)
    assert Row.objects.filter(verb="notifications.mend", kind="delivery-again").exists()
    run_due(now=timezone.now() + timedelta(seconds=1))
    failed.refresh_from_db()
    assert failed.tries == 1


def test_what_a_provider_refuses_for_good_is_dead_at_once_and_has_an_owner(
    stage: Any, stuck: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: Any) -> None:
        raise Rejected

    monkeypatch.setattr(tasks, "mail", refuse)
    Notice.objects.update(state="waiting", tries=0, owner="", error="")
    tasks.carry(now=timezone.now())
    stuck.refresh_from_db()
    assert (stuck.state, stuck.tries, stuck.owner, stuck.error) == ("dead", 1, "administrator", "Rejected")


def test_a_worker_that_was_too_slow_changes_nothing_any_more(
    stage: Any, stuck: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its time ran out, another one sent it; then the first one's connection fails."""
    Notice.objects.update(state="waiting", tries=0, owner="", error="")

    def overtaken(**_: Any) -> None:
        Notice.objects.update(state="sent", tries=2)
        raise TimeoutError

    monkeypatch.setattr(tasks, "mail", overtaken)
    tasks.carry(now=timezone.now())
    stuck.refresh_from_db()
    assert (stuck.state, stuck.tries, stuck.error) == ("sent", 2, "")


def test_what_was_kept_unsent_is_seen_with_its_reason(stage: Any, stuck: Notice) -> None:
    Notice.objects.update(state="held", reason="one-text-a-day")
    page = stage.browser("grace").get(PAGE).content.decode()
    assert "One text a day is enough." in page


def test_a_hundred_are_read_page_by_page(
    stage: Any, stuck: Notice, django_assert_max_num_queries: Any
) -> None:
    facts = {"account": stuck.account, "template": stuck.template, "state": "dead", "due_at": stuck.due_at}
    for number in range(100):
        at: datetime = stuck.created_at + timedelta(seconds=number)
        Notice.objects.create(key=f"more-{number}", created_at=at, **facts)
    browser = stage.browser("grace")
    with django_assert_max_num_queries(16):
        page = browser.get(PAGE).content.decode()
    assert page.count("/try/") == 40
    assert 'rel="next"' in page
