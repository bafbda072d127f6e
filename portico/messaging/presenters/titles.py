"""What a conversation is called: a medicine, a result by their plain names; what was chosen, in the words of its list.

The words of the lists are here too, since forms ask with them and pages answer with them.
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portico.core.presenters import page_language
from portico.core.viewer import DataClass, Viewer
from portico.lib.words import Kind, words
from portico.messaging.models import Thread
from portico.messaging.rules.kinds import Kind as About

# Kind -> what one chooses there -> words. What was chosen is the subject.
CHOSEN: dict[str, dict[str, str]] = {
    About.APPOINTMENT: {
        "new": gettext_noop("A new appointment"),
        "change": gettext_noop("Another time for a visit"),
        "cancel": gettext_noop("Cancel a visit"),
    },
    About.READINGS: {
        "pressure": gettext_noop("Blood pressure"),
        "sugar": gettext_noop("Blood sugar"),
        "weight": gettext_noop("Weight"),
        "temperature": gettext_noop("Temperature"),
        "pulse": gettext_noop("Pulse"),
        "oxygen": gettext_noop("Oxygen"),
        "news": gettext_noop("How I am doing"),
    },
    About.BILLING: {
        "bill": gettext_noop("A bill that I got"),
        "insurance": gettext_noop("What my insurance pays"),
        "payment": gettext_noop("A payment, or paying in parts"),
        "estimate": gettext_noop("What something will cost"),
    },
    About.FORM: {
        "work": gettext_noop("A letter for work"),
        "school": gettext_noop("A form or letter for school"),
        "leave": gettext_noop("Papers for family or medical leave"),
        "disability": gettext_noop("Disability papers"),
        "vaccines": gettext_noop("A list of vaccines"),
        "attendance": gettext_noop("A note that I was at a visit"),
        "paper": gettext_noop("Another form or letter"),
    },
    About.RECORDS: {
        "copy": gettext_noop("A copy of my record"),
        "send": gettext_noop("Send my record to somebody"),
        "correct": gettext_noop("Correct something in my record"),
    },
    About.DETAILS: {
        "address": gettext_noop("My address"),
        "phone": gettext_noop("My phone or e-mail"),
        "insurance": gettext_noop("My insurance"),
        "name": gettext_noop("My name"),
        "pharmacy": gettext_noop("My pharmacy"),
    },
    About.TECHNICAL: {
        "sign-in": gettext_noop("Signing in"),
        "missing": gettext_noop("Something is missing or wrong here"),
        "proxy": gettext_noop("Acting for somebody, or letting somebody act for me"),
        "portal": gettext_noop("Something else about the portal"),
    },
}


def chosen(kind: str) -> dict[str, str]:
    """What one chooses from in the form of this kind, in words."""
    return {code: _(said) for code, said in CHOSEN[kind].items()}


def title(thread: Thread) -> str:
    return kind_title(thread.kind, thread.subject, thread.details)


def kind_title(kind: str, subject: str, details: dict[str, Any]) -> str:
    """What somebody wrote stands as it was written."""
    if kind in CHOSEN:
        return _(CHOSEN[kind][subject]) if subject in CHOSEN[kind] else subject
    if kind == About.REFILL:
        return _("Refill: %(medicine)s") % {"medicine": _plain(Kind.MEDICINE, subject, {})}
    if kind == About.MEDICINE:
        return _("Question: %(medicine)s") % {"medicine": _plain(Kind.MEDICINE, subject, {})}
    if kind == About.RESULT:
        plain = _plain(Kind.RESULT, subject, details) if details.get("result") else subject
        return _("Result: %(test)s") % {"test": plain}
    if kind == About.REFERRAL:
        return _("Referral: %(specialist)s") % {"specialist": subject}
    if kind == About.AUTHORIZATION:
        return _("For the insurer: %(what)s") % {"what": subject}
    return subject


def _plain(kind: Kind, subject: str, details: dict[str, Any]) -> str:
    system, code = str(details.get("system", "")), str(details.get("code", ""))
    return words(kind, system=system, code=code, text=subject, language=page_language()).plain or subject


def is_open(viewer: Viewer, data_class: DataClass) -> bool:
    """Switched on, and not hidden from this person."""
    return data_class.value in viewer.features and viewer.may_see(data_class)
