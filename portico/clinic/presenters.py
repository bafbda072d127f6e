"""Features and kinds of messages in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portico.clinic.rules.features import Feature

# In the order of rules/kinds.py, as the team reads them. Translated one by one: a list asks for those of forty rows.
KIND_WORDS = {
    "refill": gettext_noop("Refill"),
    "question": gettext_noop("Question"),
    "result": gettext_noop("Result question"),
    "medicine": gettext_noop("Medicine question"),
    "readings": gettext_noop("Readings"),
    "referral": gettext_noop("Referral"),
    "authorization": gettext_noop("Prior authorization"),
    "appointment": gettext_noop("Appointment"),
    "billing": gettext_noop("Billing"),
    "form": gettext_noop("Form or letter"),
    "records": gettext_noop("Copy or correction of the record"),
    "details": gettext_noop("Address, phone, insurance"),
    "technical": gettext_noop("Help with the portal"),
    "other": gettext_noop("Something else"),
}


def kind_words(kind: str) -> str:
    return _(KIND_WORDS[kind]) if kind in KIND_WORDS else kind


def feature_words() -> dict[Feature, str]:
    return {
        Feature.MESSAGES: _("Messages to the care team, refills"),
        Feature.RESULTS: _("Test results"),
        Feature.MEDICINES: _("Medicines"),
        Feature.PROBLEMS: _("Conditions"),
        Feature.ALLERGIES: _("Allergies"),
        Feature.VACCINES: _("Vaccines"),
        Feature.FAMILY_HISTORY: _("Family health history"),
        Feature.DOCUMENTS: _("Documents: visit summaries, letters, notes"),
        Feature.REFERRALS: _("Referrals"),
        Feature.VISITS: _("Visits"),
        Feature.CARE_TEAM: _("Care team"),
        Feature.WHO_LOOKED: _("Who looked at my record"),
        Feature.WHO_LOOKED_NAMES: _("Names of staff on that page, not only their role"),
    }
