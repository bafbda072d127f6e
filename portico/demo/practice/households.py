"""The patients around the cast: households of all ages, who acts for whom, and what each lives with.

Everything follows from a fixed seed and from today: the same day gives the same people.
"""

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from portico.demo.cast import DENVER, MADISON, Site
from portico.demo.practice.names import ORIGINS, STREETS, WEIGHTS
from portico.demo.practice.staff import DOCTORS, EASTSIDE
from portico.demo.record.chart import Subject

SEED = "lakeside-practice"
FIRST_NUMBER = 110001
SITE_WEIGHTS = ((MADISON, 50), (EASTSIDE, 27), (DENVER, 23))
AREA_CODES = {"WI": ("608", "414", "920", "262"), "CO": ("303", "720", "970")}
ADULT, TEEN = 18, 12
# A household: (how often, ages of the grown-ups, how many children at most).
HOUSEHOLDS = ((34, (27, 46), 2, 3), (12, (24, 44), 1, 2), (22, (48, 68), 2, 0), (20, (19, 72), 1, 0),
              (22, (66, 91), 2, 0), (14, (70, 93), 1, 0))  # fmt: skip
# trait: (from this age, to this age, share of those)
TRAITS = {
    "hypertension": (38, 99, 0.42), "lipids": (42, 90, 0.34), "diabetes": (40, 88, 0.24),
    "thyroid": (30, 90, 0.09), "asthma": (5, 60, 0.09), "depression": (19, 70, 0.13), "migraine": (16, 55, 0.10),
    "reflux": (28, 80, 0.14), "knee": (55, 95, 0.24), "back": (25, 70, 0.10), "rhinitis": (6, 50, 0.13),
    "gout": (45, 85, 0.05), "afib": (66, 95, 0.10), "prediabetes": (38, 75, 0.10), "bones": (66, 95, 0.14),
    "eczema": (1, 17, 0.12), "cataract": (68, 95, 0.14), "anemia": (18, 48, 0.07),
}  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Resident:
    """One patient. `has_account`: signs in for herself. `acts_for`: (number of the other, kind of relation)."""

    number: int
    subject: Subject
    age: int
    traits: tuple[str, ...]
    has_account: bool
    sign_in: str
    acts_for: list[tuple[int, str]] = field(default_factory=list)

    @property
    def writes_in(self) -> str:
        return "es" if self.subject.languages[0] == "es" else "en"


def residents(count: int, today: date) -> list[Resident]:
    """The first `count` of an endless town."""
    found: list[Resident] = []
    for home in _homes(today):
        found += home
        if len(found) >= count:
            break
    kept = found[: max(count, 0)]
    numbers = {one.number for one in kept}
    for one in kept:
        one.acts_for = [(other, kind) for other, kind in one.acts_for if other in numbers]
    return kept


def _homes(today: date) -> Iterator[list[Resident]]:
    number, elder = FIRST_NUMBER, None
    home = 0
    while True:
        dice = random.Random(f"{SEED}/home/{home}")  # noqa: S311 - figures of a story, no secrets
        people = _home(dice, home, number, today)
        if elder is not None and 38 <= people[0].age <= 68:
            # A grown child who helps an older parent, with permission.
            people[0].acts_for.append((elder, "adult"))
            people[0].has_account = True
            elder = None
        oldest = people[0]
        if oldest.age >= 74 and elder is None and dice.random() < 0.75:
            elder = oldest.number
        yield people
        number += len(people)
        home += 1


