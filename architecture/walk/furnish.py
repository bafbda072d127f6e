"""The practice on the day of the walk: a canary in everything that somebody could see."""

import base64
import io
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import orjson
from django.utils import timezone

from architecture.walk import beside
from architecture.walk.people import enter_all
from architecture.walk.who import SITES
from architecture.walk.world import WORD, World, canary


def furnish(stage: Any) -> World:
    """On top of the demo practice; the caller's transaction takes it all away again."""
    world = World(patients={key: stage.patient(key).pk for key in SITES})
    for key in SITES:
        for is_secret in (False, True):
            _record(world, key, is_secret)
            _conversation(world, stage, key, is_secret)
            beside.order(world, stage, key, is_secret)
            beside.ticket(world, stage, key, is_secret)
            beside.letter(world, stage, key, is_secret)
            _files(world, stage, key, is_secret)
        _person(world, stage, key)
    _practice(world)
    _stuck(world, stage)
    beside.phrases(world, stage)
    beside.routing()
    beside.quick(world)
    beside.run(world)
    beside.guideline(world)
    beside.ladder(world)
    enter_all(world, stage)
    return world


def _person(world: World, stage: Any, key: str) -> None:
    from portico.messaging.actions import keep_draft
    from portico.people.models import Patient

    patient = Patient.objects.get(pk=world.patients[key])
    patient.family, patient.search = canary(key, "name"), patient.search + WORD
    patient.save()
    keep_draft(by=stage.viewer(key), place="refill", data={"body": canary(key, "draft")})


def _record(world: World, key: str, is_secret: bool) -> None:
    from portico.chart import models as chart
    from portico.results import models as results
    from portico.scheduling.models import Appointment

    now = timezone.now()
    variant = "secret" if is_secret else "own"

    def row(model: Any, data: str, status: str, **more: Any) -> Any:
        text = canary(key, data, is_secret=is_secret)
        more = {name: text if value is ... else value for name, value in more.items()}
        facts = {"happened_at": now - timedelta(minutes=1), "precision": "time", "search": WORD, **more}
        return model.objects.create(
            patient_id=world.patients[key], text=text, status=status, source="walk",
            sensitivity="confidential" if is_secret else "", **facts,
        )  # fmt: skip

    row(chart.Problem, "problems", "active")
    medicine = row(chart.Medicine, "medicines", "active")
    row(chart.Allergy, "allergies", "active")
    row(chart.Vaccine, "vaccines", "completed")
    row(chart.FamilyHistory, "family-history", "completed", note=...)
    row(chart.Referral, "referrals", "active")
    row(chart.Encounter, "visits", "finished", reason=...)
    row(
        chart.CareTeam,
        "care-team",
        "active",
        members=[{"name": canary(key, "care-team", is_secret=is_secret), "role": ""}],
    )
    document = row(
        chart.Document, "documents", "current", description=..., body=..., content_type="text/plain",
        files=[{"number": 0}],
    )  # fmt: skip
    result = row(results.Observation, "results", "final", category="laboratory", number="5.1", note=...)
    report = row(results.Report, "results", "final", conclusion=...)
    soon = now + timedelta(minutes=40 if is_secret else 30)
    row(Appointment, "visits", "booked", description=..., happened_at=soon)
    _archive(world, key, "DocumentReference", document.pk, canary(key, "documents", is_secret=is_secret))
    _archive(world, key, "DiagnosticReport", report.pk, canary(key, "results", is_secret=is_secret))
    world.ids |= {
        ("medicine", key, variant): medicine.pk,
        ("document", key, variant): document.pk,
        ("result", key, variant): result.pk,
        ("report", key, variant): report.pk,
    }


def _archive(world: World, key: str, kind: str, item: UUID, text: str) -> None:
    """The resource behind a document or report, with one file."""
    from portico.archive.models import Entry, Version

    attachment = {"contentType": "application/pdf", "data": base64.b64encode(text.encode()).decode()}
    is_report = kind == "DiagnosticReport"
    body = orjson.dumps({
        "resourceType": kind, "id": str(item), "status": "final" if is_report else "current",
        "subject": {"reference": "Patient/x"}, "code": {"text": "Report"},
        "presentedForm": [attachment], "content": [{"attachment": attachment}],
    }).decode()  # fmt: skip
    entry = Entry.objects.create(
        id=item, source="walk", type=kind, resource_id=str(item),
        patient=str(world.patients[key]), current="h",
    )  # fmt: skip
    Version.objects.create(entry=entry, hash="h", received_at=timezone.now(), body=body)


