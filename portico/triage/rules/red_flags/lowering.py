"""Why a sign weighs less: it is denied, long ago, somebody else's, only feared, or read on a leaflet. Never away.

Source: domain.md 4.3 ("negation and history words lower rank, never suppress").
"""

from collections.abc import Iterator
from functools import cache

from portico.triage.rules.red_flags.match import Match, Place, Span
from portico.triage.rules.red_flags.spelling import BREAKS
from portico.triage.rules.red_flags.table import Cue, Group, around, cues

FARTHEST = 16
LONGEST_PHRASE = 5
FAMILY = "family history"


def why_lower(match: Match, place: Place) -> Iterator[tuple[str, str]]:
    """Each reason, and how far down it takes it: note, or a step."""
    if _is_harmless(match, place):
        yield "named, not felt", "note"
    is_now = _says_now(match, place)
    for cue in cues():
        if cue.why in {"history", FAMILY} and is_now:
            continue
        if any(_holds(cue, span, match, place) for span in _near(cue, match, place)):
            yield cue.why, cue.to


def _is_harmless(match: Match, place: Place) -> bool:
    return any(_overlaps(span, around()["harmless"], place) for span in match.spans)


def _says_now(match: Match, place: Place) -> bool:
    return bool(place.between(around()["now"], *_sentence(match, place)))


def _near(cue: Cue, match: Match, place: Place) -> list[Span]:
    """Cues that stand close, and are no part of the sign itself; only "father had" may share its "had"."""
    some = place.between(cue.phrases, match.first - FARTHEST, match.last + FARTHEST)
    if cue.why == FAMILY:
        return [s for s in some if s[0] < match.first]
    return [s for s in some if not any(s[0] <= end and start <= s[1] for start, end in match.spans)]


def _holds(cue: Cue, span: Span, match: Match, place: Place) -> bool:
    start, end = span
    if cue.why == "negation" and _is_no_negation(span, match, place):
        return False
    if cue.why == "hypothetical" and _overlaps(span, around()["not hypothetical"], place):
        return False
    if cue.where in {"after", "near"} and start > match.last:
        return start - match.last <= cue.reach and not _breaks(match.last, start, place)
    if cue.where == "after":
        return False
    if end < match.first or (cue.why == FAMILY and start < match.first):
        is_near = match.first - end <= cue.reach
        return is_near and not _breaks(end, match.first, place, is_turning=cue.why != "history")
    return cue.why == "negation" and match.first < start < match.last  # "my chest does not hurt"


def _is_no_negation(span: Span, match: Match, place: Place) -> bool:
    """Words that deny nothing: "no relief", "no puedo", "never like this"; nor does a "No," that answers."""
    if place.between(around()["as never before"], *_sentence(match, place)):
        return True
    following = span[1] + 1
    if following < len(place.tokens) and "," in place.tokens[following].before:
        return True
    return _overlaps(span, around()["not negation"], place)


def _overlaps(span: Span, phrases: Group, place: Place) -> bool:
    return any(span[0] <= b for _a, b in place.between(phrases, span[0] - LONGEST_PHRASE, span[1]))


def _breaks(start: int, end: int, place: Place, *, is_turning: bool = True) -> bool:
    """Does another thought begin between the two words: a full stop, "but", "and I have"?"""
    for n in range(start + 1, end + 1):
        token = place.tokens[n]
        if any(mark in BREAKS for mark in token.before):
            return True
        if not is_turning:
            continue
        if n < end and token.text in _words("turn"):
            return True
        is_joined = "," in token.before or (n - 1 > start and place.tokens[n - 1].text in _words("and"))
        if is_joined and token.text in _words("subject"):
            return True
    return False


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(phrase[0] for phrase in around()[name])


def _sentence(match: Match, place: Place) -> Span:
    low, high = match.first, match.last
    while low > 0 and match.first - low < 30 and not any(mark in BREAKS for mark in place.tokens[low].before):
        low -= 1
    while high + 1 < len(place.tokens) and high - match.last < 30:
        if any(mark in BREAKS for mark in place.tokens[high + 1].before):
            break
        high += 1
    return low, high
