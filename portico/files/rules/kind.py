"""What a file is: by its first bytes and by the ending of its name, which must agree. Three kinds, nothing else.

Source: security.md UP-01; PNG (W3C, third edition) 5.2 and 11.2.1; ISO/IEC 10918-1 annex B; ISO 32000-1 7.5.2.
"""

import re
import struct
import unicodedata
from collections.abc import Iterator
from enum import StrEnum

PIXELS = 50_000_000
LONGEST_SIDE = 30_000
HEAD = 4096
LONGEST_NAME = 80


class Kind(StrEnum):
    JPEG = "jpeg"
    PNG = "png"
    PDF = "pdf"


ENDINGS = {"jpg": Kind.JPEG, "jpeg": Kind.JPEG, "jpe": Kind.JPEG, "png": Kind.PNG, "pdf": Kind.PDF}
ENDING = {Kind.JPEG: "jpg", Kind.PNG: "png", Kind.PDF: "pdf"}
MIME = {Kind.JPEG: "image/jpeg", Kind.PNG: "image/png", Kind.PDF: "application/pdf"}
_PDF = re.compile(rb"%PDF-(1\.[0-7]|2\.0)[\r\n %]")
_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
# A page or a script in disguise: browsers that guess would run it.
_MARKUP = re.compile(rb"<\s*(!doctype|html|script|svg|body|iframe|\?xml|\?php)", re.IGNORECASE)


def what_is(head: bytes, name: str) -> Kind | None:
    """The kind, where content and name say the same; None for all that we don't take."""
    kind = _by_content(head)
    return kind if kind is not None and kind is ENDINGS.get(ending_of(name)) else None


def _by_content(head: bytes) -> Kind | None:
    if head.startswith(_PNG):
        return Kind.PNG
    # After the start of a picture comes another mark, of a segment that pictures begin with.
    if head[:3] == b"\xff\xd8\xff" and len(head) > 3 and (0xC0 <= head[3] <= 0xFE):
        return Kind.JPEG
    if _PDF.match(head) and not _MARKUP.search(head[:1024]):
        return Kind.PDF
    return None


def ending_of(name: str) -> str:
    stem, dot, ending = _cleaned(name).rpartition(".")
    return ending.lower() if dot and stem else ""


def clean_name(name: str, kind: Kind) -> str:
    """A name to show and to save under: no path, nothing invisible, one ending, and that of the kind."""
    stem = _cleaned(name).rpartition(".")[0]
    stem = re.sub(r"[^\w \-()+,&'@]+", "_", stem).strip(" ._")[:LONGEST_NAME].strip()
    return f"{stem or 'file'}.{ENDING[kind]}"


def _cleaned(name: str) -> str:
    """Without folders, and without what turns, hides or ends what one reads."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    return "".join(c for c in last if unicodedata.category(c)[0] != "C").strip(" .")


def pixels(content: bytes, kind: Kind) -> tuple[int, int] | None:
    """Width and height as the picture's head tells them, before anything decodes it. None: it tells none."""
    if kind is Kind.PNG:
        return struct.unpack(">II", content[16:24]) if len(content) >= 24 else None
    return max(_frames(content), key=lambda size: size[0] * size[1], default=None)


def _frames(content: bytes) -> Iterator[tuple[int, int]]:
    """The sizes in the frame headers of a JPEG, segment by segment."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        mark = content[at + 1]
        if mark == 0xFF:  # a fill byte
            at += 1
            continue
        if 0xC0 <= mark <= 0xCF and mark not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            yield width, height
        at += 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]


def fits_in_memory(size: tuple[int, int]) -> bool:
    width, height = size
    return 0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE and width * height <= PIXELS


def name_to_show(name: str) -> str:
    """Of a file that is not taken: as it was sent, less what turns or hides what one reads."""
    return _cleaned(name)[:LONGEST_NAME] or "?"