def _conversation(world: World, stage: Any, key: str, is_secret: bool) -> None:
    """A question that took effect a minute ago, with an answer; a label closes the secret one."""
    from portico.clinic.models import StaffMember
    from portico.messaging import actions
    from portico.messaging.models import Post, Reading
    from portico.triage.models import Note, Step, WorkItem
    from portico.triage.rules.item import to_data

    text, variant = canary(key, "messages", is_secret=is_secret), "secret" if is_secret else "own"
    thread = actions.send(
        by=stage.viewer(key),
        send_key=uuid4(),
        kind="refill",
        subject=text,
        body=text,
        details={"days_left": 4},
    )
    nurse = stage.account("jo" if SITES[key] == "madison" else "kenji")
    answer = Post.objects.create(
        patient_id=thread.patient_id, thread=thread, side="team", author=nurse, author_name=nurse.name, body=text,
        send_key=uuid4(), created_at=timezone.now(), effective_at=timezone.now(),
    )  # fmt: skip
    reply = actions.reply(by=stage.viewer(key), thread_id=thread.pk, send_key=uuid4(), body=text)
    item = WorkItem.objects.get(source_id=thread.pk)
    past, label = timezone.now() - timedelta(minutes=1), "confidential" if is_secret else ""
    for rows in (type(thread).objects.filter(pk=thread.pk), Post.objects.filter(thread=thread),
                 WorkItem.objects.filter(pk=item.pk)):  # fmt: skip
        rows.update(effective_at=past, sensitivity=label)
    # Read by the team already: opening the page writes nothing more.
    WorkItem.objects.filter(pk=item.pk).update(seen_at=past)
    item.refresh_from_db()
    Reading.objects.create(thread=thread, account=nurse, is_team=True, read_at=timezone.now())
    note = canary(key, "note", is_secret=is_secret)
    Note.objects.create(
        patient_id=thread.patient_id, item=item, kind="note", about=note, text=note, author=nurse,
        author_name=nurse.name, at=past, send_key=uuid4(), sensitivity=label,
    )  # fmt: skip
    staff = StaffMember.objects.get(account=nurse)
    step = Step.objects.create(
        item=item, what="routed", staff=staff, reason="walk", at=past, version=item.version,
        before=to_data(item.facts()),
    )  # fmt: skip
    world.ids |= {
        ("step", key, variant): step.pk,
        ("thread", key, variant): thread.pk,
        ("answer", key, variant): answer.pk,
        ("reply", key, variant): reply.pk,
        ("item", key, variant): item.pk,
        ("send_key", key, variant): thread.send_key,
    }


def _files(world: World, stage: Any, key: str, is_secret: bool) -> None:
    """One sent a minute ago, whose bytes are a canary; one that its writer has not sent, on each side."""
    from portico.files import store
    from portico.files.models import StoredFile

    text, variant = canary(key, "messages", is_secret=is_secret), "secret" if is_secret else "own"
    nurse = "jo" if SITES[key] == "madison" else "kenji"
    past, label = timezone.now() - timedelta(minutes=1), "confidential" if is_secret else ""

    def file(who: str, kind: str, side: str, name: str, **more: Any) -> None:
        kept = store.keep(io.BytesIO(text.encode()), at_most=100)
        row = StoredFile.objects.create(
            patient_id=world.patients[key], account=stage.account(who), side=side, place="walk", name=name,
            kind="pdf", state="ready", store_name=kept.name, size=kept.size, hash=kept.hash, received_size=kept.size,
            received_hash=kept.hash, sensitivity=label, created_at=past, **more,
        )  # fmt: skip
        world.ids[(kind, key, variant)] = row.pk

    file(key, "file", "patient", f"{text}.pdf", holder_kind="walk", holder_id=uuid4(), effective_at=past)
    file(key, "kept", "patient", f"{canary(key, 'draft')}.pdf")
    file(nurse, "kept-answer", "team", "answer.pdf")


def _practice(world: World) -> None:
    from portico.clinic.models import FeatureSwitch, Pool, Site, StaffMember
    from portico.triage.models import SavedFilter

    grace = StaffMember.objects.get(role="manager")
    world.ids[("view", "", "own")] = SavedFilter.objects.create(staff=grace, name="walk", query="").pk
    # Grace, who works in no pool, sees how the pools stand; a view of the list is shown to Jo.
    SavedFilter.objects.create(
        staff=StaffMember.objects.get(account__username="jo@example.org"), name="walk", query=""
    )
    denver = Site.objects.get(name__startswith="Denver")
    for feature in ("vaccines", "care-team"):
        FeatureSwitch.objects.create(
            feature=feature,
            site=denver,
            is_on=False,
            reason="the walk",
            by_name="the walk",
            at=timezone.now(),
        )
    for pool in Pool.objects.filter(name="Refills").select_related("site"):
        world.pools[pool.site.name.split(" ")[0].lower()] = pool.pk


def _stuck(world: World, stage: Any) -> None:
    """A notice to Rosa that could not be delivered, and a reaction that failed."""
    from portico.core.models import Delivery, Event
    from portico.notifications.models import Notice

    now = timezone.now()
    notice = Notice.objects.create(
        account=stage.account("rosa"), template="messaging/notices/new_message.txt", address="rosa@example.org",
        key="walk", state="dead", error="TimeoutError", created_at=now, due_at=now,
    )  # fmt: skip
    event = Event.objects.create(name="walk", at=now, effective_at=now, patient=str(world.patients["rosa"]))
    delivery = Delivery.objects.create(event=event, reaction="walk.tell", state="dead", due_at=now)
    world.ids |= {("notice", "", "own"): notice.pk, ("delivery", "", "own"): delivery.pk}
