"""CodeableConcepts: the best coding, and the codes of status elements."""

from portico.lib.fhir.errors import FhirError
from portico.lib.fhir.shapes import Coded
from portico.lib.fhir.taking import Json, many, one, word

LOINC = "http://loinc.org"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
CVX = "http://hl7.org/fhir/sid/cvx"
SNOMED = "http://snomed.info/sct"
ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm"
ICD_10 = "http://hl7.org/fhir/sid/icd-10"

BEST_FIRST = (LOINC, RXNORM, CVX, SNOMED, ICD_10_CM, ICD_10)
RANK = {system: rank for rank, system in enumerate(BEST_FIRST)}


def coded(concept: Json | None, place: str = "code") -> Coded:
    """The words to show (`text`, else a display, else the code) with the coding that most senders share."""
    if concept is None:
        return Coded("")
    if type(concept) is not dict:
        raise FhirError(place, "This should be an element with named parts.")
    codings = [c for c in many(concept, "coding", place) if c.get("code") or c.get("display")]
    if not codings:
        return Coded(word(concept, "text", place).strip())
    best = codings[0] if len(codings) == 1 else min(codings, key=lambda c: _rank(c, place))
    system, code = word(best, "system", place), word(best, "code", place)
    return Coded(_words(concept, best, codings, place) or code, system, code)


def _rank(coding: Json, place: str) -> int:
    system = word(coding, "system", place)
    return RANK.get(system, len(RANK)) if coding.get("code") else len(RANK) + 1


def _words(concept: Json, best: Json, codings: list[Json], place: str) -> str:
    if text := word(concept, "text", place).strip():
        return text
    if display := word(best, "display", place).strip():
        return display
    return next((shown for c in codings if (shown := word(c, "display", place).strip())), "")


def coded_at(parent: Json, key: str, place: str) -> Coded:
    """The CodeableConcept `parent[key]`, empty where absent."""
    return coded(one(parent, key, place), f"{place}.{key}")


def first_coded(parent: Json, key: str, place: str) -> Coded:
    found = many(parent, key, place)
    return coded(found[0], f"{place}.{key}") if found else Coded("")


def texts(parent: Json, key: str, place: str) -> tuple[str, ...]:
    """The words of every CodeableConcept in a list."""
    shown = (coded(c, f"{place}.{key}").text for c in many(parent, key, place))
    return tuple(text for text in shown if text)


def code_of(parent: Json, key: str, place: str) -> str:
    """The bare code of a status-like CodeableConcept, its text where it carries no code."""
    concept, here = one(parent, key, place), f"{place}.{key}"
    codes = codes_of(concept, here)
    return codes[0] if codes else word(concept, "text", here)


def codes_of(concept: Json, place: str) -> list[str]:
    return [code for c in many(concept, "coding", place) if (code := word(c, "code", place))]


def category_of(resource: Json, place: str, preferred: tuple[str, ...] = ()) -> str:
    """One code of the `category` list: the first preferred one there is, else the first."""
    here = f"{place}.category"
    concepts = many(resource, "category", place)
    codes = [code for concept in concepts for code in codes_of(concept, here)]
    for code in preferred:
        if code in codes:
            return code
    if codes:
        return codes[0]
    return next((text for c in concepts if (text := word(c, "text", here))), "")


def labels_of(resource: Json, place: str) -> tuple[str, ...]:
    """Codes of meta.security, as received; what they mean is decided elsewhere."""
    meta = resource.get("meta")
    if not meta:
        return ()
    here = f"{place}.meta"
    return tuple(
        code for c in many(one(resource, "meta", place), "security", here) if (code := word(c, "code", here))
    )


def notes_of(resource: Json, place: str, key: str = "note") -> str:
    """The Annotations, one below the other."""
    lines = (word(n, "text", f"{place}.{key}").strip() for n in many(resource, key, place))
    return "\n".join(line for line in lines if line)
