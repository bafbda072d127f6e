"""Take in patients from a record system; say who may act for whom."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from portico.core.actions import Act, action
from portico.core.record import Incoming
from portico.core.viewer import Viewer
from portico.lib.fhir.shapes import PatientFacts
from portico.lib.words import normalise
from portico.people.models import Contact, Identifier, Patient, Relation
from portico.people.permissions import PeopleVerb

# The portal's own choices are not the record system's to overwrite.
OURS = {"id", "site", "team"}


@action(PeopleVerb.IMPORT, is_part=True)
def keep(act: Act, *, by: Viewer, items: Sequence[Incoming], site_id: UUID, team_id: UUID | None) -> None:
    """Write patients and how to reach them; new ones belong to the site."""
    pairs = [(item, item.facts) for item in items if isinstance(item.facts, PatientFacts)]
    rows = [_row(item, facts, site_id, team_id) for item, facts in pairs]
    names = [f.name for f in Patient._meta.concrete_fields if f.name not in OURS]
    Patient.objects.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["id"], update_fields=names
    )
    # Anew: a number that the record system took back may be somebody else's.
    for model in (Identifier, Contact):
        model._default_manager.filter(patient__in=rows).delete()
    Identifier.objects.bulk_create(_identifiers(pairs), ignore_conflicts=True)
    Contact.objects.bulk_create(_contacts(pairs), ignore_conflicts=True)


def _row(item: Incoming, facts: PatientFacts, site_id: UUID, team_id: UUID | None) -> Patient:
    return Patient(
        id=item.entry_id,
        site_id=site_id,
        team_id=team_id,
        family=facts.family[:200],
        given=facts.given[:200],
        preferred_name=facts.preferred_name[:200],
        birth_date=facts.birth_date,
        gender=facts.gender[:20],
        language=facts.language[:20],
        is_deceased=facts.deceased,
        is_active=facts.is_active,
        address=list(facts.address),
        general_practitioner=facts.general_practitioner[:200],
        source=item.source,
        search=_search(facts),
    )


def _search(facts: PatientFacts) -> str:
    born = [facts.birth_date.isoformat()] if facts.birth_date else []
    numbers = [i.value for i in facts.identifiers if i.type_code == "MR"]
    words = normalise(" ".join([facts.given, facts.family, facts.preferred_name, *born, *numbers]))
    return ("".join(f" {word}" for word in dict.fromkeys(words)))[:400]


def _identifiers(pairs: Iterable[tuple[Incoming, PatientFacts]]) -> list[Identifier]:
    return [
        Identifier(
            patient_id=item.entry_id, system=i.system[:255], value=i.value[:255], type_code=i.type_code[:20]
        )
        for item, facts in pairs
        for i in facts.identifiers
    ]


def _contacts(pairs: Iterable[tuple[Incoming, PatientFacts]]) -> list[Contact]:
    kinds = Contact.Kind
    return [
        Contact(patient_id=item.entry_id, kind=kind, use=use[:20], value=value[:255])
        for item, facts in pairs
        for kind, use, value in (
            *((kinds.PHONE, use, number) for use, number in facts.phones),
            *((kinds.EMAIL, "", address) for address in facts.emails),
        )
    ]


@action(PeopleVerb.RELATE)
def relate(
    act: Act, *, by: Viewer, account_id: UUID, patient_id: UUID, kind: str, starts_on: date,
    ends_on: date | None = None, hidden: Sequence[str] = (),
) -> Relation:  # fmt: skip
    """Let an account open a patient's record: one's own (self) or as a proxy, less the hidden data classes."""
    relation, _ = Relation.objects.update_or_create(
        account_id=account_id,
        patient_id=patient_id,
        ended_at=None,
        defaults={"kind": kind, "starts_on": starts_on, "ends_on": ends_on, "hidden": list(hidden)},
    )
    act.about("relation", relation.pk, patient=patient_id)
    return relation


@action(PeopleVerb.RELATE)
def end_relation(act: Act, *, by: Viewer, relation_id: UUID) -> Relation:
    """Effective with the next request: the office asks at every door."""
    relation = Relation.objects.select_for_update().get(pk=relation_id)
    relation.ended_at = act.now
    relation.save(update_fields=["ended_at"])
    act.about("relation", relation.pk, patient=relation.patient_id)
    return relation


@action(PeopleVerb.RELATE)
def move(act: Act, *, by: Viewer, patient_id: UUID, site_id: UUID) -> Patient:
    """The patient belongs to another site from now on: other staff, other pools."""
    patient = Patient.objects.select_for_update().get(pk=patient_id)
    patient.site_id = site_id
    patient.save(update_fields=["site"])
    act.about("person", patient.pk, patient=patient.pk)
    return patient
