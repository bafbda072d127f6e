"""Features in words."""

from django.utils.translation import gettext as _

from portico.clinic.rules.features import Feature


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
