"""From a template to the words that leave, in the reader's language. The room that asks brings the template.

`<room>/notices/<name>.txt` is the e-mail, its first line the subject; `<name>.sms.txt` beside it the text message.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import translation

from portico.notifications.rules.keys import one_line


@dataclass(frozen=True, slots=True)
class Words:
    subject: str
    body: str


def text_template(template: str) -> str:
    return template.removesuffix(".txt") + ".sms.txt"


def is_there(template: str) -> bool:
    try:
        get_template(template)
    except TemplateDoesNotExist:
        return False
    return True


def email_words(template: str, language: str, words: Mapping[str, str]) -> Words:
    subject, _, body = _rendered(template, language, words).partition("\n")
    return Words(one_line(subject), body.strip() + "\n")


def text_words(template: str, language: str, words: Mapping[str, str]) -> Words:
    return Words("", one_line(_rendered(text_template(template), language, words)))


def _rendered(template: str, language: str, words: Mapping[str, str]) -> str:
    """Plain text, so nothing is escaped; a line end within a value would begin a line that nobody wrote."""
    clean = {name: one_line(str(value)) for name, value in words.items()}
    with translation.override(language):
        source = get_template(template).template  # type: ignore[attr-defined]  # Django's own engine, the only one here
        return str(source.render(Context(clean, autoescape=False))).strip()
