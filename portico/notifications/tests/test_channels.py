"""The ways out: one address a mail, no line that nobody wrote, and texts by https to the one place that was named."""

from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail as outbox
from django.core.mail import EmailMessage

from portico.notifications.channels import Rejected, http, wording
from portico.notifications.channels.console import Console
from portico.notifications.channels.email import mail
from portico.notifications.channels.wording import Words, email_words

CHANGED = "accounts/notices/changed.txt"


def test_a_mail_has_one_recipient_and_the_key_in_its_headers() -> None:
    mail(address="rosa@example.org", words=Words("News", "There is news.\n"), key="k" * 32)
    (message,) = outbox.outbox
    assert message.recipients() == ["rosa@example.org"]
    assert (message.cc, message.bcc) == ([], [])
    assert message.extra_headers["Message-ID"] == f"<{'k' * 32}@portico>"
    assert message.extra_headers["X-Idempotency-Key"] == "k" * 32


def test_a_sign_in_name_with_a_line_end_writes_no_header_and_no_line() -> None:
    words = email_words(CHANGED, "en", {"sign_in": "rosa\r\nBcc: all@example.org", "what": "password"})
    mail(address="rosa@example.org", words=words, key="k")
    message = outbox.outbox[0]
    assert message.recipients() == ["rosa@example.org"]
    assert message.message().get_all("Bcc") is None
    assert not [line for line in words.body.splitlines() if line.startswith("Bcc")]


def test_a_subject_is_one_line_whatever_stands_in_it() -> None:
    assert "\n" not in email_words(CHANGED, "es", {"sign_in": "x", "what": "y"}).subject


def test_plain_text_is_not_escaped() -> None:
    words = email_words("messaging/notices/new_message.txt", "en", {"url": "https://p.example.org/?a=1&b='"})
    assert "a=1&b='" in words.body


@pytest.mark.parametrize(("code", "error"), [(550, Rejected), (451, SMTPRecipientsRefused)])
def test_a_mailbox_that_is_gone_is_not_tried_again_and_a_full_one_is(
    monkeypatch: pytest.MonkeyPatch, code: int, error: type[Exception]
) -> None:
    def refuse(self: EmailMessage, **_: Any) -> int:
        raise SMTPRecipientsRefused({"rosa@example.org": (code, b"no")})

    monkeypatch.setattr(EmailMessage, "send", refuse)
    with pytest.raises(error):
        mail(address="rosa@example.org", words=Words("News", "x"), key="k")


class Answering:
    """A provider that says what it is told to say."""

    def __init__(self, status: int) -> None:
        self.status, self.asked, self.is_closed = status, {}, False
        self.asked: dict[str, Any]

    def request(self, method: str, path: str, body: str, headers: dict[str, str]) -> None:
        self.asked = {"method": method, "path": path, "body": body, "headers": headers}

    def getresponse(self) -> "Answering":
        return self

    def close(self) -> None:
        self.is_closed = True


@pytest.fixture
def provider(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    settings.PORTICO_SMS_URL, settings.PORTICO_SMS_TOKEN = "https://sms.example.org/v1/texts?x=1", "secret"

    def answers(status: int) -> Answering:
        one = Answering(status)
        monkeypatch.setattr(http, "_connection", lambda _place: one)
        return one

    return answers


def test_a_text_is_posted_with_token_and_key(provider: Any) -> None:
    one = provider(202)
    http.Http().text(number="+16085550142", words="Algo nuevo", key="k1")
    assert (one.asked["method"], one.asked["path"]) == ("POST", "/v1/texts?x=1")
    assert one.asked["body"] == '{"to": "+16085550142", "text": "Algo nuevo"}'
    assert one.asked["headers"]["Idempotency-Key"] == "k1"
    assert one.asked["headers"]["Authorization"] == "Bearer secret"
    assert one.is_closed


@pytest.mark.parametrize(
    ("status", "error"),
    [(302, Rejected), (307, Rejected), (400, Rejected), (401, Rejected), (404, Rejected),
     (408, http.NotTaken), (429, http.NotTaken), (500, http.NotTaken), (503, http.NotTaken)],
)  # fmt: skip
def test_a_provider_that_says_no_is_believed_and_a_busy_one_asked_again(
    provider: Any, status: int, error: type[Exception]
) -> None:
    one = provider(status)
    with pytest.raises(error):
        http.Http().text(number="+16085550142", words="x", key="k")
    assert one.is_closed


@pytest.mark.parametrize(
    ("url", "environment"),
    [("http://sms.example.org/", "test"), ("http://127.0.0.1:9/", "production"), ("ftp://sms.example.org/", "test"),
     ("", "test"), ("https:///x", "test"), ("http://127.0.0.1.example.org/", "test")],
)  # fmt: skip
def test_texts_go_by_https_alone(settings: Any, url: str, environment: str) -> None:
    settings.PORTICO_SMS_URL, settings.ENVIRONMENT = url, environment
    with pytest.raises(Rejected):
        http.Http().text(number="+16085550142", words="x", key="k")


def test_the_console_writes_no_number_out(capsys: pytest.CaptureFixture[str]) -> None:
    Console().text(number="+16085550142", words="There is something new.", key="k")
    said = capsys.readouterr().out
    assert "something new" in said
    assert "608" not in said


def test_a_notice_without_a_text_of_its_own_goes_by_mail_alone() -> None:
    assert wording.is_there(wording.text_template("messaging/notices/new_message.txt"))
    assert not wording.is_there(wording.text_template(CHANGED))
