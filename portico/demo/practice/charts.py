"""The record of one resident: problems, medicines, vaccines, visits, and results that move as results do."""

from datetime import date, timedelta

from portico.demo.practice import papers
from portico.demo.practice.households import ADULT, Resident
from portico.demo.practice.staff import ASSISTANTS, NURSES
from portico.demo.practice.trends import TRENDS, Trend
from portico.demo.record.background import CHECKUP_AGES, filtering, size_at
from portico.demo.record.chart import Chart
from portico.demo.record.documents import document
from portico.demo.record.labs import panel, result
from portico.demo.record.medicines import prescribe
from portico.demo.record.people import CLINICIANS, care_team, family_history, write_patient
from portico.demo.record.problems import allergy, problem
from portico.demo.record.vaccines import childhood, flu_shots, vaccinate
from portico.demo.record.visits import appointment, referral, visit
from portico.demo.record.vitals import Sitting, measure, smoking

CLOCKS = ("08:20", "09:00", "10:20", "11:00", "13:20", "14:40", "15:40")
MEDICINES = {
    "hypertension": ("losartan", "amlodipine", "lisinopril", "hydrochlorothiazide"), "lipids": ("atorvastatin",),
    "diabetes": ("metformin",), "thyroid": ("levothyroxine",), "asthma": ("fluticasone", "albuterol"),
    "asthma_intermittent": ("albuterol",), "depression": ("sertraline",), "migraine": ("acetaminophen",),
    "reflux": ("omeprazole",), "knee": ("acetaminophen",), "rhinitis": ("cetirizine",), "gout": ("allopurinol",),
    "afib": ("warfarin",), "anemia": ("iron",), "back": ("acetaminophen",),
}  # fmt: skip
ALLERGIES = (
    ("none", ()), ("none", ()), ("none", ()), ("amoxicillin", ("hives",)), ("sulfa", ("rash",)),
    ("grass", ("itching",)), ("codeine", ("nausea",)), ("peanut", ("hives",)), ("latex", ("itching",)),
)  # fmt: skip
FAMILY = ("hypertension", "diabetes", "lipids", "thyroid", "asthma", "gout", "cataract", "migraine")


def chart_of(one: Resident, today: date) -> Chart:
    chart = Chart(one.subject, today)
    write_patient(chart)
    site = one.subject.site.key
    care_team(chart, (one.subject.doctor, NURSES[site], ASSISTANTS[site]), min(2200, _days_old(chart)))
    dice = chart.dice("family")
    for relative in dice.sample(("MTH", "FTH", "SIS", "BRO", "GRMTH"), dice.randint(1, 2)):
        family_history(chart, relative, (dice.choice(FAMILY), dice.randint(30, 68)))
    if one.age < ADULT:
        _child(chart, one)
    else:
        _adult(chart, one)
    return chart


def _days_old(chart: Chart) -> int:
    return (chart.today - chart.subject.born).days


def _child(chart: Chart, one: Resident) -> None:
    dice = chart.dice("child")
    childhood(chart)
    flu_shots(chart, *dice.sample((0, 1, 2, 3), 2))
    for trait in one.traits:
        _live_with(chart, trait)
    key, reactions = dice.choice(ALLERGIES)
    allergy(chart, key, min(300, _days_old(chart) - 5), *reactions)
    build = dice.uniform(0.95, 1.06)
    ages = [
        age for age in (*CHECKUP_AGES, *(370 * year for year in range(3, ADULT))) if age < _days_old(chart)
    ]
    for turn, age in enumerate(ages[-4:]):
        days = _days_old(chart) - age
        clock = dice.choice(CLOCKS)
        seen = visit(chart, "well_child", days, "Well child visit", clock=clock)
        pounds, inches = size_at(age / 365, build)
        measure(Sitting(chart, days, seen, clock), pounds=pounds, inches=inches)
        if turn >= len(ages[-4:]) - 2:
            _summary(chart, one, days, "well_child", None, "grown")
    appointment(chart, dice.randint(2, 110), dice.choice(CLOCKS), "Well child visit", kind="CHECKUP")


