"""Which texts have the words that somebody looks for, and the piece of text that shows it."""

from collections.abc import Iterable, Sequence

from portico.lib.words import normalise

AROUND = 60  # characters on each side of what was found
LONGEST = 160


def found_in(words: Sequence[str], texts: Iterable[str]) -> str | None:
    """`words` as normalise gives them. The piece of the first text that has one of them, if together the texts have a
    word that begins with each; None if they have not."""
    kept = [text for text in texts if text]
    there = [set(normalise(text)) for text in kept]
    every = set().union(*there)
    if not words or not all(_begins(word, every) for word in words):
        return None
    first = next(n for n, some in enumerate(there) if any(_begins(word, some) for word in words))
    return _piece(words, kept[first])


def _begins(word: str, among: Iterable[str]) -> bool:
    return any(each.startswith(word) for each in among)


def _piece(words: Sequence[str], text: str) -> str:
    """From a little before the first of the words; at most LONGEST characters."""
    parts = text.split()
    at = next((n for n, part in enumerate(parts) if any(_begins(w, normalise(part)) for w in words)), 0)
    begin, before = at, 0
    while begin and before + len(parts[begin - 1]) < AROUND:
        begin -= 1
        before += len(parts[begin]) + 1
    piece = " ".join(parts[begin:])
    cut = piece if len(piece) <= LONGEST else f"{piece[:LONGEST].rsplit(' ', 1)[0]} …"
    return f"… {cut}" if begin else cut
