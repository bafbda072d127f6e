"""Medicines: what is prescribed here, in the words of a prescription. Codes are RxNorm."""

from dataclasses import dataclass
from typing import Any

from portico.demo.record.chart import RXNORM, SNOMED, Chart, Reference, concept, quantity, term
from portico.demo.record.people import clinician
from portico.demo.record.problems import coded_problem


@dataclass(frozen=True, slots=True)
class Medicine:
    rxnorm: str
    name: str  # RxNorm's wording
    directions: str
    unit: str
    dose: float
    per_day: int  # 0: only when needed
    treats: str = ""  # a key of PROBLEMS


MEDICINES = {
    "lisinopril": Medicine(
        "314076", "lisinopril 10 MG Oral Tablet", "Take 1 tablet by mouth once a day", "tablet", 1, 1,
        "hypertension",
    ),
    "hydrochlorothiazide": Medicine(
        "310798", "hydrochlorothiazide 25 MG Oral Tablet", "Take 1 tablet by mouth every morning",
        "tablet", 1, 1, "hypertension",
    ),
    "amlodipine": Medicine(
        "197361", "amlodipine 5 MG Oral Tablet", "Take 1 tablet by mouth once a day", "tablet", 1, 1,
        "hypertension",
    ),
    "losartan": Medicine(
        "979492", "losartan potassium 50 MG Oral Tablet", "Take 1 tablet by mouth once a day", "tablet", 1,
        1, "hypertension",
    ),
    "metformin": Medicine(
        "861007", "metformin hydrochloride 500 MG Oral Tablet",
        "Take 1 tablet by mouth twice a day with meals", "tablet", 1, 2, "diabetes",
    ),
    "atorvastatin": Medicine(
        "617310", "atorvastatin 20 MG Oral Tablet", "Take 1 tablet by mouth once a day in the evening",
        "tablet", 1, 1, "lipids",
    ),
    "simvastatin": Medicine(
        "312961", "simvastatin 20 MG Oral Tablet", "Take 1 tablet by mouth at bedtime", "tablet", 1, 1,
        "lipids",
    ),
    "allopurinol": Medicine(
        "197319", "allopurinol 100 MG Oral Tablet", "Take 1 tablet by mouth once a day", "tablet", 1, 1,
        "gout",
    ),
    "colchicine": Medicine(
        "197541", "colchicine 0.6 MG Oral Tablet",
        "Take 1 tablet by mouth once a day during a flare, as your doctor told you", "tablet", 1, 0, "gout",
    ),
    "warfarin": Medicine(
        "855332", "warfarin sodium 5 MG Oral Tablet",
        "Take by mouth once a day in the evening, as the clinic tells you after each blood test", "tablet",
        1, 1, "afib",
    ),
    "albuterol": Medicine(
        "745752", "albuterol 0.09 MG/ACTUAT Metered Dose Inhaler, 200 ACTUAT",
        "Breathe in 2 puffs every 4 to 6 hours when needed", "puff", 2, 0, "asthma",
    ),
    "fluticasone": Medicine(
        "895994", "fluticasone propionate 0.044 MG/ACTUAT Metered Dose Inhaler, 120 ACTUAT",
        "Breathe in 2 puffs twice a day. Rinse your mouth after", "puff", 2, 2, "asthma",
    ),
    "levothyroxine": Medicine(
        "892246", "levothyroxine sodium 0.1 MG Oral Tablet",
        "Take 1 tablet by mouth every morning on an empty stomach", "tablet", 1, 1, "thyroid",
    ),
    "sertraline": Medicine(
        "312941", "sertraline 50 MG Oral Tablet", "Take 1 tablet by mouth once a day", "tablet", 1, 1,
        "depression",
    ),
    "omeprazole": Medicine(
        "198051", "omeprazole 20 MG Delayed Release Oral Capsule",
        "Take 1 capsule by mouth before breakfast", "capsule", 1, 1, "reflux",
    ),
    "cetirizine": Medicine(
        "1014678", "cetirizine hydrochloride 10 MG Oral Tablet",
        "Take 1 tablet by mouth once a day when needed", "tablet", 1, 0, "rhinitis",
    ),
    "sulfa": Medicine(
        "198335", "sulfamethoxazole 800 MG / trimethoprim 160 MG Oral Tablet",
        "Take 1 tablet by mouth twice a day until gone", "tablet", 1, 2, "uti",
    ),
    "penicillin": Medicine(
        "834102", "penicillin V potassium 500 MG Oral Tablet",
        "Take 1 tablet by mouth twice a day until gone", "tablet", 1, 2, "strep",
    ),
    "iron": Medicine(
        "310325", "ferrous sulfate 325 MG Oral Tablet", "Take 1 tablet by mouth once a day", "tablet", 1,
        1, "anemia",
    ),
    "lorazepam": Medicine(
        "197900", "lorazepam 0.5 MG Oral Tablet", "Take 1 tablet by mouth before flying, when needed",
        "tablet", 1, 0,
    ),
    "acetaminophen": Medicine(
        "313782", "acetaminophen 325 MG Oral Tablet",
        "Take 1 or 2 tablets by mouth every 6 hours when needed", "tablet", 1, 0, "knee",
    ),
}  # fmt: skip


def prescribe(
    chart: Chart,
    key: str,
    days_ago: int,
    *,
    status: str = "active",
    supply: int = 90,
    refills: int = 3,
    why_stopped: str = "",
    exact: bool = False,
    reported: bool = False,
) -> Reference:
    """`supply` is the days that one fill lasts; `reported` was bought without a prescription."""
    medicine = MEDICINES[key]
    return chart.add(
        "MedicationRequest",
        "medicine",
        status=status,
        statusReason={"text": why_stopped} if why_stopped else None,
        intent="plan" if reported else "order",
        reportedBoolean=reported,
        medicationCodeableConcept=concept(medicine.name, (RXNORM, medicine.rxnorm, medicine.name)),
        authoredOn=chart.day(days_ago, exact=exact),
        requester=None if reported else clinician(chart.subject.doctor),
        reasonCode=[coded_problem(medicine.treats)] if medicine.treats else None,
        dosageInstruction=[_dosage(medicine)],
        dispenseRequest=None if reported else _dispense(chart, medicine, days_ago, supply, refills),
    )


def _dosage(medicine: Medicine) -> dict[str, Any]:
    by_mouth = concept("By mouth", (SNOMED, "26643006", "By mouth"))
    inhaled = concept("Breathed in", (SNOMED, "447694001", "Breathed in"))
    dosage: dict[str, Any] = {
        "sequence": 1,
        "text": medicine.directions,
        "route": inhaled if medicine.unit == "puff" else by_mouth,
        "doseAndRate": [
            {
                "type": term("dose-rate-type", "ordered", "Ordered"),
                "doseQuantity": {"value": medicine.dose, "unit": medicine.unit},
            }
        ],
    }
    if medicine.per_day:
        repeat = {"frequency": medicine.per_day, "period": 1, "periodUnit": "d"}
        return dosage | {"timing": {"repeat": repeat}}
    return dosage | {"asNeededBoolean": True}


def _dispense(chart: Chart, medicine: Medicine, days_ago: int, supply: int, refills: int) -> dict[str, Any]:
    count = medicine.dose * (medicine.per_day or 1) * supply
    return {
        "validityPeriod": {
            "start": chart.day(days_ago, exact=True),
            "end": chart.day(days_ago - 365, exact=True),
        },
        "numberOfRepeatsAllowed": refills,
        "quantity": {"value": count, "unit": medicine.unit},
        "expectedSupplyDuration": quantity(supply, "days", "d"),
    }
