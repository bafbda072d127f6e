"""The routing table in words: what a row asks and does, what is wrong with it, what a dry run found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from portico.clinic.presenters import kind_words
from portico.core.presenters import moment_words
from portico.core.viewer import Viewer
from portico.routing.models import DryRun, Version
from portico.routing.rules.faults import Fault, Place
from portico.routing.rules.table import Hours, Row, Standing, Today, from_data

LANGUAGES = {
    "en": gettext_noop("English"),
    "es": gettext_noop("Spanish"),
    "other": gettext_noop("Another language"),
}
STANDINGS: dict[str, str] = {
    Standing.NEW: gettext_noop("not seen here for three years"),
    Standing.ESTABLISHED: gettext_noop("seen here within three years"),
}
TODAYS: dict[str, str] = {
    Today.YES: gettext_noop("marked for today"),
    Today.NO: gettext_noop("not marked for today"),
}
HOURS: dict[str, str] = {
    Hours.OPEN: gettext_noop("sent while the clinic is open"),
    Hours.CLOSED: gettext_noop("sent while the clinic is closed"),
}
URGENCIES = {"same-day": gettext_noop("for today"), "urgent": gettext_noop("urgent")}


@dataclass(frozen=True, slots=True)
class Names:
    """Keys of sites and teams -> what they are called."""

    sites: Mapping[str, str] = field(default_factory=dict)
    teams: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """A row: `asks` are its conditions, of which all must hold; `does`, where it sends and how."""

    number: int
    asks: list[str]
    pool: str
    does: list[str]
    faults: list[str]
    is_first: bool
    is_last: bool


def names(places: Sequence[Place], teams: Sequence[tuple[str, str]]) -> Names:
    return Names({str(place.site): place.site_name for place in places}, dict(teams))


def shown(rows: Sequence[Row], known: Names, faults: Sequence[Fault] = ()) -> list[Shown]:
    return [
        Shown(
            number=number, asks=asks(row, known), pool=row.pool, does=does(row),
            faults=list(dict.fromkeys(fault_words(one) for one in faults if one.row == number)),
            is_first=number == 1, is_last=number == len(rows),
        )
        for number, row in enumerate(rows, 1)
    ]  # fmt: skip


def asks(row: Row, known: Names) -> list[str]:
    gone = _("one that is gone")
    parts = [
        _either(kind_words(kind) for kind in row.kinds),
        _either(known.sites.get(site, gone) for site in row.sites),
        _either(known.teams.get(team, gone) for team in row.teams),
        _("reads %(languages)s") % {"languages": _languages(row)} if row.languages else "",
        _age(row),
        *(
            _(words[said]) if said in words else ""
            for words, said in ((STANDINGS, row.standing), (TODAYS, row.today), (HOURS, row.hours))
        ),
        _("says %(words)s") % {"words": _either(f"“{word}”" for word in row.words)} if row.words else "",
    ]  # fmt: skip
    return [part for part in parts if part] or [_("Everything")]


def _languages(row: Row) -> str:
    return _either(_(LANGUAGES[one]) for one in row.languages if one in LANGUAGES)


def _either(parts: Any) -> str:
    return _(" or ").join(parts)


def _age(row: Row) -> str:
    low, high = row.age_from, row.age_to
    if low is None and high is None:
        return ""
    if low is None:
        return _("at most %(high)d years old") % {"high": high}
    if high is None:
        return _("at least %(low)d years old") % {"low": low}
    return _("%(low)d to %(high)d years old") % {"low": low, "high": high}


def does(row: Row) -> list[str]:
    said = [_(URGENCIES[row.urgency])] if row.urgency in URGENCIES else []
    if row.days is not None:
        said.append(days_words(row.days))
    return said


def days_words(days: int) -> str:
    return ngettext("answered within %(n)d working day", "answered within %(n)d working days", days) % {
        "n": days
    }


def fault_words(fault: Fault) -> str:
    said = {"what": fault.what, "where": fault.where, "kind": kind_words(fault.what)}
    return {
        "too-long": _("The table has more than %(what)s rows."),
        "no-pools": _("The practice has no pools yet."),
        "nowhere": _("At %(where)s nobody would get messages of the kind %(kind)s that no row takes."),
        "rest-nobody": _(
            "At %(where)s nobody of the team works in %(what)s, where what no row takes would go."
        ),
        "rest-physician-first": _(
            "At %(where)s a physician works in %(what)s, where what no row takes would go."
        ),
        "rest-no-clinical-eyes": _(
            "At %(where)s what is about health and no row takes would go to %(what)s, where nobody may end it."
        ),
        "no-site": _("It names a clinic that is gone."),
        "no-team": _("It names a team that is gone."),
        "no-kind": _("It names a kind of message that is gone."),
        "no-pool": _(
            "%(where)s has no pool called %(what)s. Choose the clinics that have it, or another pool."
        ),
        "nobody": _("Nobody of the team works in %(what)s at %(where)s: messages would be seen by nobody."),
        "physician-first": _(
            "A physician works in %(what)s at %(where)s, and would be the first to see a message."
        ),
        "no-clinical-eyes": _(
            "At %(where)s nobody in %(what)s may end what is about health. Choose other kinds, or another pool."
        ),
        "no-age": _("The ages are not in order."),
        "no-days": _("Between 1 and %(what)s working days."),
        "not-known": _("It has a choice that is gone. Open it and choose again."),
        "never-reached": _("It is never reached: row %(what)s takes all of it before."),
    }[fault.code] % said


def whole_faults(faults: Sequence[Fault]) -> list[str]:
    """Those of the table, not of a row."""
    return list(dict.fromkeys(fault_words(one) for one in faults if one.row == 0))


def refused_words(code: str) -> str:
    return {
        "changed-meanwhile": _(
            "Somebody changed the draft meanwhile. Look at it again; nothing of yours was saved."
        ),
        "no-row": _("This row is gone."),
        "too-long": _("The table is full. Take a row out first."),
        "has-faults": _("It can't be published as it stands: look at what is marked."),
        "not-tried": _("Try it first on the messages of the last ninety days, exactly as it stands."),
        "same": _("It is the same as what is in force."),
    }.get(code, _("That did not work. Please look at it again."))


@dataclass(frozen=True, slots=True)
class Past:
    number: int
    who: str
    when: str
    note: str
    restored: int | None
    rows: list[Shown]
    is_in_force: bool


def past(versions: Sequence[Version], viewer: Viewer, known: Names, newest: int) -> list[Past]:
    return [
        Past(
            one.number, one.author_name, moment_words(viewer, one.at), one.note, one.restored,
            shown(from_data(one.rows), known), one.number == newest,
        )
        for one in versions
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Load:
    """A pool before and after: how many messages, how many of them late."""

    pool: str
    now: int
    then: int
    late_now: int
    late_then: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a dry run found, or how far it is. `rows`: how many each row of the draft took; the last is the rest."""

    is_done: bool
    percent: int
    count: int
    moved: int
    late_now: int
    late_then: int
    loads: list[Load]
    between: list[tuple[str, str, int]]
    rows: list[tuple[str, int]]


