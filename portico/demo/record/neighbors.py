"""Elena, Marcus, Walter and Harold: the other patients of the cast."""

from datetime import date, timedelta

from portico.demo.cast import ELENA, HAROLD, MARCUS, WALTER
from portico.demo.record import texts
from portico.demo.record.chart import Chart, subject_of
from portico.demo.record.documents import document
from portico.demo.record.labs import panel, result
from portico.demo.record.medicines import prescribe
from portico.demo.record.people import care_team, family_history, write_patient
from portico.demo.record.problems import allergy, problem
from portico.demo.record.vaccines import childhood, flu_shots, vaccinate
from portico.demo.record.visits import appointment, lab_order, referral, visit
from portico.demo.record.vitals import Sitting, measure, score, simple, smoking

SECRET = ("R",)  # restricted: a proxy who may not see private items must not see it
WEEKLY_TESTS = 300
TEEN_QUESTIONS = (
    "PHQ-9 for teens",
    "89204-2",
    "Patient Health Questionnaire-9: Modified for Teens total score [Reported.PHQ.Teen]",
)


def chart_of_elena(today: date) -> Chart:
    who = subject_of(ELENA, mobile="608-555-0163", street="305 Prairie Ave, Apt 4", postcode="53711")
    chart = Chart(who, today)
    write_patient(chart)
    care_team(chart, ("amara", "jo", "tomas"), 1500)
    family_history(chart, "MTH", ("diabetes", 59), ("hypertension", 57))
    problem(chart, "migraine", 1200)
    problem(chart, "anemia", 800, resolved_days=400)
    allergy(chart, "sulfa", 1480, "rash")
    prescribe(chart, "iron", 800, status="completed", refills=1)
    prescribe(chart, "cetirizine", 300, reported=True)
    for days, reason, pressure, pounds in (
        (1480, "New patient check-up", (116, 74), 141.0),
        (800, "Tired for some weeks", (112, 70), 139.5),
        (95, "Headaches", (118, 76), 143.0),
    ):
        seen = visit(chart, "checkup" if days == 1480 else "problem", days, reason)
        measure(Sitting(chart, days, seen), pressure=pressure, pulse=70, pounds=pounds, inches=64.5)
    for days, counts in {
        800: (5.9, 4.02, 10.8, 33.1, 76, 341),
        400: (6.1, 4.38, 12.9, 38.8, 86, 290),
    }.items():
        panel(chart, "cbc", days, counts)
    for days, ferritin in {800: 8, 600: 22, 400: 41, 90: 36}.items():
        result(chart, "ferritin", days, ferritin)
    result(chart, "egfr", 90, 90, comparator=">")
    result(chart, "hepatitis_c", 1475, "Non-reactive")
    flu_shots(chart, 3, 1, 0)
    vaccinate(chart, "tdap", today - timedelta(days=1480))
    summary = texts.ELENA_SUMMARY.format(date=chart.spoken(95))
    document(chart, "summary", 95, "After visit summary", summary)
    lab_order(chart, "2276-4", "Ferritin [Mass/volume] in Serum or Plasma", 95, "anemia", status="completed")
    appointment(chart, 12, "16:00", "Headache follow-up", on_video=True, reason="Headaches")
    smoking(chart, 1480, "Never smoked", "266919005")
    return chart


def chart_of_marcus(today: date) -> Chart:
    who = subject_of(MARCUS, mobile="608-555-0164", phone="608-555-0165", street="1190 Harvest Lane")
    chart = Chart(who, today)
    write_patient(chart)
    care_team(chart, ("amara", "jo", "tomas"), 2600)
    family_history(chart, "FTH", ("asthma", 9))
    family_history(chart, "SIS", ("eczema", 2))
    problem(chart, "asthma", 3000)
    problem(chart, "rhinitis", 1900)
    problem(chart, "ankle", 410, resolved_days=370, category="encounter-diagnosis")
    problem(chart, "adjustment", 60, labels=SECRET)
    allergy(chart, "peanut", 4300, "hives", "wheezing", severity="moderate", criticality="high")
    prescribe(chart, "fluticasone", 58, supply=30, refills=5)
    prescribe(chart, "albuterol", 58, supply=60, refills=2)
    childhood(chart)
    flu_shots(chart, 6, 5, 4, 3, 2, 1, 0)
    for days, kind, reason, pounds, inches in (
        (1155, "well_child", "Yearly check-up", 92.0, 59.5),
        (790, "well_child", "Yearly check-up", 108.0, 62.5),
        (410, "problem", "Twisted ankle at basketball", 121.0, 65.0),
        (60, "well_child", "Yearly check-up and asthma plan", 134.0, 67.5),
    ):
        seen = visit(chart, kind, days, reason, clock="15:40")
        sitting = Sitting(chart, days, seen, "15:40")
        measure(sitting, pressure=(112, 68), pulse=72, pounds=pounds, inches=inches)
        simple(sitting, "oxygen", 98)
    private = visit(chart, "follow_up", 30, "Private talk", clock="16:10", labels=SECRET)
    score(
        chart, 60, TEEN_QUESTIONS, 6, labels=SECRET,
    )  # fmt: skip
    plan = texts.MARCUS_PLAN.format(date=chart.spoken(60))
    document(chart, "summary", 60, "After visit summary", plan)
    document(chart, "letter", 58, "Letter for the school", texts.MARCUS_SCHOOL.format(date=chart.spoken(58)))
    document(
        chart, "note", 30, "Progress note (confidential)", texts.MARCUS_PRIVATE,
        encounter=private, html=True, labels=SECRET,
    )  # fmt: skip
    appointment(chart, 26, "15:40", "Asthma check", reason="Asthma")
    return chart


