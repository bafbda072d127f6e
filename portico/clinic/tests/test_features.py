"""Features are switched on and off, with author, date and reason; off leaves no trace."""

from typing import Any

from django.urls import reverse

from portico.clinic.models import FeatureSwitch


def switch_off(stage: Any, feature: str, **more: str) -> Any:
    data = {"feature": feature, "is_on": "off", "reason": "Not ready yet.", **more}
    return stage.browser("grace").post(reverse("clinic:switch"), data)


def test_what_is_off_is_404_and_gone_from_the_navigation(stage: Any) -> None:
    rosa, me = stage.browser("rosa"), stage.patient("rosa").pk
    vaccines = reverse("chart:vaccines", args=[me])
    assert rosa.get(vaccines).status_code == 200
    assert switch_off(stage, "vaccines").status_code == 302
    assert rosa.get(vaccines).status_code == 404
    assert vaccines not in rosa.get(reverse("home:record", args=[me])).content.decode()


def test_a_switch_of_one_site_leaves_the_others_alone(stage: Any) -> None:
    madison = stage.patient("rosa").site
    switch_off(stage, "vaccines", site=str(madison.pk))
    rosa = stage.browser("rosa").get(reverse("chart:vaccines", args=[stage.patient("rosa").pk]))
    walter = stage.browser("walter").get(reverse("chart:vaccines", args=[stage.patient("walter").pk]))
    assert (rosa.status_code, walter.status_code) == (404, 200)


def test_a_site_that_is_not_hers_can_not_be_switched(stage: Any) -> None:
    denver = stage.patient("walter").site
    assert switch_off(stage, "vaccines", site=str(denver.pk)).status_code == 422
    assert not FeatureSwitch.objects.exists()


def test_the_switch_keeps_author_and_reason_and_needs_one(stage: Any) -> None:
    assert switch_off(stage, "vaccines", reason="").status_code == 422
    switch_off(stage, "vaccines")
    row = FeatureSwitch.objects.get()
    assert (row.by_name, row.reason, row.is_on) == ("Grace Whitfield", "Not ready yet.", False)


def test_a_page_says_what_is_on_and_how_to_ask_for_more(stage: Any) -> None:
    switch_off(stage, "vaccines")
    page = stage.browser("rosa").get(reverse("clinic:features")).content.decode()
    assert "Not on" in page
    assert "608-555-0142" in page


def test_a_nurse_may_read_what_is_on_but_not_switch_it(stage: Any) -> None:
    jo = stage.browser("jo")
    assert jo.get(reverse("clinic:features")).status_code == 200
    assert jo.post(reverse("clinic:switch"), {}).status_code == 404
