"""Ordinary records for the patients around the cast: yearly visits and a few ordinary troubles."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from portico.demo.record import roster, texts
from portico.demo.record.chart import Chart
from portico.demo.record.documents import document
from portico.demo.record.labs import panel, result
from portico.demo.record.medicines import prescribe
from portico.demo.record.people import CLINICIANS, care_team, family_history, write_patient
from portico.demo.record.problems import allergy, problem
from portico.demo.record.vaccines import childhood, flu_shots, vaccinate
from portico.demo.record.visits import appointment, lab_order, visit
from portico.demo.record.vitals import Sitting, measure, smoking

CHECKUP_AGES = (3, 30, 61, 122, 183, 274, 370, 465, 560, 740, 920)  # in days; then every year
ADULT = 18
GROWING_UP = 2009  # born since then: a childhood record, also when they come of age, so ids stay
VISITS = 4
# age in years: ordinary weight in pounds, ordinary height in inches
GROWTH = (
    (0, 7.6, 19.8), (0.17, 12, 22.8), (0.5, 17, 26.3), (1, 21.5, 29.5), (2, 27, 34.2), (4, 36, 40.3),
    (6, 46, 45.5), (8, 57, 50.4), (10, 71, 54.6), (12, 90, 58.8), (14, 112, 64), (16, 134, 67),
    (19, 148, 68.5),
)  # fmt: skip
SCREENING_AGE = 45  # stool test


@dataclass(frozen=True, slots=True)
class Profile:
    """What goes with a problem: medicines, and tests as (key, usual value, spread)."""

    medicines: tuple[str, ...] = ()
    tests: tuple[tuple[str, float, float], ...] = ()
    pressure: int = 0  # added to an ordinary blood pressure


PROFILES = {
    "hypertension": Profile(("losartan",), pressure=18),
    "lipids": Profile(("atorvastatin",)),
    "diabetes": Profile(("metformin",), (("a1c", 7.2, 0.4), ("acr", 18, 6))),
    "thyroid": Profile(("levothyroxine",), (("tsh", 2.6, 1.1),)),
    "asthma": Profile(("fluticasone", "albuterol")),
    "asthma_intermittent": Profile(("albuterol",)),
    "depression": Profile(("sertraline",)),
    "migraine": Profile(("acetaminophen",)),
    "bones": Profile(),
    "cataract": Profile(),
    "eczema": Profile(),
    "back": Profile(("acetaminophen",)),
}


def chart_of_neighbor(number: int, today: date) -> Chart:
    chart = Chart(roster.subject(number, today), today)
    write_patient(chart)
    traits = roster.neighbor(number).traits
    if chart.subject.born.year >= GROWING_UP:
        _childhood(chart, traits)
    else:
        _adulthood(chart, traits)
    return chart


def nearly_empty(today: date) -> Chart:
    """A person who has only been registered."""
    chart = Chart(roster.NEARLY_EMPTY, today)
    write_patient(chart)
    return chart


def _childhood(chart: Chart, traits: tuple[str, ...]) -> None:
    dice = chart.dice("child")
    care_team(chart, _team(chart), (chart.today - chart.subject.born).days)
    family_history(chart, "MTH", ("rhinitis", None))
    childhood(chart)
    flu_shots(chart, 3, 2, 1)
    build = dice.uniform(0.95, 1.06)
    ages = (*CHECKUP_AGES, *(370 * year for year in range(3, ADULT)))
    for age in ages:
        days = (chart.today - chart.subject.born).days - age
        if days > 0:
            seen = visit(chart, "well_child", days, "Well child visit", clock="13:20")
            pounds, inches = size_at(age / 365, build)
            measure(Sitting(chart, days, seen, "13:20"), pounds=pounds, inches=inches)
            if age == 370:
                result(chart, "lead", days, round(dice.uniform(0.6, 2.4), 1))
    for trait in traits:
        _live_with(chart, trait)
    if chart.age >= 3:
        problem(chart, "ear", 420, resolved_days=405, category="encounter-diagnosis")
    allergy(chart, "none", 60)
    appointment(chart, dice.randint(2, 60), "13:20", "Well child visit", kind="CHECKUP")


def size_at(years: float, build: float) -> tuple[float, float]:
    """Pounds and inches at that age, between two rows of the table; `build` is how big the child is."""
    for (age, pounds, inches), (later, more, taller) in pairwise(GROWTH):
        if years <= later:
            share = (years - age) / (later - age)
            heavy, tall = pounds + share * (more - pounds), inches + share * (taller - inches)
            return round(heavy * build, 1), round(tall * (1 + (build - 1) / 3), 1)
    raise ValueError(f"no growth beyond {GROWTH[-1][0]} years")


def _adulthood(chart: Chart, traits: tuple[str, ...]) -> None:
    dice = chart.dice("adult")
    last = chart.subject.died_days_ago or 0
    care_team(chart, _team(chart), 1600 + last)
    _family(chart)
    for trait in traits:
        _live_with(chart, trait, last)
    allergy(chart, dice.choice(("none", "none", "sulfa", "amoxicillin", "grass")), 1500 + last)
    tall = 66 if chart.subject.gender == "male" else 60
    inches, pounds = tall + dice.uniform(0, 6), 2.5 * tall + dice.uniform(-30, 40)
    for turn in reversed(range(VISITS)):
        days = last + 25 + dice.randint(0, 40) + turn * 340
        _checkup(chart, days, traits, round(inches, 1), round(pounds + dice.uniform(-4, 4), 1))
    smoking(chart, 200 + last, "Never smoked", "266919005")
    vaccinate(chart, "td" if chart.age > 65 else "tdap", chart.today - timedelta(days=1900 + last))
    if not last:
        flu_shots(chart, *dice.sample((0, 1, 2, 3), 2), key="flu_high" if chart.age >= 65 else "flu")
        appointment(chart, dice.randint(1, 90), dice.choice(("08:40", "10:00", "14:20")), "Follow-up visit")


def _team(chart: Chart) -> tuple[str, ...]:
    return ("samuel", "kenji") if chart.subject.doctor == "samuel" else ("amara", "jo", "tomas")


def _family(chart: Chart) -> None:
    dice = chart.dice("family")
    for relative in dice.sample(("MTH", "FTH", "SIS", "BRO"), 2):
        key = dice.choice(("hypertension", "diabetes", "lipids", "thyroid", "cataract"))
        family_history(chart, relative, (key, dice.randint(42, 70)))


def _live_with(chart: Chart, trait: str, last: int = 0) -> None:
    """The problem, its medicines and its tests."""
    dice = chart.dice(trait)
    profile = PROFILES[trait]
    is_young = chart.subject.born.year >= GROWING_UP
    since = dice.randint(200, 900) if is_young else last + dice.randint(500, 3000)
    problem(chart, trait, since)
    for key in profile.medicines:
        status = "stopped" if last else "active"
        prescribe(chart, key, last + dice.randint(10, 85), refills=dice.randint(0, 3), status=status)
    for key, usual, spread in profile.tests:
        for turn in reversed(range(6)):
            result(chart, key, last + 45 + turn * 185, round(dice.gauss(usual, spread), 1))


def _checkup(chart: Chart, days: int, traits: tuple[str, ...], inches: float, pounds: float) -> None:
    """One yearly visit: vitals, blood tests the week before, a summary."""
    dice = chart.dice(f"visit {chart.counts['visit']}")
    reason = "Yearly check-up"
    clock = dice.choice(("08:40", "10:00", "14:20"))
    sitting = Sitting(chart, days, visit(chart, "checkup", days, reason, clock=clock), clock)
    upper = 112 + dice.randint(0, 12) + sum(PROFILES[trait].pressure for trait in traits)
    pressure = (upper, round(upper * 0.62))
    measure(sitting, pressure=pressure, pulse=dice.randint(60, 84), pounds=pounds, inches=inches)
    _blood_tests(chart, days + 6)
    if chart.age >= SCREENING_AGE and chart.counts["fit"] == 0:
        result(chart, "fit", days, "Negative")
    lab_order(chart, "51990-0", "Basic metabolic panel - Blood", days + 10, status="completed")
    _papers(chart, days, reason)


def _papers(chart: Chart, days: int, reason: str) -> None:
    site, one = chart.subject.site, CLINICIANS[chart.subject.doctor]
    words = {
        "date": chart.spoken(days),
        "doctor": f"Dr. {one.given} {one.family}",
        "site": site.name,
        "phone": site.phone,
        "reason": f"You came for your {reason.lower()}",
        "advice": chart.dice(f"paper {chart.counts['paper']}").choice(texts.ADVICE),
        "name": chart.subject.usual or chart.subject.name,
    }
    document(chart, "summary", days, "After visit summary", texts.ORDINARY_SUMMARY.format(**words))
    document(chart, "letter", days, "Your test results", texts.ORDINARY_LETTER.format(**words))


def _blood_tests(chart: Chart, days: int) -> None:
    dice = chart.dice(f"blood {chart.counts['sodium']}")
    man = chart.subject.gender == "male"
    creatinine = round(dice.uniform(0.84, 1.15) if man else dice.uniform(0.62, 0.92), 2)
    filtered = filtering(creatinine, chart.age, man=man)
    sugar = 132 if chart.counts["a1c"] else 90
    panel(chart, "bmp", days, (
        dice.randint(137, 143), round(dice.uniform(3.9, 4.8), 1), dice.randint(100, 105),
        dice.randint(23, 28), dice.randint(10, 20), creatinine, filtered,
        sugar + dice.randint(-6, 8), round(dice.uniform(9.0, 9.9), 1),
    ))  # fmt: skip
    hdl, ldl, triglycerides = dice.randint(42, 66), dice.randint(78, 128), dice.randint(80, 160)
    panel(chart, "lipid", days, (hdl + ldl + triglycerides // 5, hdl, ldl, triglycerides))
    hemoglobin = round(dice.uniform(13.9, 15.8) if man else dice.uniform(12.2, 14.2), 1)
    panel(chart, "cbc", days, (
        round(dice.uniform(4.6, 8.9), 1), round(hemoglobin / 2.95, 2), hemoglobin,
        round(hemoglobin * 2.97, 1), dice.randint(84, 93), dice.randint(190, 330),
    ))  # fmt: skip


def filtering(creatinine: float, age: int, *, man: bool) -> int:
    """eGFR from creatinine, so that the two agree: CKD-EPI 2021 equation."""
    kappa, alpha, factor = (0.9, -0.302, 1.0) if man else (0.7, -0.241, 1.012)
    share = creatinine / kappa
    below, above = math.pow(min(share, 1), alpha), math.pow(max(share, 1), -1.2)
    return round(142 * below * above * math.pow(0.9938, age) * factor)
