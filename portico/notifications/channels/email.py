"""How a notice leaves the house. E-mail for now; the words come from the room that asked, without patient data."""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation


def mail(*, address: str, language: str, template: str, key: str, words: dict[str, str]) -> None:
    """One address a mail. The key is the Message-ID, so a provider that honours it delivers once."""
    with translation.override(language):
        text = render_to_string(template, words)
    subject, _, body = text.strip().partition("\n")
    headers = {"Message-ID": f"<{key}@portico>", "Auto-Submitted": "auto-generated"}
    EmailMessage(subject.strip(), body.strip() + "\n", to=[address], headers=headers).send()
