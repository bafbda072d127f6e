"""How one conversation goes after it was sent: who opens it, what they do, what the patient writes back."""

import random
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from portico.demo.history import crew
from portico.demo.history.authors import Author
from portico.demo.history.habits import HABITS, Habit
from portico.demo.history.script import Did
from portico.demo.history.words import team
from portico.demo.history.words.for_others import CHILD_ANSWER
from portico.demo.history.words.writing import LANGUAGES, Pen, Written
from portico.triage.rules.clock import after
from portico.triage.rules.promise import Calendar

READ = 0.94  # of answers that are read within two days
READ_LATER = 0.97
# Of the lines of a question: about what one feels, so that the nurse may ask when it began; with fever; a reading.
SYMPTOMS, FEVERISH, READING = frozenset({0, 1, 4, 5, 7, 8, 10, 11, 14, 18, 19, 21}), frozenset({1, 8, 19}), 5
SAID_WHEN = re.compile(r"since|days|desde|d[ií]as")
BETTER = 7  # of the replies to a question: "it is better than it was"
SHAPES: dict[str, dict[str, float]] = {
    "refill": {
        "answered": 40,
        "asked": 17,
        "physician": 9,
        "called": 7,
        "closed": 2,
        "thanked": 11,
        "further": 14,
    },
    "question": {
        "answered": 25,
        "asked": 20,
        "physician": 17,
        "called": 9,
        "urgent": 3,
        "thanked": 10,
        "further": 16,
    },
    "appointment": {"answered": 42, "asked": 18, "called": 6, "closed": 6, "thanked": 14, "further": 14},
    "other": {
        "answered": 34,
        "asked": 16,
        "rerouted": 18,
        "called": 5,
        "closed": 4,
        "thanked": 12,
        "further": 11,
    },
    "result": {"answered": 34, "asked": 8, "physician": 22, "called": 7, "thanked": 12, "further": 17},
    "referral": {"answered": 34, "asked": 18, "physician": 14, "called": 5, "thanked": 12, "further": 17},
}
CLOSED_FOR = {
    "appointment": ("visit-booked", "duplicate"),
    "refill": ("duplicate",),
    "other": ("duplicate", "not-for-us"),
}
GIVEN_UP_AFTER = 36.0  # working hours without an answer of the patient
NO_ANSWER = 0.13


