"""One conversation after the other, planned: no database, one fixed seed."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from portico.demo.history import volume
from portico.demo.history.authors import CALLED, Author
from portico.demo.history.course import Course
from portico.demo.history.script import Did, Script
from portico.demo.history.words.writing import Asking, NothingNew, Pen
from portico.lib.medicines import must_not_miss
from portico.messaging.rules.running_out import running_out
from portico.triage.rules.promise import Calendar, promise

SEED = "lakeside-history"
DOCTORS = {
    "en": {"amara": "Lee", "samuel": "Okafor", "beatriz": "Salcedo"},
    "es": {"amara": "la Dra. Lee", "samuel": "el Dr. Okafor", "beatriz": "la Dra. Salcedo"},
}
PHONES = {"madison": "608-555-0142", "denver": "303-555-0117", "eastside": "608-555-0188"}
TRIES = 200
DECK = 200
QUIET_CAST = timedelta(days=24)  # the cast's own stories begin on a clean desk
LATELY = timedelta(days=9)  # the week before a holiday: everything takes longer
RESULT_FRESH = timedelta(days=45)
DAYS_LEFT = (0, 1, 2, 3, 4, 5, 5, 6, 7, 7, 8, 9, 10, 10, 12, 14, 14, 15, 20)


@dataclass(frozen=True, slots=True)
class Now:
    today: date
    until: datetime  # history ends here
    patients: int


def in_utc(did: tuple[Did, ...]) -> tuple[Did, ...]:
    """As the database gives them back."""
    return tuple(replace(one, at=one.at.astimezone(UTC)) for one in did)


class Planner:
    def __init__(self, now: Now, authors: Sequence[Author], calendars: Mapping[str, Calendar]) -> None:
        self.dice = random.Random(SEED)  # noqa: S311 - figures of a story, no secrets
        self.now, self.calendars = now, calendars
        self.pen, self.deck = Pen(self.dice), list[str]()
        self.authors = list(authors)
        self.weights = [author.pace * (0.25 + self.dice.expovariate(1.1)) for author in self.authors]

    def one(self, day: date) -> Script | None:
        """Sent at some hour of that day, and dealt with as such things are."""
        kind = self.kind()
        while (author := self.author(kind, day)) is not None:
            at = volume.moment(self.dice, day, self.calendars[author.site].zone)
            try:
                return self.written(author, kind, at, Course.go)
            except NothingNew:
                continue
        return None

    def kind(self) -> str:
        """From a deck that holds each as often as it should come."""
        if not self.deck:
            self.deck = [kind for kind, share in volume.SHARES.items() for _one in range(round(share * DECK))]
            self.dice.shuffle(self.deck)
        return self.deck.pop()

    def author(self, kind: str, day: date, site: str = "") -> Author | None:
        """Somebody who could write about it; nobody where few write at all."""
        for _try in range(TRIES):
            author = self.dice.choices(self.authors, self.weights)[0]
            if self._could(author, kind, day) and site in {"", author.site}:
                return author
        return None

    def _could(self, author: Author, kind: str, day: date) -> bool:
        if author.is_cast and self.now.today - day < QUIET_CAST:
            return False
        if day - author.born < timedelta(days=30):
            return False
        if kind == "refill":
            return bool(author.medicines)
        return kind != "result" or bool(self._tests(author, day))

    def _tests(self, author: Author, day: date) -> list[int]:
        return [n for n, test in enumerate(author.tests) if timedelta(0) < day - test.day < RESULT_FRESH]

    def written(
        self,
        author: Author,
        kind: str,
        at: datetime,
        go: Callable[[Course], tuple[Did, ...]],
        *,
        is_out: bool = False,
    ) -> Script:
        """`go` says what the team does with it. `is_out`: nothing of the medicine is left."""
        day = at.date()
        known, subject, points_at, details = self._about(author, kind, day)
        slots = self.pen.words_for(
            author.language,
            name=author.called,
            doctor=DOCTORS[author.language][author.doctor],
            phone=PHONES[author.site],
            **known,
        )
        asking = Asking(
            kind=kind, language=author.language, of=author.called if author.is_proxy else "",
            is_child=author.is_child(day),
        )  # fmt: skip
        written = self.pen.first(author.patient, asking, slots)
        details |= self._details(kind, slots, written.subject) | ({"days_left": 0} if is_out else {})
        is_same_day = kind == "refill" and self._runs_out(author, at, details["days_left"], known["med"])
        haste = 2.0 if self.now.today - day < LATELY else 1.0
        course = Course(
            self.dice, self.pen, author, kind, self.calendars[author.site], at + timedelta(seconds=30), is_same_day,
            haste, slots, written,
        )  # fmt: skip
        did = go(course)
        return Script(
            patient=author.patient, writer=author.sign_in, is_proxy=author.is_proxy, language=author.language,
            site=author.site,
            kind=kind, subject=subject or written.subject, body=written.text, details=details, points_at=points_at,
            is_same_day=is_same_day, at=at.astimezone(UTC), did=in_utc(did), habit=course.habit,
        )  # fmt: skip

    def _about(
        self, author: Author, kind: str, day: date
    ) -> tuple[dict[str, str], str, str, dict[str, object]]:
        """Slots that the record fills, the subject, the resource, and what the form keeps."""
        medicine = self.dice.choice(author.medicines) if author.medicines else None
        known = {"med": medicine.called if medicine else ""}
        if kind == "refill" and medicine is not None:
            left = self.dice.choice(DAYS_LEFT)
            return known, medicine.text, medicine.resource, {"other": "", "days_left": left}
        if kind == "result":
            test = author.tests[self.dice.choice(self._tests(author, day))]
            known["test"] = CALLED[test.code][author.language == "es"]
            return known, test.text, test.resource, {"system": "http://loinc.org", "code": test.code}
        return known, "", "", {}

    def _details(self, kind: str, slots: dict[str, str], subject: str) -> dict[str, object]:
        if kind == "refill":
            return {"pharmacy": slots["pharmacy"][:1].upper() + slots["pharmacy"][1:]}
        if kind == "referral":
            how_soon = self.dice.choice(("routine", "routine", "routine", "soon"))
            return {
                "specialist": subject,
                "reason": slots["part"].capitalize(),
                "insurer": slots["plan"],
                "how_soon": how_soon,
            }
        if kind == "appointment":
            return {"what": subject, "suits": slots["time"].capitalize() if subject != "cancel" else ""}
        return {} if kind == "result" else {"topic": subject}

    def _runs_out(self, author: Author, at: datetime, left: object, medicine: str) -> bool:
        """As the form decides it."""
        calendar = self.calendars[author.site]
        promised = promise("refill", at, calendar).at.astimezone(ZoneInfo(calendar.zone)).date()
        return running_out(
            days_left=int(str(left)),
            today=at.date(),
            promised=promised,
            must_not_miss=must_not_miss(medicine),
        ).is_same_day
