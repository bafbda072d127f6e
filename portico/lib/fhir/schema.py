"""Checks a resource against the FHIR R4 JSON schema and says in plain words what is wrong, and where."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema_rs

from portico.lib.fhir.taking import Json

POINTER = re.compile(r'"#/definitions/(\w+)"')
# The published file carries elements of one server product; they are no part of R4.
META_OF_R4 = ("id", "extension", "versionId", "lastUpdated", "source", "profile", "security", "tag")
ANY_RESOURCE: Json = {"type": "object", "required": ["resourceType"]}
# Schema words for kinds of JSON, in plain words.
KINDS = {
    "array": "a list",
    "object": "an element with named parts",
    "string": "text",
    "number": "a number",
    "boolean": "true or false",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One breach of the schema: `MedicationRequest.reportedFoo` - `is not an element of FHIR R4`."""

    place: str
    reason: str


class R4Schema:
    """The R4 schema file; one validator per type, made when first asked for.

    A resource inside another one (contained, a Bundle's entries) is checked on its own, against its own type:
    the schema's `oneOf` over all types would only say that the whole of it matches none of them.
    """

    def __init__(self, path: Path) -> None:
        definitions: dict[str, Json] = json.loads(path.read_bytes())["definitions"]
        definitions["Meta"]["properties"] = {
            key: rule
            for key, rule in definitions["Meta"]["properties"].items()
            if key.removeprefix("_") in META_OF_R4
        }
        definitions["ResourceList"] = definitions["Resource"] = ANY_RESOURCE
        definitions["integer64"] = {"type": "string", "pattern": "^-?[0-9]+$"}
        for name, definition in definitions.items():
            if name[0].isupper():
                _allow_extensions(definition)
        self._definitions = definitions
        self._validators: dict[str, jsonschema_rs.Draft6Validator] = {}

    def knows(self, kind: str) -> bool:
        """Whether R4 has a resource type of this name."""
        properties = self._definitions.get(kind, {}).get("properties", {})
        # Types that are not FHIR's own lack the sibling elements that every FHIR resource has.
        return kind.isalpha() and "resourceType" in properties and "_implicitRules" in properties

    def check(self, resource: Json) -> list[Problem]:
        """Every problem, [] for a sound resource."""
        kind = resource.get("resourceType")
        if not isinstance(kind, str) or not self.knows(kind):
            return [Problem("resourceType", f"{kind!r} is not a resource type of FHIR R4")]
        return list(self._check(resource, kind, kind))

    def _check(self, resource: Json, kind: str, place: str) -> Iterator[Problem]:
        validator = self._validators.get(kind) or self._make(kind)
        if not validator.is_valid(resource):
            for error in validator.iter_errors(resource):
                yield from _problems(error, place)
        for inner, there in _inside(resource, kind, place):
            inner_kind = inner.get("resourceType")
            if isinstance(inner_kind, str) and self.knows(inner_kind):
                yield from self._check(inner, inner_kind, there)
            elif inner_kind is not None:
                yield Problem(f"{there}.resourceType", f"{inner_kind!r} is not a resource type of FHIR R4")

    def _make(self, kind: str) -> jsonschema_rs.Draft6Validator:
        # Only what this type reaches: compiling the whole file takes twenty times as long.
        needed: dict[str, Json] = {}
        waiting = [kind]
        while waiting:
            name = waiting.pop()
            if name not in needed:
                needed[name] = self._definitions[name]
                waiting += POINTER.findall(json.dumps(needed[name]))
        schema = {"definitions": needed, "$ref": f"#/definitions/{kind}"}
        self._validators[kind] = jsonschema_rs.Draft6Validator(schema)
        return self._validators[kind]


def _allow_extensions(definition: Json) -> None:
    """The file forgets `_questionnaire` and its like: R4 lets every primitive carry extensions."""
    properties = definition.get("properties", {})
    for key, rule in list(properties.items()):
        if rule.get("$ref") == "#/definitions/canonical":
            properties.setdefault(f"_{key}", {"$ref": "#/definitions/Element"})
        elif rule.get("items", {}).get("$ref") == "#/definitions/canonical":
            properties.setdefault(f"_{key}", {"type": "array", "items": {}})


def _inside(resource: Json, kind: str, place: str) -> Iterator[tuple[Json, str]]:
    """The resources that stand inside another one, with their places."""
    found: list[tuple[Any, str]] = []
    if resource.get("contained"):
        found += _listed(resource, "contained", place)
    if kind == "Bundle":
        for entry, there in _listed(resource, "entry", place):
            found.append((entry.get("resource"), f"{there}.resource"))
            response = entry.get("response")
            outcome = response.get("outcome") if isinstance(response, dict) else None
            found.append((outcome, f"{there}.response.outcome"))
    if kind == "Parameters":
        found += [
            (p.get("resource"), f"{there}.resource") for p, there in _listed(resource, "parameter", place)
        ]
    return ((inner, there) for inner, there in found if isinstance(inner, dict))


def _listed(holder: Json, key: str, place: str) -> list[tuple[Json, str]]:
    entries = holder.get(key)
    if not isinstance(entries, list):
        return []
    return [(e, f"{place}.{key}[{n}]") for n, e in enumerate(entries) if isinstance(e, dict)]


def _problems(error: Any, place: str) -> Iterator[Problem]:
    """One schema error in plain words; an unknown element is named, not its parent."""
    kind = error.kind
    here = place + "".join(
        f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.instance_path
    )
    if kind.name == "additionalProperties":
        yield from (Problem(f"{here}.{name}", "is not an element of FHIR R4") for name in kind.unexpected)
    elif kind.name == "required":
        yield Problem(f"{here}.{kind.property}", "is missing")
    elif kind.name == "type":
        yield Problem(here, f"should be {' or '.join(KINDS.get(k, k) for k in kind.types)}")
    elif kind.name == "enum":
        yield Problem(here, f"{str(error.instance)[:80]!r} is not one of the values that FHIR R4 allows")
    elif kind.name == "pattern":
        yield Problem(here, f"{str(error.instance)[:80]!r} is not written as FHIR R4 says")
    else:
        yield Problem(here, "is not as FHIR R4 says")
