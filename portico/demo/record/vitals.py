"""What is measured in the room: blood pressure, heart rate, weight, height, and answers that add up."""

from typing import Any

from portico.demo.record.chart import LOINC, Chart, Reference, concept, quantity, term
from portico.demo.record.people import clinician

POUNDS_PER_KILO = 2.20462


def _vital(
    chart: Chart, slug: str, days_ago: int, code: tuple[str, str, str],
    encounter: Reference | None, **fields: Any,
) -> Reference:  # fmt: skip
    name, loinc, long_name = code
    return chart.add(
        "Observation",
        slug,
        **{"status": "final"} | fields,
        category=[term("observation-category", "vital-signs", "Vital Signs")],
        code=concept(name, (LOINC, loinc, long_name)),
        effectiveDateTime=chart.when(days_ago, "09:35"),
        issued=chart.when(days_ago, "09:40"),
        encounter=encounter,
        performer=[clinician("tomas")],
    )


def blood_pressure(
    chart: Chart, days_ago: int, upper: int, lower: int, encounter: Reference | None = None
) -> Reference:
    parts = (
        ("Systolic", "8480-6", "Systolic blood pressure", upper),
        ("Diastolic", "8462-4", "Diastolic blood pressure", lower),
    )
    return _vital(
        chart,
        "bp",
        days_ago,
        ("Blood pressure", "85354-9", "Blood pressure panel with all children optional"),
        encounter,
        component=[
            {
                "code": concept(name, (LOINC, loinc, long_name)),
                "valueQuantity": quantity(value, "mmHg", "mm[Hg]"),
            }
            for name, loinc, long_name, value in parts
        ],
    )


def weight(
    chart: Chart,
    days_ago: int,
    pounds: float,
    encounter: Reference | None = None,
    *,
    in_kilos: bool = False,
    status: str = "final",
) -> Reference:
    """Old entries are in kilograms: the scale was changed."""
    measured = (
        quantity(round(pounds / POUNDS_PER_KILO, 1), "kg", "kg")
        if in_kilos
        else quantity(pounds, "lb", "[lb_av]")
    )
    code = ("Weight", "29463-7", "Body weight")
    return _vital(chart, "weight", days_ago, code, encounter, valueQuantity=measured, status=status)


def simple(
    chart: Chart, kind: str, days_ago: int, value: float, encounter: Reference | None = None
) -> Reference:
    """Vitals that are one number."""
    code, unit, ucum = {
        "pulse": (("Heart rate", "8867-4", "Heart rate"), "/min", "/min"),
        "height": (("Height", "8302-2", "Body height"), "in", "[in_i]"),
        "bmi": (("BMI", "39156-5", "Body mass index (BMI) [Ratio]"), "kg/m2", "kg/m2"),
        "temperature": (("Temperature", "8310-5", "Body temperature"), "degF", "[degF]"),
        "oxygen": (
            ("SpO2", "59408-5", "Oxygen saturation in Arterial blood by Pulse oximetry"),
            "%",
            "%",
        ),
    }[kind]
    return _vital(chart, kind, days_ago, code, encounter, valueQuantity=quantity(value, unit, ucum))


def measured(
    chart: Chart,
    days_ago: int,
    encounter: Reference,
    *,
    pressure: tuple[int, int] | None = None,
    pulse: int | None = None,
    pounds: float | None = None,
    inches: float | None = None,
    in_kilos: bool = False,
) -> None:
    """Everything the medical assistant writes down at the start of a visit."""
    if pressure:
        blood_pressure(chart, days_ago, *pressure, encounter)
    if pulse:
        simple(chart, "pulse", days_ago, pulse, encounter)
    if pounds:
        weight(chart, days_ago, pounds, encounter, in_kilos=in_kilos)
    if inches:
        simple(chart, "height", days_ago, inches, encounter)
    if pounds and inches:
        simple(chart, "bmi", days_ago, round(pounds * 703 / inches**2, 1), encounter)


def smoking(chart: Chart, days_ago: int, words: str, snomed: str) -> None:
    chart.add(
        "Observation",
        "smoking",
        status="final",
        category=[term("observation-category", "social-history", "Social History")],
        code=concept("Smoking", (LOINC, "72166-2", "Tobacco smoking status")),
        effectiveDateTime=chart.day(days_ago),
        valueCodeableConcept=concept(words, ("http://snomed.info/sct", snomed, words)),
    )


def score(
    chart: Chart, days_ago: int, code: tuple[str, str, str], points: int, *, labels: tuple[str, ...] = ()
) -> None:
    """The sum of a questionnaire: (short name, LOINC code, LOINC name)."""
    name, loinc, long_name = code
    chart.add(
        "Observation",
        "score",
        labels=labels,
        status="final",
        category=[term("observation-category", "survey", "Survey")],
        code=concept(name, (LOINC, loinc, long_name)),
        effectiveDateTime=chart.when(days_ago, "09:20"),
        issued=chart.when(days_ago, "09:30"),
        valueQuantity=quantity(points, "{score}", "{score}"),
    )
