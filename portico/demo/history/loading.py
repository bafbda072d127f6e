"""Stores a history in one go: rows, events in the order of time, what followed as settled, one line in the ledger.

Nobody is told of the past: no notice is written, and no row of the ledger pretends to have been written then.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portico.audit.actions import Fact, append
from portico.clinic.queries import closures_at, pools_at
from portico.core.actions import identity
from portico.core.models import Delivery, Event
from portico.core.viewer import Viewer
from portico.demo.history.hand import Pages, deliveries, model
from portico.demo.history.scribe import Scribe
from portico.demo.history.script import Script
from portico.demo.history.world import Place, Worker, World, Writer
from portico.routing.rules.route import PoolFacts
from portico.triage.rules.promise import Calendar

MANY = 800


@dataclass(frozen=True, slots=True)
class Loaded:
    conversations: int
    events: int
    open_items: int


def load(by: Viewer, scripts: Sequence[Script], world: World, *, until: datetime) -> Loaded:
    pages = Scribe(world, until=until).write(scripts)
    store(pages)
    append(
        Fact(
            verb="demo.load_history",
            kind="history",
            object=f"{len(pages.threads)} conversations",
            **identity(by),
        )
    )
    waiting = sum(item.state != "closed" for item in pages.items)
    return Loaded(len(pages.threads), len(pages.told), waiting)


def store(pages: Pages) -> None:
    for name, rows in (
        ("messaging.Thread", pages.threads), ("messaging.Post", pages.posts), ("triage.WorkItem", pages.items),
        ("triage.Step", pages.steps), ("triage.Note", pages.notes),
        ("messaging.Reading", list(pages.readings.values())),
    ):  # fmt: skip
        model(name).objects.bulk_create(rows, batch_size=MANY)
    in_time = sorted(pages.told, key=lambda one: (one.row.at, one.row.key))
    Event.objects.bulk_create([one.row for one in in_time], batch_size=MANY)
    Delivery.objects.bulk_create(deliveries(in_time), batch_size=MANY)


def world(
    by: Viewer, *, staff: Mapping[str, str], sites: Mapping[str, UUID], patients: Mapping[str, UUID], source: str,
    points_at: Iterable[str],
) -> World:  # fmt: skip
    """`staff`: key -> sign-in name; `sites`: key -> id; `patients`: record number -> id."""
    return World(
        staff=_workers(staff), writers=_writers(), patients=patients, rows=_rows(source, points_at),
        places={key: _place(by, site) for key, site in sites.items()},
    )  # fmt: skip


def _workers(staff: Mapping[str, str]) -> dict[str, Worker]:
    keys = {sign_in: key for key, sign_in in staff.items()}
    rows = model("clinic.StaffMember").objects.select_related("account").prefetch_related("pools")
    return {
        keys[row.account.username]: Worker(
            row.account_id, row.pk, row.name, row.role, frozenset(pool.pk for pool in row.pools.all())
        )
        for row in rows
        if row.account.username in keys
    }


def _writers() -> dict[str, Writer]:
    rows = model("accounts.Account").objects.values_list("username", "pk", "name")
    return {username: Writer(pk, name) for username, pk, name in rows}


def _rows(source: str, points_at: Iterable[str]) -> dict[str, UUID]:
    """A row of the record has the key of its entry in the archive."""
    wanted = sorted({name for name in points_at if name})
    found: dict[str, UUID] = {}
    for start in range(0, len(wanted), MANY):
        rows = model("archive.Entry").objects.filter(
            source=source, resource_id__in=wanted[start : start + MANY]
        )
        found |= dict(rows.values_list("resource_id", "pk"))
    return found


def _place(by: Viewer, site_id: UUID) -> Place:
    site = model("clinic.Site").objects.get(pk=site_id)
    pools = pools_at(by, site_id)
    return Place(
        site_id, tuple(PoolFacts(p.pk, p.name, tuple(p.kinds)) for p in pools), {p.pk: p.patient_name for p in pools},
        Calendar(site.zone, site.hours, closures_at(by, site_id)),
    )  # fmt: skip
