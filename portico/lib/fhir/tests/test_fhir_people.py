from datetime import date

import pytest

from portico.lib.fhir import FhirError, read
from portico.lib.fhir.names import chosen_name, full_name
from portico.lib.fhir.shapes import Identifier, Precision


def patient(**elements):
    return read({"resourceType": "Patient", "id": "1"} | elements)


def test_the_official_name_counts_and_the_nickname_is_what_she_is_called():
    ana = patient(
        name=[
            {"use": "nickname", "given": ["Annie"]},
            {"use": "maiden", "given": ["Ana"], "family": "Reyes"},
            {
                "use": "official",
                "given": ["Ana", "Maria"],
                "family": "Lopez",
                "prefix": ["Dr."],
                "suffix": ["MD"],
            },
        ]
    )
    assert (ana.prefix, ana.given, ana.family, ana.suffix) == ("Dr.", "Ana Maria", "Lopez", "MD")
    assert ana.preferred_name == "Annie"


def test_a_name_that_ended_gives_way_to_the_one_that_holds():
    names = [
        {"use": "official", "family": "Reyes", "period": {"end": "2010"}},
        {"use": "usual", "family": "Lopez"},
    ]
    assert chosen_name(names, "Patient.name")["family"] == "Lopez"


def test_a_maiden_name_is_never_chosen_even_when_it_is_the_only_one():
    assert patient(name=[{"use": "maiden", "family": "Reyes"}]).family == ""


def test_a_name_given_as_one_text_stays_whole():
    ana = patient(name=[{"text": "Ana Maria Lopez"}])
    assert (ana.given, ana.family) == ("", "Ana Maria Lopez")
    assert full_name({"given": ["Ana"], "family": "Lopez", "suffix": ["MD"]}, "x") == "Ana Lopez MD"


def test_a_birth_date_known_to_the_year_is_no_birth_date():
    ana = patient(birthDate="1970")
    assert ana.birth_date is None
    assert ana.born is not None
    assert ana.born.precision is Precision.YEAR
    assert patient(birthDate="1970-03-02").birth_date == date(1970, 3, 2)


def test_an_impossible_birth_date_is_refused():
    with pytest.raises(FhirError) as refused:
        patient(birthDate="1970-02-30")
    assert refused.value.place == "Patient.birthDate"


def test_a_date_of_death_means_deceased():
    assert patient(deceasedDateTime="2020-01-01").deceased
    assert patient(deceasedBoolean=True).deceased
    assert not patient(deceasedBoolean=False).deceased


def test_a_record_is_active_unless_it_says_no():
    assert patient().is_active
    assert not patient(active=False).is_active


def test_old_phones_and_mails_are_left_out_and_ranks_kept():
    ana = patient(
        telecom=[
            {"system": "phone", "value": "1", "use": "home", "rank": 2},
            {"system": "phone", "value": "2", "use": "mobile", "rank": 1},
            {"system": "phone", "value": "3", "use": "old"},
            {"system": "phone", "value": "4", "period": {"end": "2010"}},
            {"system": "email", "value": " ana@example.org "},
            {"system": "fax", "value": "5"},
        ]
    )
    assert ana.phones == (("mobile", "2"), ("home", "1"))
    assert ana.emails == ("ana@example.org",)


def test_the_home_address_is_ready_to_print():
    home = {
        "use": "home",
        "line": ["1 Elm St", "Apt 2"],
        "city": "Lowell",
        "state": "MA",
        "postalCode": "01854",
    }
    old = {"use": "old", "line": ["9 Oak St"]}
    assert patient(address=[old, {"use": "billing", "line": ["x"]}, home | {"country": "US"}]).address == (
        "1 Elm St",
        "Apt 2",
        "Lowell, MA 01854",
    )
    assert patient(address=[home | {"country": "Mexico"}]).address[-1] == "Mexico"
    assert patient(address=[{"text": "1 Elm St\nLowell"}]).address == ("1 Elm St", "Lowell")


def test_the_preferred_language_wins():
    spoken = [
        {"language": {"coding": [{"code": "en"}]}},
        {"language": {"coding": [{"code": "es"}]}, "preferred": True},
    ]
    assert patient(communication=spoken).language == "es"
    assert patient(communication=spoken[:1]).language == "en"


def test_identifiers_keep_system_and_type():
    number = {"system": "urn:mrn", "value": "7", "type": {"coding": [{"code": "MR"}]}}
    assert patient(identifier=[number, {"system": "urn:empty"}]).identifiers == (
        Identifier("urn:mrn", "7", "MR"),
    )


def test_labels_are_carried_as_received():
    assert patient(meta={"security": [{"code": "R"}, {"code": "PSY"}]}).labels == ("R", "PSY")


def test_a_type_without_a_page_reads_as_nothing_and_a_missing_id_is_refused():
    assert read({"resourceType": "Claim", "id": "1"}) is None
    with pytest.raises(FhirError) as refused:
        read({"resourceType": "Patient"})
    assert refused.value.place == "Patient.id"
    for nothing in ({}, {"resourceType": ""}, [], "Patient"):
        with pytest.raises(FhirError):
            read(nothing)
