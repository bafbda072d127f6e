"""Which language a phrase speaks to a patient.

Source: house rule. The patient's, where the phrase has it; else the one that is there, and the writer is told.
"""

from dataclasses import dataclass

LANGUAGES = ("en", "es")


@dataclass(frozen=True, slots=True)
class Variant:
    """`language`: of `text`. `is_other`: not the patient's, for lack of a better one."""

    language: str
    text: str
    is_other: bool
    reason: str


def variant(*, english: str, spanish: str, language: str) -> Variant:
    """`language`: the patient's, as the record has it ("es", "es-MX"); one that no phrase speaks is met in English."""
    wanted = language.partition("-")[0].lower()
    texts = {"en": english, "es": spanish}
    if texts.get(wanted, "").strip():
        return Variant(wanted, texts[wanted], False, "the patient's language")
    there = "en" if english.strip() else "es"
    return Variant(there, texts[there], bool(wanted) and wanted != there, "the other is not there")
