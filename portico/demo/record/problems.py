"""Health problems and allergies, as a record system words them.

ICD-10-CM wording is public; a SNOMED CT code is an identifier only, its words here are our own.
"""

from dataclasses import dataclass

from portico.demo.record.chart import ICD10, RXNORM, SNOMED, Chart, Concept, Reference, concept, term

# key: (ICD-10-CM code, its wording, SNOMED CT code or "", our own short words)
PROBLEMS: dict[str, tuple[str, str, str, str]] = {
    "hypertension": ("I10", "Essential (primary) hypertension", "59621000", "high blood pressure"),
    "diabetes": ("E11.9", "Type 2 diabetes mellitus without complications", "44054006", "diabetes type 2"),
    "kidney": ("R94.4", "Abnormal results of kidney function studies", "", ""),
    "lipids": ("E78.5", "Hyperlipidemia, unspecified", "55822004", "high blood fats"),
    "knee": ("M17.0", "Bilateral primary osteoarthritis of knee", "239873007", "knee arthritis"),
    "uti": ("N39.0", "Urinary tract infection, site not specified", "68566005", "urine infection"),
    "coronary": (
        "I25.10", "Atherosclerotic heart disease of native coronary artery without angina pectoris",
        "53741008", "narrowed heart arteries",
    ),
    "heart_attack": ("I21.9", "Acute myocardial infarction, unspecified", "57054005", "heart attack"),
    "copd": (
        "J44.9", "Chronic obstructive pulmonary disease, unspecified", "13645005", "long-term lung disease",
    ),
    "asthma": ("J45.30", "Mild persistent asthma, uncomplicated", "426979002", "mild asthma, most days"),
    "asthma_intermittent": (
        "J45.20", "Mild intermittent asthma, uncomplicated", "427679007", "mild asthma, now and then",
    ),
    "rhinitis": ("J30.9", "Allergic rhinitis, unspecified", "61582004", "nose allergy"),
    "gout": ("M10.9", "Gout, unspecified", "90560007", "gout"),
    "afib": ("I48.91", "Unspecified atrial fibrillation", "49436004", "uneven heartbeat"),
    "thyroid": ("E03.9", "Hypothyroidism, unspecified", "40930008", "slow thyroid"),
    "depression": ("F32.A", "Depression, unspecified", "35489007", "depression"),
    "adjustment": ("F43.22", "Adjustment disorder with anxiety", "47372000", "worry after a change"),
    "reflux": (
        "K21.9", "Gastro-esophageal reflux disease without esophagitis", "235595009", "acid reflux",
    ),
    "migraine": (
        "G43.909", "Migraine, unspecified, not intractable, without status migrainosus",
        "37796009", "migraine",
    ),
    "cold": ("J06.9", "Acute upper respiratory infection, unspecified", "54150009", "a cold"),
    "strep": ("J02.0", "Streptococcal pharyngitis", "43878008", "strep throat"),
    "ear": ("H66.90", "Otitis media, unspecified, unspecified ear", "65363002", "ear infection"),
    "eczema": ("L20.9", "Atopic dermatitis, unspecified", "24079001", "eczema"),
    "back": ("M54.50", "Low back pain, unspecified", "279039007", "low back pain"),
    "anemia": ("D50.9", "Iron deficiency anemia, unspecified", "87522002", "low iron"),
    "prediabetes": ("R73.03", "Prediabetes", "714628002", "prediabetes"),
    "cataract": ("H26.9", "Unspecified cataract", "193570009", "cataract"),
    "bones": (
        "M81.0", "Age-related osteoporosis without current pathological fracture", "64859006", "thin bones",
    ),
    "ankle": ("S93.401A", "Sprain of unspecified ligament of right ankle, initial encounter",
              "44465007", "ankle sprain"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Allergen:
    system: str
    code: str
    display: str
    category: str  # food, medication, environment


ALLERGENS = {
    "amoxicillin": Allergen(RXNORM, "723", "amoxicillin", "medication"),
    "ibuprofen": Allergen(RXNORM, "5640", "ibuprofen", "medication"),
    "sulfa": Allergen(RXNORM, "10180", "sulfamethoxazole", "medication"),
    "codeine": Allergen(RXNORM, "2670", "codeine", "medication"),
    "peanut": Allergen(SNOMED, "762952008", "Peanut", "food"),
    "latex": Allergen(SNOMED, "111088007", "Latex", "environment"),
    "grass": Allergen(SNOMED, "256277009", "Grass pollen", "environment"),
    "none": Allergen(SNOMED, "716186003", "No known allergy", ""),
}
REACTIONS = {
    "hives": "126485001", "rash": "271807003", "anaphylaxis": "39579001", "nausea": "422587007",
    "wheezing": "56018004", "itching": "418290006",
}  # fmt: skip


def coded_problem(key: str) -> Concept:
    icd, wording, snomed, own = PROBLEMS[key]
    return concept(wording, (ICD10, icd, wording), (SNOMED, snomed, own))


def problem(
    chart: Chart,
    key: str,
    since_days: int,
    *,
    resolved_days: int | None = None,
    verification: str = "confirmed",
    category: str = "problem-list-item",
    labels: tuple[str, ...] = (),
) -> Reference:
    """An entry made in error carries no clinical status, and a refuted one is inactive, as R4 demands."""
    status = "active" if resolved_days is None else "resolved"
    status = {"refuted": "inactive", "entered-in-error": ""}.get(verification, status)
    return chart.add(
        "Condition",
        "problem",
        labels=labels,
        clinicalStatus=term("condition-clinical", status) if status else None,
        verificationStatus=term("condition-ver-status", verification),
        category=[term("condition-category", category)],
        code=coded_problem(key),
        onsetDateTime=chart.day(since_days),
        abatementDateTime=None if resolved_days is None else chart.day(resolved_days),
        recordedDate=chart.day(since_days),
    )


def allergy(
    chart: Chart,
    key: str,
    since_days: int,
    *reactions: str,
    severity: str = "mild",
    criticality: str = "low",
    kind: str = "allergy",
    verification: str = "confirmed",
) -> None:
    what = ALLERGENS[key]
    seen = [concept(word.capitalize(), (SNOMED, REACTIONS[word], word.capitalize())) for word in reactions]
    known = key != "none"
    chart.add(
        "AllergyIntolerance",
        "allergy",
        clinicalStatus=None
        if verification == "entered-in-error"
        else term("allergyintolerance-clinical", "active"),
        verificationStatus=term("allergyintolerance-verification", verification),
        type=kind if known else None,
        category=[what.category] if known else None,
        criticality=criticality if known else None,
        code=concept(what.display, (what.system, what.code, what.display)),
        recordedDate=chart.day(since_days),
        reaction=[{"manifestation": seen, "severity": severity}] if seen else None,
    )
