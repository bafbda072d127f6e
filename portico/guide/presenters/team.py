"""Help on the pages of the care team, and the keys of the desk."""

from django.utils.translation import gettext_lazy as _

from portico.guide.presenters.topic import Audience, Key, Topic

KEYS = (
    Key(
        (
            "j",
            "k",
        ),
        _("Next, previous in the list"),
    ),
    Key(("o",), _("Open")),
    Key(("c",), _("Take it")),
    Key(("r",), _("Answer")),
    Key(("p",), _("Phrases")),
    Key(("n",), _("Note to the team")),
    Key(("t",), _("Send it on")),
    Key(("m",), _("Asks for something else too")),
    Key(("v",), _("Offer a visit")),
    Key(("e",), _("Ask the physician")),
    Key(("x",), _("Close it")),
    Key(("u",), _("Undo")),
    Key(("/",), _("Filter")),
    Key(
        (
            "Ctrl",
            "↵",
        ),
        _("Send"),
    ),
)
TEAM = (
    Topic(
        "desk",
        Audience.TEAM,
        routes=("desk:desk",),
        title=_("The desk"),
        what=_("What waits for the team, in the order in which it is due."),
        can=(
            _("Choose a pool or a kept view, or filter the list."),
            _("Open a line: the message opens with the chart beside it."),
            _("Mark several lines and do one thing with all."),
            _("See who has it, and when an answer is due."),
        ),
        next=_(
            "When the time passes with no answer, the line says so, and whoever leads the pool hears of it."
        ),
        keys=KEYS,
    ),
    Topic(
        "work-item",
        Audience.TEAM,
        routes=("desk:item",),
        title=_("One item of work"),
        what=_("One message with its history, and the chart beside it."),
        can=(
            _("Take it, so that the others see that you have it."),
            _("Answer the patient. What you type is kept."),
            _("Send it on, ask the physician, log a call, or leave a note for the team."),
            _(
                "Say that it asks for something else too: that becomes an item of its own, for those who do it."
            ),
            _("Close it. It can be opened again."),
        ),
        next=_(
            "After an answer or a step you have ten seconds to undo it. If somebody wrote meanwhile, "
            "nothing is sent and your text is kept."
        ),
        keys=KEYS,
    ),
    Topic(
        "conversations",
        Audience.TEAM,
        routes=("desk:conversations", "messaging-team:copy"),
        title=_("Conversations of a patient"),
        what=_("All that was ever written with one patient, open and closed."),
        can=(
            _("Look for a word that the patient or the team wrote."),
            _("Open a message that is in your pools."),
            _("Save a copy of a conversation as plain text."),
        ),
        next=_("Closed messages stay part of the record. Who saved a copy is written down."),
    ),
    Topic(
        "steps",
        Audience.TEAM,
        routes=(
            "triage:route",
            "triage:split",
            "triage:question",
            "triage:closing",
            "triage:reopening",
            "triage:flag",
            "triage:call",
            "triage:note",
            "triage:advice",
        ),
        title=_("A step with an item"),
        what=_("One step: send it on, ask, flag, log a call, leave a note, close it or open it again."),
        can=(
            _("Fill in the few lines and save."),
            _("Give a reason where it is asked for."),
            _("Go back without a change."),
        ),
        next=_("The step stands in the history of the item, with your name."),
    ),
    Topic(
        "answer-phrases",
        Audience.TEAM,
        routes=("desk:phrases",),
        title=_("Phrases for an answer"),
        what=_("How each phrase reads with the values of this patient."),
        can=(
            _("Read one before you take it, in the patient's language where it has it."),
            _("Put one into your answer. What you typed is kept."),
            _("Go back to the message."),
        ),
        next=_(
            "It stands in your answer, and you go on writing. An answer with a blank or a choice in it is not sent."
        ),
    ),
    Topic(
        "phrases",
        Audience.TEAM,
        routes=("phrases:phrases", "phrases:phrase"),
        title=_("Phrases"),
        what=_("Prepared texts for answers: your own, those of your pools, and the practice's."),
        can=(
            _("Find one by its title, its shortcut or a word in it."),
            _("See how it reads, and every version with who and when."),
            _("Go back to a version, or retire one that you keep."),
            _("See which have to be read again."),
        ),
        next=_("What you keep is offered at once to all whom it is for. Nothing is ever deleted."),
    ),
    Topic(
        "phrase-writing",
        Audience.TEAM,
        routes=("phrases:new", "phrases:change"),
        title=_("Writing a phrase"),
        what=_("A text with a shortcut, in English, in Spanish, or in both."),
        can=(
            _("Put in what the list beside it names, such as {{patient.first_name}}."),
            _("Leave a choice [[one|another]] or a blank ***: the writer of the answer has to fill it."),
            _("Say for which messages it is, and by when it has to be read again."),
        ),
        next=_("Saved, it is a new version with your name. What it said before stays readable."),
    ),
    Topic(
        "guidelines",
        Audience.TEAM,
        routes=("guidelines:guidelines", "guidelines:guideline", "guidelines:new", "guidelines:change"),
        title=_("Guidelines for advice"),
        what=_("Advice guidelines: what to ask, when to call, when a visit, when 911, for each topic."),
        can=(
            _("Read one, see who adopted it and every version it had."),
            _("Write or change one: nurses, pharmacists and managers do."),
            _("Adopt one as it stands, where you are licensed."),
        ),
        next=_(
            "What is adopted stands beside the messages it is for. Say in your answer which one you used."
        ),
    ),
    Topic(
        "quick-actions",
        Audience.TEAM,
        routes=("quickactions:actions", "quickactions:action", "quickactions:new", "quickactions:change"),
        title=_("Quick actions"),
        what=_("One click for what you do the same way every day."),
        can=(
            _("See what each does, for which messages, and how often it was used."),
            _("Make one of your own. A manager makes those of the practice."),
            _("Change one that you keep; every version stays readable. Retire it, or offer it again."),
            _("See which no longer fits: its text is changed before sending nearly every time."),
        ),
        next=_("They stand above the answer of a message, those that you use most first."),
    ),
    Topic(
        "habits",
        Audience.TEAM,
        routes=("quickactions:habits",),
        title=_("What you do the same way"),
        what=_("The system looks for what you do the same way in four of five cases, and proposes a button."),
        can=(
            _("See how often you did it, how long it took, and what a button would save."),
            _("Make it a button: you read it and change it before it is saved."),
            _("Say that you do not want it: it is not proposed again."),
        ),
        next=_("A button that you made stands above the answer of such messages."),
    ),
    Topic(
        "quick-for-one",
        Audience.TEAM,
        routes=("desk:quick",),
        title=_("Quick actions for one message"),
        what=_("What each would say to this patient, in the patient's language."),
        can=(
            _("Read one before you use it."),
            _("Do it in one click. You have ten seconds to take it back."),
            _("Put its text into the box, and change it before you send it."),
            _("Go back to the message and answer it yourself."),
        ),
        next=_("What is not known for this patient is not sent: the text stands in the box."),
    ),
    Topic(
        "quick-for-many",
        Audience.TEAM,
        routes=("desk:runs", "desk:run"),
        title=_("Quick actions for many messages"),
        what=_("One press does the same with up to two hundred messages; each goes by itself."),
        can=(
            _("Tick messages in the list and choose Quick action; look at what it says before you press."),
            _("See how each went: done, or not done and why. What is flagged is never done so."),
            _("Take all of it back for two minutes. Until then no patient sees any of it."),
        ),
        next=_("What was not done stays in the list, for you to open one by one."),
    ),
    Topic(
        "find-patients",
        Audience.TEAM,
        routes=("desk:patients",),
        title=_("Finding a patient"),
        what=_("Find a patient of your clinics."),
        can=(
            _("Type the beginning of a name, a birth date or a record number."),
            _("Type two beginnings, such as del ros, to find fewer."),
            _("Open the chart."),
        ),
        next=_("Each search and each chart that is opened is written down. The patient can read who looked."),
    ),
    Topic(
        "chart",
        Audience.TEAM,
        routes=("desk:patient",),
        title=_("The chart in short"),
        what=_("What you may see of one patient, on one page."),
        can=(
            _("Read allergies, conditions and medicines, as far as your role may."),
            _("See the last and the next visit."),
            _("Open what else is waiting for this patient."),
        ),
        next=_("That you opened it is written down. The patient can read who looked."),
    ),
    Topic(
        "away",
        Audience.TEAM,
        routes=("clinic-team:away",),
        title=_("I am away"),
        what=_("Say when you are away and who stands in, so that no question waits unseen."),
        can=(
            _("Choose the first and the last day."),
            _("Choose who stands in."),
            _("End an absence that is planned."),
        ),
        next=_("On those days, what would go to you goes to your stand-in."),
    ),
)
