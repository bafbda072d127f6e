"""A patient reads the whole imported record."""

import pytest

from journeys.conftest import Enter

pytestmark = pytest.mark.browser

PARTS = {
    "Medicines": ("Lisinopril 10 mg", "Ask for a refill"),
    "Conditions": ("High blood pressure", "Type 2 diabetes"),
    "Allergies": ("Amoxicillin", "High risk"),
    "Vaccines": ("Flu shot",),
    "Referrals": ("ophthalmology",),
    "Past visits": ("Amara Lee, MD",),
    "Family history": ("Mother",),
    "Care team": ("Jo Park, RN",),
    "Documents": ("After visit summary",),
}


def test_rosa_opens_every_part_of_her_record(person: Enter) -> None:
    rosa = person("rosa")
    rosa.sees("Good", "Rosa", "Your next visit", "call 911")
    for part, said in PARTS.items():
        rosa.opens("Record")
        rosa.follows(part)
        rosa.sees(*said)


def test_rosa_reads_a_result_from_the_number_to_the_table(person: Enter) -> None:
    rosa = person("rosa")
    rosa.opens("Record")
    rosa.follows("Test results")
    rosa.follows("Kidney filtering")
    rosa.sees_title("Kidney filtering (eGFR)")
    rosa.sees("How well your kidneys clean your blood", "A little below usual", "Usual: 60 or higher")
    line = rosa.sees_picture("Your value")
    assert "You: 56" in (line.text_content() or "")
    rosa.sees_picture("Your values over time")
    rosa.opens_the_table()
    rosa.sees("Date", "In words")
    rosa.follows("See the whole report")
    rosa.sees("Results in this report")


def test_rosa_opens_blood_pressure_with_its_two_parts(person: Enter) -> None:
    rosa = person("rosa")
    rosa.opens("Record")
    rosa.follows("Test results")
    rosa.follows("Vital signs")
    rosa.follows("Blood pressure")
    rosa.sees("Blood pressure, top number", "Blood pressure, bottom number", "4 lower than last time")


def test_what_is_not_released_is_named_without_a_value(person: Enter) -> None:
    rosa = person("rosa")
    rosa.opens("Record")
    rosa.follows("Test results")
    rosa.follows("Vitamin B12")
    rosa.sees("This result is not released yet")
    rosa.does_not_see("number-line")


def test_rosa_reads_a_letter_about_her_tests(person: Enter) -> None:
    rosa = person("rosa")
    rosa.opens("Record")
    rosa.follows("Documents")
    rosa.follows("Your test results")
    rosa.sees("Dear Ms. Delgado", "Dr. Amara Lee")


def test_the_plain_word_sugar_finds_glucose(person: Enter) -> None:
    rosa = person("rosa")
    rosa.opens("Record")
    rosa.writes("sugar", "Search the record")
    rosa.presses("Search")
    rosa.sees("Blood sugar", "Glucose", "Type 2 diabetes")
    rosa.follows("Blood sugar")
    rosa.sees_title("Blood sugar (Glucose)")


def test_elena_acts_for_her_mother_under_a_constant_banner(person: Enter) -> None:
    elena = person("elena")
    elena.goes_to(f"{elena.url}/records/")
    elena.follows("Rosa Delgado")
    elena.sees("You are acting for", "Rosa Delgado")
    elena.opens("Record")
    elena.follows("Medicines")
    elena.sees("You are acting for", "Lisinopril")


def test_a_record_with_300_values_and_one_with_none_hold_their_shape(person: Enter) -> None:
    harold = person("harold")
    harold.opens("Record")
    harold.follows("Test results")
    harold.follows("Clotting time")
    harold.sees_picture("Your values over time")
    harold.opens_the_table()
    harold.sees("older ones")
