"""The kinds of letters: whose signature each needs, and the words that one begins with. In our own words, in English
and Spanish; `***` is what the writer has to fill in, and nothing leaves while one stands there.

Source: domain.md 4.1 (forms and letters), 5.2 number 16. Names of the kinds are in presenters.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from portico.letters.rules.letter import Needs

BLANK = "***"
TITLE, TO, BODY = 120, 200, 8_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a letter says, and in which language."""

    title: str
    body: str
    to: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class LetterKind:
    needs: Needs
    english: str
    spanish: str

    def text(self, language: str) -> str:
        return self.spanish if language == "es" else self.english


KINDS: Mapping[str, LetterKind] = {
    "attendance": LetterKind(
        Needs.NOBODY,
        "{{name}}, born {{born}}, had an appointment at our clinic on ***, from *** to ***.",
        "{{name}}, con fecha de nacimiento {{born}}, tuvo una cita en nuestra clínica el ***, de *** a ***.",
    ),
    "absence": LetterKind(
        Needs.LICENSED,
        "{{name}}, born {{born}}, is in our care. Please excuse {{name}} from *** from *** to ***.\n\nIf you have "
        "questions, call {{phone}}. We can tell you more only with the written agreement of the patient.",
        "{{name}}, con fecha de nacimiento {{born}}, está bajo nuestro cuidado. Por favor disculpe su ausencia "
        "de *** del "
        "*** al ***.\n\nSi tiene preguntas, llame al {{phone}}. Solo podemos decir más con el permiso escrito "
        "del paciente.",
    ),
    "limits": LetterKind(
        Needs.PHYSICIAN,
        "{{name}}, born {{born}}, may work from *** to *** with these limits:\n\n***\n\nIf you have questions, call "
        "{{phone}}. We can tell you more only with the written agreement of the patient.",
        "{{name}}, con fecha de nacimiento {{born}}, puede trabajar del *** al *** con estos "
        "límites:\n\n***\n\nSi tiene "
        "preguntas, llame al {{phone}}. Solo podemos decir más con el permiso escrito del paciente.",
    ),
    "travel": LetterKind(
        Needs.LICENSED,
        "{{name}}, born {{born}}, takes these medicines and carries them when travelling:\n\n***\n\nIf you have "
        "questions, call {{phone}}.",
        "{{name}}, con fecha de nacimiento {{born}}, toma estas medicinas y las lleva consigo al "
        "viajar:\n\n***\n\nSi tiene "
        "preguntas, llame al {{phone}}.",
    ),
    "result": LetterKind(
        Needs.LICENSED,
        "Dear {{name}},\n\nyour test of *** showed: ***.\n\nWhat this means, and what to do next: ***\n\nYou "
        "find the whole "
        "result in the portal. If you have questions, call {{phone}}.",
        "{{name}}:\n\nsu análisis del *** mostró: ***.\n\nQué significa y qué hacer ahora: ***\n\nEl resultado "
        "completo está "
        "en el portal. Si tiene preguntas, llame al {{phone}}.",
    ),
    "other": LetterKind(
        Needs.PHYSICIAN, "{{name}}, born {{born}}: ***", "{{name}}, con fecha de nacimiento {{born}}: ***"
    ),
}  # fmt: skip


def begun(text: str, *, name: str, born: str, phone: str) -> str:
    """With what is known put in; nothing that is put in is read again. What is not known is to be filled in."""
    made = []
    facts = {"{{name}}": name, "{{born}}": born, "{{phone}}": phone}
    while text:
        at, mark = min(((text.find(mark), mark) for mark in facts if mark in text), default=(len(text), ""))
        made += [text[:at], (facts[mark] or BLANK) if mark else ""]
        text = text[at + len(mark) :]
    return "".join(made)


def is_open(text: str) -> bool:
    """Something in it is still to be filled in, or there is nothing."""
    return BLANK in text or "{{" in text or not text.strip()
