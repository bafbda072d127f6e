"""Writes the records as FHIR R4 files: one Bundle a patient, and one for what they share."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import orjson

from portico.demo.record.background import chart_of_neighbor, nearly_empty
from portico.demo.record.chart import Chart, Resource
from portico.demo.record.neighbors import chart_of_elena, chart_of_harold, chart_of_marcus, chart_of_walter
from portico.demo.record.people import around, practice
from portico.demo.record.rosa import chart_of_rosa

BASE = "https://lakeside.example/fhir"
PRACTICE_FILE = "lf-000000"  # sorts first, so clinicians are there before the visits that name them
TOGETHER = 10  # residents in a file: fewer, larger batches are read in less time
AROUND_FILE = "lf-000001"
CAST_CHARTS = (chart_of_rosa, chart_of_elena, chart_of_marcus, chart_of_walter, chart_of_harold)


@dataclass(frozen=True, slots=True)
class Summary:
    """What was written: `counts` by resource type, over all files."""

    files: tuple[Path, ...]
    patients: int
    counts: dict[str, int]

    @property
    def resources(self) -> int:
        return sum(self.counts.values())


def generate(today: date, folder: Path, background: int = 20, residents: Sequence[Chart] = ()) -> Summary:
    """Writes the record of the cast, of `background` ordinary patients, of one nearly empty record, and of residents.

    The same day gives the same bytes; another day moves the dates and keeps every id.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counts: Counter[str] = Counter()
    files = [_write(folder, PRACTICE_FILE, today, practice(today), counts)]
    for chart in charts(today, background):
        files.append(_write(folder, chart.subject.record_id, today, chart.resources, counts))
    if residents:
        files.append(_write(folder, AROUND_FILE, today, around(today), counts))
    for group in batched(residents, TOGETHER):
        resources = [resource for chart in group for resource in chart.resources]
        files.append(_write(folder, group[0].subject.record_id, today, resources, counts))
    return Summary(tuple(files), counts["Patient"], dict(sorted(counts.items())))


def batched(rows: Sequence[Chart], size: int) -> Iterator[Sequence[Chart]]:
    """So many at a time."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def charts(today: date, background: int = 20) -> Iterator[Chart]:
    """Every record, one after another."""
    for write in CAST_CHARTS:
        yield write(today)
    yield nearly_empty(today)
    for number in range(background):
        yield chart_of_neighbor(number, today)


def _write(folder: Path, name: str, today: date, resources: list[Resource], counts: Counter[str]) -> Path:
    counts.update(resource["resourceType"] for resource in resources)
    path = folder / f"{name}.json"
    path.write_bytes(orjson.dumps(bundle(name, today, resources), option=orjson.OPT_INDENT_2))
    return path


def bundle(name: str, today: date, resources: list[Resource]) -> Resource:
    return {
        "resourceType": "Bundle",
        "id": name,
        "type": "collection",
        "timestamp": f"{today.isoformat()}T00:00:00Z",
        "entry": [
            {"fullUrl": f"{BASE}/{resource['resourceType']}/{resource['id']}", "resource": resource}
            for resource in resources
        ],
    }
