import pytest

from portico.lib.fhir.dosage import dosage_line

BY_MOUTH = {"coding": [{"system": "http://snomed.info/sct", "code": "26643006"}]}


def line(*steps):
    return dosage_line({"dosageInstruction": list(steps)}, "dosageInstruction", "MedicationRequest")


def dose(value, unit=""):
    return [{"doseQuantity": {"value": value, "unit": unit} if unit else {"value": value}}]


def every(frequency, period, unit, **more):
    return {"repeat": {"frequency": frequency, "period": period, "periodUnit": unit, **more}}


def test_a_tablet_by_mouth_twice_a_day_as_needed():
    step = {
        "doseAndRate": dose(1.0, "TAB"),
        "route": BY_MOUTH,
        "timing": every(2, 1.0, "d"),
        "asNeededBoolean": True,
    }
    assert line(step) == "1 tablet by mouth, twice a day, as needed"


@pytest.mark.parametrize(
    ("timing", "words"),
    [
        (every(1, 1, "d"), "Once a day"),
        (every(3, 1, "d"), "3 times a day"),
        (every(1, 1, "h"), "Every hour"),
        (every(1, 4, "h"), "Every 4 hours"),
        (every(1, 4, "h", periodMax=6), "Every 4 to 6 hours"),
        (every(1, 1, "d", frequencyMax=2), "1 to 2 times a day"),
        (every(2, 3, "wk"), "Twice every 3 weeks"),
        (every(1, 1, "wk", dayOfWeek=["mon", "thu"]), "Once a week, on Monday and Thursday"),
        (every(1, 1, "d", when=["HS"]), "Once a day, at bedtime"),
        ({"repeat": {"when": ["AC"], "offset": 30}}, "30 minutes before meals"),
        ({"repeat": {"timeOfDay": ["08:00:00", "20:00:00"]}}, "At 08:00 and 20:00"),
        (every(1, 1, "d", boundsDuration={"value": 10, "code": "d"}), "Once a day, for 10 days"),
        ({"code": {"coding": [{"code": "BID"}]}}, "Twice a day"),
        ({"code": {"text": "before surgery"}}, "Before surgery"),
    ],
)
def test_timing_in_words(timing, words):
    assert line({"timing": timing}) == words


def test_a_dose_without_a_unit_invents_none():
    assert line({"doseAndRate": dose(1.0), "timing": every(1, 1.0, "d")}) == "1 at a time, once a day"


def test_counted_things_have_a_plural_and_measures_none():
    assert line({"doseAndRate": dose(2, "Tablet")}) == "2 tablets"
    assert line({"doseAndRate": dose(0.5, "tablet")}) == "0.5 tablet"
    assert line({"doseAndRate": dose(2, "patch")}) == "2 patches"
    assert line({"doseAndRate": dose(5, "mL")}) == "5 mL"


def test_the_prescribers_own_text_wins_over_the_parts():
    step = {"text": "1 tablet 3 times daily", "doseAndRate": dose(5, "ml"), "timing": every(3, 1, "d")}
    assert line(step) == "1 tablet 3 times daily"


def test_what_the_patient_is_told_beside_it_is_not_lost():
    step = {"text": "1 tablet daily", "patientInstruction": "Take with food"}
    assert line(step) == "1 tablet daily, Take with food"


def test_as_needed_is_not_lost_beside_a_text_that_leaves_it_out():
    assert line({"text": "1 tablet daily", "asNeededBoolean": True}) == "1 tablet daily, as needed"
    assert line({"text": "1 tablet daily PRN", "asNeededBoolean": True}) == "1 tablet daily PRN"


def test_steps_come_in_their_order():
    steps = [{"sequence": 2, "text": "One tablet daily"}, {"sequence": 1, "text": "Two tablets at once"}]
    assert line(*steps) == "Two tablets at once; then One tablet daily"


def test_as_needed_names_its_reason_and_the_most_to_take():
    step = {
        "doseAndRate": [{"doseRange": {"low": {"value": 1, "unit": "g"}, "high": {"value": 2, "unit": "g"}}}],
        "asNeededCodeableConcept": {"text": "pain"},
        "maxDosePerPeriod": {
            "numerator": {"value": 4, "unit": "g"},
            "denominator": {"value": 1, "unit": "day"},
        },
    }
    assert line(step) == "1 to 2 g, as needed for pain, no more than 4 g / 1 day"


def test_nothing_said_is_an_empty_line():
    assert line() == ""
    assert line({"sequence": 1, "asNeededBoolean": False}) == ""
