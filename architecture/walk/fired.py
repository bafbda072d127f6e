"""What a page made of the markup that was written into its fields (architecture/walk/markup.py)."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from architecture.walk.markup import MARKER

WORKED_OUT = re.compile(r"zqfire\d+z(f\d+z)?49")
ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "data", "poster", "hx-get", "hx-post"}
RUNS = re.compile(r"(javascript|vbscript|data:text)", re.IGNORECASE)
BLANK = re.compile(r"[\x00-\x20]")
NEVER_OURS = {"iframe", "object", "embed", "base", "math", "marquee", "plaintext", "frame", "applet"}
RAW = {"script", "style"}


@dataclass
class Found:
    faults: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)  # text and attributes, as a person reads them


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Found()
        self.raw = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.raw = tag if tag in RAW else ""
        if MARKER.search(tag) or tag in NEVER_OURS:
            self.fault("an element", tag)
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.raw = ""

    def handle_endtag(self, tag: str) -> None:
        self.raw = ""
        if MARKER.search(tag):
            self.fault("the end of an element", tag)

    def _attribute(self, tag: str, name: str, value: str) -> None:
        address = BLANK.sub("", value)
        if MARKER.search(name) or name.startswith("on"):
            self.fault("an attribute", f"{tag} {name}={value}")
        elif name in ADDRESSES and RUNS.match(address):
            self.fault("an address that runs", f"{tag} {name}={value}")
        elif name in {"style", "srcdoc"} and MARKER.search(value):
            self.fault("an attribute that means something", f"{tag} {name}={value}")
        self.found.texts.append(value)

    def handle_data(self, data: str) -> None:
        if self.raw and MARKER.search(data):
            self.fault(f"the inside of a {self.raw}", data)
        self.found.texts.append(data)

    def _hidden(self, data: str) -> None:
        if MARKER.search(data):
            self.fault("a comment or a declaration", data)

    handle_comment = handle_decl = handle_pi = unknown_decl = _hidden

    def fault(self, what: str, where: str) -> None:
        self.found.faults.append(f"became {what}: {where[:80]!r}")


def read(page: str) -> Found:
    reader = Reader()
    reader.feed(page)
    reader.close()
    if WORKED_OUT.search(page):
        reader.found.faults.append("a sum was worked out")
    return reader.found
