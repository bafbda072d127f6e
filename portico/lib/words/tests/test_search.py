"""People find things by plain or exact words, in both languages, without accents, by the first letters."""

import pytest

from portico.lib.words import Kind, normalise, search_text

LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
CVX = "http://hl7.org/fhir/sid/cvx"

RECORD = {
    "glucose": search_text(Kind.RESULT, system=LOINC, code="2339-0", text="Glucose"),
    "a1c": search_text(
        Kind.RESULT, system=LOINC, code="4548-4", text="Hemoglobin A1c/Hemoglobin.total in Blood"
    ),
    "pressure": search_text(Kind.RESULT, system=LOINC, code="85354-9", text="Blood pressure panel"),
    "cholesterol": search_text(Kind.RESULT, system=LOINC, code="2093-3", text="Total Cholesterol"),
    "ldl": search_text(Kind.RESULT, system=LOINC, code="18262-6", text="Low Density Lipoprotein Cholesterol"),
    "egfr": search_text(
        Kind.RESULT, system=LOINC, code="33914-3", text="Estimated Glomerular Filtration Rate"
    ),
    "platelets": search_text(
        Kind.RESULT, system=LOINC, code="777-3", text="Platelets [#/volume] in Blood by Automated count"
    ),
    "hypertension": search_text(Kind.PROBLEM, system=SNOMED, code="38341003", text="Hypertension"),
    "asthma": search_text(Kind.PROBLEM, system=SNOMED, code="195967001", text="Asthma"),
    "flu": search_text(
        Kind.VACCINE, system=CVX, code="140", text="Influenza, seasonal, injectable, preservative free"
    ),
    "td": search_text(Kind.VACCINE, system=CVX, code="113", text="Td (adult) preservative free"),
    "lisinopril": search_text(
        Kind.MEDICINE, system=RXNORM, code="314076", text="lisinopril 10 MG Oral Tablet"
    ),
    "albuterol": search_text(
        Kind.MEDICINE, system=RXNORM, code="745679", text="200 ACTUAT Albuterol 0.09 MG/ACTUAT Inhaler"
    ),
    "mold": search_text(Kind.ALLERGY, system=SNOMED, code="419474003", text="Allergy to mould"),
    "colonoscopy": search_text(Kind.PROCEDURE, system=SNOMED, code="73761001", text="Colonoscopy"),
    "er": search_text(
        Kind.ENCOUNTER, system=SNOMED, code="50849002", text="Emergency room admission (procedure)"
    ),
    "letter": search_text(Kind.DOCUMENT, system=LOINC, code="57133-1", text="Referral note"),
}


def found(query: str) -> set[str]:
    return {name for name, text in RECORD.items() if all(f" {token}" in text for token in normalise(query))}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sugar", {"glucose", "a1c"}),
        ("Azúcar", {"glucose", "a1c"}),
        ("azucar", {"glucose", "a1c"}),
        ("glucosa", {"glucose", "a1c"}),
        ("presion", {"pressure", "hypertension", "lisinopril"}),
        ("blood press", {"pressure", "hypertension", "lisinopril"}),
        ("hypertens", {"hypertension"}),
        ("a1c", {"a1c"}),
        ("colest", {"cholesterol", "ldl"}),
        ("bad chol", {"ldl"}),
        ("flu", {"flu"}),
        ("gripe", {"flu"}),
        ("influenza", {"flu"}),
        ("tetan", {"td"}),
        ("tétanos", {"td"}),
        ("asma", {"asthma", "albuterol"}),
        ("inhaler", {"albuterol"}),
        ("rinon", {"egfr"}),
        ("riñón", {"egfr"}),
        ("kidney", {"egfr"}),
        ("eGFR", {"egfr"}),
        ("plaquetas", {"platelets"}),
        ("moho", {"mold"}),
        ("mould", {"mold"}),
        ("colonosc", {"colonoscopy"}),
        ("emergencias", {"er"}),
        ("carta", {"letter"}),
        ("zebra", set()),
    ],
)
def test_a_query_finds_what_a_person_means(query: str, expected: set[str]) -> None:
    assert found(query) == expected


def test_the_stored_text_holds_each_word_once_with_a_space_before_it() -> None:
    tokens = RECORD["egfr"].split(" ")
    assert tokens[0] == ""
    assert len(tokens[1:]) == len(set(tokens[1:]))
    assert all(tokens[1:])


def test_an_unknown_thing_is_found_by_its_own_words() -> None:
    text = search_text(Kind.PROBLEM, system=SNOMED, code="1", text="Síndrome raro")
    assert text == " sindrome raro"


def test_a_query_of_signs_only_has_no_words() -> None:
    assert normalise(" -- / ! ") == []
