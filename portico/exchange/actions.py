"""Import FHIR files: read, place with their patient, keep in the archive, write the rooms' rows. Nobody is told."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.conf import settings

from portico.archive import actions as archive
from portico.archive.actions import Fate, Kept, Received
from portico.archive.queries import patients_of
from portico.chart import actions as chart
from portico.clinic.queries import first_site, team_named
from portico.core.actions import Act, Refused, action
from portico.core.record import Incoming
from portico.core.viewer import Viewer
from portico.exchange.events import RecordImported
from portico.exchange.permissions import ExchangeVerb
from portico.exchange.rules.checked import Item, check
from portico.exchange.rules.report import Remark, Report
from portico.lib.fhir import Context, Index, R4Schema
from portico.lib.fhir.files import Document, files_of, read_file
from portico.lib.fhir.shapes import Moment, PatientFacts
from portico.people import actions as people
from portico.results import actions as results
from portico.scheduling import actions as scheduling

BATCH = 500


@dataclass(slots=True)
class Run:
    """One import: what is known so far. `shared` are resources that later files point to (clinicians, places)."""

    by: Viewer
    source: str
    schema: R4Schema
    report: Report = field(default_factory=Report)
    patients: dict[str, UUID] = field(default_factory=dict)
    shared: Index = field(default_factory=Index)


def import_path(
    by: Viewer, path: Path, source: str, *, seen: Callable[[Path], None] = lambda _file: None
) -> Report:
    """Read every FHIR file of a path. `seen` is called after each file, for a progress bar."""
    if first_site() is None:
        raise Refused("There is no site yet. Run bin/portico setup first.")
    archive.connect(by=by, name=source)
    run = Run(by, source, R4Schema(settings.FHIR_SCHEMA), patients=patients_of(by, source))
    for file in files_of(path):
        _import_file(run, read_file(file, _name(file, path)))
        seen(file)
    return run.report


def _name(file: Path, path: Path) -> str:
    return file.name if file == path else str(file.relative_to(path))


def _import_file(run: Run, document: Document) -> None:
    for place, reason in document.broken:
        run.report.refuse("unknown", Remark(document.file, place, reason))
    if not document.is_fhir:
        if document.found or not document.broken:
            run.report.skip(document.file, max(1, len(document.found)), "holds no FHIR resource")
        return
    around = Index(beyond=run.shared)
    around.add((f.full_url, f.resource) for f in document.found if isinstance(f.resource, dict))
    context = around.context()
    items = list(_checked(run, document, context))
    run.shared.add((i.full_url, i.resource) for i in items if i.is_shared)
    patients = [item for item in items if isinstance(item.facts, PatientFacts)]
    others = [item for item in items if not isinstance(item.facts, PatientFacts)]
    for batch in _batches(run, patients, others, context):
        run.report.add(take_batch(by=run.by, run=run, items=batch))


def _checked(run: Run, document: Document, context: Context) -> Iterator[Item]:
    for found in document.found:
        item, remarks = check(found, document.file, run.schema, context)
        run.report.warnings += remarks
        if item is None:
            continue
        if item.refusal:
            run.report.of(item.type).received += 1
            run.report.refuse(item.type, item.refusal)
        else:
            yield item


def _batches(run: Run, patients: list[Item], others: list[Item], context: Context) -> Iterator[list[Item]]:
    """Patients first, each with what is theirs; five hundred or more at a time, a patient never split."""
    theirs: dict[str, list[Item]] = {}
    for item in patients:
        theirs.setdefault(item.resource_id, []).append(item)
    nobodys: list[Item] = []
    for item in others:
        key = context.key(item.patient) if item.patient else None
        if key is None and not item.patient:
            nobodys.append(item)
        else:
            item.patient_id = key[1] if key and key[0] in {"", "Patient"} else item.patient
            theirs.setdefault(item.patient_id, []).append(item)
    rest = iter(nobodys)
    while batch := list(islice(rest, BATCH)):
        yield batch
    batch = []
    for group in theirs.values():
        batch += group
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


@action(ExchangeVerb.IMPORT)
def take_batch(act: Act, *, by: Viewer, run: Run, items: Sequence[Item]) -> Report:
    """One transaction: all of these, or none. What it counts is its own: it may have to run twice."""
    run = replace(run, report=Report())
    _take_patients(run, [item for item in items if isinstance(item.facts, PatientFacts)])
    placed = list(_placed(run, [item for item in items if not isinstance(item.facts, PatientFacts)]))
    kept = _keep(run, [_received(item, patient) for item, patient in placed])
    # By key: of two versions in one batch only the one in force is written.
    incoming = {
        fate.entry_id: Incoming(fate.entry_id, patient, run.source, item.facts)
        for (item, patient), fate in zip(placed, kept, strict=True)
        if item.facts and patient and fate.is_current and fate.fate is not Fate.UNCHANGED
    }
    for room in (chart, results, scheduling):
        room.keep(by=by, items=list(incoming.values()))
    act.about("import", run.source)
    _publish(act, run, [(patient, fate, item) for (item, patient), fate in zip(placed, kept, strict=True)])
    return run.report


def _take_patients(run: Run, items: Sequence[Item]) -> None:
    kept = _keep(run, [_received(item, None) for item in items])
    newest: dict[UUID, Incoming] = {}
    for item, fate in zip(items, kept, strict=True):
        run.patients[item.resource_id] = fate.entry_id
        if item.facts and fate.is_current and fate.fate is not Fate.UNCHANGED:
            newest[fate.entry_id] = Incoming(fate.entry_id, fate.entry_id, run.source, item.facts)
    fresh = list(newest.values())
    site = first_site()
    if fresh and site:
        names = {i.facts.general_practitioner for i in fresh if isinstance(i.facts, PatientFacts)}
        teams = {name: team_named(name) for name in names}
        for name in names:
            mine = [
                i for i in fresh if isinstance(i.facts, PatientFacts) and i.facts.general_practitioner == name
            ]
            team = teams[name]
            place = team.site_id if team else site.pk
            people.keep(by=run.by, items=mine, site_id=place, team_id=team.pk if team else None)


def _placed(run: Run, items: Sequence[Item]) -> Iterator[tuple[Item, UUID | None]]:
    """Each with its patient; what names a patient whom nobody knows is refused, alone."""
    for item in items:
        patient = run.patients.get(item.patient_id) if item.patient_id else None
        if item.patient_id and patient is None:
            run.report.of(item.type).received += 1
            reason = "belongs to a patient who is neither in this import nor in the record"
            run.report.refuse(
                item.type, Remark(item.file, f"{item.place}, {item.type}/{item.resource_id}", reason)
            )
        else:
            yield item, patient


def _received(item: Item, patient: UUID | None) -> Received:
    return Received(item.type, item.resource_id, patient, item.resource, item.updated_at)


def _keep(run: Run, items: Sequence[Received]) -> list[Kept]:
    kept = archive.receive(by=run.by, source=run.source, items=items)
    for item, fate in zip(items, kept, strict=True):
        counts = run.report.of(item.type)
        counts.received += 1
        setattr(counts, fate.fate, getattr(counts, fate.fate) + 1)
    return kept


def _publish(act: Act, run: Run, taken: list[tuple[UUID | None, Kept, Item]]) -> None:
    """One event a patient and batch, if anything of theirs changed."""
    changed: dict[UUID, list[tuple[Kept, Item]]] = {}
    for patient, kept, item in taken:
        if patient and kept.fate is not Fate.UNCHANGED:
            changed.setdefault(patient, []).append((kept, item))
    for patient, rows in changed.items():
        days = sorted(m.at.date() for _kept, item in rows if (m := _moment(item)))
        act.publish(
            RecordImported(
                patient_id=patient,
                source=run.source,
                created=sum(kept.fate is Fate.CREATED for kept, _item in rows),
                updated=sum(kept.fate is Fate.UPDATED for kept, _item in rows),
                first=days[0] if days else None,
                last=days[-1] if days else None,
            )
        )


def _moment(item: Item) -> Moment | None:
    for name in ("taken", "start", "given", "authored", "written", "onset", "recorded"):
        moment = getattr(item.facts, name, None)
        if isinstance(moment, Moment):
            return moment
    return None
