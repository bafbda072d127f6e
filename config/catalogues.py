"""`python -m config.catalogues FILE.po …`: compiles translated texts where GNU gettext is not installed."""

import ast
import struct
import sys
from dataclasses import dataclass, field
from pathlib import Path


class UnreadableError(Exception):
    """A line that is not in the format of a .po file."""


@dataclass
class Entry:
    context: str | None = None
    text: str = ""
    plural: str | None = None
    translations: dict[int, str] = field(default_factory=dict)
    is_fuzzy: bool = False

    @property
    def is_translated(self) -> bool:
        """gettext leaves guessed and half-finished entries out, so the original text shows instead."""
        return not self.is_fuzzy and bool(self.translations) and all(self.translations.values())

    @property
    def key(self) -> bytes:
        text = self.text if self.plural is None else f"{self.text}\0{self.plural}"
        return (text if self.context is None else f"{self.context}\x04{text}").encode()

    @property
    def value(self) -> bytes:
        return "\0".join(self.translations[form] for form in sorted(self.translations)).encode()


class Reader:
    """Reads a .po file line by line."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.entry = Entry()
        self.place = ""

    def read(self, content: str) -> list[Entry]:
        for number, raw in enumerate(content.splitlines(), start=1):
            line = raw.strip()
            try:
                self.read_line(line)
            except (ValueError, SyntaxError) as error:
                raise UnreadableError(f"line {number}: {line}") from error
        self.finish()
        return self.entries

    def read_line(self, line: str) -> None:
        if not line or line.startswith("#"):
            self.read_comment(line)
        elif line.startswith('"'):
            self.add(line)
        else:
            keyword, _, quoted = line.partition(" ")
            self.begin(keyword)
            self.add(quoted.strip())

    def read_comment(self, line: str) -> None:
        self.finish()
        if line.startswith("#,") and "fuzzy" in line:
            self.entry.is_fuzzy = True

    def begin(self, keyword: str) -> None:
        if keyword == "msgctxt" or (keyword == "msgid" and self.place not in {"", "msgctxt"}):
            self.finish()
        known = keyword in {"msgctxt", "msgid", "msgid_plural", "msgstr"} or keyword.startswith("msgstr[")
        if not known:
            raise ValueError(keyword)
        self.place = keyword

    def add(self, quoted: str) -> None:
        """A quoted piece, appended to what the last keyword began. Its escapes are C's, as in Python."""
        if not quoted.startswith('"'):
            raise ValueError(quoted)
        piece = str(ast.literal_eval(quoted))
        entry = self.entry
        match self.place:
            case "msgctxt":
                entry.context = (entry.context or "") + piece
            case "msgid":
                entry.text += piece
            case "msgid_plural":
                entry.plural = (entry.plural or "") + piece
            case "":
                raise ValueError(quoted)
            case place:
                form = int(place[7:-1]) if place != "msgstr" else 0
                entry.translations[form] = entry.translations.get(form, "") + piece

    def finish(self) -> None:
        if self.place:
            self.entries.append(self.entry)
            self.entry, self.place = Entry(), ""


def compiled(content: str) -> bytes:
    """The .mo file: a header, two tables of (length, offset) sorted by original text, then the texts."""
    pairs = sorted((entry.key, entry.value) for entry in Reader().read(content) if entry.is_translated)
    header_size, row_size = 28, 8
    originals_at, translations_at = header_size, header_size + row_size * len(pairs)
    offset = translations_at + row_size * len(pairs)
    tables, texts = [], b""
    for column in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<II", len(pair[column]), offset + len(texts)))
            texts += pair[column] + b"\0"
    header = struct.pack("<7I", 0x950412DE, 0, len(pairs), originals_at, translations_at, 0, offset)
    return header + b"".join(tables) + texts


def main(names: list[str]) -> int:
    for name in names:
        file = Path(name)
        try:
            file.with_suffix(".mo").write_bytes(compiled(file.read_text(encoding="utf-8")))
        except UnreadableError as error:
            print(f"{name} cannot be read, {error}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