def _home(dice: random.Random, home: int, number: int, today: date) -> list[Resident]:
    _w, ages, grown, most = dice.choices(HOUSEHOLDS, [row[0] for row in HOUSEHOLDS])[0]
    origin = dice.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    women, men, families, language = ORIGINS[origin]
    family = dice.choice(families)
    site = dice.choices([s for s, _n in SITE_WEIGHTS], [n for _s, n in SITE_WEIGHTS])[0]
    street = f"{dice.randint(2, 89) * 13} {STREETS[home % len(STREETS)]}"
    age = dice.randint(*ages)
    speaks = language if dice.random() < (0.72 if language == "es" else 0.5) else "en"
    place = _Place(family, site, street, speaks, today)
    sexes = ["female", "male"] if dice.random() < 0.5 else ["male", "female"]
    taken: set[str] = set()
    people = []
    for turn in range(grown):
        years = max(19, age + (dice.randint(-4, 3) if turn else 0))
        people.append(
            _person(
                dice, place, number + turn, _name(dice, sexes[turn], women, men, taken), sexes[turn], years
            )
        )
    children = dice.randint(1, most) if most else 0
    for turn in range(children):
        years = dice.choice([n for n in range(18) if n < age - 19])
        sex = dice.choice(("female", "male"))
        child = _person(dice, place, number + grown + turn, _name(dice, sex, women, men, taken), sex, years)
        people.append(child)
        for parent in people[:grown]:
            if parent.has_account or parent is people[0]:
                parent.has_account = True
                parent.acts_for.append((child.number, "parent-of-teen" if years >= TEEN else "parent"))
    return people


@dataclass(frozen=True, slots=True)
class _Place:
    family: str
    site: Site
    street: str
    speaks: str
    today: date


def _name(
    dice: random.Random, sex: str, women: tuple[str, ...], men: tuple[str, ...], taken: set[str]
) -> str:
    names = [name for name in (women if sex == "female" else men) if name not in taken]
    chosen = dice.choice(names)
    taken.add(chosen)
    return chosen


def _person(dice: random.Random, place: _Place, number: int, given: str, sex: str, years: int) -> Resident:
    site, mrn = place.site, str(number)
    mobile = f"{dice.choice(AREA_CODES[site.state])}-555-01{dice.randint(0, 99):02d}"
    has_account = years >= ADULT and dice.random() < (0.62 if years >= 75 else 0.8)
    sign_in = f"{_plain(given)}.{_plain(place.family)}.{mrn[-3:]}@example.org"
    subject = Subject(
        record_id=f"lf-{mrn}", mrn=mrn, given=given, family=place.family, gender=sex,
        born=_born(dice, years, place.today), languages=_languages(place.speaks, years), site=site,
        mobile=mobile if years >= TEEN else "", phone="" if years >= TEEN else mobile,
        email=sign_in if has_account else "", street=place.street, city=site.city, postcode=site.postcode,
        doctor=DOCTORS[site.key],
    )  # fmt: skip
    return Resident(
        number=number,
        subject=subject,
        age=years,
        traits=_traits(dice, years),
        has_account=has_account,
        sign_in=sign_in,
    )


def _languages(speaks: str, years: int) -> tuple[str, ...]:
    if speaks == "en":
        return ("en",)
    return (speaks, "en") if years < 70 else (speaks,)


def _born(dice: random.Random, years: int, today: date) -> date:
    """So that the age is right today, whatever the day."""
    if years == 0:
        return today - timedelta(days=dice.randint(20, 350))
    month, day = dice.randint(1, 12), dice.randint(1, 28)
    had_birthday = (month, day) <= (today.month, today.day)
    return date(today.year - years - (0 if had_birthday else 1), month, day)


def _traits(dice: random.Random, years: int) -> tuple[str, ...]:
    """What goes together goes together, and nobody has everything."""
    found = [
        key for key, (low, high, share) in TRAITS.items() if low <= years <= high and dice.random() < share
    ]
    if "diabetes" in found and "prediabetes" in found:
        found.remove("prediabetes")
    if years < 16:
        found = ["asthma_intermittent" if key == "asthma" and years < 9 else key for key in found]
    return tuple(found[:4])


def _plain(name: str) -> str:
    """For an address: plain letters."""
    letters = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    return "".join(c for c in letters if c.isascii() and c.isalpha()).lower()
