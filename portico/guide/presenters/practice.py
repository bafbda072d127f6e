"""Help on the pages that set the practice up and keep it in order."""

from django.utils.translation import gettext_lazy as _

from portico.guide.presenters.topic import Audience, Topic

PRACTICE = (
    Topic(
        "sending",
        Audience.TEAM,
        routes=("sending:rules", "sending:write", "sending:mine"),
        title=_("Rules for sending"),
        what=_("How long a message may be, who may ask for advice, and how much one may write."),
        can=(
            _("Read what is in force, who adopted it, and every version."),
            _("A manager writes rules, from one of three beginnings or anew; a licensed person adopts them."),
            _("A physician narrows them for the patients of their own team."),
        ),
        next=_(
            "What is dangerous, a refill and a request for a visit are never stopped. What is refused is kept."
        ),
    ),
    Topic(
        "sending-of-one",
        Audience.TEAM,
        routes=("sending-chart:standing", "sending-chart:handout", "sending-chart:lift"),
        title=_("How one patient may write"),
        what=_("The rules that hold for this patient, the handout, and the caps."),
        can=(
            _("See whether the patient may ask for advice now, and why not."),
            _("Print the handout in the patient's language, and note that it was given or talked over."),
            _("Lift the caps through a day, with a reason, or let them hold again."),
        ),
        next=_("It holds from the patient's next message on."),
    ),
    Topic(
        "routing",
        Audience.TEAM,
        routes=("routing:table",),
        title=_("Where messages go"),
        what=_(
            "The routing table: which pool sees a message first, how urgent it is, by when it is answered."
        ),
        can=(
            _("Read the rows in force, in the order in which they are asked."),
            _("See every version, with who published it, when and why."),
            _("A manager changes it, or goes back to a version."),
        ),
        next=_("Each message says which row it went by, or that no row took it."),
    ),
    Topic(
        "routing-draft",
        Audience.TEAM,
        routes=("routing:draft", "routing:new-row", "routing:row", "routing:dry-run"),
        title=_("Changing where messages go"),
        what=_("A draft that is in force for nobody until it is published."),
        can=(
            _("Add a row, change it, move it up or down, take it out."),
            _("See why a table can't be published: it would lead nowhere, or to a physician first."),
            _(
                "Try it on the messages of the last ninety days: load of each pool, what moves, what would be late."
            ),
            _("Publish it, with a word on why."),
        ),
        next=_("Published, it holds for new messages. What is in the pools stays where it is."),
    ),
    Topic(
        "undelivered",
        Audience.TEAM,
        routes=("notifications-team:undelivered",),
        title=_("Undelivered notices"),
        what=_("What the portal tried to tell and could not. Each stays here until somebody decides."),
        can=(
            _("Try one again, for example after an address was corrected."),
            _("Give one up, with the reason."),
            _("Run again what failed inside the portal."),
        ),
        next=_("What is delivered leaves the list."),
    ),
    Topic(
        "on-call",
        Audience.TEAM,
        routes=("oncall:ladders",),
        title=_("On call"),
        what=_(
            "Who is paged about an urgent message while a clinic is closed, and for how long each is waited for."
        ),
        can=(
            _("Read who is on the ladder of each clinic, and every version of it."),
            _("A manager writes a version: a nurse line or an answering service first."),
            _("A physician signs where the practice wants a physician to be paged first."),
        ),
        next=_("From the next urgent message on, while the clinic is closed, one after the other is paged."),
    ),
    Topic(
        "portal-health",
        Audience.TEAM,
        routes=("health:health",),
        title=_("How the portal is doing"),
        what=_("What needs somebody's hand now, in the portal itself."),
        can=(
            _("Read what is wrong, and for how long."),
            _("Open Where to look, for whoever looks after the machine."),
            _("Come back after a repair: what is mended is gone."),
        ),
        next=_("When nothing ails, the page says so."),
    ),
    Topic(
        "switches",
        Audience.TEAM,
        routes=("clinic:switch",),
        title=_("Switching a part on or off"),
        what=_("Choose what a clinic offers its patients."),
        can=(
            _("Choose the part."),
            _("Choose one clinic, or all."),
            _("Give the reason."),
        ),
        next=_("It holds at once. What is off disappears from the pages of the patients."),
    ),
)
