"""A net under what patients type: signs of danger in plain words, English and Spanish. A net, not triage.

Whatever it finds stays found: a "no", a "years ago" or a leaflet's words lower the rank of a sign and never take it
away. What it finds nothing in is not safe for that.

Source: domain.md 4.3 (red-flag scan; body, not subject) and 4.1 (readings). The tables beside this file are our own
wording; a clinician of the practice should read them: terms.tsv, lowering.tsv, around.tsv, spelling.tsv.
"""

from dataclasses import dataclass

from portico.triage.rules.red_flags.lowering import why_lower
from portico.triage.rules.red_flags.match import Match, Place, matches
from portico.triage.rules.red_flags.numbers import readings
from portico.triage.rules.red_flags.rank import Rank
from portico.triage.rules.red_flags.spelling import read

__all__ = ["CRISIS", "TOPICS", "Rank", "Scan", "Sign", "lowered_of", "scan", "topics_of"]

# In the order of terms.tsv. The words for people are presenters.net_words.
TOPICS = (
    "chest-pain", "breathing", "stroke", "abdominal-pain", "palpitations", "fainting", "vomiting", "bleeding",
    "anaphylaxis", "suicide", "overdose", "pregnancy", "infant-fever", "headache", "seizure", "reading", "violence",
    "after-surgery", "testicle", "clot", "confusion",
)  # fmt: skip
CRISIS = "suicide"  # where 988 helps
MOST_KEPT = 8  # signs; the worst come first
LONGEST = 20_000  # characters; every form of ours takes far less


@dataclass(frozen=True, slots=True)
class Sign:
    """One topic that was found. `said`: the few words that were met, in plain letters; never for a log."""

    topic: str
    rank: Rank
    said: str
    lowered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scan:
    """`steps`: how much was looked at, for the bound that a test holds."""

    signs: tuple[Sign, ...]
    rank: Rank
    steps: int

    @property
    def interrupts(self) -> bool:
        return self.rank >= Rank.URGENT

    @property
    def topics(self) -> tuple[str, ...]:
        """Of those that interrupt, worst first."""
        return tuple(sign.topic for sign in self.signs if sign.rank >= Rank.URGENT)

    @property
    def codes(self) -> str:
        """Topics and ranks alone, for the log and the item: "chest-pain:emergency breathing:note"."""
        return " ".join(f"{sign.topic}:{sign.rank.code}" for sign in self.signs[:MOST_KEPT])

    @property
    def is_emergency(self) -> bool:
        """Whether 911 comes first: somebody else's emergency, now, is one too for whoever writes of it."""
        return any(
            sign.rank is Rank.EMERGENCY or (sign.rank is Rank.URGENT and "third person" in sign.lowered)
            for sign in self.signs
        )

    @property
    def is_crisis(self) -> bool:
        return CRISIS in self.topics


def scan(text: str) -> Scan:
    """Each topic once, at the highest rank at which it was met; worst first."""
    place = read(text[:LONGEST])
    best: dict[str, Sign] = {}
    for match in (*matches(place), *readings(place)):
        sign = _sign(match, place)
        known = best.get(match.topic)
        if known is None or sign.rank > known.rank:
            best[match.topic] = sign
    signs = sorted(best.values(), key=lambda sign: (-sign.rank, TOPICS.index(sign.topic)))
    return Scan(tuple(signs), max((sign.rank for sign in signs), default=Rank.NONE), place.steps)


def topics_of(codes: str) -> tuple[str, ...]:
    """Of kept codes, the topics that interrupted; worst first."""
    pairs = (code.partition(":") for code in codes.split())
    return tuple(topic for topic, _colon, rank in pairs if rank in {Rank.URGENT.code, Rank.EMERGENCY.code})


def lowered_of(codes: str) -> tuple[str, ...]:
    """Of kept codes, the topics that were met and weighed less."""
    pairs = (code.partition(":") for code in codes.split())
    return tuple(topic for topic, _colon, rank in pairs if rank == Rank.NOTE.code)


def _sign(match: Match, place: Place) -> Sign:
    rank, why = match.rank, list(match.lowered)
    if why:
        rank = Rank.NOTE
    for reason, to in why_lower(match, place):
        why.append(reason)
        # One step down ends at urgent: who writes of somebody else may well be with them.
        rank = min(rank, Rank.URGENT if to == "step" else Rank.NOTE)
    return Sign(match.topic, rank, match.said, tuple(dict.fromkeys(why)))
