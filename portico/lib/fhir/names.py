"""Names of people and things: which human name counts, and what a resource is called."""

from typing import Any

from portico.lib.fhir.codes import coded, coded_at, first_coded
from portico.lib.fhir.taking import Json, first, many, one, word, words

USE_RANK = {"official": 0, "usual": 1}
NEVER = "maiden"
PAST = "old"


def chosen_name(names: list[Json], place: str) -> Json:
    """Official, then usual, then the first; an ended name only where no other stands, a maiden name never."""
    candidates = [n for n in names if word(n, "use", place) != NEVER]
    return min(candidates, key=lambda n: _rank(n, place), default={})


def _rank(name: Json, place: str) -> tuple[bool, int]:
    use = word(name, "use", place)
    has_ended = use == PAST or bool(one(name, "period", place).get("end"))
    return has_ended, USE_RANK.get(use, len(USE_RANK))


def called(names: list[Json], place: str) -> str:
    """The name a person goes by, where it is told apart from the chosen one: nickname, else usual."""
    chosen = chosen_name(names, place)
    for use in ("nickname", "usual"):
        for name in names:
            if word(name, "use", place) == use and name is not chosen:
                return " ".join(words(name, "given", place)) or word(name, "text", place)
    return ""


def full_name(name: Json, place: str) -> str:
    """ "Dr. Ana Maria Lopez MD", in the sender's own arrangement where it gives one."""
    if text := word(name, "text", place).strip():
        return text
    parts = (*words(name, "prefix", place), *words(name, "given", place))
    return " ".join(p for p in (*parts, word(name, "family", place), *words(name, "suffix", place)) if p)


def name_of(resource: Json) -> str:
    """What to call a resource that another one points to; "" where it says nothing."""
    kind = str(resource.get("resourceType", ""))
    read = NAMED.get(kind)
    return read(resource, kind) if read else ""


def _person(resource: Json, kind: str) -> str:
    return full_name(chosen_name(many(resource, "name", kind), f"{kind}.name"), f"{kind}.name")


def _plain(resource: Json, kind: str) -> str:
    return word(resource, "name", kind)


def _code(resource: Json, kind: str) -> str:
    return coded_at(resource, "code", kind).text


def _role(resource: Json, kind: str) -> str:
    for key in ("practitioner", "organization"):
        if shown := word(one(resource, key, kind), "display", f"{kind}.{key}"):
            return shown
    return first_coded(resource, "code", kind).text


def _device(resource: Json, kind: str) -> str:
    named = word(first(resource, "deviceName", kind), "name", f"{kind}.deviceName")
    return named or coded(one(resource, "type", kind), f"{kind}.type").text


NAMED: dict[str, Any] = {
    "Practitioner": _person,
    "Patient": _person,
    "RelatedPerson": _person,
    "Person": _person,
    "Organization": _plain,
    "Location": _plain,
    "CareTeam": _plain,
    "HealthcareService": _plain,
    "Group": _plain,
    "PractitionerRole": _role,
    "Device": _device,
    "Condition": _code,
    "Observation": _code,
    "Procedure": _code,
    "DiagnosticReport": _code,
    "AllergyIntolerance": _code,
    "Medication": _code,
}