def found(run: DryRun, places: Sequence[Place]) -> Found:
    counted = run.counted or {}
    called = {str(place.pool.id): f"{place.pool.name}, {place.site_name}" for place in places}
    gone = _("a pool that is gone")
    loads = [Load(called.get(pool, gone), *sides) for pool, sides in counted.get("pools", {}).items()]
    between = [
        (*(called.get(key, gone) for key in way.split()), n) for way, n in counted.get("between", {}).items()
    ]
    taken = counted.get("rows", {})
    total = run.total or 0
    return Found(
        is_done=run.ended_at is not None,
        percent=100 if run.ended_at else round(100 * counted.get("count", 0) / total) if total else 0,
        count=counted.get("count", 0), moved=counted.get("moved", 0),
        late_now=sum(load.late_now for load in loads), late_then=sum(load.late_then for load in loads),
        loads=sorted(loads, key=lambda load: (-load.now - load.then, load.pool)),
        between=sorted(between, key=lambda way: (-way[2], way[0], way[1]))[:SHOWN_AT_MOST],
        rows=[
            *((_("Row %(number)d") % {"number": n}, taken.get(str(n), 0)) for n in range(1, len(run.rows) + 1)),
            (_("None of them"), taken.get("0", 0)),
        ],
    )  # fmt: skip


SHOWN_AT_MOST = 20
