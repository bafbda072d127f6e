"""Prepared texts: tokens, pick lists and fill-in marks; what is still open in a text.

Source: domain.md 5.1 (a namespace of our own, an unresolved mark blocks sending). Fixed substitution, never a template
language (docs/adr/0016): a text is read once, from left to right, and what is put in is never read again.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

TOKENS = frozenset(
    {
        "patient.first_name", "patient.preferred_name", "practice.phone", "practice.name", "clinician.name",
        "last_visit.date", "next_visit.date", "med.name", "med.dose", "pharmacy.name", "result.name", "result.date",
        "result.value", "due.date", "user.signature", "referral.to", "referral.date", "referral.state",
        "asked.specialist", "asked.reason",
    }
)  # fmt: skip
CHARACTERS = 5_000
# Each piece runs to its end without looking back: a text of twenty thousand brackets is read as fast as any.
_MARK = re.compile(
    r"\{\{(?P<name>[^{}\n]*)\}\}|\[\[(?P<choice>[^\[\]\n]*)\]\]|(?P<fill>\*{3,})"
    r"|(?P<broken>\{\{|\}\}|\[\[|\]\])"
)


class Kind(StrEnum):
    NAME = "name"
    CHOICE = "choice"
    FILL = "fill"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Mark:
    """What has to be put in, and where it stands. `name`: of a token; `choices`: of a pick list."""

    kind: Kind
    said: str
    start: int
    name: str = ""
    choices: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        return self.start + len(self.said)


class Fault(StrEnum):
    """Why a text can't be kept as a phrase."""

    UNKNOWN_NAME = "unknown-name"
    FEW_CHOICES = "few-choices"
    EMPTY_CHOICE = "empty-choice"
    MARK_IN_CHOICE = "mark-in-choice"
    NOT_CLOSED = "not-closed"


@dataclass(frozen=True, slots=True)
class Wrong:
    fault: Fault
    said: str


@dataclass(frozen=True, slots=True)
class Expanded:
    """`left`: what nobody has put in yet, with its place in `text`. What was put in is no mark, whatever it looks
    like."""

    text: str
    left: tuple[Mark, ...]


def marks(text: str) -> list[Mark]:
    return [_mark(found) for found in _MARK.finditer(text)]


def _mark(found: "re.Match[str]") -> Mark:
    said, start = found.group(), found.start()
    if found["fill"]:
        return Mark(Kind.FILL, said, start)
    if found["broken"]:
        return Mark(Kind.BROKEN, said, start)
    if found["choice"] is not None:
        return Mark(
            Kind.CHOICE, said, start, choices=tuple(part.strip() for part in found["choice"].split("|"))
        )
    return Mark(Kind.NAME, said, start, name=found["name"].strip())


def faults(text: str) -> list[Wrong]:
    """What keeps a text from being saved; each named once."""
    return list(dict.fromkeys(wrong for mark in marks(text) for wrong in _faults(mark)))


def _faults(mark: Mark) -> Iterator[Wrong]:
    if mark.kind is Kind.BROKEN:
        yield Wrong(Fault.NOT_CLOSED, mark.said)
    elif mark.kind is Kind.NAME and mark.name not in TOKENS:
        yield Wrong(Fault.UNKNOWN_NAME, mark.said)
    elif mark.kind is Kind.CHOICE:
        if len(mark.choices) < 2:
            yield Wrong(Fault.FEW_CHOICES, mark.said)
        elif not all(mark.choices):
            yield Wrong(Fault.EMPTY_CHOICE, mark.said)
        if any(marks(choice) for choice in mark.choices):
            yield Wrong(Fault.MARK_IN_CHOICE, mark.said)


def expand(text: str, facts: Mapping[str, str]) -> Expanded:
    """Each token that has a fact becomes that fact, letter by letter; whatever has none stays and is counted."""
    made, left, at, length = [], [], 0, 0
    for mark in marks(text):
        fact = facts.get(mark.name, "") if mark.kind is Kind.NAME and mark.name in TOKENS else ""
        before = text[at : mark.start]
        length += len(before)
        if not fact:
            left.append(Mark(mark.kind, mark.said, length, mark.name, mark.choices))
        put = fact or mark.said
        made += [before, put]
        length += len(put)
        at = mark.end
    return Expanded("".join([*made, text[at:]]), tuple(left))


def unresolved(text: str) -> list[Mark]:
    """What still has to be put in before a text of the team may be sent. It reads the text as it stands: a value that
    looks like a mark is asked about too, rather than a forgotten mark sent."""
    return marks(text)


def chosen(text: str, number: int, choice: int) -> str:
    """The text with one of its pick lists (the first is 0) decided. One that is not there: the text as it was."""
    lists = [mark for mark in marks(text) if mark.kind is Kind.CHOICE]
    if not 0 <= number < len(lists) or not 0 <= choice < len(lists[number].choices):
        return text
    mark = lists[number]
    return text[: mark.start] + mark.choices[choice] + text[mark.end :]
