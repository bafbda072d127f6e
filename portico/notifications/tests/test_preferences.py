"""Everybody decides how they are told; a number is one's own only with the code that was sent to it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from portico.audit.models import Row
from portico.notifications import tasks
from portico.notifications.models import Notice, NumberCode, Preference

PAGE = "/account/notices/"
NUMBER, CODE = f"{PAGE}number/", f"{PAGE}number/code/"
MOBILE = "608-555-0187"


def asked(stage: Any, phone: Any, key: str = "rosa") -> str:
    """The code that arrives."""
    answer = stage.browser(key).post(NUMBER, {"mobile": MOBILE})
    assert answer["Location"] == CODE
    tasks.carry(now=timezone.now())
    return re.search(r"\d{6}", phone.sent[-1][1])[0]  # type: ignore[index]  # a text without a code fails the test


def later(minutes: int) -> None:
    for row in NumberCode.objects.all():
        row.made_at -= timedelta(minutes=minutes)
        row.save()


@pytest.mark.parametrize("who", ["rosa", "david", "carmen", "jo", "grace", "omar"])
def test_whoever_is_signed_in_opens_the_page_from_their_account(stage: Any, who: str) -> None:
    browser = stage.browser(who)
    assert PAGE in browser.get("/account/security/").content.decode()
    page = browser.get(PAGE).content.decode()
    assert f"{who}@" in page or "no e-mail address of yours" in page
    for address in (NUMBER, CODE):
        assert browser.get(address).status_code == 200


def test_nobody_else_does(stage: Any) -> None:
    for address in (PAGE, NUMBER, CODE):
        assert stage.browser().get(address)["Location"].startswith("/account/sign-in/")


def test_rosa_turns_mails_off_and_reads_what_that_means(stage: Any) -> None:
    page = stage.browser("rosa").post(PAGE, {}, follow=True).content.decode()
    assert "Saved." in page
    assert "You get no notices now." in page
    assert not Preference.objects.get(account=stage.account("rosa")).by_email
    assert Row.objects.filter(verb="notifications.choose", kind="notice-preference").exists()
    page = stage.browser("rosa").post(PAGE, {"by_email": "on"}, follow=True).content.decode()
    assert "You get no notices now." not in page


def test_a_number_is_hers_with_the_code_that_was_sent_to_it(stage: Any, phone: Any) -> None:
    code = asked(stage, phone)
    page = stage.browser("rosa").get(CODE).content.decode()
    assert "0187" in page
    assert "555-0187" not in page
    answer = stage.browser("rosa").post(CODE, {"code": f"{code[:3]} {code[3:]}"}, follow=True)
    assert "text messages are on" in answer.content.decode()
    kept = Preference.objects.get(account=stage.account("rosa"))
    assert (kept.mobile, kept.by_text) == ("+16085550187", True)
    assert kept.agreed_at is not None
    stage.browser("rosa").post(f"{PAGE}number/removal/")
    kept.refresh_from_db()
    assert (kept.mobile, kept.by_text) == ("", False)


def test_the_code_stands_in_no_table(stage: Any, phone: Any) -> None:
    code = asked(stage, phone)
    for model in (Notice, NumberCode, Preference, Row):
        assert code not in str(list(model.objects.values()))


def test_a_retried_text_carries_the_same_code(stage: Any, phone: Any) -> None:
    code = asked(stage, phone)
    Notice.objects.update(state="waiting", leased_until=None)
    tasks.carry(now=timezone.now())
    assert len(phone.asked) == 2
    assert code in phone.asked[1][1]
    assert len(phone.sent) == 1


def test_a_code_works_once(stage: Any, phone: Any) -> None:
    code = asked(stage, phone)
    stage.browser("rosa").post(CODE, {"code": code})
    answer = stage.browser("rosa").post(CODE, {"code": code})
    assert answer.status_code == 422
    assert "run out" in answer.content.decode()


def test_a_code_is_no_good_after_ten_minutes(stage: Any, phone: Any) -> None:
    code = asked(stage, phone)
    later(10)
    assert "run out" in stage.browser("rosa").post(CODE, {"code": code}).content.decode()
    assert Preference.objects.get(account=stage.account("rosa")).mobile == ""


def test_after_five_wrong_tries_the_right_one_is_wrong_too(stage: Any, phone: Any) -> None:
    code = asked(stage, phone)
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        assert "not the code" in stage.browser("rosa").post(CODE, {"code": wrong}).content.decode()
    assert "too often" in stage.browser("rosa").post(CODE, {"code": code}).content.decode()
    assert not Preference.objects.get(account=stage.account("rosa")).by_text


def test_somebody_elses_code_is_none(stage: Any, phone: Any) -> None:
    code = asked(stage, phone)
    assert stage.browser("walter").post(CODE, {"code": code}).status_code == 422
    assert not Preference.objects.filter(mobile="+16085550187").exists()


def test_three_codes_an_hour_and_three_to_a_number_whoever_asks(stage: Any, phone: Any) -> None:
    for _ in range(3):
        asked(stage, phone)
    for who in ("rosa", "walter"):
        answer = stage.browser(who).post(NUMBER, {"mobile": MOBILE})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "enough codes for now" in page
        assert f'value="{MOBILE}"' in page
    assert stage.browser("walter").post(NUMBER, {"mobile": "608-555-0199"}).status_code == 302
    later(60)
    assert stage.browser("rosa").post(NUMBER, {"mobile": MOBILE}).status_code == 302


@pytest.mark.parametrize("typed", ["", "12", "call me", "x" * 31, "608-555-0187\x00", "911"])
def test_what_is_no_number_is_asked_again_and_kept(stage: Any, typed: str) -> None:
    answer = stage.browser("rosa").post(NUMBER, {"mobile": typed})
    assert answer.status_code == 422
    assert not NumberCode.objects.exists()


@pytest.mark.parametrize("typed", ["", "abc", "9" * 13, "١٢٣٤٥٦", "12345\x00"])
def test_what_is_no_code_is_asked_again(stage: Any, phone: Any, typed: str) -> None:
    asked(stage, phone)
    assert stage.browser("rosa").post(CODE, {"code": typed}).status_code == 422


def test_texts_can_not_be_turned_on_without_a_number(stage: Any) -> None:
    stage.browser("rosa").post(PAGE, {"by_email": "on", "by_text": "on"})
    assert not Preference.objects.get(account=stage.account("rosa")).by_text


def test_where_the_practice_sends_no_texts_no_page_offers_them(stage: Any, settings: Any) -> None:
    settings.PORTICO_SMS_PORT = ""
    assert "Text messages" not in stage.browser("rosa").get(PAGE).content.decode()
    assert stage.browser("rosa").get(NUMBER)["Location"] == PAGE
    assert stage.browser("rosa").post(NUMBER, {"mobile": MOBILE})["Location"] == PAGE
    assert not NumberCode.objects.exists()


def test_the_code_comes_in_the_language_of_the_page(stage: Any, phone: Any) -> None:
    browser = stage.browser("rosa")
    browser.cookies["language"] = "es"
    browser.post(NUMBER, {"mobile": MOBILE})
    tasks.carry(now=timezone.now())
    assert "es la clave" in phone.sent[0][1]


def test_the_page_says_between_which_hours_texts_come(stage: Any, wants_texts: Any) -> None:
    wants_texts("rosa")
    page = stage.browser("rosa").get(PAGE).content.decode()
    assert "between 9:00 am and 6:00 pm" in page
