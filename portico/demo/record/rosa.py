"""Rosa Delgado: blood pressure, diabetes, kidneys that filter a little less each year, four tablets left."""

from collections.abc import Mapping
from datetime import date, timedelta

from portico.demo.cast import ROSA
from portico.demo.record import texts
from portico.demo.record.chart import Chart, Reference, subject_of
from portico.demo.record.documents import document
from portico.demo.record.labs import panel, report, result
from portico.demo.record.medicines import prescribe
from portico.demo.record.people import care_team, family_history, write_patient
from portico.demo.record.problems import allergy, problem
from portico.demo.record.vaccines import decline, flu_season, flu_shots, vaccinate
from portico.demo.record.visits import appointment, lab_order, referral, visit
from portico.demo.record.vitals import Sitting, measure, simple, smoking, weight

LAST_VISIT = 35  # five weeks ago
LISINOPRIL_FILLED = 86  # a supply of 90 days: four days are left

# days ago: sodium, potassium, chloride, CO2, BUN, creatinine, eGFR, glucose, calcium
METABOLIC = {
    2150: (140, 4.2, 103, 26, 15, 0.94, 68, 148, 9.4),
    1920: (139, 4.4, 102, 25, 16, 0.95, 67, 141, 9.5),
    1650: (141, 4.3, 104, 26, 16, 0.96, 66, 139, 9.3),
    1400: (140, 4.5, 103, 25, 18, 0.98, 64, 133, 9.4),
    1130: (138, 4.4, 102, 24, 17, 0.99, 63, 136, 9.6),
    860: (140, 4.6, 103, 25, 19, 1.01, 61, 129, 9.4),
    500: (139, 4.7, 104, 24, 20, 1.03, 60, 131, 9.5),
    230: (140, 4.6, 103, 25, 21, 1.04, 59, 126, 9.3),
    40: (139, 4.8, 103, 24, 22, 1.08, 56, 128, 9.4),
}
# days ago: total, HDL, LDL, triglycerides
LIPIDS = {
    2150: (228, 46, 148, 171),
    1650: (184, 48, 104, 158),
    1130: (176, 49, 96, 152),
    500: (171, 51, 91, 144),
    40: (168, 52, 88, 139),
}
# days ago: WBC, RBC, hemoglobin, hematocrit, MCV, platelets
BLOOD_COUNT = {
    1650: (6.8, 4.52, 13.4, 40.1, 89, 262),
    500: (7.1, 4.41, 13.0, 39.2, 89, 255),
    40: (6.5, 4.36, 12.8, 38.6, 88, 248),
}
SUGAR = {2150: 8.1, 1920: 7.8, 1650: 7.6, 1400: 7.4, 1130: 7.5, 860: 7.2, 500: 7.4, 230: 7.3, 40: 7.1}
URINE_RATIO = {1400: 14, 860: 19, 500: 24, 40: 33}
THYROID = {1650: 2.1, 500: 2.4}
# days ago: kind, reason, blood pressure, pulse, weight in pounds
VISITS = {
    2145: ("checkup", "Yearly check-up", (152, 92), 78, 181.0),
    1645: ("follow_up", "Blood pressure and diabetes", (146, 88), 76, 178.0),
    1125: ("checkup", "Yearly check-up", (142, 86), 74, 176.0),
    860: ("problem", "Burning when passing urine", (138, 84), 80, 175.0),
    495: ("checkup", "Yearly check-up", (136, 80), 72, 172.5),
    225: ("follow_up", "Blood pressure and diabetes", (138, 82), 74, 170.0),
    LAST_VISIT: ("follow_up", "Blood pressure and diabetes", (134, 78), 72, 168.0),
}
IN_KILOS = (2145, 1645)  # before the new scale


def chart_of_rosa(today: date) -> Chart:
    who = subject_of(
        ROSA,
        phone="608-555-0161",
        mobile="608-555-0162",
        street="27 Willow Bend",
        postcode="53704",
    )
    chart = Chart(who, today)
    write_patient(chart)
    care_team(chart, ("amara", "jo", "tomas", "lena"), 2145)
    family_history(chart, "MTH", ("diabetes", 52), ("hypertension", None))
    family_history(chart, "FTH", ("heart_attack", 61), died_at=61)
    _problems(chart)
    _medicines(chart)
    _vaccines(chart)
    visits = _visits(chart)
    _labs(chart)
    _unusual_results(chart)
    _papers(chart, visits)
    _plans(chart)
    return chart


def _problems(chart: Chart) -> None:
    problem(chart, "hypertension", 4100)
    problem(chart, "diabetes", 3300)
    problem(chart, "lipids", 2145)
    problem(chart, "knee", 1125)
    problem(chart, "kidney", 225)
    problem(chart, "uti", 860, resolved_days=850, category="encounter-diagnosis")
    problem(chart, "coronary", 700, verification="refuted")
    problem(chart, "copd", 495, verification="entered-in-error")
    allergy(chart, "amoxicillin", 3600, "hives", "anaphylaxis", severity="severe", criticality="high")
    allergy(chart, "ibuprofen", 1125, "nausea", kind="intolerance")
    allergy(chart, "latex", 495, verification="entered-in-error")


