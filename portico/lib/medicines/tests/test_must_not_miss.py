"""Some medicines must not be missed for a day: they are found by the words of the exact term."""

import pytest

from portico.lib.medicines import must_not_miss


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("insulin glargine 100 UNT/ML Injectable Solution", "insulin"),
        ("Lantus SoloStar", "insulin"),
        ("levETIRAcetam 500 MG Oral Tablet", "anticonvulsant"),
        ("Warfarin Sodium 5 MG Oral Tablet", "anticoagulant"),
        ("tacrolimus 1 MG Oral Capsule", "transplant"),
        ("predniSONE 5 MG Oral Tablet", "steroid"),
        ("bictegravir / emtricitabine / tenofovir", "antiretroviral"),
        ("lisinopril 10 MG Oral Tablet", ""),
        ("hydrocortisone 10 MG/ML Topical Cream", ""),
        ("tacrolimus 0.001 MG/MG Topical Ointment", ""),
        ("Metformin", ""),
        ("", ""),
    ],
)
def test_a_medicine_that_must_not_be_missed_is_known_by_its_words(text: str, group: str) -> None:
    assert must_not_miss(text) == group
