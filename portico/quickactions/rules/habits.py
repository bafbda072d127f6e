"""The 80/20 detector: what somebody, or a team, does the same way again and again, and is no button yet.

Source: mission 4.03, domain.md 5.2 ("80/20 detector"): over ninety days, per person and kind and per team and kind,
where one way covers at least 80 % of at least 20 cases. Facts in, habits with their evidence out; a person decides.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from statistics import median

from portico.lib.words import normalise

LEAST_CASES, LEAST_SHARE = 20, 0.8
LEAST_SAME = 3  # times word for word: what was written once may speak of one patient
ALIKE = 0.6  # words that two texts share, of all that either has
MONTHS = 3  # of the days that are looked at
ONE_CLICK = 0.2  # minutes that a button takes
MOST_TEXTS = 60  # leaders of a group: a group with more ways than this is no habit


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """How one item was finished. `who`: a member of staff or a team, as text. `text`: what was answered, with names of
    the patient and the writer taken out; "" without an answer. `language`: of the text. `pool`: where it was sent.
    `minutes`: from opening."""

    who: str
    kind: str
    end: str
    text: str = ""
    language: str = "en"
    pool: str = ""
    minutes: float | None = None
    by_button: bool = False


@dataclass(frozen=True, slots=True)
class Habit:
    """`count` of `cases` went this way, `minutes` each (median); `hours` a month is what a button would save. `text`
    and `spanish`: what was said, in each language in which it was said often enough."""

    who: str
    kind: str
    end: str
    text: str
    pool: str
    count: int
    cases: int
    minutes: float
    spanish: str = ""

    @property
    def share(self) -> float:
        return self.count / self.cases

    @property
    def hours(self) -> float:
        return max(self.minutes - ONE_CLICK, 0.0) * self.count / MONTHS / 60

    @property
    def way(self) -> str:
        """Its name in an address: whose, which kind and end, and a little of the text's fingerprint. No words."""
        return f"{self.kind}-{self.end}-{sha256(f'{self.who}|{self.pool}|{self.said}'.encode()).hexdigest()[:12]}"

    @property
    def said(self) -> str:
        """One of its texts, by which it is known again."""
        return self.text or self.spanish

    def is_way(self, end: str, pool: str, text: str) -> bool:
        """Whether it is this way of finishing, though a word of the text differs."""
        alike = _is_alike(frozenset(normalise(self.said)), frozenset(normalise(text)))
        return (self.end, self.pool) == (end, pool) and alike


def habits(finished: Iterable[Finished]) -> list[Habit]:
    """The one that saves most first."""
    groups: dict[tuple[str, str], list[Finished]] = defaultdict(list)
    for one in finished:
        groups[one.who, one.kind].append(one)
    found = [habit for group in groups.values() if (habit := _of(group))]
    return sorted(found, key=lambda habit: (-habit.hours, habit.who, habit.kind))


def _of(group: Sequence[Finished]) -> Habit | None:
    """What is done by a button already is no habit to propose; it is one of the cases all the same."""
    if len(group) < LEAST_CASES:
        return None
    most = max(_ways(group), key=lambda way: sum(map(len, way)), default=[])
    kept = [(text, said) for said in most if (text := _word_for_word(said)) is not None]
    by_hand = [one for _text, said in kept for one in said if not one.by_button]
    whole = sum(len(said) for _text, said in kept)
    if whole < LEAST_SHARE * len(group) or len(by_hand) < LEAST_CASES:
        return None
    texts = {said[0].language: text for text, said in kept}
    took = [one.minutes for one in by_hand if one.minutes is not None]
    first = by_hand[0]
    return Habit(
        who=first.who, kind=first.kind, end=first.end, pool=first.pool, count=len(by_hand), cases=len(group),
        minutes=median(took) if took else 0.0, text=texts.get("en", ""), spanish=texts.get("es", ""),
    )  # fmt: skip


def _word_for_word(said: Sequence[Finished]) -> str | None:
    """What was written by hand most often, where it was often enough."""
    counted = Counter(one.text for one in said if not one.by_button).most_common(1)
    return counted[0][0] if counted and counted[0][1] >= LEAST_SAME else None


def _ways(group: Sequence[Finished]) -> Iterator[list[list[Finished]]]:
    """Finished the same way: the same end, and in each language the texts that are alike most often."""
    by_end: dict[tuple[str, str], dict[str, list[Finished]]] = defaultdict(lambda: defaultdict(list))
    for one in group:
        by_end[one.end, one.pool][one.language].append(one)
    for languages in by_end.values():
        yield [max(_alike(said), key=len) for said in languages.values()]


def _alike(said: Sequence[Finished]) -> list[list[Finished]]:
    """Those whose texts are alike to the first of theirs. One language at a time: no word of one is alike another."""
    leaders: list[tuple[frozenset[str], list[Finished]]] = []
    for one in said:
        words = frozenset(normalise(one.text))
        way = next((way for leader, way in leaders if _is_alike(leader, words)), None)
        if way is not None:
            way.append(one)
        elif len(leaders) < MOST_TEXTS:
            leaders.append((words, [one]))
    return [way for _leader, way in leaders]


def _is_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return one == other or len(one & other) >= ALIKE * len(one | other)
