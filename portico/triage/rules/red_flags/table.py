"""The four tables, read once. A pattern is groups of words: `a|b + c` any order, `a > c` in that order, within a
number of words of the first group; `two_words` stand side by side; `swell*` is a beginning.

Source: see the package; each row of terms.tsv names its own.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portico.triage.rules.red_flags.rank import Rank

Phrase = tuple[str, ...]
Group = tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Term:
    topic: str
    rank: Rank
    within: int
    groups: tuple[Group, ...]
    is_ordered: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """What lowers a sign. `where`: before it, after it, or anywhere near."""

    why: str
    where: str
    reach: int
    to: str
    phrases: Group


@cache
def terms() -> tuple[Term, ...]:
    return tuple(
        Term(
            row["topic"],
            Rank[row["rank"].upper()],
            int(row["within"]),
            _groups(row["words"]),
            " > " in row["words"],
        )
        for row in _rows("terms.tsv")
    )


@cache
def cues() -> tuple[Cue, ...]:
    return tuple(
        Cue(row["why"], row["where"], int(row["reach"]), row["to"], phrases(row["words"]))
        for row in _rows("lowering.tsv")
    )


@cache
def around() -> dict[str, Group]:
    """Lists of words by name: harmless, now, turn, baby …"""
    found: dict[str, list[Phrase]] = defaultdict(list)
    for row in _rows("around.tsv"):
        found[row["what"]] += phrases(row["words"])
    return {name: tuple(some) for name, some in found.items()}


@cache
def spellings() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Language, the right word, the wrong ones. `known`: real words that are never taken for another one."""
    return tuple(
        (row["language"], row["word"], tuple((row["misspelled"] or "").split()))
        for row in _rows("spelling.tsv")
    )


@cache
def atoms() -> frozenset[str]:
    """Every single word, or beginning of one, that a table asks for."""
    every = [phrase for term in terms() for group in term.groups for phrase in group]
    every += [phrase for cue in cues() for phrase in cue.phrases]
    every += [phrase for some in around().values() for phrase in some]
    return frozenset(atom for phrase in every for atom in phrase)


@cache
def by_first() -> dict[str, tuple[Phrase, ...]]:
    """Every phrase, by its first word."""
    every = {phrase for term in terms() for group in term.groups for phrase in group}
    every |= {phrase for cue in cues() for phrase in cue.phrases}
    every |= {phrase for some in around().values() for phrase in some}
    found: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in sorted(every):
        found[phrase[0]].append(phrase)
    return {first: tuple(some) for first, some in found.items()}


def phrases(words: str) -> Group:
    return tuple(tuple(one.split("_")) for one in words.split("|") if one)


def _groups(words: str) -> tuple[Group, ...]:
    return tuple(phrases(group.strip()) for group in words.replace(" > ", " + ").split(" + "))


def _rows(name: str) -> list[dict[str, str]]:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))
