"""Patient (https://hl7.org/fhir/R4/patient.html)."""

from portico.lib.fhir.codes import codes_of, labels_of
from portico.lib.fhir.moments import moment_at
from portico.lib.fhir.names import called, chosen_name
from portico.lib.fhir.references import Context
from portico.lib.fhir.shapes import Identifier, PatientFacts, Precision
from portico.lib.fhir.taking import Json, flag, many, one, whole, word, words

HERE = "Patient"
HOME_COUNTRY = ("", "US", "USA", "United States", "United States of America")
ADDRESS_RANK = {"home": 0, "": 1, "temp": 2, "work": 3, "billing": 4}
PHONES = ("phone", "sms")


def read_patient(resource: Json, context: Context) -> PatientFacts:
    names = many(resource, "name", HERE)
    name = chosen_name(names, "Patient.name")
    born, died = moment_at(resource, "birthDate", HERE), moment_at(resource, "deceasedDateTime", HERE)
    parted = name.get("family") or name.get("given")
    return PatientFacts(
        source_id=resource["id"],
        labels=labels_of(resource, HERE),
        # A name given only as one text can't be parted safely: all of it stands as the family name.
        family=word(name, "family" if parted else "text", "Patient.name"),
        given=" ".join(words(name, "given", "Patient.name")),
        prefix=" ".join(words(name, "prefix", "Patient.name")),
        suffix=" ".join(words(name, "suffix", "Patient.name")),
        preferred_name=called(names, "Patient.name"),
        birth_date=born.at.date() if born and born.precision in (Precision.DAY, Precision.TIME) else None,
        born=born,
        deceased=died is not None or flag(resource, "deceasedBoolean", HERE),
        died=died,
        gender=word(resource, "gender", HERE),
        language=_language(resource),
        identifiers=_identifiers(resource),
        phones=_phones(resource),
        emails=_emails(resource),
        address=address_lines(many(resource, "address", HERE), "Patient.address"),
        general_practitioner=context.all_named(resource, "generalPractitioner", HERE),
        is_active="active" not in resource or flag(resource, "active", HERE),
    )


def _language(resource: Json) -> str:
    """The preferred one, else the first one told."""
    here = "Patient.communication"
    spoken = many(resource, "communication", HERE)
    for entry in sorted(spoken, key=lambda e: not flag(e, "preferred", here)):
        codes = codes_of(one(entry, "language", here), f"{here}.language")
        if codes:
            return codes[0]
    return ""


def _identifiers(resource: Json) -> tuple[Identifier, ...]:
    here = "Patient.identifier"
    found = []
    for entry in many(resource, "identifier", HERE):
        if value := word(entry, "value", here):
            codes = codes_of(one(entry, "type", here), f"{here}.type")
            found.append(Identifier(word(entry, "system", here), value, codes[0] if codes else ""))
    return tuple(found)


def _current(entries: list[Json], place: str) -> list[Json]:
    """Without what is marked as old or has ended, in the sender's rank."""
    kept = [e for e in entries if word(e, "use", place) != "old" and not one(e, "period", place).get("end")]
    return sorted(kept, key=lambda e: whole(e, "rank", place) or 99)


def _phones(resource: Json) -> tuple[tuple[str, str], ...]:
    here = "Patient.telecom"
    found = (
        (word(t, "use", here), word(t, "value", here).strip())
        for t in _current(many(resource, "telecom", HERE), here)
        if word(t, "system", here) in PHONES
    )
    return tuple(dict.fromkeys(phone for phone in found if phone[1]))


def _emails(resource: Json) -> tuple[str, ...]:
    here = "Patient.telecom"
    found = (
        word(t, "value", here).strip()
        for t in _current(many(resource, "telecom", HERE), here)
        if word(t, "system", here) == "email"
    )
    return tuple(dict.fromkeys(email for email in found if email))


def address_lines(addresses: list[Json], place: str) -> tuple[str, ...]:
    """The home address as lines to print; old ones never."""
    current = _current(addresses, place)
    if not current:
        return ()
    address = min(current, key=lambda a: ADDRESS_RANK.get(word(a, "use", place), 9))
    city, state = word(address, "city", place), word(address, "state", place)
    town = " ".join(
        p for p in (", ".join(p for p in (city, state) if p), word(address, "postalCode", place)) if p
    )
    country = word(address, "country", place)
    lines = [*words(address, "line", place), town, "" if country in HOME_COUNTRY else country]
    found = tuple(line.strip() for line in lines if line.strip())
    return found or tuple(line for line in word(address, "text", place).splitlines() if line)
