"""Ledger rows as sentences for the patient."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portico.audit.models import Row
from portico.clinic.rules.features import Feature
from portico.core.presenters import moment_words
from portico.core.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Looked:
    who: str
    what: str
    when: str


def looked(row: Row, viewer: Viewer) -> Looked:
    return Looked(_who(row, viewer), _what(row), moment_words(viewer, row.at))


def _who(row: Row, viewer: Viewer) -> str:
    if row.account == str(viewer.account_id):
        return _("You")
    is_person = row.role in {"patient", "proxy"}
    role = role_words(row.role)
    if is_person or Feature.WHO_LOOKED_NAMES in viewer.features:
        return f"{row.name}, {role}"
    return role


def role_words(role: str) -> str:
    return {
        "patient": _("patient"),
        "proxy": _("proxy"),
        "front-desk": _("front desk"),
        "medical-assistant": _("medical assistant"),
        "nurse": _("nurse"),
        "pharmacist": _("pharmacist"),
        "physician": _("doctor"),
        "pool-lead": _("team lead"),
        "manager": _("manager"),
        "administrator": _("administrator"),
        "privacy-officer": _("privacy officer"),
    }.get(role, _("somebody else"))


def _what(row: Row) -> str:
    if row.outcome == "refused":
        return _("Tried to open it and was refused")
    kinds = {
        "problems": _("Conditions"), "medicines": _("Medicines"), "allergies": _("Allergies"),
        "vaccines": _("Vaccines"), "family-history": _("Family health history"), "referrals": _("Referrals"),
        "encounters": _("Visits"), "appointments": _("Visits"), "care-team": _("Care team"),
        "documents": _("List of documents"), "document": _("A document"), "document-file": _("Downloaded a document"),
        "report-file": _("Downloaded a report"),
        "results": _("List of test results"), "result": _("A test result"), "report": _("A report"),
        "sending-rules": _("How you may write to the team"), "handout": _("The handout on writing to the team"),
        "ticket": _("A visit to book"), "tickets": _("List of visits to book"), "recall": _("A recall"),
        "letter": _("A letter"), "letters": _("List of letters"),
        "recalls": _("List of recalls"),
        "lift": _("How much you may write"),
        "messages": _("List of messages"), "message": _("A message"), "answer": _("An answer to a message"),
        "conversations": _("List of messages"), "message-copy": _("Saved a copy of a message"),
        "refill-form": _("The refill form"), "draft": _("A draft"), "home": _("Home page"),
        "record": _("Health record"),
        "who-looked": _("This page"), "work-item": _("A message, with the chart"), "chart": _("The chart"),
        "relation": _("Who may act for the patient"), "person": _("Personal details"),
    }  # fmt: skip
    what = kinds.get(row.kind, _("The record"))
    return what if row.outcome == "shown" else _("Changed: %(what)s") % {"what": what}
