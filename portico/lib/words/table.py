"""The shipped tables of plain names: read once, then frozen."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from portico.lib.words.spelling import normalise

FOLDER = Path(__file__).parent

# Every way a sender names the code systems we know: FHIR address, OID of older documents, HL7 v2 short name.
SYSTEMS: Mapping[str, str] = MappingProxyType(
    {
        "http://loinc.org": "loinc",
        "urn:oid:2.16.840.1.113883.6.1": "loinc",
        "LN": "loinc",
        "http://snomed.info/sct": "snomed",
        "urn:oid:2.16.840.1.113883.6.96": "snomed",
        "SCT": "snomed",
        "http://www.nlm.nih.gov/research/umls/rxnorm": "rxnorm",
        "urn:oid:2.16.840.1.113883.6.88": "rxnorm",
        "RXNORM": "rxnorm",
        "http://hl7.org/fhir/sid/cvx": "cvx",
        "urn:oid:2.16.840.1.113883.12.292": "cvx",
        "CVX": "cvx",
        "http://hl7.org/fhir/sid/icd-10-cm": "icd10",
        "http://hl7.org/fhir/sid/icd-10": "icd10",
        "urn:oid:2.16.840.1.113883.6.90": "icd10",
        "I10": "icd10",
        "I10C": "icd10",
        "http://terminology.hl7.org/CodeSystem/v3-ActCode": "v3",
        "http://terminology.hl7.org/CodeSystem/v3-RoleCode": "v3",
        "http://hl7.org/fhir/v3/ActCode": "v3",
        "http://hl7.org/fhir/v3/RoleCode": "v3",
        "urn:oid:2.16.840.1.113883.5.4": "v3",
        "urn:oid:2.16.840.1.113883.5.111": "v3",
    }
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: a code and our own words for it in both languages."""

    system: str
    code: str
    plain_en: str
    plain_es: str
    about_en: str
    about_es: str
    find_en: str
    find_es: str

    def plain(self, language: str) -> str:
        return self.plain_es if language == "es" else self.plain_en

    def about(self, language: str) -> str:
        return self.about_es if language == "es" else self.about_en


@cache
def table(name: str) -> Mapping[tuple[str, str], Row]:
    """One table by (short system, code)."""
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        # A line stops after its last filled cell, so that no line ends in blanks.
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
        rows = [Row(**line) for line in reader]
    return MappingProxyType({(row.system, row.code): row for row in rows})


def find(name: str, *, system: str, code: str, text: str) -> Row | None:
    """The row for a code, or failing that for the text that came with it."""
    rows = table(name)
    short = SYSTEMS.get(system.strip(), "")
    for candidate in _spellings(short, code.strip()):
        if row := rows.get((short, candidate)):
            return row
    return rows.get(("text", " ".join(normalise(text))))


def _spellings(short: str, code: str) -> list[str]:
    if short == "cvx":
        return [code.zfill(2)]
    if short == "icd10":  # a category stands for the finer codes under it: E11.65 is told as E11
        bare = code.replace(".", "").upper()
        return [bare[:length] for length in range(len(bare), 2, -1)]
    return [code]