@dataclass(slots=True)
class Course:
    """`page` keeps two conversations of one person from saying the same; `clock` moves as things are done."""

    dice: random.Random
    pen: Pen
    author: Author
    kind: str
    calendar: Calendar
    clock: datetime
    is_flagged: bool
    haste: float
    slots: dict[str, str]
    written: Written
    did: list[Did] = field(default_factory=list)
    habit: str = ""

    def go(self) -> tuple[Did, ...]:
        """From the moment it was sent."""
        who = crew.whoever(self.dice, self.author.site, self.kind, is_flagged=self.is_flagged)
        habit = self._habit_of(who)
        weights = SHAPES[self.kind]
        shape = habit.shape if habit else self.dice.choices(list(weights), list(weights.values()))[0]
        if self.author.is_proxy and self.kind != "refill" and shape in {"asked", "further"}:
            shape = "thanked"  # what one is asked about oneself does not fit
        if self.written.subject == "cancel" and shape in {"asked", "further"}:
            shape = "thanked"
        if shape == "asked" and not self._is_symptom:
            shape = "further"
        self._wait(crew.hours(self.dice, self.kind, is_flagged=self.is_flagged, haste=self.haste))
        getattr(self, f"_{shape}")(who, habit)
        self._read_along()
        return tuple(sorted(self.did, key=lambda one: one.at))

    # --- what is not done yet ---

    def nobody_saw(self) -> tuple[Did, ...]:
        return ()

    def is_held(self, since: datetime) -> tuple[Did, ...]:
        """Somebody has it open since then."""
        self.clock = max(self.clock, since)
        self._take(self._somebody())
        return tuple(self.did)

    def waits_for_doctor(self) -> tuple[Did, ...]:
        who = self._somebody()
        self._wait(self.dice.uniform(0.2, 2.5))
        self._take(who)
        self._do(
            who,
            "ask",
            self.dice.choice(team.QUESTION),
            about=self.dice.choice(team.SUMMARY),
            to=self.author.doctor,
        )
        return tuple(self.did)

    def waits_for_patient(self) -> tuple[Did, ...]:
        if (
            self.written.subject == "cancel"
            or not self._is_symptom
            or (self.author.is_proxy and self.kind != "refill")
        ):
            return ()
        who = self._somebody()
        self._wait(self.dice.uniform(0.2, 3.0))
        self._take(who)
        line = team.ASK[self.author.language][self.kind][self._question_number()].format(**self.slots)
        self._answer(who, self._said(line, tail=False), then="wait")
        return tuple(self.did)

    def _somebody(self) -> str:
        return crew.whoever(self.dice, self.author.site, self.kind, is_flagged=self.is_flagged)

    def _habit_of(self, who: str) -> Habit | None:
        found = next((h for h in HABITS if (h.staff, h.kind) == (who, self.kind)), None)
        if found is None or self.written.subject == "cancel" or (self.is_flagged and found.shape != "called"):
            return None
        if self.dice.random() > found.share:
            return None
        self.habit = found.name
        return found

    # --- the ways it may go ---

    def _answered(self, who: str, habit: Habit | None) -> None:
        self._take(who)
        self._answer(who, self._phrase(habit) if habit else self._fitting())
        self._look()

    def _asked(self, who: str, _habit: Habit | None) -> None:
        number = self._question_number()
        self._take(who)
        line = team.ASK[self.author.language][self.kind][number].format(**self.slots)
        self._answer(who, self._said(line, tail=False), then="wait")
        if not self._look() or self.dice.random() < NO_ANSWER:
            self._wait(GIVEN_UP_AFTER)
            self._do(who, "close", reason="not-reached", text="No answer from the patient")
            return
        lines = LANGUAGES[self.author.language].REPLY[self.kind]
        reply = self.dice.choice([lines[n] for n in team.ANSWERED_BY[self.kind][number]])
        self._write(reply.format(**self.slots))
        self._again(who, self._fitting())

    def _read_along(self) -> None:
        """In the end nearly everything is read, by the others in the family too: nobody's page is full of old news."""
        answers = [one.at for one in self.did if one.what == "answer"]
        looks = [one.at for one in self.did if one.what == "looked"]
        if not answers:
            return
        last = answers[-1]
        if not looks or looks[-1] < last:
            self._look_later(self.author.sign_in, "", last + timedelta(days=self.dice.uniform(2.2, 9)))
        for sign_in, role in self.author.others:
            self._look_later(sign_in, role, last + timedelta(days=self.dice.uniform(0.1, 6)))

    def _look_later(self, who: str, role: str, at: datetime) -> None:
        if self.dice.random() < READ_LATER:
            self.did.append(Did(at=at.replace(microsecond=0), who=who, what="looked", to=role))

    @property
    def _is_symptom(self) -> bool:
        return self.kind != "question" or (not self.author.is_proxy and self.written.core in SYMPTOMS)

    def _question_number(self) -> int:
        count = len(team.ASK[self.author.language][self.kind])
        if self.kind == "refill" and self.slots["pharmacy"] in self.written.text:
            return self.dice.randrange(1, count)
        if self.kind != "question":
            return self.dice.randrange(count)
        if self.written.core == READING:
            return 4
        began = () if SAID_WHEN.search(self.written.text) else (0,)
        return self.dice.choice((*began, 1, 2, 3) if self.written.core in FEVERISH else (*began, 2, 3))

    def _physician(self, who: str, _habit: Habit | None) -> None:
        self._take(who)
        if self.dice.random() < 0.4:
            self._do(who, "note", self.dice.choice(team.NOTE))
        self._do(
            who,
            "ask",
            self.dice.choice(team.QUESTION),
            about=self.dice.choice(team.SUMMARY),
            to=self.author.doctor,
        )
        self._wait(self.dice.uniform(0.4, 7.5) * self.haste)
        self._do(self.author.doctor, "advise", self.dice.choice(team.ADVICE))
        self._wait(self.dice.uniform(0.1, 1.4))
        self._do(who, "open")
        self._answer(who, self._fitting())
        self._look()

    def _called(self, who: str, habit: Habit | None) -> None:
        self._take(who)
        words = self._phrase(habit) if habit else self.dice.choice(team.CALL)
        self._do(who, "call", words.format(**{**self.slots, "name": self.author.writes_as}))
        self._pause(4, 25)
        self._do(who, "close")

    def _urgent(self, who: str, _habit: Habit | None) -> None:
        nurse = (
            who
            if who in crew.LICENSED
            else crew.whoever(self.dice, self.author.site, self.kind, is_flagged=True)
        )
        self._take(nurse)
        self._do(nurse, "flag", reason="Sounds as if it should be looked at today")
        self._wait(self.dice.uniform(0.1, 0.9))
        self._called_now(nurse)

    def _called_now(self, nurse: str) -> None:
        words = self.dice.choice(team.CALL).format(**{**self.slots, "name": self.author.writes_as})
        self._do(nurse, "call", words)
        self._pause(4, 25)
        self._do(nurse, "close")

    def _rerouted(self, who: str, habit: Habit | None) -> None:
        if self.is_flagged:
            self._answered(who, habit)
            return
        self._do(who, "open")
        self._pause(8, 40)
        reason = (
            self._phrase(habit)
            if habit
            else self.dice.choice(("For the desk", "About a paper, not about health", "Desk can do this"))
        )
        self._do(who, "route", to="Front desk", reason=reason)
        self._wait(self.dice.uniform(0.2, 5.0) * self.haste)
        desk = crew.whoever(self.dice, self.author.site, "appointment")
        self._take(desk)
        self._answer(desk, self._fitting())
        self._look()

    def _closed(self, who: str, _habit: Habit | None) -> None:
        self._do(who, "open")
        self._pause(10, 60)
        self._do(who, "close", reason=self.dice.choice(CLOSED_FOR.get(self.kind, ("duplicate",))))

    def _thanked(self, who: str, habit: Habit | None) -> None:
        self._answered(who, habit)
        if self.did[-1].what == "looked":
            self._thank(who)

    def _further(self, who: str, habit: Habit | None) -> None:
        self._answered(who, habit)
        if self.did[-1].what != "looked":
            return
        further = [
            n for n in team.FURTHER[self.kind] if (self.kind, n) != ("question", BETTER) or self._is_symptom
        ]
        number = self.dice.choice(further)
        self._write(LANGUAGES[self.author.language].REPLY[self.kind][number].format(**self.slots))
        lines = tuple(team.AGAIN[self.author.language][n] for n in team.SETTLED[self.kind][number])
        self._again(who, self._said(self.pen.chosen(self._page, lines, self.slots)))
        if self.did[-1].what == "looked" and self.dice.random() < 0.3:
            self._thank(who)

    # --- parts of them ---

    def _again(self, who: str, text: str) -> None:
        """The patient wrote: the same person mostly, later the same day or the next."""
        if self.dice.random() > 0.75:
            who = crew.whoever(self.dice, self.author.site, self.kind, is_flagged=self.is_flagged)
        self._wait(self.dice.uniform(0.2, 7.0) * self.haste)
        self._take(who)
        self._answer(who, text)
        self._look()

    def _thank(self, who: str) -> None:
        staff = who.capitalize()
        self._write(self.pen.chosen(self._page, LANGUAGES[self.author.language].THANKS, {"staff": staff}))
        self._wait(self.dice.uniform(0.2, 6.0))
        self._do(who, "open")
        self._pause(5, 30)
        self._do(who, "close", reason="thanks")

    def _take(self, who: str) -> None:
        self._do(who, "open")
        self._pause(6, 45)
        self._do(who, "claim")
        for _turn in range(self.dice.choice((0, 1, 1, 2, 3, 5))):
            self._pause(32, 55)
            self._do(who, "work")
        self._pause(12, 40)

    def _answer(self, who: str, text: str, then: str = "close") -> None:
        self._do(who, "answer", text, then=then)

    def _look(self) -> bool:
        """The patient opens the answer, or doesn't."""
        if self.dice.random() > READ:
            return False
        self.clock += timedelta(seconds=20 + min(self.dice.expovariate(1 / 18_000), 140_000))
        self._do(self.author.sign_in, "looked")
        return True

    def _write(self, text: str) -> None:
        self._pause(40, 900)
        self._do(self.author.sign_in, "wrote", self.pen.slip(text[:1].upper() + text[1:], self.slots))
        self._pause(15, 20)

    def _do(self, who: str, what: str, text: str = "", **more: str) -> None:
        self.did.append(Did(at=self.clock, who=who, what=what, text=text, **more))

    def _pause(self, low: float, high: float) -> None:
        self.clock += timedelta(milliseconds=self.dice.randint(int(low * 1000), int(high * 1000)))

    def _wait(self, hours: float) -> None:
        """Working time of the site."""
        self.clock = after(self.clock, timedelta(seconds=round(hours * 3600)), self.calendar)
        self._pause(1, 90)

    # --- words ---

    @property
    def _page(self) -> str:
        return self.author.patient

    def _phrase(self, habit: Habit) -> str:
        """Mostly the first two: that is what makes it a habit."""
        lines = habit.phrases[self.author.language]
        return self.dice.choices(lines, (5, 3, 1.5, 1)[: len(lines)])[0]

    def _fitting(self) -> str:
        """An answer to what was asked."""
        language = self.author.language
        is_childs = (
            self.author.is_proxy and self.kind == "question" and self.author.is_child(self.clock.date())
        )
        lines = CHILD_ANSWER[language] if is_childs else team.ANSWER[language][self.kind]
        chosen = tuple(lines[n] for n in self.written.fits)
        return self._said(self.pen.chosen(self._page, chosen, self.slots))

    def _said(self, line: str, *, tail: bool = True) -> str:
        language = self.author.language
        greet = self.pen.chosen(self._page, team.GREET[language], {"name": self.author.writes_as})
        end = (
            self.pen.chosen(self._page, team.TAIL[language], self.slots)
            if tail and self.dice.random() < 0.7
            else ""
        )
        return " ".join(part for part in (greet, line[:1].upper() + line[1:], end) if part)
