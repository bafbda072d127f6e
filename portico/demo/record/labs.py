"""Laboratory results: the tests, their ranges, and the panels that a laboratory reports together.

Names and codes are from LOINC (loinc.org; its notice stands in NOTICE). Ranges are ordinary adult ones.
"""

from dataclasses import dataclass
from typing import Any

from portico.demo.record.chart import LOINC, Chart, Concept, Reference, concept, quantity, term
from portico.demo.record.people import LABORATORY, clinician

Limits = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Test:
    loinc: str
    long_name: str  # LOINC's name
    name: str  # what the laboratory prints
    unit: str
    ucum: str
    limits: Limits = (None, None)
    men: Limits | None = None  # where they differ


TESTS = {
    "sodium": Test(
        "2951-2", "Sodium [Moles/volume] in Serum or Plasma", "Sodium", "mmol/L", "mmol/L", (135, 145),
    ),
    "potassium": Test(
        "2823-3", "Potassium [Moles/volume] in Serum or Plasma", "Potassium", "mmol/L", "mmol/L",
        (3.5, 5.1),
    ),
    "chloride": Test(
        "2075-0", "Chloride [Moles/volume] in Serum or Plasma", "Chloride", "mmol/L", "mmol/L", (98, 107),
    ),
    "co2": Test(
        "2028-9", "Carbon dioxide, total [Moles/volume] in Serum or Plasma", "Carbon dioxide, total",
        "mmol/L", "mmol/L", (22, 29),
    ),
    "bun": Test(
        "3094-0", "Urea nitrogen [Mass/volume] in Serum or Plasma", "BUN", "mg/dL", "mg/dL", (8, 23),
    ),
    "creatinine": Test(
        "2160-0", "Creatinine [Mass/volume] in Serum or Plasma", "Creatinine", "mg/dL", "mg/dL",
        (0.57, 1.0), (0.76, 1.27),
    ),
    "egfr": Test(
        "98979-8",
        "Glomerular filtration rate/1.73 sq M.predicted [Volume Rate/Area] in Serum, Plasma or Blood "
        "by Creatinine-based formula (CKD-EPI 2021)",
        "eGFR", "mL/min/1.73 m2", "mL/min/{1.73_m2}", (60, None),
    ),
    "glucose": Test(
        "2345-7", "Glucose [Mass/volume] in Serum or Plasma", "Glucose", "mg/dL", "mg/dL", (70, 99),
    ),
    "calcium": Test(
        "17861-6", "Calcium [Mass/volume] in Serum or Plasma", "Calcium", "mg/dL", "mg/dL", (8.6, 10.3),
    ),
    "a1c": Test(
        "4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood", "Hemoglobin A1c", "%", "%", (None, 5.6),
    ),
    "cholesterol": Test(
        "2093-3", "Cholesterol [Mass/volume] in Serum or Plasma", "Cholesterol, total", "mg/dL", "mg/dL",
        (None, 199),
    ),
    "hdl": Test(
        "2085-9", "Cholesterol in HDL [Mass/volume] in Serum or Plasma", "HDL cholesterol", "mg/dL",
        "mg/dL", (50, None), (40, None),
    ),
    "ldl": Test(
        "13457-7", "Cholesterol in LDL [Mass/volume] in Serum or Plasma by calculation",
        "LDL cholesterol, calculated", "mg/dL", "mg/dL", (None, 99),
    ),
    "triglycerides": Test(
        "2571-8", "Triglyceride [Mass/volume] in Serum or Plasma", "Triglycerides", "mg/dL", "mg/dL",
        (None, 149),
    ),
    "tsh": Test(
        "3016-3", "Thyrotropin [Units/volume] in Serum or Plasma", "TSH", "mIU/L", "m[IU]/L", (0.45, 4.5),
    ),
    "wbc": Test(
        "6690-2", "Leukocytes [#/volume] in Blood by Automated count", "WBC", "10*3/uL", "10*3/uL",
        (3.4, 10.8),
    ),
    "rbc": Test(
        "789-8", "Erythrocytes [#/volume] in Blood by Automated count", "RBC", "10*6/uL", "10*6/uL",
        (3.77, 5.28), (4.14, 5.8),
    ),
    "hemoglobin": Test(
        "718-7", "Hemoglobin [Mass/volume] in Blood", "Hemoglobin", "g/dL", "g/dL", (11.6, 15.0),
        (13.2, 16.6),
    ),
    "hematocrit": Test(
        "4544-3", "Hematocrit [Volume Fraction] of Blood by Automated count", "Hematocrit", "%", "%",
        (35.5, 44.9), (38.3, 48.6),
    ),
    "mcv": Test("787-2", "MCV [Entitic volume] by Automated count", "MCV", "fL", "fL", (79, 97)),
    "platelets": Test(
        "777-3", "Platelets [#/volume] in Blood by Automated count", "Platelets", "10*3/uL", "10*3/uL",
        (150, 400),
    ),
    "urine_albumin": Test(
        "14957-5", "Microalbumin [Mass/volume] in Urine", "Albumin, urine", "mg/L", "mg/L", (None, 20),
    ),
    "acr": Test(
        "9318-7", "Albumin/Creatinine [Mass Ratio] in Urine", "Albumin/creatinine ratio, urine", "mg/g",
        "mg/g", (None, 29),
    ),
    "urate": Test(
        "3084-1", "Urate [Mass/volume] in Serum or Plasma", "Uric acid", "mg/dL", "mg/dL", (2.6, 6.2),
        (3.8, 8.4),
    ),
    "ferritin": Test(
        "2276-4", "Ferritin [Mass/volume] in Serum or Plasma", "Ferritin", "ng/mL", "ng/mL", (15, 150),
        (30, 400),
    ),
    "b12": Test(
        "2132-9", "Cobalamin (Vitamin B12) [Mass/volume] in Serum or Plasma", "Vitamin B12", "pg/mL",
        "pg/mL", (232, 1245),
    ),
    "inr": Test(
        "6301-6", "INR in Platelet poor plasma by Coagulation assay", "INR", "{INR}", "{INR}", (2.0, 3.0),
    ),
    "alt": Test(
        "1742-6", "Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma", "ALT", "U/L",
        "U/L", (None, 40),
    ),
    "lead": Test(
        "77307-7", "Lead [Mass/volume] in Venous blood", "Lead, venous blood", "ug/dL", "ug/dL",
        (None, 3.4),
    ),
    "urine_culture": Test("630-4", "Bacteria identified in Urine by Culture", "Urine culture", "", ""),
    "strep": Test(
        "78012-2", "Streptococcus pyogenes Ag [Presence] in Throat by Rapid immunoassay", "Strep A, rapid",
        "", "",
    ),
    "fit": Test(
        "29771-3", "Hemoglobin.gastrointestinal.lower [Presence] in Stool by Immunoassay",
        "Occult blood, stool (FIT)", "", "",
    ),
    "hepatitis_c": Test(
        "13955-0", "Hepatitis C virus Ab [Presence] in Serum or Plasma by Immunoassay",
        "Hepatitis C antibody", "", "",
    ),
}  # fmt: skip

