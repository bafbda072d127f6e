"""References between resources: their key, the patient they lead to, and what stands around a resource."""

import re
from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from portico.lib.fhir.names import name_of
from portico.lib.fhir.taking import Json, many, one, word

Names = Callable[[Json], str]
Resources = Callable[[str], Json | None]

RESOURCE = re.compile(r"(?:^|.*/)([A-Z][A-Za-z]+)/([A-Za-z0-9\-.]{1,64})(?:/_history/[A-Za-z0-9\-.]{1,64})?")
URN = re.compile(r"urn:(?:uuid|oid):([A-Za-z0-9\-.]{1,64})")
CONTAINED = re.compile(r"#([A-Za-z0-9\-.]{1,64})")


def reference_key(reference: str) -> tuple[str, str] | None:
    """(type, id): ("", "x") for "urn:uuid:x", ("#", "x") for the contained "#x", None for a search."""
    if not isinstance(reference, str):
        return None
    if found := RESOURCE.fullmatch(reference):
        return found[1], found[2]
    if found := URN.fullmatch(reference):
        return "", found[1]
    found = CONTAINED.fullmatch(reference)
    return ("#", found[1]) if found else None


def no_name(_reference: Json) -> str:
    return ""


def no_resource(_reference: str) -> Json | None:
    return None


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a resource.

    `names` turns a Reference into a display name, `resources` a reference string into the resource,
    `full_urls` an entry's fullUrl into "Type/id" (a fullUrl and an id need not be alike).
    """

    names: Names = no_name
    resources: Resources = no_resource
    full_urls: Mapping[str, str] = field(default_factory=dict)

    def key(self, reference: str) -> tuple[str, str] | None:
        """As reference_key, after the bundle's own addresses are resolved."""
        return reference_key(self.full_urls.get(reference, reference))

    def target(self, reference: str, holder: Json, place: str) -> Json | None:
        """The resource a reference points to: contained in its holder, or known outside."""
        if reference.startswith("#"):
            return next((c for c in many(holder, "contained", place) if f"#{c.get('id')}" == reference), None)
        return self.resources(reference) if reference else None

    def name(self, reference: Json, holder: Json, place: str) -> str:
        """The display name of a Reference: as the caller knows it, as written, or as its target is called."""
        told = self.names(reference) or word(reference, "display", place).strip()
        if told:
            return told
        target = self.target(word(reference, "reference", place), holder, place)
        return self._called(target) if target else ""

    def _called(self, target: Json) -> str:
        """What a target is called; a PractitionerRole is called as the person who fills it."""
        kind = "PractitionerRole"
        if target.get("resourceType") == kind:
            reference = word(one(target, "practitioner", kind), "reference", f"{kind}.practitioner")
            person = self.target(reference, target, kind)
            # Only a Practitioner is followed: a role that leads to a role would go round and round.
            if person and person.get("resourceType") == "Practitioner" and (name := name_of(person)):
                return name
        return name_of(target)

    def named(self, holder: Json, key: str, place: str) -> str:
        """The display name of the single Reference `holder[key]`."""
        found = one(holder, key, place)
        return self.name(found, holder, f"{place}.{key}") if found else ""

    def all_named(self, holder: Json, key: str, place: str) -> str:
        """Names of a list of References, joined by a comma, each once."""
        names = (self.name(r, holder, f"{place}.{key}") for r in many(holder, key, place))
        return ", ".join(dict.fromkeys(name for name in names if name))

    def ids(self, holder: Json, key: str, place: str) -> tuple[str, ...]:
        """Ids of a list of References that lead to a resource of the same source."""
        keys = (self.key(word(r, "reference", f"{place}.{key}")) for r in many(holder, key, place))
        return tuple(found[1] for found in keys if found and found[0] != "#")


class Index:
    """Resources by every address that a reference may use. What it lacks it seeks in the index `beyond`."""

    def __init__(self, beyond: "Index | None" = None) -> None:
        self._known: dict[str, Json] = {}
        self._full_urls: dict[str, str] = {}
        self._beyond = beyond

    def add(self, entries: Iterable[tuple[str, Json]]) -> None:
        """Take (fullUrl or "", resource) pairs; of two with one address the later counts."""
        for full_url, resource in entries:
            address = f"{resource.get('resourceType')}/{resource.get('id')}"
            if full_url and isinstance(full_url, str):
                self._known[full_url] = resource
                self._full_urls[full_url] = address
            self._known[address] = resource
            self._known.update((search, resource) for search in _searches(resource))

    def find(self, reference: str) -> Json | None:
        found = self._at(reference)
        key = None if found else reference_key(reference)
        return self._at("/".join(key)) if key else found

    def _at(self, address: str) -> Json | None:
        found = self._known.get(address)
        return self._beyond._at(address) if found is None and self._beyond else found

    def context(self) -> Context:
        """What stands around each resource of this index; it follows what is added later."""
        urls = ChainMap(self._full_urls, self._beyond._full_urls) if self._beyond else self._full_urls
        return Context(resources=self.find, full_urls=urls)


def context_of(entries: Iterable[tuple[str, Json]]) -> Context:
    """A Context of (fullUrl or "", resource) pairs: a bundle, or all lines of a bulk export together."""
    index = Index()
    index.add(entries)
    return index.context()


def _searches(resource: Json) -> list[str]:
    """ "Practitioner?identifier=system|value": how transaction bundles point to what they do not carry."""
    kind, identifiers = resource.get("resourceType"), resource.get("identifier")
    if not isinstance(identifiers, list):
        return []
    return [
        f"{kind}?identifier={i.get('system', '')}|{i.get('value')}"
        for i in identifiers
        if isinstance(i, dict)
    ]


def reference_words(found: Any) -> str:
    """The reference string of a Reference, "" where there is none."""
    text = found.get("reference") if isinstance(found, dict) else None
    return text if isinstance(text, str) else ""
