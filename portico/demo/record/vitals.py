"""What is measured in the room: blood pressure, heart rate, weight, height, and answers that add up."""

from dataclasses import dataclass
from typing import Any

from portico.demo.record.chart import LOINC, Chart, Concept, Reference, concept, quantity, term
from portico.demo.record.people import clinician

POUNDS_PER_KILO = 2.20462
MEASURES = {"denver": "kenji", "eastside": "dwayne"}  # elsewhere Tomás does


@dataclass(frozen=True, slots=True)
class Sitting:
    """The moment in a visit when the medical assistant measures."""

    chart: Chart
    days_ago: int
    encounter: Reference | None = None
    clock: str = "09:30"  # when the visit began


# kind: (short name, LOINC code, LOINC name, unit, UCUM code)
SIMPLE = {
    "pulse": ("Heart rate", "8867-4", "Heart rate", "/min", "/min"),
    "height": ("Height", "8302-2", "Body height", "in", "[in_i]"),
    "bmi": ("BMI", "39156-5", "Body mass index (BMI) [Ratio]", "kg/m2", "kg/m2"),
    "temperature": ("Temperature", "8310-5", "Body temperature", "degF", "[degF]"),
    "oxygen": ("SpO2", "59408-5", "Oxygen saturation in Arterial blood by Pulse oximetry", "%", "%"),
}


def _vital(sitting: Sitting, slug: str, code: Concept, **fields: Any) -> Reference:
    chart = sitting.chart
    return chart.add(
        "Observation",
        slug,
        **{"status": "final"} | fields,
        category=[term("observation-category", "vital-signs", "Vital Signs")],
        code=code,
        effectiveDateTime=chart.when(sitting.days_ago, sitting.clock, plus=5),
        issued=chart.when(sitting.days_ago, sitting.clock, plus=10),
        encounter=sitting.encounter,
        performer=[clinician(MEASURES.get(chart.subject.site.key, "tomas"))],
    )


def blood_pressure(sitting: Sitting, upper: int, lower: int) -> Reference:
    parts = (
        ("Systolic", "8480-6", "Systolic blood pressure", upper),
        ("Diastolic", "8462-4", "Diastolic blood pressure", lower),
    )
    panel = (LOINC, "85354-9", "Blood pressure panel with all children optional")
    return _vital(
        sitting,
        "bp",
        concept("Blood pressure", panel),
        component=[
            {
                "code": concept(name, (LOINC, loinc, long_name)),
                "valueQuantity": quantity(value, "mmHg", "mm[Hg]"),
            }
            for name, loinc, long_name, value in parts
        ],
    )


def weight(sitting: Sitting, pounds: float, *, in_kilos: bool = False, status: str = "final") -> Reference:
    """Old entries are in kilograms: the scale was changed."""
    kilos = quantity(round(pounds / POUNDS_PER_KILO, 1), "kg", "kg")
    measured = kilos if in_kilos else quantity(pounds, "lb", "[lb_av]")
    code = concept("Weight", (LOINC, "29463-7", "Body weight"))
    return _vital(sitting, "weight", code, valueQuantity=measured, status=status)


def simple(sitting: Sitting, kind: str, value: float) -> Reference:
    """A vital sign that is one number."""
    name, loinc, long_name, unit, ucum = SIMPLE[kind]
    code = concept(name, (LOINC, loinc, long_name))
    return _vital(sitting, kind, code, valueQuantity=quantity(value, unit, ucum))


def measure(
    sitting: Sitting,
    *,
    pounds: float,
    inches: float,
    pressure: tuple[int, int] | None = None,
    pulse: int | None = None,
    in_kilos: bool = False,
) -> None:
    """Everything the medical assistant writes down at the start of a visit."""
    if pressure:
        blood_pressure(sitting, *pressure)
    if pulse:
        simple(sitting, "pulse", pulse)
    weight(sitting, pounds, in_kilos=in_kilos)
    simple(sitting, "height", inches)
    simple(sitting, "bmi", round(pounds * 703 / inches**2, 1))


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
