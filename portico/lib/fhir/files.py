"""FHIR files: bundles, single resources, bulk exports (ndjson), plain or gzipped. Reading only, no judgement."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

ENDINGS = (".json", ".ndjson", ".json.gz", ".ndjson.gz")
# In a bulk export what others point to comes first, patients before what belongs to them.
FIRST = ("Organization", "Practitioner", "PractitionerRole", "Location", "Medication", "Patient")


@dataclass(frozen=True, slots=True)
class Found:
    """One thing in a file: `place` names the entry or the line; `full_url` is the bundle's own address of it."""

    place: str
    resource: Any
    full_url: str = ""


@dataclass(slots=True)
class Document:
    """One file. `broken` are the places that are no JSON."""

    file: str
    found: list[Found] = field(default_factory=list)
    broken: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_fhir(self) -> bool:
        return any(isinstance(f.resource, dict) and "resourceType" in f.resource for f in self.found)


def files_of(path: Path) -> list[Path]:
    """The files of a path in the order in which to read them."""
    if path.is_file():
        return [path]
    found = [file for file in path.rglob("*") if file.is_file() and file.name.endswith(ENDINGS)]
    return sorted(found, key=lambda file: (_rank(file), str(file)))


def _rank(file: Path) -> int:
    kind = file.name.split(".", 1)[0]
    return FIRST.index(kind) if kind in FIRST else len(FIRST)


def read_file(file: Path, name: str) -> Document:
    """`name` is how the report speaks of the file."""
    document = Document(name)
    try:
        with gzip.open(file, "rb") if file.name.endswith(".gz") else file.open("rb") as stream:
            data = stream.read()
    except (OSError, EOFError) as error:
        document.broken.append(("file", f"can't be read: {type(error).__name__}"))
        return document
    if ".ndjson" in file.name:
        _read_lines(document, data)
    else:
        _read_whole(document, data)
    return document


def _read_lines(document: Document, data: bytes) -> None:
    for number, line in enumerate(data.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            document.found.append(Found(f"line {number}", orjson.loads(line)))
        except orjson.JSONDecodeError as error:
            document.broken.append((f"line {number}", f"is not JSON: {error.msg}"))


def _read_whole(document: Document, data: bytes) -> None:
    try:
        content = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        document.broken.append((f"line {error.lineno}", f"is not JSON: {error.msg}"))
        return
    document.found.extend(_inside(content))


def _inside(content: Any) -> Iterator[Found]:
    if not isinstance(content, dict) or content.get("resourceType") != "Bundle":
        yield Found("file", content)
        return
    entries = content.get("entry", [])
    for number, entry in enumerate(entries if isinstance(entries, list) else []):
        inner = entry.get("resource") if isinstance(entry, dict) else None
        if inner is not None:
            full_url = entry.get("fullUrl")
            yield Found(f"entry {number}", inner, full_url if isinstance(full_url, str) else "")
