"""A patient reads a plain name first and the record's own term beside it."""

import dataclasses

import pytest

from portico.lib.words import Kind, Words, words

LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
ICD10 = "http://hl7.org/fhir/sid/icd-10-cm"


def medicine(text: str, language: str = "en", code: str = "") -> Words:
    return words(Kind.MEDICINE, system=RXNORM, code=code, text=text, language=language)


def problem(code: str, text: str, system: str = SNOMED, language: str = "en") -> Words:
    return words(Kind.PROBLEM, system=system, code=code, text=text, language=language)


def test_a_kidney_result_is_named_plainly_with_its_exact_term_beside_it() -> None:
    seen = words(Kind.RESULT, system=LOINC, code="33914-3", text="eGFR", language="en")
    assert seen == Words("Kidney filtering", "eGFR", "How well your kidneys clean your blood.", is_known=True)


def test_the_same_result_in_spanish() -> None:
    seen = words(Kind.RESULT, system=LOINC, code="33914-3", text="eGFR", language="es")
    assert seen.plain == "Filtrado de los riñones"
    assert seen.about == "Qué tan bien limpian la sangre sus riñones."


@pytest.mark.parametrize(("language", "plain"), [("es-US", "Presión alta"), ("fr", "High blood pressure")])
def test_a_region_is_ignored_and_an_unknown_language_is_english(language: str, plain: str) -> None:
    assert problem("38341003", "Hypertension", language=language).plain == plain


def test_the_tag_of_a_terminology_is_not_shown() -> None:
    assert problem("59621000", "Essential hypertension (disorder)").exact == "Essential hypertension"


def test_invisible_characters_and_property_brackets_are_not_shown() -> None:
    text = "Protein [Mass/\u200bvolume] in Serum or Plasma"
    seen = words(Kind.RESULT, system=LOINC, code="2885-2", text=text, language="en")
    assert seen.exact == "Protein in Serum or Plasma"


def test_a_thing_is_not_said_twice() -> None:
    assert problem("195967001", "asthma").exact == ""


def test_an_unknown_code_keeps_the_text_of_the_record() -> None:
    assert problem("1", "Rare thing (disorder)") == Words("Rare thing", "", "", is_known=False)


def test_a_code_without_text_is_still_shown_as_something() -> None:
    assert problem("1", "", language="es").plain == "Código 1"
    assert problem("", "").plain == "No name given"


def test_a_fine_icd_code_is_told_by_its_category_and_a_finer_row_wins() -> None:
    assert problem("E11.65", "", ICD10).plain == "Type 2 diabetes"
    assert problem("E1122", "", ICD10).plain == "Kidney damage from diabetes"
    assert problem("Z33.2", "Elective termination", ICD10).is_known is False


def test_a_one_digit_vaccine_code_means_the_two_digit_one() -> None:
    seen = words(Kind.VACCINE, system="http://hl7.org/fhir/sid/cvx", code="3", text="MMR", language="en")
    assert seen.plain == "Measles, mumps and rubella"


def test_an_oid_from_an_older_document_means_the_same_system() -> None:
    assert problem("195967001", "", "urn:oid:2.16.840.1.113883.6.96").plain == "Asthma"


def test_two_meanings_sent_under_one_code_are_told_apart_by_their_text() -> None:
    assert problem("156073000", "Fetus with unknown complication").plain.startswith("Pregnancy problem")
    assert problem("156073000", "Complete miscarriage (disorder)").plain == "Complete miscarriage"


def test_a_cough_filed_as_a_problem_is_found_among_reactions() -> None:
    assert problem("49727002", "Cough (finding)", language="es").plain == "Tos"


def test_a_note_filed_as_a_report_is_found_among_documents() -> None:
    seen = words(Kind.RESULT, system=LOINC, code="11506-3", text="Progress note", language="en")
    assert seen.plain == "Visit note"


def test_an_allergy_to_a_medicine_is_named_without_saying_what_it_is_for() -> None:
    seen = words(Kind.ALLERGY, system=RXNORM, code="0", text="Lisinopril", language="en")
    assert seen == Words("Lisinopril", "", "", is_known=True)


