"""Help on what the team does beside an answer: orders, letters, visits, recalls."""

from django.utils.translation import gettext_lazy as _

from portico.guide.presenters.topic import Audience, Topic

BESIDE = (
    Topic(
        "orders",
        Audience.TEAM,
        routes=("orders-lists:orders", "orders:order", "orders:returning"),
        title=_("Orders"),
        what=_(
            "Renewals, lab orders and referrals: what waits to be signed, to be corrected, to be entered."
        ),
        can=(
            _("Open one: what is ordered, for whom, and who did what so far."),
            _("Sign it or return it with a reason, where your role may."),
            _("Print it."),
            _("Mark it as entered in the record system."),
        ),
        next=_(
            "A signature can be taken back for ten seconds. Then the order goes to the record system and is never "
            "changed."
        ),
    ),
    Topic(
        "order-writing",
        Audience.TEAM,
        routes=("orders:renewal", "orders:laboratory", "orders:referral", "orders:correction"),
        title=_("Preparing an order"),
        what=_("A draft for somebody licensed to sign. Nothing is ordered by preparing it."),
        can=(
            _("Look at what was filled in from the message and the chart, and correct it."),
            _("Keep it as a draft, or send it to be signed."),
            _("Go back to the message: what you typed there is kept."),
        ),
        next=_(
            "A renewal that meets the adopted protocol goes to a nurse or pharmacist, all else to a physician."
        ),
    ),
    Topic(
        "refill-protocol",
        Audience.TEAM,
        routes=("orders-lists:protocol",),
        title=_("The refill protocol"),
        what=_("What each class of medicines needs before it is renewed: a visit, tests, a supply."),
        can=(
            _("Read the table, and where each row comes from."),
            _("Adopt it for the practice, where your role may. Until then it is a draft."),
            _("Print it."),
        ),
        next=_("The check beside each refill goes by it. It authorizes nothing: a person signs."),
    ),
    Topic(
        "letters",
        Audience.TEAM,
        routes=(
            "letters-lists:letters",
            "letters-team:letter",
            "letters-team:pdf",
            "letters-team:beside",
            "letters-team:new",
            "letters-team:correction",
        ),
        title=_("Letters"),
        what=_(
            "Letters for school, work and others: written by the team, signed, and then in the patient's documents."
        ),
        can=(
            _(
                "Write one beside a message or from the chart, in English or Spanish; fill in what stands as ***."
            ),
            _("Sign what waits for you one by one, or several that you have read with one press."),
            _("Return one with a reason, or take back what you issued within ten seconds."),
            _("Revoke one that is wrong: the patient reads that it is no longer valid, and why."),
        ),
        next=_(
            "Signed, it stands in the patient's documents, to print or to save, and the patient is told of news."
        ),
    ),
    Topic(
        "visits-to-book",
        Audience.TEAM,
        routes=(
            "scheduling-lists:tickets",
            "scheduling-team:ticket",
            "scheduling-team:visit",
            "scheduling-team:new-ticket",
        ),
        title=_("Visits to book"),
        what=_("Visits that the team asked for: which, in which days, and how far they are."),
        can=(
            _("Ask for a visit beside a message or from the chart of a patient."),
            _("Offer up to five times; the patient chooses one, or you take it down by telephone."),
            _("Enter the chosen time in the record system and say so, or say that it is gone."),
            _("Give more time, or set it aside with a reason."),
        ),
        next=_(
            "What ends without a visit stands under its own heading until somebody says what becomes of it."
        ),
    ),
    Topic(
        "recalls",
        Audience.TEAM,
        routes=("scheduling-lists:recalls", "scheduling-team:recall", "scheduling-team:new-recall"),
        title=_("Recalls"),
        what=_("What is due for a patient on a day, so that it is not forgotten."),
        can=(
            _("Set a recall from the chart: what is due, and when."),
            _("Offer a visit for it; once the time is entered, the recall is done."),
            _("Put it off, say that it was done, or cancel it with a reason."),
        ),
        next=_("It comes onto the list thirty days before its day, and stays until somebody ends it."),
    ),
)
