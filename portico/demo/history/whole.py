"""The whole history, planned. The same people on the same day give the same scripts."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from portico.demo.history import today, volume
from portico.demo.history.authors import Author
from portico.demo.history.plan import Now, Planner
from portico.demo.history.script import Script
from portico.triage.rules.promise import Calendar


def plan(
    now: Now, authors: Sequence[Author], calendars: Mapping[str, Calendar], closed: Collection[date]
) -> list[Script]:
    """In the order of time."""
    planner = Planner(now, authors, calendars)
    days = volume.days(planner.dice, now.today, volume.threads(now.patients), closed)
    found = [script for day in sorted(days) if (script := planner.one(day)) is not None]
    found += today.scripts(planner)
    return sorted((s for s in found if s.at < now.until), key=lambda script: script.at)
