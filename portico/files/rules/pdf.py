"""May this PDF be kept? Whole, open, and without anything that runs, starts, sends or carries other files.

Nothing is drawn or run. Long names are looked for in every byte; short ones only outside streams, where they can't
occur by chance. Dictionaries may hide in compressed object streams: those are unpacked, within a limit.
Source: security.md UP-01; ISO 32000-1 7.3.5 (names), 7.5.5 (trailer), 7.5.7 (object streams), 7.6, 12.6.
"""

import re
import zlib
from collections.abc import Iterator

from portico.files.rules.limits import Reason

UNPACKED = 64 * 1024 * 1024
STREAMS = 20_000
LONGEST_HEAD = 65_536
_END = rb"[\s/<>\[\]()%\x00]"
_RUNS = re.compile(
    rb"/(JavaScript|Launch|RichMedia|XFA|SubmitForm|ImportData|GoToE|Rendition)(?=" + _END + rb"|$)"
)
_SHORT_RUNS = re.compile(rb"/JS(?=" + _END + rb"|$)")
_HOLDS = re.compile(rb"/(EmbeddedFiles?|Collection)(?=" + _END + rb"|$)")
_LOCKED = re.compile(rb"/Encrypt(?=" + _END + rb"|$)")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_MARK = re.compile(rb"(end)?stream\r?\n?")
_FLATE = re.compile(rb"/Filter\s*\[?\s*/(FlateDecode|Fl)(?=" + _END + rb")")
_BYTE = re.compile(rb"#([0-9A-Fa-f]{2})")
_ZIP_END = b"PK\x05\x06"
_ZIP_START = b"PK\x03\x04"


def refusal(content: bytes) -> Reason | None:
    """None: it may be kept. Else why not."""
    if not _is_whole(content):
        return Reason.DAMAGED
    if _is_archive_too(content):
        return Reason.HOLDS_FILES
    plain = _names_spelt_out(content)
    if _LOCKED.search(plain):
        return Reason.LOCKED
    if found := _active(plain, _SHORT_RUNS.search(_names_spelt_out(b" ".join(_outside_streams(content))))):
        return found
    return _hidden(content)


def _is_whole(content: bytes) -> bool:
    """It ends where it says that it ends, and the table of its parts is inside it."""
    tail = content[-2048:]
    end = tail.rfind(b"%%EOF")
    start = re.findall(rb"startxref\s+(\d+)", tail)
    return (
        end >= 0
        and not tail[end + 5 :].strip(b"\r\n\t \x00")
        and bool(start)
        and int(start[-1]) < len(content)
    )


def _is_archive_too(content: bytes) -> bool:
    """A ZIP is read from its end, so that one may stand behind or within any other file."""
    return _ZIP_END in content[-66_000:] and _ZIP_START in content


def _active(plain: bytes, short: re.Match[bytes] | None) -> Reason | None:
    if short or _RUNS.search(plain):
        return Reason.RUNS
    return Reason.HOLDS_FILES if _HOLDS.search(plain) else None


def _names_spelt_out(content: bytes) -> bytes:
    """/J#61vaScript is /JavaScript."""
    return _BYTE.sub(lambda found: bytes([int(found[1], 16)]), content)


def _outside_streams(content: bytes) -> Iterator[bytes]:
    at = 0
    for found in _STREAM.finditer(content):
        if found.start() < at:
            continue
        yield content[at : found.start()]
        end = content.find(b"endstream", found.end())
        at = end if end >= 0 else found.start()
    yield content[at:]


def _hidden(content: bytes) -> Reason | None:
    """What object streams say once unpacked. One that is packed otherwise than usual is refused."""
    left = UNPACKED
    if content.count(b"stream") > 2 * STREAMS:
        return Reason.DAMAGED
    for head, body in _object_streams(content):
        unpacked = _unpacked(head, body, left)
        if unpacked is None or len(unpacked) >= left:
            return Reason.DAMAGED
        left -= len(unpacked)
        plain = _names_spelt_out(unpacked)
        if found := _active(plain, _SHORT_RUNS.search(plain)):
            return found
    return None


def _object_streams(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(what stands before it, packed bytes) of each stream that holds objects, wherever one could be read to begin."""
    last_end = 0
    for found in _MARK.finditer(content):
        if found[1]:
            last_end = found.end()
            continue
        head = _names_spelt_out(content[max(last_end, found.start() - LONGEST_HEAD) : found.start()])
        if b"/ObjStm" in head:
            end = content.find(b"endstream", found.end())
            yield head, content[found.end() : end if end >= 0 else len(content)]


def _unpacked(head: bytes, body: bytes, limit: int) -> bytes | None:
    if b"/Filter" not in head:
        return body
    # One filter, and no predictor: that is how all programs that we know write them.
    if not _FLATE.search(head) or head.count(b"Decode") > 1 or head.count(b"/Filter") > 1:
        return None
    try:
        return zlib.decompressobj().decompress(body, limit)
    except zlib.error:
        return None
