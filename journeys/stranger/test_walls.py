"""Who may not see a record sees nothing of it, and whoever has signed out has left."""

import pytest

from journeys.conftest import Enter

pytestmark = pytest.mark.browser

ROSAS = ("Rosa", "Delgado", "isinopril", "eGFR", "diabetes")
PAGES = ("", "record/", "record/medicines/", "results/", "messages/", "visits/", "who-looked/")


def test_walter_finds_no_page_at_rosas_addresses(person: Enter) -> None:
    rosa, walter = person("rosa"), person("walter")
    for page in PAGES:
        assert walter.goes_to(f"{rosa.record}{page}") == 404
        walter.sees_title("We can't find that page")
        walter.does_not_see(*ROSAS)


def test_carmen_whose_access_has_ended_finds_no_page(person: Enter) -> None:
    rosa, carmen = person("rosa"), person("carmen")
    for page in PAGES:
        assert carmen.goes_to(f"{rosa.record}{page}") == 404
        carmen.does_not_see(*ROSAS)


def test_kenji_of_the_other_clinic_can_not_open_rosas_chart(person: Enter) -> None:
    rosa, kenji = person("rosa"), person("kenji")
    chart = rosa.record.replace("/for/", "/desk/patients/")
    assert kenji.goes_to(chart) == 404
    kenji.does_not_see(*ROSAS)


def test_somebody_at_the_door_is_asked_to_sign_in(person: Enter) -> None:
    rosa, nobody = person("rosa"), person("nobody", signed_in=False)
    for page in PAGES:
        nobody.page.goto(f"{rosa.record}{page}")
        assert nobody.path == "/account/sign-in/"
        nobody.does_not_see(*ROSAS)


def test_after_signing_out_the_back_button_shows_no_record(person: Enter, screen: str) -> None:
    rosa = person("rosa")
    rosa.opens("Record")
    rosa.follows("Medicines")
    rosa.sees("Lisinopril")
    if screen == "phone":
        rosa.opens("More")
    rosa.presses("Sign out")
    for _ in range(3):
        rosa.goes_back()
        rosa.does_not_see("isinopril", "Delgado")


def test_david_sees_his_sons_record_without_the_private_part(person: Enter) -> None:
    marcus, david = person("marcus"), person("david")
    david.sees("You are acting for", "Marcus Bell")
    for part in ("record/medicines/", "record/conditions/", "record/encounters/", "record/documents/"):
        marcus.goes_to(f"{marcus.record}{part}")
        david.goes_to(f"{marcus.record}{part}")
        david.sees("You are acting for", "Marcus Bell")
        own, seen = (len(p.page.locator("main .list-rows > li").all()) for p in (marcus, david))
        assert seen <= own
    david.does_not_see("onfidential")
