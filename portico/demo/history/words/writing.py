"""Puts what people write together: words chosen by chance, slips of the finger, and no sentence twice to one person."""

import random
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from portico.demo.history.words import english, english_slots, for_others, spanish, spanish_slots, team

LANGUAGES: dict[str, Any] = {"en": english, "es": spanish}
SLOTS = {"en": english_slots.SLOTS, "es": spanish_slots.SLOTS}
KEEP_CAPITAL = ("I ", "{", "Dr.")
INHALED = {"albuterol", "fluticasone"}
_TABLETS = re.compile(r"tablets|pastillas|box|caja|with food|con comida|ayunas|bottle|frasco")
LONGEST = 480
TRIES = 60
_SENTENCE = re.compile(r"[^.!?¿¡\n]+")


def sentences(text: str) -> list[str]:
    """What a reader would call a sentence: four words or more."""
    found = (part.strip(" ,;:").lower() for part in _SENTENCE.findall(text))
    return [part for part in found if len(part.split()) >= 4]


class NothingNew(LookupError):
    """All that could be said of it stands on the page already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """`of`: whom it is about, where that is somebody else."""

    kind: str
    language: str
    of: str = ""
    is_child: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """`fits`: numbers of the answers that fit it."""

    text: str
    subject: str
    core: int
    fits: tuple[int, ...]


def lines_for(asking: Asking) -> for_others.Lines:
    """Each line that may carry the matter, with the answers that fit it."""
    if asking.of:
        kind = for_others.CHILD if asking.is_child and asking.kind == "question" else asking.kind
        return for_others.CORE[asking.language][kind]
    lines = LANGUAGES[asking.language].CORE[asking.kind]
    every = tuple(range(len(team.ANSWER[asking.language][asking.kind])))
    fits = team.FITS.get(asking.kind, (every,) * len(lines))
    return tuple(zip(lines, fits, strict=True))


def _suits(line: str, slots: dict[str, str]) -> bool:
    """No medicine in the mouth of who takes none; no tablets of what is breathed in."""
    is_inhaler = slots.get("med") in INHALED
    return ("{med}" not in line or bool(slots.get("med"))) and not (is_inhaler and _TABLETS.search(line))


@dataclass(slots=True)
class Pen:
    """`told`: what stands on a person's pages already. `bodies`: what anybody has written."""

    dice: random.Random
    told: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    bodies: set[str] = field(default_factory=set)

    def words_for(self, language: str, **known: str) -> dict[str, str]:
        """The slots of one conversation: the same pharmacy from the first message to the last."""
        tables = {**SLOTS[language], **team.SLOTS[language]}
        found = {name: self.dice.choice(options) for name, options in tables.items()}
        upper, weekdays = self.dice.randint(118, 148), tables["day"][:5]
        found["day2"] = self.dice.choice([day for day in weekdays if day != found["day"]])
        found |= {
            "n": str(self.dice.randint(2, 9)), "bp": f"{upper}/{round(upper * 0.6)}",
            "number": str(self.dice.randint(14, 480)),
        }  # fmt: skip
        return found | known

    def first(self, page: str, asking: Asking, slots: dict[str, str]) -> Written:
        """A first message that nobody has written yet."""
        own = LANGUAGES[asking.language]
        lines = lines_for(asking)
        for _try in range(TRIES):
            core, fits = self.dice.choice(list(enumerate(lines)))
            if not _suits(fits[0], slots):
                continue
            parts = [fits[0], *self._more(own, asking)]
            hello, bye = self.dice.choice(own.HELLO), self.dice.choice(own.BYE)
            if hello and not parts[0].startswith(KEEP_CAPITAL) and self.dice.random() < 0.7:
                parts[0] = re.sub(r"\w", lambda first: first[0].lower(), parts[0], count=1)
            text = " ".join(part for part in (hello, *parts, bye) if part).format(**slots)
            if asking.language == "es":
                text = text.replace(" de el ", " del ").replace(" a el ", " al ")
            text = self.slip(text[:1].upper() + text[1:], slots)
            if len(text) <= LONGEST and text not in self.bodies and self._is_new(page, text):
                self.bodies.add(text)
                return Written(text, self._subject(asking, core, slots), core, fits[1])
        raise NothingNew(asking.kind)

    def _more(self, own: Any, asking: Asking) -> list[str]:
        """What one adds about oneself; for somebody else it is left out."""
        if asking.of:
            return []
        return self.dice.sample(own.MORE[asking.kind], self.dice.choice((0, 1, 1, 2)))

    def _subject(self, asking: Asking, core: int, slots: dict[str, str]) -> str:
        if asking.kind == "referral":
            return slots["spec"].removeprefix("el ").removeprefix("la ").capitalize()
        kind = for_others.CHILD if asking.is_child and asking.kind == "question" else asking.kind
        table = for_others.SUBJECT[asking.language] if asking.of else LANGUAGES[asking.language].SUBJECT
        return str(table[kind][core]).format(**slots) if kind in table else ""

    def chosen(self, page: str, lines: tuple[str, ...], slots: dict[str, str]) -> str:
        """One of these that does not stand on the page yet; shorter ones where all do."""
        order = self.dice.sample(lines, len(lines))
        for line in order:
            text = line.format(**slots)
            if self._is_new(page, text):
                return text
        return order[0].format(**slots)

    def _is_new(self, page: str, text: str) -> bool:
        own = sentences(text)
        if len(set(own)) < len(own) or self.told[page] & set(own):
            return False
        self.told[page] |= set(own)
        return True

    def slip(self, text: str, slots: dict[str, str]) -> str:
        """What a hurried thumb does to a third of all messages; never to a medicine, a number or a name."""
        if self.dice.random() > 0.34 or len(text) > LONGEST:
            return text
        kept = set(" ".join(slots.values()).split())
        words = text.split(" ")
        places = [
            n
            for n, word in enumerate(words)
            if len(word) > 4 and word.isalpha() and word.islower() and word not in kept
        ]
        for place in self.dice.sample(places, min(len(places), self.dice.choice((1, 1, 2)))):
            words[place] = _misspelt(self.dice, words[place])
        text = " ".join(words)
        how = self.dice.random()
        if how < 0.2:
            return text.replace("I ", "i ").replace("¿", "")
        return text[:1].lower() + text[1:] if how < 0.4 else text


def _misspelt(dice: random.Random, word: str) -> str:
    at = dice.randint(1, len(word) - 3)
    how = dice.randint(0, 3)
    if how == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if how == 1:
        return word[:at] + word[at + 1 :]
    if how == 2:
        return word[:at] + word[at] + word[at:]
    return (
        word.translate(str.maketrans("áéíóúñ", "aeioun"))
        if not word.isascii()
        else word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    )
