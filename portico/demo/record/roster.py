"""Ordinary patients around the cast: who they are. Names of many origins and lengths; nobody here exists."""

from dataclasses import dataclass
from datetime import date

from portico.demo.cast import DENVER, MADISON, Site
from portico.demo.record.chart import Subject

FIRST_NUMBER = 100101
NEARLY_EMPTY = Subject(
    record_id="lf-100100", mrn="100100", given="Sam", family="Rivers", gender="unknown", born=date(1985, 7, 1)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbor:
    """`born` as a number counts months before this month, so that there is always a baby."""

    given: str
    family: str
    gender: str
    born: date | int
    traits: tuple[str, ...] = ()  # keys of the profiles in background.py
    languages: tuple[str, ...] = ("en",)
    usual: str = ""
    site: Site = MADISON
    email: str = ""
    died_days_ago: int | None = None


ORDINARY = (
    Neighbor(given="Ana Lucía", family="Fernández de la Vega y Montenegro", gender="female",
             born=date(1979, 4, 22), traits=("hypertension", "lipids"), languages=("es", "en")),
    Neighbor(given="Noah", family="Lindqvist", gender="male", born=5),
    Neighbor(given="Maximilian-Alexander Theodor", family="Hohenstein-Lichtenberger", gender="male",
             born=date(1951, 12, 30), traits=("hypertension", "cataract"), usual="Max"),
    Neighbor(given="Oluwaseun", family="Adébáyò-Williams", gender="male", born=date(1990, 2, 11)),
    Neighbor(given="Thị Ánh Tuyết", family="Nguyễn", gender="female", born=date(1968, 8, 19),
             traits=("thyroid",), languages=("vi", "en"), usual="Tuyết"),
    Neighbor(given="Li", family="Wu", gender="female", born=date(1947, 1, 5),
             traits=("diabetes", "hypertension"), languages=("zh",)),
    Neighbor(given="Bao", family="Xiong", gender="male", born=date(2022, 10, 3), languages=("hmn", "en")),
    Neighbor(given="Fatima Zahra", family="El Amrani", gender="female", born=date(1995, 6, 25),
             traits=("asthma",), languages=("ar", "en")),
    Neighbor(given="Siobhán", family="O’Callaghan-Murphy", gender="female", born=date(1983, 3, 17),
             traits=("depression",)),
    Neighbor(given="Jónas", family="Þórðarson", gender="male", born=date(1962, 9, 9),
             traits=("diabetes", "lipids"), site=DENVER),
    Neighbor(given="Eleanor", family="Vandenberg", gender="female", born=date(1934, 2, 2),
             traits=("bones", "hypertension", "cataract"), email="vandenbergs@example.net"),
    Neighbor(given="Elias", family="Vandenberg", gender="male", born=date(1931, 10, 28),
             traits=("hypertension",), email="vandenbergs@example.net", died_days_ago=200),
    Neighbor(given="Amina", family="Abdi Warsame", gender="female", born=date(2018, 5, 14),
             languages=("so", "en")),
    Neighbor(given="Xiaoming", family="Zhang", gender="male", born=date(2009, 11, 11),
             traits=("asthma_intermittent",), languages=("zh", "en"), usual="Ming"),
    Neighbor(given="Priyanka", family="Venkataraghavan Subramaniam", gender="female",
             born=date(1999, 1, 31)),
    Neighbor(given="Haruki", family="Watanabe-Fitzgerald", gender="male", born=date(2016, 7, 7),
             traits=("eczema",), site=DENVER),
    Neighbor(given="Dakota", family="Blackhawk", gender="other", born=date(2001, 4, 4), usual="Koty"),
    Neighbor(given="Stanisław", family="Brzęczyszczykiewicz", gender="male", born=date(1956, 6, 6),
             traits=("hypertension", "lipids")),
    Neighbor(given="Keoni", family="Kealohapauole", gender="male", born=date(1988, 12, 1), traits=("back",)),
    Neighbor(given="Mary Katherine", family="Smith", gender="female", born=date(1971, 10, 10),
             traits=("migraine",), usual="Kate"),
)  # fmt: skip
STREETS = ("Birch St", "Dayton Rd", "Monona Way", "Heron Ct", "Quarry Lane", "Spaight Ave", "Elm Row")


def neighbor(number: int) -> Neighbor:
    """The first come from the list; further ones join a given name with another row's family name."""
    row = ORDINARY[number % len(ORDINARY)]
    turn = number // len(ORDINARY)
    if not turn:
        return row
    other = ORDINARY[(number * 7 + turn) % len(ORDINARY)]
    return Neighbor(
        given=row.given, family=other.family, gender=row.gender, born=row.born, traits=row.traits,
        languages=row.languages, site=row.site,
    )  # fmt: skip


def subject(number: int, today: date) -> Subject:
    row = neighbor(number)
    mrn = str(FIRST_NUMBER + number)
    born = row.born if isinstance(row.born, date) else _months_before(today, row.born)
    return Subject(
        record_id=f"lf-{mrn}",
        mrn=mrn,
        given=row.given,
        family=row.family,
        gender=row.gender,
        born=born,
        usual=row.usual,
        languages=row.languages,
        site=row.site,
        mobile=f"414-555-01{number % 100:02d}",
        email=row.email or f"patient{mrn}@example.net",
        street=f"{100 + number * 13} {STREETS[number % len(STREETS)]}",
        city=row.site.city,
        postcode=row.site.postcode,
        died_days_ago=row.died_days_ago,
        doctor="samuel" if row.site is DENVER else "amara",
    )


def _months_before(today: date, months: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, 1)
