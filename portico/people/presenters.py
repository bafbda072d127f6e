"""A person in words."""

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from portico.core.presenters import day_words
from portico.core.viewer import Viewer
from portico.people.models import Patient, Relation


def facts(patient: Patient, viewer: Viewer) -> list[tuple[str, str]]:
    """Label and value; what is not known is left out."""
    told = [
        (_("Name"), patient.full_name),
        (_("Likes to be called"), patient.preferred_name),
        (_("Born"), day_words(patient.birth_date) if patient.birth_date else ""),
        (_("Language"), language_words(patient.language)),
        (_("Address"), ", ".join(patient.address)),
        (_("Clinic"), patient.site.name),
        (_("Team"), patient.team.name if patient.team else ""),
        (_("Doctor"), patient.general_practitioner),
    ]
    return [(label, value) for label, value in told if value]


def language_words(code: str) -> str:
    """The language's own name; a code that nobody here knows stays as it is."""
    if not code:
        return ""
    try:
        return str(get_language_info(code.lower())["name_local"]).capitalize()
    except KeyError:
        return code


def gender_words(gender: str) -> str:
    words = {"female": _("female"), "male": _("male"), "other": _("other"), "unknown": _("not known")}
    return words.get(gender, gender)


def phone(use: str, number: str) -> tuple[str, str]:
    words = {"mobile": _("mobile"), "home": _("at home"), "work": _("at work"), "old": _("no longer used")}
    return words.get(use, use), number


def proxy(relation: Relation) -> tuple[str, str]:
    words = {
        Relation.Kind.ADULT: _("Chosen by the patient"),
        Relation.Kind.PARENT: _("Parent"),
        Relation.Kind.PARENT_OF_TEEN: _("Parent; part of the record is private"),
        Relation.Kind.GUARDIAN: _("Legal guardian"),
    }
    return relation.account.name, words.get(Relation.Kind(relation.kind), "")
