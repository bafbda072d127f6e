"""E-mail by Django's mail backend."""

from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMessage

from portico.notifications.channels import Rejected
from portico.notifications.channels.wording import Words


def mail(*, address: str, words: Words, key: str) -> None:
    """One address a mail, never a copy to anybody. A provider that honours either header with `key` delivers once."""
    headers = {
        "Message-ID": f"<{key}@portico>",
        "X-Idempotency-Key": key,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    try:
        EmailMessage(words.subject, words.body, to=[address], headers=headers).send()
    except SMTPRecipientsRefused as refused:
        codes = [code for code, _said in refused.recipients.values()]
        if codes and all(code >= 500 for code in codes):  # RFC 5321: 5yz is for good, 4yz for now
            raise Rejected from None
        raise
