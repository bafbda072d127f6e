"""The worklist in words: kinds, flags, reasons, refusals; and what the address of a list asks for."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portico.clinic.presenters import KIND_WORDS, kind_words
from portico.triage.queries import Wanted
from portico.triage.rules.item import Flag, Reason
from portico.triage.rules.red_flags import lowered_of, topics_of

WHOSE = ("mine", "nobody", "asked")
# Names of a new practice's later pools as patients read them; messaging's words translate what is here.
FIRST_NAMES = (gettext_noop("the front desk"), gettext_noop("the referral team"))
STATES = ("open", "waiting", "closed")
FLAGS = {Flag.SAME_DAY: gettext_noop("Today"), Flag.URGENT: gettext_noop("Urgent")}


def kinds() -> dict[str, str]:
    """What patients write about, as the team reads it."""
    return {kind: kind_words(kind) for kind in KIND_WORDS}


def flag_words(flag: str) -> str:
    return _(FLAGS[Flag(flag)]) if flag else ""


def reasons() -> dict[str, str]:
    """Why something is closed without a reply."""
    return {
        Reason.THANKS: _("Only said thank you"),
        Reason.DUPLICATE: _("Sent twice"),
        Reason.VISIT_BOOKED: _("A visit is booked for it"),
        Reason.NOT_REACHED: _("We could not reach the patient"),
        Reason.NOT_FOR_US: _("Not for us"),
        Reason.OTHER: _("Another reason, in words"),
    }


def how_words(how: str) -> str:
    """How something was closed."""
    return {"reply": _("with an answer"), "action": _("after something was done")}.get(
        how, reasons().get(Reason(how), how) if how in set(Reason) else how
    )


# What happened, as a line of the history.
STEPS = {
    "opened": gettext_noop("Opened"),
    "claimed": gettext_noop("Taken"),
    "released": gettext_noop("Put back"),
    "routed": gettext_noop("Sent on"),
    "split": gettext_noop("Asks for something else too"),
    "asked": gettext_noop("Physician asked"),
    "advised": gettext_noop("Physician answered the team"),
    "replied": gettext_noop("Answered"),
    "called": gettext_noop("Call logged"),
    "flagged": gettext_noop("Flag changed"),
    "closed": gettext_noop("Closed"),
    "reopened": gettext_noop("Opened again"),
    "patient-wrote": gettext_noop("The patient wrote"),
    "net": gettext_noop("The net under messages looked"),
    "overdue": gettext_noop("The promised time passed"),
    "still": gettext_noop("Still not answered a working day later"),
    "paged": gettext_noop("On call: paged"),
    "not-paged": gettext_noop("On call: could not be paged"),
    "expired": gettext_noop("Went back: nobody worked on it"),
}


def step_words(what: str) -> str:
    return _(STEPS[what]) if what in STEPS else what


# What the net finds, as patients and the team read it: in the middle of a sentence.
TOPIC_WORDS = {
    "chest-pain": gettext_noop("chest pain"),
    "breathing": gettext_noop("trouble breathing"),
    "stroke": gettext_noop("signs of a stroke"),
    "abdominal-pain": gettext_noop("severe belly pain"),
    "palpitations": gettext_noop("a racing or uneven heartbeat"),
    "fainting": gettext_noop("fainting or nearly fainting"),
    "vomiting": gettext_noop("severe vomiting"),
    "bleeding": gettext_noop("bleeding"),
    "anaphylaxis": gettext_noop("a severe allergic reaction or swelling"),
    "suicide": gettext_noop("thoughts of suicide or self-harm"),
    "overdose": gettext_noop("too much of a medicine, or a poison"),
    "pregnancy": gettext_noop("a warning sign in pregnancy"),
    "infant-fever": gettext_noop("a fever in a young baby"),
    "headache": gettext_noop("a sudden or severe headache"),
    "seizure": gettext_noop("a seizure"),
    "reading": gettext_noop("a dangerous blood pressure or blood sugar"),
    "violence": gettext_noop("violence or not being safe"),
    "after-surgery": gettext_noop("trouble after surgery"),
    "testicle": gettext_noop("pain in a testicle"),
    "clot": gettext_noop("a swollen, painful leg"),
    "confusion": gettext_noop("sudden confusion"),
}


def topic_words(topic: str) -> str:
    return _(TOPIC_WORDS[topic]) if topic in TOPIC_WORDS else topic


def topics_words(topics: Iterable[str]) -> str:
    return ", ".join(topic_words(topic) for topic in topics)


def net_words(codes: str) -> str:
    """What a step of the net keeps, in words."""
    said = []
    if topics := topics_of(codes):
        said.append(_("The net found: %(topics)s.") % {"topics": topics_words(topics)})
    if lowered := lowered_of(codes):
        said.append(
            _("Also met, but denied, long ago, or slight: %(topics)s.") % {"topics": topics_words(lowered)}
        )
    return " ".join(said)


def why_words(code: str, who: str = "") -> str:
    """Why a move was refused, and what to do; `who` has it."""
    if code == "taken":
        return _("%(name)s has this now.") % {"name": who} if who else _("Somebody else has this now.")
    return {
        "physician": _("Physicians answer the team; the team does this."),
        "not-yours": _("This is in a pool that you are not in."),
        "closed": _("This was answered or closed meanwhile."),
        "not-claimed": _("You do not have this one."),
        "no-reason": _("Please give a reason."),
        "same-kind": _("It is of this kind already. Choose another one."),
        "no-kind": _("Choose what else it asks for."),
        "kind-there": _("Somebody has given it this kind already: see above."),
        "same-pool": _("It is there already. Choose another pool or kind."),
        "not-seen": _("Somebody of the team has to read it before a physician is asked."),
        "no-question": _("A physician needs a summary and a question."),
        "no-physician": _("Nobody is on duty for this physician. Choose another one."),
        "not-asked": _("The team took this question back, or somebody answered it."),
        "empty": _("Please write something first."),
        "too-long": _("This is too long. Please shorten it."),
        "not-licensed": _("It is flagged: a nurse, a pharmacist or the pool's lead has to do this."),
        "not-clinical": _(
            "It is about somebody's health: a nurse, a pharmacist or a medical assistant ends it."
        ),
        "not-a-physicians": _(
            "A physician is not asked about this kind. If it is about health, give it that kind first."
        ),
        "no-words": _("Please say the reason in words."),
        "open": _("It is open already."),
        "too-old": _("It was closed more than 14 days ago. Please write a new message instead."),
        "too-late": _("It was too late to undo."),
        "no-pool": _("No pool of this clinic takes it. Choose another one."),
        "too-many": _("You have 20 saved views. Forget one first."),
        "another-item": _("This form belongs to another message. Nothing was done."),
        "newer-post": _("Not sent: a newer message came in. Read it, then send again; your text is kept."),
    }.get(code, _("That did not work. Please look at it again."))


def wanted(asked: Mapping[str, Any]) -> Wanted:
    """What the address of a list asks for. Anything else in it counts as nothing."""
    whose, state, kind = (str(asked.get(name, "")) for name in ("whose", "state", "kind"))
    return Wanted(
        pool=as_id(str(asked.get("pool", ""))),
        whose=whose if whose in WHOSE else "",
        kind=kind if kind in KIND_WORDS else "",
        state=state if state in STATES else "open",
        is_flagged=asked.get("flagged") == "1",
        is_late=asked.get("late") == "1",
    )


def list_query(asked: Wanted) -> str:
    """The same, back into an address."""
    parts = {
        "pool": str(asked.pool or ""),
        "whose": asked.whose,
        "kind": asked.kind,
        "state": "" if asked.state == "open" else asked.state,
        "flagged": "1" if asked.is_flagged else "",
        "late": "1" if asked.is_late else "",
    }
    return urlencode({name: value for name, value in parts.items() if value})


def as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