def _adult(chart: Chart, one: Resident) -> None:
    dice = chart.dice("adult")
    for trait in one.traits:
        _live_with(chart, trait)
    key, reactions = dice.choice(ALLERGIES)
    allergy(chart, key, dice.randint(400, 2000), *reactions)
    _vaccines(chart, one)
    smoking(chart, dice.randint(100, 300), *dice.choice((
        ("Never smoked", "266919005"), ("Never smoked", "266919005"), ("Smoked in the past", "8517006"))))  # fmt: skip
    days = sorted(_visit_days(chart, one), reverse=True)
    inches = round((66 if chart.subject.gender == "male" else 61) + dice.uniform(0, 6), 1)
    pounds = 2.5 * inches + dice.uniform(-30, 45)
    for turn, ago in enumerate(days):
        share = turn / max(1, len(days) - 1)
        _visit(chart, one, ago, share, (round(pounds + dice.uniform(-3, 3) - share * 4, 1), inches), turn)
    _labs(chart, one, days)
    _plans(chart, one, days)


def _visit_days(chart: Chart, one: Resident) -> list[int]:
    dice = chart.dice("visits")
    pace = 340 if not one.traits else 200 if len(one.traits) == 1 else 130
    first = dice.randint(12, pace if pace < 300 else 420)
    return [first + turn * pace + dice.randint(0, 30) for turn in range(2 if not one.traits else 4)]


def _visit(chart: Chart, one: Resident, ago: int, share: float, size: tuple[float, float], turn: int) -> None:
    dice = chart.dice(f"visit {turn}")
    kind = "checkup" if turn % 2 == 0 or not one.traits else "follow_up"
    topic = papers.TOPICS.get(one.traits[0], "") if one.traits else ""
    reason = "Yearly check-up" if kind == "checkup" else topic.removeprefix("your ").capitalize()
    clock = dice.choice(CLOCKS)
    seen = visit(chart, kind, ago, reason, clock=clock)
    high = 24 if "hypertension" in one.traits else 4
    upper = round(114 + dice.randint(0, 9) + high * (1 - 0.65 * share))
    pressure = (upper, round(upper * dice.uniform(0.58, 0.64)))
    measure(
        Sitting(chart, ago, seen, clock),
        pressure=pressure,
        pulse=dice.randint(58, 84),
        pounds=size[0],
        inches=size[1],
    )
    if turn >= 1 or not one.traits:
        _summary(chart, one, ago, kind, pressure, _trend_word(one, turn))


def _trend_word(one: Resident, turn: int) -> str:
    words = [TRENDS[trait][0].word for trait in one.traits if trait in TRENDS]
    return words[turn % len(words)] if words else "same"


def _summary(
    chart: Chart, one: Resident, ago: int, kind: str, pressure: tuple[int, int] | None, trend: str
) -> None:
    doctor, site = CLINICIANS[chart.subject.doctor], chart.subject.site
    text = papers.summary(
        chart.dice(f"paper {chart.counts['paper']}"), spoken=chart.spoken(ago),
        doctor=f"Dr. {doctor.given} {doctor.family}", site=site.name, phone=site.phone, kind=kind,
        traits=one.traits, pressure=pressure, trend=trend,
    )  # fmt: skip
    document(chart, "summary", ago, "After visit summary", text)


def _live_with(chart: Chart, trait: str) -> None:
    dice = chart.dice(trait)
    problem(chart, trait, dice.randint(min(200, _days_old(chart) - 5), min(3600, _days_old(chart) - 4)))
    options = MEDICINES.get(trait, ())
    keys = options if trait == "asthma" else dice.sample(options, 1) if options else ()
    for key in keys:
        prescribe(
            chart, key, dice.randint(8, 84), refills=dice.choice((0, 0, 1, 2, 3)),
            reported=key in {"acetaminophen", "cetirizine"},
        )  # fmt: skip
    if trait == "hypertension" and dice.random() < 0.3:
        prescribe(
            chart, "hydrochlorothiazide", 700, status="stopped", why_stopped="Changed to another medicine"
        )


def _vaccines(chart: Chart, one: Resident) -> None:
    dice, today = chart.dice("vaccines"), chart.today
    flu_shots(
        chart, *dice.sample((0, 1, 2, 3), dice.randint(1, 3)), key="flu_high" if one.age >= 65 else "flu"
    )
    vaccinate(chart, "tdap", today - timedelta(days=dice.randint(300, 3300)))
    if one.age >= 50 and dice.random() < 0.6:
        for dose, ago in ((1, 800), (2, 690)):
            vaccinate(chart, "shingles", today - timedelta(days=ago), dose=dose)
    if one.age >= 65 and dice.random() < 0.7:
        vaccinate(chart, "pneumo20", today - timedelta(days=dice.randint(100, 1400)))
    if dice.random() < 0.5:
        vaccinate(chart, "covid", today - timedelta(days=dice.randint(20, 380)))


