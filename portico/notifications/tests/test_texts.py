"""Texts: by day, few, only where they are wanted. And what is told once where it came twice."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from portico.core.viewer import Purpose, system_viewer
from portico.notifications import actions, tasks
from portico.notifications.models import Notice, Preference
from portico.notifications.queries import Recipient
from portico.notifications.rules.gate import Kind

TEMPLATE = "messaging/notices/new_message.txt"


def tell(stage: Any, key: str = "k", *, who: str = "rosa", **more: Any) -> Notice:
    account = stage.account(who)
    facts = {
        "account_id": account.pk,
        "address": account.contact_email,
        "language": "en",
        "zone": "America/Chicago",
    }
    facts |= {name: more.pop(name) for name in tuple(more) if name in facts}
    template = more.pop("template", TEMPLATE)
    return actions.send(
        by=system_viewer(Purpose.REACT), to=Recipient(**facts), template=template, key=key, **more
    )


def states() -> dict[str, tuple[str, str]]:
    return {n.key: (n.state, n.reason) for n in Notice.objects.order_by("key")}


def forget_the_window(*keys: str) -> None:
    """As if these had gone an hour ago."""
    for notice in Notice.objects.filter(key__in=keys, sent_at__isnull=False):
        notice.sent_at = timezone.now() - timedelta(hours=1)
        notice.save()


def test_rosa_who_wants_both_gets_a_mail_and_a_text(
    stage: Any, phone: Any, wants_texts: Any, noon: datetime
) -> None:
    wants_texts("rosa")
    tell(stage)
    assert tasks.carry(now=noon) == 2
    assert [m.to for m in mail.outbox] == [["rosa@example.org"]]
    ((number, words),) = phone.sent
    assert number == "+16085550142"
    assert words.startswith("There is something new for you")


def test_who_chose_nothing_gets_mails_and_no_text(stage: Any, phone: Any, noon: datetime) -> None:
    tell(stage)
    tasks.carry(now=noon)
    assert (len(mail.outbox), phone.asked) == (1, [])
    assert states() == {"k": ("sent", "")}


def test_a_text_at_night_waits_for_the_morning(
    stage: Any, phone: Any, wants_texts: Any, noon: datetime
) -> None:
    wants_texts("rosa")
    tell(stage)
    night = noon.replace(hour=23)
    tasks.carry(now=night)
    assert phone.asked == []
    assert states()["k.sms"] == ("waiting", "quiet-hours")
    morning = night.replace(hour=9) + timedelta(days=1)
    assert Notice.objects.get(key="k.sms").due_at == morning
    assert Notice.objects.get(key="k.sms").tries == 0
    assert tasks.carry(now=morning - timedelta(minutes=1)) == 0
    assert tasks.carry(now=morning) == 1
    assert len(phone.sent) == 1


def test_without_a_zone_the_clock_is_that_of_walters_own_clinic(
    stage: Any, phone: Any, wants_texts: Any, noon: datetime
) -> None:
    wants_texts("walter")
    tell(stage, who="walter", zone="")
    tasks.carry(now=noon.replace(hour=9, minute=30))  # half past eight in Denver
    assert (phone.asked, states()["k.sms"][1]) == ([], "quiet-hours")
    tasks.carry(now=noon.replace(hour=10))
    assert len(phone.sent) == 1


def test_the_second_text_of_a_day_is_held_with_its_reason_and_the_mail_goes(
    stage: Any, phone: Any, wants_texts: Any, noon: datetime
) -> None:
    wants_texts("rosa")
    tell(stage, "a")
    tasks.carry(now=noon)
    forget_the_window("a", "a.sms")
    tell(stage, "b")
    tasks.carry(now=noon + timedelta(hours=1))
    assert len(phone.sent) == 1
    assert len(mail.outbox) == 2
    assert states()["b.sms"] == ("held", "one-text-a-day")


def test_three_texts_a_week_and_no_fourth(stage: Any, phone: Any, wants_texts: Any, noon: datetime) -> None:
    wants_texts("rosa", by_email=False)
    for day in range(5):
        tell(stage, f"n{day}")
        tasks.carry(now=noon + timedelta(days=day))
        forget_the_window(f"n{day}.sms")
    assert len(phone.sent) == 3
    assert states()["n3.sms"] == states()["n4.sms"] == ("held", "three-texts-a-week")
    assert states()["n4"] == ("off", "email-off")
    tell(stage, "next-week")
    tasks.carry(now=noon + timedelta(days=7))
    assert len(phone.sent) == 4


def test_a_text_that_failed_still_counts_for_it_may_have_arrived(
    stage: Any, phone: Any, wants_texts: Any, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    wants_texts("rosa")

    def slow() -> Any:
        raise TimeoutError

    monkeypatch.setattr(tasks, "port", slow)
    tell(stage, "a")
    tasks.carry(now=noon)
    monkeypatch.setattr(tasks, "port", lambda: phone)
    tell(stage, "b", words={"other": "words"})
    Notice.objects.filter(key="a.sms").update(due_at=noon + timedelta(days=1))
    tasks.carry(now=noon + timedelta(minutes=20))
    assert states()["b.sms"] == ("held", "one-text-a-day")


def test_who_turned_texts_off_meanwhile_gets_none(
    stage: Any, phone: Any, wants_texts: Any, noon: datetime
) -> None:
    wants_texts("rosa")
    tell(stage)
    actions.forget_number(by=stage.viewer("rosa"))
    tasks.carry(now=noon)
    assert phone.asked == []
    assert states()["k.sms"] == ("off", "texts-off")


def test_a_text_never_goes_to_a_number_that_is_no_longer_hers(
    stage: Any, phone: Any, wants_texts: Any, noon: datetime
) -> None:
    wants_texts("rosa")
    tell(stage)
    wants_texts("rosa", number="+16085550199")
    tasks.carry(now=noon)
    assert phone.asked == []
    assert states()["k.sms"] == ("off", "texts-off")


def test_with_everything_off_the_notice_is_kept_and_says_so(stage: Any, phone: Any, noon: datetime) -> None:
    Preference.objects.create(account=stage.account("rosa"), by_email=False)
    tell(stage)
    assert tasks.carry(now=noon) == 0
    assert states() == {"k": ("off", "email-off")}


def test_security_goes_by_mail_even_then(stage: Any, noon: datetime) -> None:
    Preference.objects.create(account=stage.account("rosa"), by_email=False)
    tell(stage, template="accounts/notices/new_device.txt", kind=Kind.SECURITY, words={"sign_in": "rosa"})
    assert tasks.carry(now=noon) == 1
    assert mail.outbox[0].subject == "New sign-in to your account"


@pytest.mark.parametrize("address", ["stranger@example.org", "rosa@example.org, other@example.org"])
def test_an_address_that_the_practice_did_not_set_is_not_used(
    stage: Any, noon: datetime, address: str
) -> None:
    assert tell(stage, address=address).state == "no-address"
    assert tasks.carry(now=noon) == 0
    assert states()["k"] == ("no-address", "not-theirs")


@pytest.mark.parametrize(
    "address", ["rosa@example.org,all@example.org", "rosa@example.org\nBcc: a@b.org", "rosa"]
)
def test_what_is_no_single_address_is_not_used_even_if_the_practice_set_it(stage: Any, address: str) -> None:
    type(stage.account("rosa")).objects.filter(pk=stage.account("rosa").pk).update(contact_email=address)
    assert tell(stage).reason == "not-an-address"


def test_a_closed_account_hears_nothing(stage: Any, noon: datetime) -> None:
    tell(stage)
    type(stage.account("rosa")).objects.filter(pk=stage.account("rosa").pk).update(is_active=False)
    assert tasks.carry(now=noon) == 0
    assert states()["k"] == ("off", "account-closed")


def test_three_of_the_same_at_once_are_one_mail(stage: Any, noon: datetime) -> None:
    for key in "abc":
        tell(stage, key)
    assert tasks.carry(now=noon) == 1
    assert len(mail.outbox) == 1
    assert states() == {"a": ("sent", ""), "b": ("bundled", "same-again"), "c": ("bundled", "same-again")}
    assert {n.told_by.key for n in Notice.objects.filter(state="bundled") if n.told_by} == {"a"}


def test_one_that_comes_just_after_waits_ten_minutes_and_tells_for_all_that_follow(stage: Any) -> None:
    now = timezone.now()
    tell(stage, "a")
    tasks.carry(now=timezone.now())
    tell(stage, "b")
    tell(stage, "c")
    assert states()["b"] == ("waiting", "same-just-went")
    assert states()["c"] == ("bundled", "same-again")
    assert tasks.carry(now=now + timedelta(minutes=9)) == 0
    assert tasks.carry(now=now + timedelta(minutes=11)) == 1
    assert len(mail.outbox) == 2


def test_what_is_not_the_same_or_not_to_the_same_person_is_not_bundled(stage: Any, noon: datetime) -> None:
    tell(stage, "a")
    tell(stage, "b", who="elena")
    for key, what in (("c", "password"), ("d", "app-added"), ("e", "app-added")):
        words = {"sign_in": "rosa", "what": what}
        tell(stage, key, template="accounts/notices/changed.txt", kind=Kind.SECURITY, words=words)
    assert tasks.carry(now=noon) == 5


def test_a_practice_without_a_provider_makes_no_texts(stage: Any, settings: Any, wants_texts: Any) -> None:
    settings.PORTICO_SMS_PORT = ""
    wants_texts("rosa")
    tell(stage)
    assert set(states()) == {"k"}
