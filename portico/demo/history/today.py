"""What waits on the desks today: a believable number, a few late, several urgent, some in somebody's hands."""

from collections.abc import Callable
from datetime import timedelta

from portico.demo.history.course import Course
from portico.demo.history.plan import Planner
from portico.demo.history.script import Did, Script
from portico.demo.history.words.writing import NothingNew
from portico.triage.rules.promise import promise

Going = Callable[[Course], tuple[Did, ...]]
PER_PATIENT = 0.11
AT_LEAST = 4
# of all that waits: (share, hours ago from, to)
AGES = ((0.74, 0.3, 25.0), (0.26, 25.0, 46.0))
STAGES = (("new", 0.52), ("held", 0.10), ("doctor", 0.14), ("patient", 0.24))
FORCED = {1: "doctor", 2: "doctor", 3: "held", 4: "held", 5: "doctor"}
URGENT, LATE = 0.16, 0.11  # of all that waits
TRIES = 80
# What may be asked back, and what a physician is asked about.
OF_STAGE = {
    "held": ("refill", "question"),
    "doctor": ("question", "refill", "referral"),
    "patient": ("question", "refill", "appointment", "referral"),
}


def scripts(planner: Planner) -> list[Script]:
    count = max(AT_LEAST, round(planner.now.patients * PER_PATIENT))
    found: list[Script] = []
    taken: set[str] = set()
    for number in range(count):
        for _try in range(TRIES):
            one = _one(planner, number, count)
            if one is not None and one.patient not in taken:
                taken.add(one.patient)
                found.append(one)
                break
    return found


def _one(planner: Planner, number: int, count: int) -> Script | None:
    try:
        if number < round(count * URGENT):
            return _urgent(planner)
        if number < round(count * (URGENT + LATE)):
            return _late(planner)
        # Of the last, so that whoever looks in finds some of each at the first site.
        stage = FORCED.get(count - number, "")
        return _usual(planner, stage, site="madison" if stage else "")
    except NothingNew:
        return None


def _urgent(planner: Planner) -> Script | None:
    """A medicine has run out: for today."""
    at = planner.now.until - timedelta(hours=planner.dice.uniform(0.1, 2.5))
    author = planner.author("refill", at.date())
    return planner.written(author, "refill", at, Course.nobody_saw, is_out=True) if author else None


def _late(planner: Planner) -> Script | None:
    """Promised for this morning or yesterday, and nobody saw it."""
    until, kind = planner.now.until, planner.kind()
    at = until - timedelta(days=planner.dice.uniform(1, 8))
    author = planner.author(kind, at.date())
    if author is None or kind == "refill":
        return None
    due = promise(kind, at, planner.calendars[author.site]).at
    is_late = until - timedelta(hours=30) < due < until
    return planner.written(author, kind, at, Course.nobody_saw) if is_late else None


def _usual(planner: Planner, stage: str = "", site: str = "") -> Script | None:
    dice, until = planner.dice, planner.now.until
    stage = stage or dice.choices([name for name, _n in STAGES], [n for _name, n in STAGES])[0]
    kind = dice.choice(OF_STAGE[stage]) if stage in OF_STAGE else planner.kind()
    _share, low, high = dice.choices(AGES, [row[0] for row in AGES])[0]
    at = until - timedelta(hours=dice.uniform(low, high))
    author = planner.author(kind, at.date(), site)
    if author is None or promise(kind, at, planner.calendars[author.site]).at <= until:
        return None
    since = until - timedelta(minutes=dice.uniform(7, 70))
    going: dict[str, Going] = {
        "new": Course.nobody_saw, "held": lambda course: course.is_held(since), "doctor": Course.waits_for_doctor,
        "patient": Course.waits_for_patient,
    }  # fmt: skip
    return planner.written(author, kind, at, going[stage])