def _labs(chart: Chart, one: Resident, days: list[int]) -> None:
    """What goes with a problem has a line over two years; an ordinary panel once or twice."""
    for trait in one.traits:
        for trend in TRENDS.get(trait, ()):
            _line(chart, trend)
    for ago in days[-2:] if one.traits else days[-1:]:
        _metabolic(chart, one, ago + 5)
    if "lipids" not in one.traits and one.age >= 35:
        dice = chart.dice("lipid")
        hdl, ldl, fats = dice.randint(44, 68), dice.randint(80, 126), dice.randint(70, 150)
        panel(chart, "lipid", days[-1] + 5, (hdl + ldl + fats // 5, hdl, ldl, fats))
    if one.traits and days[-1] > 6:
        newest = days[-1]
        doctor = CLINICIANS[chart.subject.doctor]
        text = papers.letter(
            chart.dice("letter"), spoken=chart.spoken(newest - 2), month=papers.month_name(chart.date_of(newest + 5)),
            name=chart.subject.name, doctor=f"Dr. {doctor.given} {doctor.family}", trend=_trend_word(one, 1),
        )  # fmt: skip
        document(chart, "letter", newest - 2, "Your test results", text)


def _line(chart: Chart, trend: Trend) -> None:
    """From the first value to the last, with the small ups and downs of real tests; newest some weeks ago."""
    dice = chart.dice(f"line {trend.test}")
    first, last = dice.uniform(*trend.first), dice.uniform(*trend.last)
    newest, pace = dice.randint(6, 70), 730 // trend.points
    for turn in range(trend.points):
        share = turn / (trend.points - 1)
        value = first + (last - first) * (1 - (1 - share) ** 1.7) + dice.gauss(0, trend.spread)
        ago = newest + (trend.points - 1 - turn) * pace + dice.randint(-9, 9)
        result(chart, trend.test, max(3, ago), round(value, trend.digits) if trend.digits else round(value))


def _metabolic(chart: Chart, one: Resident, ago: int) -> None:
    dice = chart.dice(f"blood {chart.counts['sodium']}")
    man = chart.subject.gender == "male"
    worn = max(0, one.age - 60) * 0.006
    creatinine = round((dice.uniform(0.84, 1.1) if man else dice.uniform(0.62, 0.88)) + worn, 2)
    sugar = 142 if "diabetes" in one.traits else 104 if "prediabetes" in one.traits else 89
    panel(chart, "bmp", ago, (
        dice.randint(137, 143), round(dice.uniform(3.8, 4.8), 1), dice.randint(100, 106), dice.randint(23, 28),
        dice.randint(10, 21), creatinine, filtering(creatinine, one.age, man=man),
        sugar + dice.randint(-7, 9), round(dice.uniform(9.0, 9.9), 1),
    ))  # fmt: skip


def _plans(chart: Chart, one: Resident, days: list[int]) -> None:
    dice = chart.dice("plans")
    appointment(chart, -days[-1], dice.choice(CLOCKS), "Follow-up visit", status="fulfilled")
    if dice.random() < 0.22:
        why = dice.choice(("Patient could not get a ride", "Patient had a cold", "Work"))
        ago, clock = -days[0] + 40, dice.choice(CLOCKS)
        appointment(chart, ago, clock, "Follow-up visit", status="cancelled", why_cancelled=why)
    if one.traits or dice.random() < 0.5:
        words = "Follow-up visit" if one.traits and dice.random() < 0.6 else "Yearly check-up"
        appointment(chart, dice.randint(1, 120), dice.choice(CLOCKS), words, on_video=dice.random() < 0.15)
    for trait, specialty in (("diabetes", "eye"), ("cataract", "eye"), ("afib", "cardiology"), ("knee", "therapy"),
                             ("back", "therapy")):  # fmt: skip
        if trait in one.traits:
            referral(chart, specialty, days[-1], trait, status=dice.choice(("active", "completed")))
            break
