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
    the patient and the writer taken out; "" without an answer. `pool`: where it was sent. `minutes`: from opening."""

    who: str
    kind: str
    end: str
    text: str = ""
    pool: str = ""
    minutes: float | None = None
    by_button: bool = False


@dataclass(frozen=True, slots=True)
class Habit:
    """`count` of `cases` went this way, `minutes` each (median); `hours` a month is what a button would save."""

    who: str
    kind: str
    end: str
    text: str
    pool: str
    count: int
    cases: int
    minutes: float

    @property
    def share(self) -> float:
        return self.count / self.cases

    @property
    def hours(self) -> float:
        return max(self.minutes - ONE_CLICK, 0.0) * self.count / MONTHS / 60

    @property
    def way(self) -> str:
        """Its name in an address: whose, which kind and end, and a little of the text's fingerprint. No words."""
        return f"{self.kind}-{self.end}-{sha256(f'{self.who}|{self.pool}|{self.text}'.encode()).hexdigest()[:12]}"

    def is_way(self, end: str, pool: str, text: str) -> bool:
        """Whether it is this way of finishing, though a word of the text differs."""
        alike = _is_alike(frozenset(normalise(self.text)), frozenset(normalise(text)))
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
    most = max(_ways(group), key=len, default=[])
    by_hand = [one for one in most if not one.by_button]
    if len(most) < LEAST_SHARE * len(group) or len(by_hand) < LEAST_CASES:
        return None
    text, same = Counter(one.text for one in by_hand).most_common(1)[0]
    if same < LEAST_SAME:
        return None
    took = [one.minutes for one in by_hand if one.minutes is not None]
    first = by_hand[0]
    return Habit(
        first.who,
        first.kind,
        first.end,
        text,
        first.pool,
        len(by_hand),
        len(group),
        median(took) if took else 0.0,
    )


def _ways(group: Sequence[Finished]) -> Iterator[list[Finished]]:
    """Finished the same way: the same end, and texts that are alike to the first of their way."""
    by_end: dict[tuple[str, str], list[Finished]] = defaultdict(list)
    for one in group:
        by_end[one.end, one.pool].append(one)
    for alike in by_end.values():
        leaders: list[tuple[frozenset[str], list[Finished]]] = []
        for one in alike:
            words = frozenset(normalise(one.text))
            way = next((way for leader, way in leaders if _is_alike(leader, words)), None)
            if way is not None:
                way.append(one)
            elif len(leaders) < MOST_TEXTS:
                leaders.append((words, [one]))
        yield from (way for _leader, way in leaders)


def _is_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return one == other or len(one & other) >= ALIKE * len(one | other)
