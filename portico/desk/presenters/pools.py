"""How the pools stand, for whoever runs the practice: numbers, and nothing of any patient."""

from dataclasses import dataclass
from datetime import datetime

from portico.clinic.queries import pools_with_people
from portico.core.viewer import Viewer
from portico.desk.presenters.words import due_words
from portico.triage.queries import standing


@dataclass(frozen=True, slots=True)
class Standing:
    pool: str
    site: str
    waiting: int
    nobody: int
    late: int
    oldest: str
    people: str  # who works in it, by name


def pools_standing(viewer: Viewer, *, now: datetime) -> list[Standing]:
    """Every pool of one's sites, what is late first; a pool in which nothing waits too."""
    found = {row["pool_id"]: row for row in standing(viewer, now=now)}
    rows = []
    for pool in pools_with_people(viewer):
        of = found.get(pool.pk, {"waiting": 0, "nobody": 0, "late": 0, "oldest": None})
        people = ", ".join(sorted(member.name for member in pool.members.all() if member.is_active))
        oldest = due_words(of["oldest"], viewer, now, is_short=True) if of["oldest"] else ""
        rows.append(
            Standing(pool.name, pool.site.name, of["waiting"], of["nobody"], of["late"], oldest, people)
        )
    return sorted(rows, key=lambda row: (-row.late, -row.waiting, row.pool, row.site))
