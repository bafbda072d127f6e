"""The tours: for each role, pages in their order, and what is said beside each. Words and addresses, no decisions."""

from django.utils.translation import gettext_lazy as _

from portico.guide.presenters.topic import Step

_PATIENT = (
    Step(
        "home",
        "home:home",
        _("Start here"),
        _("What needs you now stands first, then the next visit, then the doors to everything else."),
    ),
    Step(
        "messages",
        "messaging:threads",
        _("Write and read"),
        _("Your conversations with the care team. Beside each you read how far it is."),
    ),
    Step(
        "new-message",
        "messaging:new",
        _("Ask for what you need"),
        _("A refill, a question, an appointment: choose what it is about. You read who answers and by when."),
    ),
    Step(
        "results",
        "results:results",
        _("Results in plain words"),
        _("Open one to see the usual range and how the value changed. You can ask about each."),
    ),
    Step(
        "record",
        "home:record",
        _("The whole record"),
        _("Search it by a plain word, or open one part."),
    ),
    Step(
        "who-looked",
        "access:who-looked",
        _("Who looked"),
        _(
            "Every time somebody opens this record, it stands here. That was the tour. Help is at the top"
            " of every page."
        ),
    ),
)
_PROXY = (
    Step(
        "home",
        "home:home",
        _("Whose record this is"),
        _(
            "The name of the person you act for stays at the top, on every page. Below stands what needs "
            "you both."
        ),
    ),
    Step(
        "messages",
        "messaging:threads",
        _("Write for somebody"),
        _("What you write here is about this person. The care team sees that it comes from you."),
    ),
    Step(
        "new-message",
        "messaging:new",
        _("Ask for what is needed"),
        _("A refill, a question, an appointment: choose what it is about. You read who answers and by when."),
    ),
    Step(
        "record",
        "home:record",
        _("What you may see"),
        _("You see the parts that are open to you. What is private stays private."),
    ),
    Step(
        "details",
        "people:details",
        _("Who may act"),
        _("Who may act for this person stands here. To change it, call the practice."),
    ),
)
_TEAM = (
    Step(
        "desk",
        "desk:desk",
        _("What waits for the team"),
        _("What is due first is at the top. At the end of each line stands when it is due, and who has it."),
    ),
    Step(
        "open",
        "desk:desk",
        _("Open, take, answer"),
        _(
            "Open a line. Take it, answer it, or send it on. You have ten seconds to undo. With the "
            "keyboard: press ? for the keys."
        ),
    ),
    Step(
        "patients",
        "desk:patients",
        _("Find a patient"),
        _("The beginning of a name, a birth date or a record number is enough. Each look is written down."),
    ),
    Step(
        "away",
        "clinic-team:away",
        _("When you are away"),
        _("Say who stands in, so that no question waits unseen."),
    ),
    Step(
        "notices",
        "notifications:choices",
        _("How we tell you"),
        _("Choose how you hear of what concerns you. That was the tour. Help is at the top of every page."),
    ),
)
_PHYSICIAN = (
    Step(
        "desk",
        "desk:desk",
        _("What you are asked"),
        _("The team reads messages first. What it cannot decide alone comes to you and stands here."),
    ),
    Step(
        "answer",
        "desk:desk",
        _("Answer the team"),
        _(
            "Open a line: the question stands at the top, the chart beside it. Your answer goes to the "
            "team, and the team tells the patient."
        ),
    ),
    Step(
        "patients",
        "desk:patients",
        _("Look up a chart"),
        _("The beginning of a name, a birth date or a record number is enough. Each look is written down."),
    ),
    Step(
        "away",
        "clinic-team:away",
        _("When you are away"),
        _("Say who stands in: questions go there. That was the tour. Help is at the top of every page."),
    ),
)
_MANAGER = (
    Step(
        "desk",
        "desk:desk",
        _("How the pools stand"),
        _("What waits in each pool, and what is late. You read no message; you hear when one is late."),
    ),
    Step(
        "what-is-on",
        "clinic:features",
        _("What each clinic offers"),
        _("Switch parts on and off, for one clinic or for all. What is off leaves no trace."),
    ),
    Step(
        "undelivered",
        "notifications-team:undelivered",
        _("Notices that reached nobody"),
        _("Try one again, or give it up with a reason."),
    ),
    Step(
        "health",
        "health:health",
        _("How the portal is doing"),
        _("What needs a hand stands here. No patient is named."),
    ),
    Step(
        "away",
        "clinic-team:away",
        _("When you are away"),
        _("Say who stands in for you. That was the tour. Help is at the top of every page."),
    ),
)
_ADMINISTRATOR = (
    Step(
        "what-is-on",
        "clinic:features",
        _("What each clinic offers"),
        _("Switch parts on and off, for one clinic or for all. What is off leaves no trace."),
    ),
    Step(
        "undelivered",
        "notifications-team:undelivered",
        _("Notices that reached nobody"),
        _("Try one again, or give it up with a reason."),
    ),
    Step(
        "health",
        "health:health",
        _("How the portal is doing"),
        _("What needs a hand stands here. No patient is named."),
    ),
    Step(
        "account",
        "account-security",
        _("Your own account"),
        _(
            "Keep a second passkey or the recovery codes, so that you are never locked out. That was the "
            "tour. Help is at the top of every page."
        ),
    ),
)
TOURS: dict[str, tuple[Step, ...]] = {
    "patient": _PATIENT,
    "proxy": _PROXY,
    "manager": _MANAGER,
    "administrator": _ADMINISTRATOR,
    "physician": _PHYSICIAN,
    **dict.fromkeys(("front-desk", "medical-assistant", "nurse", "pharmacist", "pool-lead"), _TEAM),
}
