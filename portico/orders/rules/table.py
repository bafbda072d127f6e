"""The refill protocol as data: a table by class of medicine, and which laboratory tests count as which.

Source: domain.md 4.2 (a family-medicine guideline of January 2015, two other practices, and a sensible default for the
rest; the column `source` says which). Version 1 is a draft: it decides nothing before a licensed person adopts it.
Windows differ by state and practice, so a practice may bring a table of its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from hashlib import sha256

from portico.lib.words import normalise

COLUMNS = (
    "class", "words", "forms", "atc", "visit_months", "labs", "supply_days", "age_from", "on_it_months", "look",
    "excluded", "bridge_days", "source",
)  # fmt: skip
EXCLUDED = frozenset({"controlled", "not-by-nurses", "clinic", "clinician"})
LOOK = frozenset({"", "blood-pressure"})
# One medicine and another in one tablet, as prescriptions write it.
BETWEEN = (" / ", " + ", " and ", " with ")


class TableFault(ValueError):
    """What is wrong with a table, in a sentence for whoever wrote it."""


@dataclass(frozen=True, slots=True)
class Lab:
    """A test within so many months; after a value above `above` within `then_months`."""

    name: str
    months: int
    above: Decimal | None = None
    then_months: int = 0

    def months_after(self, value: Decimal | None) -> int:
        return (
            self.then_months
            if self.above is not None and value is not None and value > self.above
            else self.months
        )


@dataclass(frozen=True, slots=True)
class Row:
    """What a class asks. `forms`: only where one of these words stands too. `look`: what a person must look up."""

    name: str
    words: frozenset[str]
    forms: frozenset[str] = frozenset()
    atc: tuple[str, ...] = ()
    visit_months: int = 0
    labs: tuple[Lab, ...] = ()
    supply_days: int = 0
    age_from: int = 0
    on_it_months: int = 0
    look: str = ""
    excluded: str = ""
    bridge_days: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`mark` changes with every change of the table: what was adopted is this table and no other."""

    version: str
    rows: tuple[Row, ...] = ()
    tests: Mapping[str, frozenset[str]] = field(default_factory=dict)
    mark: str = ""

    def of(self, text: str, atc: str = "") -> tuple[Row, ...]:
        """Every row that this medicine falls under. Of two ingredients both must be known: half known is not known,
        unless what is known is never renewed by protocol."""
        found = [row for part in _parts(text) for row in self._named(part)]
        found += self._coded(atc)
        rows = tuple(dict.fromkeys(found))
        is_half = not self._coded(atc) and not all(self._named(part) for part in _parts(text))
        return tuple(row for row in rows if row.excluded) if is_half else rows

    def _named(self, part: str) -> list[Row]:
        words = set(normalise(part))
        return [row for row in self.rows if row.words & words and (not row.forms or row.forms & words)]

    def _coded(self, atc: str) -> list[Row]:
        """By the longest beginning of its ATC code."""
        fits = [(len(code), row) for row in self.rows for code in row.atc if atc.startswith(code)]
        longest = max((length for length, _row in fits), default=0)
        return [row for length, row in fits if length == longest]

    def codes(self, rows: Iterable[Row]) -> frozenset[str]:
        """LOINC codes of all tests that these rows ask for."""
        return frozenset(code for row in rows for lab in row.labs for code in self.tests.get(lab.name, ()))


def _parts(text: str) -> list[str]:
    parts = [text]
    for between in BETWEEN:
        parts = [piece for part in parts for piece in part.split(between)]
    return parts


def read(version: str, rows: str, labs: str) -> Table:
    """From the text of the two files; a fault is a sentence with its line."""
    tests = {name: frozenset(codes.split()) for name, codes in (_line(at, 2) for at in _body(labs))}
    read_rows = tuple(
        _row(dict(zip(COLUMNS, _line(at, len(COLUMNS)), strict=True)), tests) for at in _body(rows)
    )
    mark = sha256(f"{version}\n{rows}\n{labs}".encode()).hexdigest()
    return Table(version, read_rows, tests, mark)


def _body(text: str) -> list[str]:
    return [line for line in text.splitlines()[1:] if line.strip()]


def _line(line: str, columns: int) -> list[str]:
    values = line.split("\t")
    if len(values) != columns:
        raise TableFault(f"This line of the refill protocol should have {columns} columns: {line[:60]}")
    return [value.strip() for value in values]


def _row(said: Mapping[str, str], tests: Mapping[str, frozenset[str]]) -> Row:
    name = said["class"]
    if said["excluded"] not in EXCLUDED | {""}:
        raise TableFault(f"{name}: {said['excluded']} is no reason to exclude.")
    if said["look"] not in LOOK:
        raise TableFault(f"{name}: {said['look']} is nothing that a person is told to look up.")
    if not said["excluded"] and not _number(name, said["visit_months"]):
        raise TableFault(f"{name}: by protocol, it needs a visit within so many months.")
    labs = tuple(_lab(name, lab, tests) for lab in said["labs"].split())
    numbers = {key: _number(name, said[key]) for key in
               ("visit_months", "supply_days", "age_from", "on_it_months", "bridge_days")}  # fmt: skip
    return Row(
        name=name, words=frozenset(said["words"].split()), forms=frozenset(said["forms"].split()),
        atc=tuple(said["atc"].split()), labs=labs, look=said["look"], excluded=said["excluded"],
        source=said["source"], **numbers,
    )  # fmt: skip


def _number(name: str, text: str) -> int:
    if text and not text.isdecimal():
        raise TableFault(f"{name}: {text} should be a whole number.")
    return int(text or 0)


def _lab(name: str, text: str, tests: Mapping[str, frozenset[str]]) -> Lab:
    """potassium:12, or a1c:6>7:3 (every six months, after a value above 7 every three)."""
    try:
        lab, months, *rest = text.split(":")
        usual, _, above = months.partition(">")
        found = Lab(lab, int(usual), Decimal(above) if above else None, int(rest[0]) if above else 0)
    except (ValueError, IndexError, InvalidOperation):
        raise TableFault(f"{name}: {text} should be a test and its months, like potassium:12.") from None
    if lab not in tests:
        raise TableFault(f"{name}: {lab} is no test of the second file.")
    return found
