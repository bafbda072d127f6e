"""Help on the pages of patients and proxies: home, messages, visits, who looked."""

from django.utils.translation import gettext_lazy as _

from portico.guide.presenters.topic import Audience, Topic

PATIENT = (
    Topic(
        "home",
        Audience.PATIENT,
        routes=(
            "home:home",
            "home:more",
        ),
        title=_("Home"),
        what=_("Everything starts here: what needs you now, the next visit, and what we are working on."),
        can=(
            _("Read an answer of your care team."),
            _("Go on with a message that you began."),
            _("See the day, the time and the place of the next visit."),
            _("Open a part of the record."),
        ),
        next=_("When something new comes, it stands at the top of this page."),
    ),
    Topic(
        "messages",
        Audience.PATIENT,
        routes=("messaging:threads",),
        title=_("Messages"),
        what=_("What you and your care team wrote to each other."),
        can=(
            _("Open a conversation to read it or to write back."),
            _("Begin a new message."),
            _("Go on with a message that was not sent, or throw it away."),
        ),
        next=_("Beside each conversation you read how far it is."),
    ),
    Topic(
        "conversation",
        Audience.PATIENT,
        routes=("messaging:thread", "messaging:copy"),
        title=_("One conversation"),
        what=_("What was written about one topic, and by when you can expect an answer."),
        can=(
            _("Write back, with pictures or PDFs if they help."),
            _("See when the care team last opened it."),
            _("Write a new message when this one is closed."),
            _("Save a copy of it, to keep or to hand on."),
        ),
        next=_("After you send, you have ten seconds to undo it. Then your care team sees it."),
    ),
    Topic(
        "new-message",
        Audience.PATIENT,
        routes=(
            "messaging:new",
            "messaging:appointment",
            "messaging:referral",
            "messaging:other",
            "messaging:more",
            "messaging:form",
            "messaging:records",
            "messaging:billing",
            "messaging:authorization",
            "messaging:details",
            "messaging:technical",
        ),
        title=_("A new message"),
        what=_("Write to your care team. One topic in a message, so that each gets to the right person."),
        can=(
            _("Choose what it is about."),
            _("Write it in your own words. What you type is kept."),
            _("Add up to five pictures or PDFs."),
        ),
        next=_("You read who will answer and by when. After you send, you have ten seconds to undo it."),
    ),
    Topic(
        "refill",
        Audience.PATIENT,
        routes=("messaging:refill",),
        title=_("A refill"),
        what=_("Ask for more of a medicine from the list."),
        can=(
            _("Choose the medicine."),
            _("Say for how many days there is enough left."),
            _("Add what the care team should know."),
        ),
        next=_(
            "Your care team checks it and answers under Messages. When it may run out, this page says how"
            " to get an emergency supply now."
        ),
    ),
    Topic(
        "medicine-question",
        Audience.PATIENT,
        routes=("messaging:medicine",),
        title=_("A question about a medicine"),
        what=_("Ask how to take a medicine, about side effects, or whether it goes with another one."),
        can=(
            _("Choose the medicine."),
            _("Write what you would like to know."),
            _("For a severe reaction, do not write: call 911."),
        ),
        next=_("The answer comes under Messages. For more of the same medicine, ask for a refill instead."),
    ),
    Topic(
        "readings",
        Audience.PATIENT,
        routes=("messaging:readings",),
        title=_("Readings from home"),
        what=_("Tell your care team what you measured, or how things are going."),
        can=(
            _("Choose what you measured."),
            _("Write the numbers and when it was."),
            _("Add a picture of the display if it helps."),
        ),
        next=_(
            "Your care team reads it. With a number that is dangerous, this page says what to do at once."
        ),
    ),
    Topic(
        "health-question",
        Audience.PATIENT,
        routes=(
            "messaging:question",
            "messaging:emergency",
            "messaging:question-write",
        ),
        title=_("A question about your health"),
        what=_("Ask about something that can wait for an answer. First we ask whether it is an emergency."),
        can=(
            _("Read the signs of an emergency. With any of them, call 911 and do not write."),
            _("Without any of them, say what is wrong and since when."),
            _("Add pictures if they help."),
        ),
        next=_("Your care team answers under Messages. If it gets worse, do not wait for the answer: call."),
    ),
    Topic(
        "result-question",
        Audience.PATIENT,
        routes=(
            "messaging:result",
            "messaging:result-other",
            "messaging:result-question",
        ),
        title=_("A question about a test result"),
        what=_("Ask your care team what a result means."),
        can=(
            _("Choose the result that you mean, or say which one if it is not in the list."),
            _("Write what you would like to know."),
            _("Add pictures or PDFs if they help."),
        ),
        next=_("The answer comes under Messages, with the result beside it."),
    ),
    Topic(
        "visits",
        Audience.PATIENT,
        routes=(
            "scheduling:visits",
            "scheduling:ticket",
            "chart:encounters",
        ),
        title=_("Visits"),
        what=_("The visits that are booked, those that you can choose a time for, and those of the past."),
        can=(
            _("See the day, the time and the place."),
            _(
                "Choose one of the times that the clinic offers, ask for others, or say that you want no visit."
            ),
            _("See what is due, and the visits of the past."),
            _("Ask for another time by a message about an appointment."),
        ),
        next=_("To book a visit or to cancel one today, call the practice."),
    ),
    Topic(
        "details",
        Audience.PATIENT,
        routes=("people:details",),
        title=_("My details"),
        what=_("What the practice knows about how to reach you, and who may act for you."),
        can=(
            _("Check the name and the birth date."),
            _("Check the telephone numbers and the e-mail address."),
            _("See who may act for you."),
        ),
        next=_("When something is wrong, call the front desk. They correct it."),
    ),
    Topic(
        "who-looked",
        Audience.PATIENT,
        routes=("access:who-looked",),
        title=_("Who looked at this record"),
        what=_("Every time somebody opens or changes this record, it is written down here."),
        can=(
            _("See who it was, and what they opened."),
            _("See when it was."),
            _("Go back to older lines."),
        ),
        next=_(
            "Nobody can change this list. If something looks wrong, call the practice and ask for the "
            "privacy officer."
        ),
    ),
)
