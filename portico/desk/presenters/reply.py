"""The phrases in the box of an answer: which are offered, and what is still to be put into the text."""

from collections.abc import Iterable
from typing import Any

from portico.phrases.presenters import left_words
from portico.phrases.rules.shortcut import in_order
from portico.phrases.rules.text import Kind, marks

OPEN_SHOWN = 12


def offered(phrases: Iterable[Any], kind: str) -> dict[str, list[tuple[object, str]]]:
    """Those for this kind of message, and the others, to choose from: key and words."""
    fitting: list[tuple[object, str]] = []
    others: list[tuple[object, str]] = []
    for phrase in in_order(phrases, kind):
        place = fitting if not phrase.kinds or kind in phrase.kinds else others
        place.append((phrase.pk, f"{phrase.title} {phrase.shortcut}"))
    return {"fitting": fitting, "others": others}


def still_open(text: str) -> list[dict[str, Any]]:
    """Each mark of the text; a pick list with its number among the pick lists, to choose from without a script."""
    found, number = [], -1
    for mark in marks(text)[:OPEN_SHOWN]:
        is_choice = mark.kind is Kind.CHOICE
        number += is_choice
        found.append(
            {
                "words": left_words(mark),
                "choices": list(enumerate(mark.choices)) if is_choice else [],
                "number": number,
            }
        )
    return found