def _medicines(chart: Chart) -> None:
    prescribe(chart, "lisinopril", LISINOPRIL_FILLED, refills=0, exact=True)
    prescribe(chart, "metformin", 120, refills=2)
    prescribe(chart, "atorvastatin", 120, refills=2)
    prescribe(chart, "lisinopril", 446, status="completed")
    prescribe(chart, "hydrochlorothiazide", 1640, status="stopped", why_stopped="Changed to another medicine")
    prescribe(chart, "simvastatin", 2140, status="stopped", why_stopped="Muscle aches")
    prescribe(chart, "sulfa", 860, status="completed", supply=3, refills=0)
    prescribe(chart, "amlodipine", 225, status="entered-in-error")
    prescribe(chart, "acetaminophen", 495, reported=True)


def _vaccines(chart: Chart) -> None:
    today = chart.today
    flu_shots(chart, 5, 4, 3, 1, key="flu_high")
    decline(chart, "flu_high", flu_season(today, 2), "PATOBJ", "Patient chose not to have it that day")
    vaccinate(chart, "tdap", today - timedelta(days=3150))
    vaccinate(chart, "shingles", today - timedelta(days=1645), dose=1)
    vaccinate(chart, "shingles", today - timedelta(days=1540), dose=2)
    vaccinate(chart, "pneumo20", today - timedelta(days=1125))
    vaccinate(chart, "covid", flu_season(today, 1), elsewhere=True)


def _visits(chart: Chart) -> dict[int, Reference]:
    seen = {}
    for days, (kind, reason, pressure, pulse, pounds) in VISITS.items():
        seen[days] = visit(chart, kind, days, reason)
        sitting = Sitting(chart, days, seen[days])
        measure(
            sitting, pressure=pressure, pulse=pulse, pounds=pounds, inches=63.0, in_kilos=days in IN_KILOS
        )
    simple(Sitting(chart, 860, seen[860]), "temperature", 99.1)
    visit(chart, "phone", 690, "Chest discomfort, heart tests", who="helen")
    visit(chart, "follow_up", 300, "Blood pressure check", clock="14:00", status="cancelled")
    smoking(chart, 495, "Never smoked", "266919005")
    return seen


def _labs(chart: Chart) -> None:
    words = "Your kidneys filter a little less than last year. We will test again at your check-up."
    for days, metabolic in METABOLIC.items():
        panel(chart, "bmp", days, metabolic, conclusion=words if days == 40 else "")
    for days, lipids in LIPIDS.items():
        better = "Your cholesterol is better than before. Keep taking your evening tablet."
        panel(chart, "lipid", days, lipids, conclusion=better if days == 40 else "")
    for days, counts in BLOOD_COUNT.items():
        panel(chart, "cbc", days, counts)
    trends: dict[str, Mapping[int, float]] = {"a1c": SUGAR, "acr": URINE_RATIO, "tsh": THYROID}
    for key, trend in trends.items():
        for days, value in trend.items():
            result(chart, key, days, value)


def _unusual_results(chart: Chart) -> None:
    """One of each kind that a page must get right."""
    result(chart, "urine_albumin", 1400, 3, comparator="<")
    culture = result(chart, "urine_culture", 856, "No growth")
    code = ("630-4", "Urine culture")
    report(chart, "culture", 856, code, [culture], conclusion="The urine test showed no germs.")
    amended = "Corrected by the laboratory. The first figure came from a damaged sample."
    result(chart, "potassium", 760, 4.5, status="amended", note=amended)
    result(chart, "tsh", 40, None, status="cancelled", note="There was not enough blood for this test.")
    result(chart, "b12", 1, 312, status="preliminary")
    weight(Sitting(chart, 225), 1700.0, status="entered-in-error")
    report(
        chart, "mammogram", 420, ("24606-6", "MG Breast Screening"), [], category=("RAD", "Radiology"),
        conclusion="Your mammogram is normal. The next one is due in two years.",
    )  # fmt: skip


def _papers(chart: Chart, visits: dict[int, Reference]) -> None:
    def on(days: int, text: str) -> str:
        return text.format(date=chart.spoken(days))

    last = visits[LAST_VISIT]
    title = "After visit summary"
    document(chart, "summary", LAST_VISIT, title, on(LAST_VISIT, texts.ROSA_SUMMARY), encounter=last)
    document(chart, "summary", 495, title, on(495, texts.ROSA_EARLIER_SUMMARY), encounter=visits[495])
    document(chart, "letter", 33, "Your test results", on(33, texts.ROSA_LETTER))
    document(chart, "note", LAST_VISIT, "Progress note", texts.ROSA_NOTE, encounter=last, html=True)
    document(chart, "consult", 690, "Cardiology consult", on(690, texts.ROSA_CONSULT), author="helen")
    document(
        chart, "letter", 225, "Letter filed in the wrong record", "This letter belongs to another record.",
        status="entered-in-error", doc_status="entered-in-error",
    )  # fmt: skip


def _plans(chart: Chart) -> None:
    referral(chart, "eye", LAST_VISIT, "diabetes", note="Yearly eye check because of diabetes.")
    referral(chart, "cardiology", 705, "coronary", status="completed")
    lab_order(chart, "51990-0", "Basic metabolic panel - Blood", LAST_VISIT, "kidney")
    appointment(
        chart, 1, "09:30", "Yearly check-up", minutes=40, kind="CHECKUP", reason="Yearly check-up",
        instruction="Please come 10 minutes early and bring your medicine bottles.",
    )  # fmt: skip
    appointment(chart, -LAST_VISIT, "09:30", "Follow-up visit", status="fulfilled")
    appointment(
        chart, -300, "14:00", "Blood pressure check", status="cancelled", why_cancelled="Patient had a cold"
    )
    appointment(chart, 180, "10:00", "Follow-up visit", reason="Blood pressure and diabetes")
