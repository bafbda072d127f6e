"""Help on the pages of the record."""

from django.utils.translation import gettext_lazy as _

from portico.guide.presenters.topic import Audience, Topic

RECORD = (
    Topic(
        "record",
        Audience.PATIENT,
        routes=("home:record",),
        title=_("The health record"),
        what=_("The whole record in plain words, with the exact term beside each."),
        can=(
            _("Search it by a plain word, such as sugar, or by an exact one, such as eGFR."),
            _("Open one part: results, medicines, conditions and more."),
            _("Tell your care team when something is missing or wrong."),
        ),
        next=_("What the practice adds to the record appears here by itself."),
    ),
    Topic(
        "medicines",
        Audience.PATIENT,
        routes=("chart:medicines",),
        title=_("Medicines"),
        what=_("The medicines on record: those of now, and those of before."),
        can=(
            _("See how each one is taken."),
            _("Ask for a refill."),
            _("See what was taken before."),
        ),
        next=_("If the list is not what you take, tell your care team before you change anything."),
    ),
    Topic(
        "conditions",
        Audience.PATIENT,
        routes=("chart:problems",),
        title=_("Conditions"),
        what=_("The illnesses and conditions on record, now and in the past."),
        can=(
            _("Read each in plain words and by its exact name."),
            _("See since when it is on record."),
            _("See what is over."),
        ),
        next=_("If one is missing or wrong, tell your care team: they correct the record."),
    ),
    Topic(
        "allergies",
        Audience.PATIENT,
        routes=("chart:allergies",),
        title=_("Allergies"),
        what=_("What the body does not take well, and what happens then."),
        can=(
            _("Read each allergy and its reaction."),
            _("See how severe it was."),
            _("Tell your care team of one that is not in the list."),
        ),
        next=_(
            "Your care team looks at this list before it prescribes. Tell them at once when something is "
            "missing."
        ),
    ),
    Topic(
        "vaccines",
        Audience.PATIENT,
        routes=("chart:vaccines",),
        title=_("Vaccines"),
        what=_("The vaccines on record."),
        can=(
            _("See which were given, and when."),
            _("Print the list, for a school or for work."),
            _("Tell your care team of one that was given elsewhere."),
        ),
        next=_("A new vaccine appears here when the practice has written it down."),
    ),
    Topic(
        "documents",
        Audience.PATIENT,
        routes=(
            "chart:documents",
            "letters:letter",
            "letters:pdf",
            "chart:document",
        ),
        title=_("Documents"),
        what=_("Visit summaries, letters and notes."),
        can=(
            _("Read one here."),
            _("Download the file, where there is one."),
            _("Print it."),
        ),
        next=_("When a document has no text here, ask your care team for a copy."),
    ),
    Topic(
        "referrals",
        Audience.PATIENT,
        routes=("chart:referrals",),
        title=_("Referrals"),
        what=_("Where the care team sent you for more care: to whom, and why."),
        can=(
            _("See how far each one is."),
            _("Read the reason."),
            _("Ask for one, or about one, by a message."),
        ),
        next=_("If you do not hear from the other office, write to your care team."),
    ),
    Topic(
        "family-history",
        Audience.PATIENT,
        routes=("chart:family-history",),
        title=_("Family history"),
        what=_("What runs in the family, as the record has it."),
        can=(
            _("See who had what."),
            _("Read each in plain words and by its exact name."),
            _("Tell your care team what is missing."),
        ),
        next=_("Your care team uses it to know which check-ups make sense."),
    ),
    Topic(
        "care-team",
        Audience.PATIENT,
        routes=("chart:care-team",),
        title=_("Care team"),
        what=_("The people who look after you at this practice."),
        can=(
            _("See who is on the team, and in which role."),
            _("Write to them from the page Messages."),
            _("Call the practice to ask for another doctor."),
        ),
        next=_("What you write goes to the team first; they ask the doctor when it is needed."),
    ),
    Topic(
        "results",
        Audience.PATIENT,
        routes=("results:results",),
        title=_("Test results"),
        what=_("Blood tests, vital signs and reports that were released."),
        can=(
            _("Choose a kind at the top."),
            _("Open one to see what it measures and how it changed."),
            _("Ask your care team about it."),
        ),
        next=_("A new result appears here as soon as it is released."),
    ),
    Topic(
        "result",
        Audience.PATIENT,
        routes=(
            "results:result",
            "results:report",
        ),
        title=_("One test result"),
        what=_("What was measured, in plain words, beside the usual range."),
        can=(
            _("See where the value stands on the line."),
            _("See how it changed over time, as a picture or as a table."),
            _("Read the comment of your care team, where there is one."),
            _("Ask about it."),
        ),
        next=_(
            "A value outside the range is not always a problem. Your care team can tell you what it means"
            " for you."
        ),
    ),
)