class TestMedicines:
    def test_the_name_carries_the_strength_of_the_exact_text(self) -> None:
        seen = medicine("lisinopril 10 MG Oral Tablet")
        assert seen.plain == "Lisinopril 10 mg"
        assert seen.exact == "lisinopril 10 MG Oral Tablet"
        assert seen.about == "Used for blood pressure and the heart."

    def test_each_ingredient_keeps_its_own_strength_in_the_order_of_the_text(self) -> None:
        seen = medicine("Acetaminophen 325 MG / HYDROcodone Bitartrate 7.5 MG Oral Tablet")
        assert seen.plain == "Acetaminophen 325 mg and hydrocodone 7.5 mg"

    def test_units_are_written_out_in_spanish(self) -> None:
        seen = medicine("200 ACTUAT Albuterol 0.09 MG/ACTUAT Metered Dose Inhaler", "es")
        assert seen.plain == "Albuterol 0.09 mg por dosis"

    def test_a_mixture_says_what_it_is_for_as_a_whole(self) -> None:
        seen = medicine("Buprenorphine 8 MG / Naloxone 2 MG Sublingual Film")
        assert seen.plain == "Buprenorphine 8 mg and naloxone 2 mg"
        assert seen.about == "Used for opioid dependence."

    def test_three_ingredients_read_as_a_list(self) -> None:
        seen = medicine(
            "Acetaminophen 21.7 MG/ML / Dextromethorphan 1 MG/ML / doxylamine 0.417 MG/ML Solution"
        )
        assert seen.plain == "Acetaminophen 21.7 mg/mL, dextromethorphan 1 mg/mL and doxylamine 0.417 mg/mL"

    def test_spanish_joins_names_as_it_is_spoken(self) -> None:
        assert medicine("Acetaminophen / HYDROcodone", "es").plain == "Acetaminofén e hidrocodona"

    def test_the_weight_of_a_salt_is_not_given_as_the_weight_of_the_iron_in_it(self) -> None:
        assert medicine("ferrous sulfate 325 MG Oral Tablet").plain == "Ferrous sulfate (iron) 325 mg"

    def test_a_volume_is_not_taken_for_a_strength(self) -> None:
        seen = medicine("1 ML Epoetin Alfa 4000 UNT/ML Injection [Epogen]")
        assert seen.plain == "Epoetin alfa 4000 units/mL"

    @pytest.mark.parametrize(
        "text",
        ["NuvaRing 0.12/0.015 MG per 24HR 21 Day Vaginal Ring", "lisinopril-hydrochlorothiazide 10-12.5 mg"],
    )
    def test_half_of_a_paired_strength_is_never_shown_alone(self, text: str) -> None:
        assert "mg" not in medicine(text).plain

    @pytest.mark.parametrize(
        "text",
        ["lisinopril 10 MG / unknownium 5 MG", "unknownium-lisinopril 10 mg", "Lisinopril and unknownium"],
    )
    def test_a_mix_with_an_unknown_ingredient_keeps_its_exact_text(self, text: str) -> None:
        assert medicine(text) == Words(text, "", "", is_known=False)

    def test_a_brand_in_brackets_changes_nothing(self) -> None:
        text = "24 HR metoprolol succinate 100 MG Extended Release Oral Tablet [Toprol]"
        assert medicine(text).plain == "Metoprolol succinate (long acting) 100 mg"

    def test_a_brand_alone_is_known_too(self) -> None:
        assert medicine("Lasix 40mg").plain == "Furosemide (water pill) 40 mg"

    def test_a_pack_names_its_hormones_once(self) -> None:
        text = "{21 (ethinyl estradiol 0.035 MG / norgestimate 0.25 MG Tablet) / 7 (inert 1 MG Tablet)}"
        assert medicine(text).plain == "Ethinyl estradiol 0.035 mg and norgestimate 0.25 mg"

    def test_one_medicine_inside_the_name_of_another_is_not_mistaken_for_it(self) -> None:
        assert medicine("Ethinyl estradiol 0.02 MG").plain.startswith("Ethinyl")
        assert medicine("Esomeprazole 20 MG").plain == "Esomeprazole 20 mg"


def test_an_answer_can_not_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        problem("195967001", "Asthma").plain = "x"  # type: ignore[misc]  # the point of the test