def chart_of_walter(today: date) -> Chart:
    who = subject_of(
        WALTER, mobile="303-555-0166", street="52 Cottonwood Ct", city="Denver", postcode="80205",
        doctor="samuel", usual="Walt",
    )  # fmt: skip
    chart = Chart(who, today)
    write_patient(chart)
    care_team(chart, ("samuel", "kenji"), 900)
    family_history(chart, "FTH", ("hypertension", 48))
    problem(chart, "reflux", 620)
    problem(chart, "back", 240, resolved_days=150)
    allergy(chart, "none", 890)
    prescribe(chart, "omeprazole", 70, refills=1)
    prescribe(chart, "lorazepam", 180, supply=10, refills=0)
    for days, kind, reason, pressure in (
        (890, "checkup", "New patient check-up", (128, 82)),
        (240, "problem", "Low back pain", (132, 84)),
        (70, "follow_up", "Reflux", (126, 80)),
    ):
        seen = visit(chart, kind, days, reason, clock="11:00")
        sitting = Sitting(chart, days, seen, "11:00")
        measure(sitting, pressure=pressure, pulse=68, pounds=187.0, inches=70.0)
    panel(chart, "lipid", 890, (212, 44, 138, 150))
    panel(chart, "lipid", 75, (205, 45, 132, 141), conclusion="A little better than two years ago.")
    result(chart, "a1c", 75, 5.5)
    result(chart, "fit", 75, "Negative")
    vaccinate(chart, "td", today - timedelta(days=2300), elsewhere=True)
    flu_shots(chart, 1)
    referral(chart, "therapy", 240, "back", status="completed")
    appointment(chart, 40, "11:00", "Follow-up visit", reason="Reflux")
    return chart


def chart_of_harold(today: date) -> Chart:
    who = subject_of(HAROLD, phone="608-555-0167", street="9 Orchard Row", postcode="53705", usual="Hal")
    chart = Chart(who, today)
    write_patient(chart)
    care_team(chart, ("amara", "jo", "tomas", "lena"), 2600)
    family_history(chart, "BRO", ("gout", 49))
    family_history(chart, "FTH", ("afib", 70), died_at=82)
    for key, since in (("hypertension", 3900), ("gout", 2900), ("afib", 2200)):
        problem(chart, key, since)
    allergy(chart, "codeine", 2500, "itching", kind="intolerance")
    prescribe(chart, "warfarin", 60, refills=1)
    prescribe(chart, "allopurinol", 45, refills=3)
    prescribe(chart, "losartan", 150, refills=1)
    prescribe(chart, "colchicine", 230, status="completed", supply=5, refills=0)
    _weekly_tests(chart)
    for days, urate in {1500: 8.9, 1100: 7.8, 730: 6.9, 365: 6.1, 50: 5.8}.items():
        result(chart, "urate", days, urate)
    panel(chart, "bmp", 365, (140, 4.3, 102, 26, 18, 1.08, 75, 98, 9.3))
    panel(chart, "bmp", 50, (139, 4.4, 103, 25, 19, 1.10, 73, 101, 9.2))
    for days, pressure in {730: (144, 86), 365: (134, 80), 50: (128, 76)}.items():
        seen = visit(chart, "follow_up", days, "Blood pressure and gout", clock="10:20")
        sitting = Sitting(chart, days, seen, "10:20")
        measure(sitting, pressure=pressure, pulse=66, pounds=172.0, inches=67.0)
    vaccinate(chart, "shingles", today - timedelta(days=900), dose=1)
    vaccinate(chart, "pneumo20", today - timedelta(days=700))
    flu_shots(chart, 3, 2, 1, 0, key="flu_high")
    document(chart, "summary", 50, "After visit summary", texts.HAROLD_SUMMARY.format(date=chart.spoken(50)))
    appointment(chart, 3, "08:20", "Follow-up visit", reason="Blood pressure and gout")
    smoking(chart, 730, "Smoked in the past", "8517006")
    return chart


def _weekly_tests(chart: Chart) -> None:
    """Nearly six years of one test, every week: the crowded record."""
    dice = chart.dice("inr")
    value = 1.8
    for week in reversed(range(WEEKLY_TESTS)):
        value = min(4.6, max(1.5, value + (2.5 - value) * 0.35 + dice.gauss(0, 0.28)))
        result(chart, "inr", 3 + week * 7, round(value, 1), exact=True)
