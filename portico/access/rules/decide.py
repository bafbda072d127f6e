"""May this person pass this door? The one place where it is decided; deny wins, and there is no default allow.

Source: security checklist AZ-01, AZ-06, AZ-08, AU-03, SE-05; house rule "not yours = 404".
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

FRESH = timedelta(minutes=5)


class Answer(StrEnum):
    PASS = "pass"  # noqa: S105  # a word, not a password
    SIGN_IN = "sign-in"
    SECOND_FACTOR = "second-factor"
    FRESH_SIGN_IN = "fresh-sign-in"
    NOT_YOURS = "not-yours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What the door wants."""

    verb: str
    names_patient: bool = False
    is_for_staff: bool = False
    data_class: str = ""
    feature: str = ""
    is_fresh: bool = False
    needs_second_factor: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of who knocks. `has_relation` and `is_on_site` speak of the patient in the URL, today."""

    is_signed_in: bool
    is_active: bool = True
    is_staff: bool = False
    verbs: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    features: frozenset[str] = frozenset()
    has_relation: bool = False
    is_on_site: bool = False
    has_second_factor: bool = False
    signed_in_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    answer: Answer
    reason: str


def decide(ask: Ask, who: Standing, *, now: datetime) -> Decision:
    if not who.is_signed_in or not who.is_active:
        return Decision(Answer.SIGN_IN, "nobody is signed in")
    # Before anything else is answered: with a password alone nobody learns which patients a site has.
    if who.is_staff and ask.needs_second_factor and not who.has_second_factor:
        return Decision(Answer.SECOND_FACTOR, "staff work with a second factor")
    refusal = _why_not_theirs(ask, who)
    if refusal:
        return Decision(Answer.NOT_YOURS, refusal)
    if ask.is_fresh and not _is_fresh(who, now):
        return Decision(Answer.FRESH_SIGN_IN, "this needs a sign-in of the last five minutes")
    return Decision(Answer.PASS, "has the verb, and the patient is theirs to see")


def _why_not_theirs(ask: Ask, who: Standing) -> str:
    if ask.is_for_staff and not who.is_staff:
        return "a page of the care team"
    if ask.names_patient and ask.is_for_staff and not who.is_on_site:
        return "a patient of another site"
    if ask.names_patient and not ask.is_for_staff and not who.has_relation:
        return "not their own record, and no proxy today"
    if ask.verb not in who.verbs:
        return "the role lacks the verb"
    if ask.data_class and ask.data_class in who.hidden:
        return "hidden from this proxy"
    if ask.feature and ask.feature not in who.features:
        return "switched off here"
    return ""


def _is_fresh(who: Standing, now: datetime) -> bool:
    return who.signed_in_at is not None and now - who.signed_in_at <= FRESH
