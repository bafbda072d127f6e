"""Write the draft row by row, try it, publish it as a version, go back to an earlier one. Nothing changes in place."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from uuid import UUID

from portico.core.actions import Act, NotAllowed, Refused, action
from portico.core.viewer import Viewer
from portico.routing.events import DryRunAsked, TablePublished, TableWritten
from portico.routing.models import Draft, DryRun, Version
from portico.routing.permissions import RoutingVerb
from portico.routing.queries import dry_run, faults_of, in_force
from portico.routing.rules.rehearsal import DAYS, Past, tally
from portico.routing.rules.table import LONGEST, Row, from_data, mark, to_data

Rows = tuple[Row, ...]


@action(RoutingVerb.WRITE)
def put(act: Act, *, by: Viewer, stamp: int, row: Row, number: int | None = None) -> Draft:
    """A row of the draft, instead of the one of this number (from 1) or at the end. `stamp`: of the draft as its writer
    saw it; 0 where there was none."""

    def change(rows: Rows) -> Rows:
        if number is None:
            return (*rows, row)
        _there(rows, number)
        return (*rows[: number - 1], row, *rows[number:])

    return _change(act, stamp, change)


@action(RoutingVerb.WRITE)
def remove(act: Act, *, by: Viewer, stamp: int, number: int) -> Draft:
    def change(rows: Rows) -> Rows:
        _there(rows, number)
        return (*rows[: number - 1], *rows[number:])

    return _change(act, stamp, change)


@action(RoutingVerb.WRITE)
def move(act: Act, *, by: Viewer, stamp: int, number: int, is_up: bool) -> Draft:
    """One place up or down: the order decides."""

    def change(rows: Rows) -> Rows:
        _there(rows, number)
        other = number - 1 if is_up else number + 1
        if not 1 <= other <= len(rows):
            return rows
        found = list(rows)
        found[number - 1], found[other - 1] = found[other - 1], found[number - 1]
        return tuple(found)

    return _change(act, stamp, change)


def _there(rows: Rows, number: int) -> None:
    if not 1 <= number <= len(rows):
        raise Refused("no-row")


def _change(act: Act, stamp: int, change: Callable[[Rows], Rows]) -> Draft:
    draft = _locked(act, stamp)
    rows = change(from_data(draft.rows))
    if len(rows) > LONGEST:
        raise Refused("too-long")
    draft.rows, draft.stamp = to_data(rows), draft.stamp + 1
    draft.author_name, draft.changed_at = act.by.name, act.now
    draft.save()
    act.about("routing-draft", draft.pk)
    act.publish(TableWritten(rows=len(rows)))
    return draft


def _locked(act: Act, stamp: int) -> Draft:
    """The draft as the writer saw it; the first change begins one from what is in force."""
    found: Draft | None = Draft.objects.select_for_update().first()
    if found is None and stamp == 0:
        live = in_force(act.by)
        return Draft(
            rows=to_data(live.rows), begun_from=live.number, changed_at=act.now, author_name=act.by.name
        )
    if found is None or found.stamp != stamp:
        raise Refused("changed-meanwhile")
    return found


@action(RoutingVerb.WRITE)
def throw_away(act: Act, *, by: Viewer, stamp: int) -> None:
    draft: Draft | None = Draft.objects.select_for_update().first()
    act.about("routing-draft", draft.pk if draft else "")
    if draft is None:
        return
    if draft.stamp != stamp:
        raise Refused("changed-meanwhile")
    draft.delete()
    act.publish(TableWritten(rows=0, is_thrown_away=True))


@action(RoutingVerb.WRITE)
def try_out(act: Act, *, by: Viewer, stamp: int) -> DryRun:
    """Begin a dry run of the draft over the last ninety days; one that is under way goes on."""
    draft = _seen(stamp)
    rows, live = from_data(draft.rows), in_force(by)
    if faults_of(by, rows):
        raise Refused("has-faults")
    under_way = dry_run(by, mark(rows), live.number)
    if under_way is not None and under_way.ended_at is None:
        act.about("dry-run", under_way.pk)
        return under_way
    begun: DryRun = DryRun.objects.create(
        mark=mark(rows), rows=draft.rows, number=live.number, since=act.now - timedelta(days=DAYS), until=act.now,
        author_name=by.name, begun_at=act.now,
    )  # fmt: skip
    act.about("dry-run", begun.pk)
    act.publish(DryRunAsked(run_id=begun.pk))
    return begun


@action(RoutingVerb.TRY)
def note(
    act: Act, *, by: Viewer, run_id: UUID, after: UUID | None, found: Iterable[Past], last: UUID | None, total: int
) -> None:  # fmt: skip
    """What a piece of a dry run found. `last`: the item it ended with, None when nothing is left. A piece that was
    noted before is not counted again."""
    run: DryRun | None = (
        DryRun.objects.select_for_update().filter(pk=run_id, ended_at=None, after=after).first()
    )
    act.about("dry-run", run_id)
    if run is None:
        return
    run.counted, run.total = tally(run.counted, found).to_data(), total
    if last is None:
        run.ended_at = act.now
    else:
        run.after = last
        act.publish(DryRunAsked(run_id=run.pk, after=last))
    run.save()


@action(RoutingVerb.WRITE)
def publish(act: Act, *, by: Viewer, stamp: int, note: str = "") -> Version:
    """The draft is in force from now on: without faults, and tried exactly as it stands."""
    draft = _seen(stamp)
    rows, live = from_data(draft.rows), in_force(by)
    if rows == live.rows:
        raise Refused("same")
    tried = dry_run(by, mark(rows), live.number)
    if tried is None or tried.ended_at is None:
        raise Refused("not-tried")
    made = _publish(act, rows, note=note)
    draft.delete()
    return made


@action(RoutingVerb.WRITE)
def go_back(act: Act, *, by: Viewer, number: int) -> Version:
    """An earlier version is in force again, as a new one, if it still leads somewhere everywhere."""
    earlier: Version | None = Version.objects.filter(number=number).first()
    if earlier is None:
        raise NotAllowed(RoutingVerb.WRITE)
    rows = from_data(earlier.rows)
    if rows == in_force(by).rows:
        raise Refused("same")
    return _publish(act, rows, restored=number)


def _publish(act: Act, rows: Rows, *, note: str = "", restored: int | None = None) -> Version:
    if faults_of(act.by, rows):
        raise Refused("has-faults")
    newest = Version.objects.select_for_update().order_by("-number").first()
    made: Version = Version.objects.create(
        number=newest.number + 1 if newest else 1, rows=to_data(rows), mark=mark(rows), note=note[:300],
        author_id=act.by.account_id, author_name=act.by.name, at=act.now, restored=restored,
    )  # fmt: skip
    act.about("routing-table", made.pk)
    act.publish(TablePublished(number=made.number, rows=len(rows), restored=restored))
    return made


def _seen(stamp: int) -> Draft:
    draft: Draft | None = Draft.objects.select_for_update().first()
    if draft is None or draft.stamp != stamp:
        raise Refused("changed-meanwhile")
    return draft
