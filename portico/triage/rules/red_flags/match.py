"""Where the patterns of terms.tsv are met. A pattern is met wherever its groups stand near the first one: more text
around it can bring them nearer and never farther away.

Source: domain.md 4.3.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from portico.triage.rules.red_flags.rank import Rank
from portico.triage.rules.red_flags.table import Group, Phrase, Term, by_first, terms

MOST = 12
Span = tuple[int, int]  # of tokens, both ends included


@dataclass(frozen=True, slots=True)
class Token:
    """`at`: its place for distances, in which the end of a sentence counts as two words. `before`: the marks between
    it and the word before."""

    text: str
    atoms: frozenset[str]
    at: int
    before: str
    value: float | None


@dataclass(slots=True)
class Place:
    """What was typed, as words; and where each phrase of the tables stands in it."""

    tokens: tuple[Token, ...]
    steps: int
    phrases: dict[Phrase, list[Span]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for start in range(len(self.tokens)):
            for phrase in self._beginning_at(start):
                self.phrases.setdefault(phrase, []).append((start, start + len(phrase) - 1))

    def _beginning_at(self, start: int) -> Iterator[Phrase]:
        for atom in self.tokens[start].atoms:
            for phrase in by_first().get(atom, ()):
                self.steps += 1
                rest = self.tokens[start + 1 : start + len(phrase)]
                if len(rest) == len(phrase) - 1 and all(
                    part in token.atoms for part, token in zip(phrase[1:], rest, strict=True)
                ):
                    yield phrase

    def spans(self, group: Group) -> list[Span]:
        return sorted({span for phrase in group for span in self.phrases.get(phrase, ())})

    def between(self, group: Group, low: int, high: int) -> list[Span]:
        """Those that begin between two words."""
        found: list[Span] = []
        for phrase in group:
            known = self.phrases.get(phrase)
            if known:
                some = known[bisect_left(known, (low, -1)) : bisect_left(known, (high + 1, -1))]
                self.steps += 1 + len(some)
                found += some
        return found

    def said(self, spans: "list[Span] | tuple[Span, ...]") -> str:
        ordered = sorted(spans)
        return " … ".join(" ".join(t.text for t in self.tokens[a : b + 1]) for a, b in ordered)


@dataclass(frozen=True, slots=True)
class Match:
    topic: str
    rank: Rank
    spans: tuple[Span, ...]
    said: str
    lowered: tuple[str, ...] = ()

    @property
    def first(self) -> int:
        return min(start for start, _end in self.spans)

    @property
    def last(self) -> int:
        return max(end for _start, end in self.spans)


def matches(place: Place) -> Iterator[Match]:
    for term in terms():
        groups = [place.spans(group) for group in term.groups]
        place.steps += 1 + sum(map(len, groups))
        if all(groups):
            yield from _met(term, [_ends(groups[0]), *groups[1:]], place)


def _ends(spans: list[Span]) -> list[Span]:
    """Said hundreds of times over, it is enough to look at the first and the last ones."""
    return spans if len(spans) <= 2 * MOST else spans[:MOST] + spans[-MOST:]


def _met(term: Term, groups: list[list[Span]], place: Place) -> Iterator[Match]:
    first, *others = groups
    for anchor in first:
        spans = [anchor]
        for other in others:
            after = spans[-1][1] if term.is_ordered else -1
            near = _nearest(anchor, other, place, after=after, taken=spans)
            if near is None or _apart(anchor, near, place) > term.within + len(others) * term.is_ordered:
                break
            spans.append(near)
        else:
            yield Match(term.topic, term.rank, tuple(spans), place.said(spans))


def _nearest(anchor: Span, spans: list[Span], place: Place, *, after: int, taken: list[Span]) -> Span | None:
    """A few on either side are enough: they are in order."""
    where = bisect_left(spans, anchor)
    few = spans[max(0, where - 4) : where + 5] if after < 0 else spans[bisect_left(spans, (after, 0)) :][:5]
    free = [s for s in few if s[0] > after and not any(s[0] <= t[1] and t[0] <= s[1] for t in taken)]
    place.steps += len(few)
    return min(free, key=lambda span: (_apart(anchor, span, place), span), default=None)


def _apart(a: Span, b: Span, place: Place) -> int:
    left, right = (a, b) if a <= b else (b, a)
    return place.tokens[right[0]].at - place.tokens[left[1]].at