PANELS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "bmp": ("51990-0", "Basic metabolic panel - Blood", (
        "sodium", "potassium", "chloride", "co2", "bun", "creatinine", "egfr", "glucose", "calcium")),
    "lipid": (
        "24331-1", "Lipid 1996 panel - Serum or Plasma", ("cholesterol", "hdl", "ldl", "triglycerides"),
    ),
    "cbc": ("58410-2", "CBC panel - Blood by Automated count", (
        "wbc", "rbc", "hemoglobin", "hematocrit", "mcv", "platelets")),
}  # fmt: skip


def limits_for(chart: Chart, test: Test) -> Limits:
    return test.men if test.men and chart.subject.gender == "male" else test.limits


def flag(value: float, limits: Limits, comparator: str = "") -> Concept:
    """N, L or H as the laboratory prints it. A "<" result lies below its number, so it is never high."""
    low, high = limits
    code = "N"
    if low is not None and value < low and comparator != ">":
        code = "L"
    elif high is not None and value > high and comparator != "<":
        code = "H"
    return term("v3-ObservationInterpretation", code, {"N": "Normal", "L": "Low", "H": "High"}[code])


def _range(limits: Limits, test: Test) -> list[dict[str, Any]] | None:
    named = zip(("low", "high"), limits, strict=True)
    sides = {side: quantity(limit, test.unit, test.ucum) for side, limit in named if limit is not None}
    return [sides] if sides else None


def result(
    chart: Chart,
    key: str,
    days_ago: int,
    value: float | str | None,
    *,
    status: str = "final",
    comparator: str = "",
    note: str = "",
    exact: bool = False,
    labels: tuple[str, ...] = (),
) -> Reference:
    """One Observation. A text value has no range; no value at all says why in `note`."""
    test = TESTS[key]
    fields: dict[str, Any] = {}
    if isinstance(value, str):
        fields["valueString"] = value
    elif value is None:
        fields["dataAbsentReason"] = term("data-absent-reason", "not-performed", "Not Performed")
    else:
        limits = limits_for(chart, test)
        measured = quantity(value, test.unit, test.ucum)
        fields["valueQuantity"] = measured | ({"comparator": comparator} if comparator else {})
        fields["referenceRange"] = _range(limits, test)
        fields["interpretation"] = [flag(value, limits, comparator)] if fields["referenceRange"] else None
    return chart.add(
        "Observation",
        key.replace("_", "-"),
        labels=labels,
        status=status,
        category=[term("observation-category", "laboratory", "Laboratory")],
        code=concept(test.name, (LOINC, test.loinc, test.long_name)),
        effectiveDateTime=chart.when(days_ago, "08:10", exact=exact),
        issued=None if status == "cancelled" else chart.when(days_ago, "17:45", exact=exact),
        performer=[LABORATORY],
        note=[{"text": note}] if note else None,
        **fields,
    )


def panel(
    chart: Chart,
    key: str,
    days_ago: int,
    values: tuple[float, ...],
    *,
    conclusion: str = "",
    status: str = "final",
) -> Reference:
    """A DiagnosticReport over the results of one panel, in the panel's own order."""
    loinc, name, tests = PANELS[key]
    members = [
        result(chart, test, days_ago, value, status=status) for test, value in zip(tests, values, strict=True)
    ]
    return report(chart, key, days_ago, (loinc, name), members, conclusion=conclusion, status=status)


def report(
    chart: Chart,
    slug: str,
    days_ago: int,
    code: tuple[str, str],
    members: list[Reference],
    *,
    conclusion: str = "",
    status: str = "final",
    category: tuple[str, str] = ("LAB", "Laboratory"),
) -> Reference:
    return chart.add(
        "DiagnosticReport",
        f"report-{slug}",
        status=status,
        category=[term("v2-0074", *category)],
        code=concept(code[1], (LOINC, *code)),
        effectiveDateTime=chart.when(days_ago, "08:10"),
        issued=chart.when(days_ago, "17:45"),
        performer=[LABORATORY] if category[0] == "LAB" else [clinician(chart.subject.doctor)],
        resultsInterpreter=[clinician(chart.subject.doctor)] if conclusion else None,
        result=members,
        conclusion=conclusion,
    )
