"""Who writes to the team: patients and those who act for them, with what they could write about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from portico.demo import cast
from portico.demo.practice.households import ADULT, Resident
from portico.demo.record.chart import Chart

# LOINC -> how people call it, in English and Spanish. Others are not asked about.
CALLED = {
    "4548-4": ("A1c", "A1c"), "13457-7": ("LDL", "LDL"), "2093-3": ("cholesterol", "colesterol"),
    "3016-3": ("TSH", "TSH"), "6301-6": ("INR", "INR"), "2160-0": ("creatinine", "creatinina"),
    "2345-7": ("glucose", "glucosa"), "9318-7": ("urine albumin", "albúmina"), "2276-4": ("ferritin", "ferritina"),
    "718-7": ("hemoglobin", "hemoglobina"), "3084-1": ("uric acid", "ácido úrico"), "2951-2": ("sodium", "sodio"),
    "17861-6": ("calcium", "calcio"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Medicine:
    resource: str
    text: str

    @property
    def called(self) -> str:
        return self.text.split(" ")[0]


@dataclass(frozen=True, slots=True)
class Tested:
    resource: str
    code: str
    text: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """`called`: the patient; `writes_as`: whoever writes. `pace`: how often compared to others."""

    patient: str
    called: str
    born: date
    sign_in: str
    writes_as: str
    is_proxy: bool
    language: str
    site: str
    doctor: str
    pace: float
    medicines: tuple[Medicine, ...]
    tests: tuple[Tested, ...]
    is_cast: bool = False
    others: tuple[tuple[str, str], ...] = ()  # who else reads along: (sign-in name, patient or proxy)

    def is_child(self, on: date) -> bool:
        return (on - self.born).days < ADULT * 365.25


def authors(residents: Iterable[Resident], charts: dict[str, Chart]) -> list[Author]:
    """In a fixed order. `charts` by record number."""
    own = {resident.number: resident for resident in residents}
    every = [
        *_of_the_cast(charts),
        *(author for resident in own.values() for author in _of_resident(resident, own, charts)),
    ]
    readers: dict[str, list[tuple[str, str]]] = {}
    for one in every:
        readers.setdefault(one.patient, []).append((one.sign_in, "proxy" if one.is_proxy else "patient"))
    return [
        replace(one, others=tuple(r for r in readers[one.patient] if r[0] != one.sign_in)) for one in every
    ]


def _of_resident(one: Resident, everyone: dict[int, Resident], charts: dict[str, Chart]) -> Iterator[Author]:
    if not one.has_account:
        return
    writes_as = one.subject.given.split()[0]
    known = {"sign_in": one.sign_in, "writes_as": writes_as, "language": one.writes_in}
    chart = charts[one.subject.mrn]
    yield _author(chart, pace=0.35 + 0.75 * len(one.traits), is_proxy=False, **known)
    for number, kind in one.acts_for:
        pace = 0.9 if kind == "adult" else 0.4
        yield _author(charts[everyone[number].subject.mrn], pace=pace, is_proxy=True, **known)


def _of_the_cast(charts: dict[str, Chart]) -> Iterator[Author]:
    writing = (
        (cast.ROSA, cast.ROSA, 2.5), (cast.ROSA, cast.ELENA, 0.8), (cast.ELENA, cast.ELENA, 1.0),
        (cast.HAROLD, cast.HAROLD, 2.0), (cast.WALTER, cast.WALTER, 1.0), (cast.MARCUS, cast.DAVID, 1.0),
    )  # fmt: skip
    for patient, writer, pace in writing:
        yield _author(
            charts[patient.mrn], sign_in=writer.sign_in, writes_as=writer.given, language="en", pace=pace,
            is_proxy=patient is not writer, is_cast=True,
        )  # fmt: skip


def _author(chart: Chart, **known: Any) -> Author:
    who = chart.subject
    return Author(
        patient=who.mrn, called=who.usual or who.given.split()[0], born=who.born, site=who.site.key, doctor=who.doctor,
        medicines=tuple(_medicines(chart)), tests=tuple(_tests(chart)), **known,
    )  # fmt: skip


def _medicines(chart: Chart) -> Iterator[Medicine]:
    for row in chart.resources:
        if (
            row["resourceType"] == "MedicationRequest"
            and row["status"] == "active"
            and row["intent"] == "order"
        ):
            yield Medicine(row["id"], row["medicationCodeableConcept"]["text"])


def _tests(chart: Chart) -> Iterator[Tested]:
    for row in chart.resources:
        code = row.get("code", {}).get("coding", [{}])[0].get("code", "")
        if row["resourceType"] == "Observation" and code in CALLED and row["status"] == "final":
            yield Tested(
                row["id"], code, row["code"]["text"], date.fromisoformat(row["effectiveDateTime"][:10])
            )
