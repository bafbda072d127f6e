"""From what was typed to words of the tables: capitals, accents, missing spaces, misspellings.

Source: house rule (a net that only catches good spelling is none); edit distance after Damerau.
"""

import re
import unicodedata
from collections import defaultdict
from functools import cache

from portico.triage.rules.red_flags.match import Place, Token
from portico.triage.rules.red_flags.table import atoms, spellings

PIECE = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)?|[^\w\s]|\n|_")
APOSTROPHES = re.compile(r"['’‘`´]")
LONG_RUN = re.compile(r"(.)\1{2,}")
NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3,
    "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12,
    "quince": 15, "veinte": 20,
}  # fmt: skip
FILLERS = frozenset(
    {"i", "a", "am", "an", "and", "the", "my", "me", "of", "in", "on", "is", "it", "its", "have", "has", "had", "got",
     "im", "ive", "to", "so", "very", "bad", "since", "for", "with", "feel", "el", "la", "los", "las", "mi", "de",
     "del", "en", "un", "una", "y", "tengo", "muy", "se", "desde", "que", "con", "cant"}
)  # fmt: skip
FUZZY_FROM, TWICE_FROM, FUZZY_TO = 6, 9, 20
SPLIT_FROM, LONGEST_PART = 8, 14
YEARS = range(1940, 2050)
BREAKS = frozenset(".!?;\n")


def plain(text: str) -> str:
    """Small letters without accents; apostrophes gone; a letter typed three times or more is one."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return LONG_RUN.sub(r"\1", APOSTROPHES.sub("", bare)) if not bare.isdigit() else bare


def read(text: str) -> Place:
    tokens: list[Token] = []
    between, at, steps = "", 0, 0
    for piece in _pieces(text):
        if not (piece[0].isalpha() or piece[0].isdigit()):
            between += piece
            continue
        known, cost = _known(piece)
        steps += cost
        for word in known:
            at += 1 + 2 * any(mark in BREAKS for mark in between)
            tokens.append(Token(word, frozenset(_atoms_of(word)), at, between, _value(word)))
            between = ""
    return Place(tuple(tokens), steps)


def _pieces(text: str) -> list[str]:
    numbers_apart = APOSTROPHES.sub("", text)
    return [plain(piece) or piece for piece in PIECE.findall(numbers_apart)]


def _value(word: str) -> float | None:
    if word[0].isdigit():
        try:
            return float(word.replace(",", "."))
        except ValueError:  # a digit of another script
            return None
    return NUMBERS.get(word)


def _atoms_of(word: str) -> list[str]:
    found = [word] if word in atoms() else []
    found += [
        start for n in range(2, min(len(word), LONGEST_PART) + 1) if (start := f"{word[:n]}*") in atoms()
    ]
    value = _value(word)
    if value is not None:
        found.append("number")
        found += ["year"] if value in YEARS else []
    return found


def _known(word: str) -> tuple[list[str], int]:
    """The word as the tables have it, perhaps several that were typed as one; and what it cost to find out."""
    if word[0].isdigit() or _atoms_of(word) or word in _real_words() or word in FILLERS:
        return [word], 1
    if word in _misspelled():
        return [_misspelled()[word]], 1
    near, cost = _near(word)
    if near:
        return [near], cost
    if len(word) >= SPLIT_FROM:
        parts = _apart(word)
        cost += len(word) * LONGEST_PART
        if parts:
            return parts, cost
    return [word], cost + 1


def _near(word: str) -> tuple[str, int]:
    """The word of the tables that was meant: one slip in a long word, two in a very long one, never in the first
    letter."""
    if not FUZZY_FROM <= len(word) <= FUZZY_TO:
        return "", 1
    slips = 2 if len(word) >= TWICE_FROM else 1
    cuts = _cuts(word, slips)
    near: dict[str, int] = {}
    for cut in cuts:
        for right in _by_cut().get(cut, ()):
            if right[0] == word[0] and right not in near:
                near[right] = _distance(word, right)
    best = min(near, key=lambda right: (near[right], right), default="")
    allowed = min(slips, 2 if len(best) >= TWICE_FROM else 1)
    return (best if best and near[best] <= allowed else ""), len(cuts) + 1


def _cuts(word: str, slips: int) -> set[str]:
    cuts = {word}
    layer = {word}
    for _ in range(slips):
        layer = {one[:n] + one[n + 1 :] for one in layer for n in range(len(one))}
        cuts |= layer
    return cuts


def _distance(a: str, b: str) -> int:
    """Damerau: a letter too many, too few, another one, or two in the wrong order."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        new = [i]
        for j, right in enumerate(b, 1):
            cost = min(row[j] + 1, new[j - 1] + 1, row[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            new.append(cost)
        before, row = row, new
    return row[-1]


def _apart(word: str) -> list[str]:
    """Words that were typed without a space between them: all of it must be words that we know."""
    best: list[tuple[int, int] | None] = [(0, 0)] + [None] * len(
        word
    )  # fewest parts, and where the last one starts
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - LONGEST_PART), end):
            before, part = best[start], word[start:end]
            if before is None or not (part in FILLERS or (len(part) >= 4 and part in _whole_words())):
                continue
            now = best[end]
            if now is None or before[0] + 1 < now[0]:
                best[end] = (before[0] + 1, start)
    parts: list[str] = []
    end = len(word)
    while end > 0:
        step = best[end]
        if step is None:
            return []
        parts.append(word[step[1] : end])
        end = step[1]
    is_meant = any(len(part) >= 4 for part in parts)
    return parts[::-1] if is_meant else []


@cache
def _whole_words() -> frozenset[str]:
    return frozenset(
        {atom for atom in atoms() if not atom.endswith("*")}
        | {plain(word) for language, word, _wrong in spellings() if language != "-"}
        | {"pain", "pains", "hurts", "duele", "dolor", "breathe", "breath"}
    )


@cache
def _real_words() -> frozenset[str]:
    return frozenset(
        plain(word) for language, _word, known in spellings() if language == "-" for word in known
    )


@cache
def _misspelled() -> dict[str, str]:
    rows = [(plain(right), wrong) for language, right, wrong in spellings() if language != "-"]
    return {plain(word): right for right, wrong in rows for word in wrong}


@cache
def _by_cut() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(_whole_words()):
        if len(word) >= FUZZY_FROM:
            for cut in _cuts(word, 2 if len(word) >= TWICE_FROM else 1):
                found[cut].append(word)
    return {cut: tuple(words) for cut, words in found.items()}
