"""docs/spanish-review.md: what a clinician has yet to read.  python -m architecture.spanish_review --write"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from architecture.spoken import Text, spoken
from architecture.tree import ROOT
from config.catalogues import Entry, Reader

CATALOGUE = ROOT / "locale" / "es" / "LC_MESSAGES" / "django.po"
PAGE = ROOT / "docs" / "spanish-review.md"
# Everything said from here is clinical, an emergency, or a promise.
FROM = (
    "portico/core/templates/cotton/emergency.html",
    "portico/messaging/templates/messaging/patient/emergency.html",
    "portico/messaging/templates/messaging/patient/emergency_step.html",
    "portico/messaging/templates/messaging/patient/running_out.html",
    "portico/results/",
    "portico/chart/presenters.py",
)
# And whatever has one of these in English, wherever it is said.
WORDS = re.compile(
    r"\b(911|988|emergenc(y|ies)|urgent|same-day|today|suicide|poison|insulin|bleeding|breath\w*|chest|stroke|"
    r"dos(e|es)|days?|hours?|medicines?|refills?|allerg(y|ies|ic)|reaction|promised?|at the latest|usual|"
    r"higher|lower|pregnan(t|cy)|fever|cancel+ed|overdue|flag(ged)?|cannot wait|can't wait)\b",
    re.I,
)
NO = "no"
MARK = re.compile(r"# reviewed: (no|[^,\n]+, \d{4}-\d{2}-\d{2})$")
HEAD = """# Spanish that nobody has reviewed yet

The Spanish of these texts is about health, emergencies or promised times. A clinician who reads Spanish has to read
each of them before a practice relies on it. To work through the list: read the pair; mend the Spanish in
`locale/es/LC_MESSAGES/django.po` where it is wrong; there, write `# reviewed: NAME, YYYY-MM-DD` in place of
`# reviewed: no`; then run `python -m architecture.spanish_review --write`. Write a name only for what that person read.

"""


@dataclass(frozen=True, slots=True)
class Marked:
    entry: Entry
    mark: str  # "", "no", or "name, date"

    @property
    def text(self) -> Text:
        return Text(self.entry.text, self.entry.plural, self.entry.context)


def marked(content: str) -> Iterator[Marked]:
    """Each entry of a catalogue with the mark that stands right above it."""
    mark = ""
    lines: list[str] = []
    for line in [*content.splitlines(), "#"]:
        if lines and (line.startswith(("#", "msgctxt ")) or not line.strip() or is_next(line, lines)):
            yield from (Marked(entry, mark) for entry in Reader().read("\n".join(lines)))
            mark, lines = "", []
        if line.startswith("#"):
            found = MARK.match(line)
            mark = found[1] if found else mark
        elif line.strip():
            lines.append(line)


def is_next(line: str, lines: list[str]) -> bool:
    return line.startswith("msgid ") and any(known.startswith("msgid ") for known in lines)


def must_be_read() -> set[Text]:
    """The texts about health, emergencies and promises."""
    return {found.text for found in spoken() if is_weighty(found.text, found.file)}


def is_weighty(text: Text, file: str) -> bool:
    return file.startswith(FROM) or bool(WORDS.search(f"{text.one} {text.many or ''}"))


def of_the_portal() -> list[Marked]:
    return [one for one in marked(CATALOGUE.read_text(encoding="utf-8")) if one.entry.text]


def page() -> str:
    every = [one for one in of_the_portal() if one.mark]
    waiting = [one for one in every if one.mark == NO]
    rows = [
        f"| {cell(one.entry.text)} | {cell(' / '.join(one.entry.translations.values()))} |" for one in waiting
    ]
    count = f"Reviewed: {len(every) - len(waiting)} of {len(every)}.\n\n"
    return f"{HEAD}{count}| English | Spanish |\n|---|---|\n" + "\n".join(rows) + "\n"


def cell(text: str) -> str:
    return text.replace("|", r"\|").replace("\n", " ")


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        sys.stdout.write(page())
