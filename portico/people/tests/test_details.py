"""The page of what the practice knows of a person."""

from typing import Any

from django.urls import reverse


def test_rosa_reads_her_details_and_who_may_act_for_her(stage: Any) -> None:
    page = (
        stage.browser("rosa").get(reverse("people:details", args=[stage.patient("rosa").pk])).content.decode()
    )
    assert "Rosa Delgado" in page
    assert "Elena Delgado" in page
    assert "Madison clinic" in page


def test_a_former_proxy_is_not_listed_as_one(stage: Any) -> None:
    page = (
        stage.browser("rosa").get(reverse("people:details", args=[stage.patient("rosa").pk])).content.decode()
    )
    assert "Carmen" not in page


def test_nobody_else_reads_them(stage: Any) -> None:
    url = reverse("people:details", args=[stage.patient("rosa").pk])
    assert stage.browser("walter").get(url).status_code == 404
    assert stage.browser("jo").get(url).status_code == 404
