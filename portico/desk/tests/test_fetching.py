"""A page of the desk that stands takes another list, or a move's form, without the frame around it."""

from typing import Any

from django.urls import reverse

from portico.clinic.models import Pool

ASKED = {"HX-Request": "true"}


def test_jo_chooses_another_list_and_gets_it_alone(stage: Any) -> None:
    stage.ask("rosa", kind="refill")
    stage.let_take_effect()
    jo, url = stage.browser("jo"), reverse("desk:desk")
    whole = jo.get(url).content.decode()
    part = jo.get(url, headers=ASKED).content.decode()
    assert "<html" in whole
    assert "<html" not in part
    for page in (whole, part):
        assert "Rosa Delgado" in page
        assert 'id="list"' in page
    assert 'hx-swap-oob="true"' in part
    assert 'hx-swap-oob="true"' not in whole


def test_going_back_gets_the_whole_page(stage: Any) -> None:
    headers = {**ASKED, "HX-History-Restore-Request": "true"}
    assert "<html" in stage.browser("jo").get(reverse("desk:desk"), headers=headers).content.decode()


def test_a_pool_that_is_not_ones_own_shows_nothing(stage: Any) -> None:
    stage.ask("rosa", kind="refill")
    stage.let_take_effect()
    theirs = Pool.objects.exclude(members__name="Jo Park").first()
    assert theirs
    said = stage.browser("jo").get(reverse("desk:desk"), {"pool": str(theirs.pk)}, headers=ASKED)
    assert said.status_code == 200
    assert "Rosa Delgado" not in said.content.decode()


def test_a_moves_form_comes_without_the_frame(stage: Any) -> None:
    item = stage.item(stage.ask("rosa"))
    stage.let_take_effect()
    jo, url = stage.browser("jo"), reverse("triage:route", args=[item.patient_id, item.pk])
    assert "<html" in jo.get(url).content.decode()
    part = jo.get(url, headers=ASKED).content.decode()
    assert "<html" not in part
    assert 'id="move"' in part
