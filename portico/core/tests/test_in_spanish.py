"""Dates and the choice of language, as somebody reads them who reads Spanish."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from portico.core.presenters import day_words, ended, moment_words, near_words
from portico.core.viewer import Viewer

pytestmark = pytest.mark.skipif(
    not (settings.LOCALE_PATHS[0] / "es/LC_MESSAGES/django.mo").exists(),
    reason="the translated texts are not compiled: bin/setup does that",
)
VIEWER = Viewer(zone="America/Chicago")
MORNING = datetime(2026, 11, 19, 15, 30, tzinfo=UTC)


def test_spanish_writes_days_and_months_small() -> None:
    with translation.override("es"):
        assert day_words(date(2026, 11, 19)) == "jue 19 nov 2026"
        assert moment_words(VIEWER, MORNING, "month") == "noviembre de 2026"
        assert moment_words(VIEWER, MORNING) == "jue 19 nov 2026, 9:30 a.\u00a0m."


def test_english_writes_them_as_before() -> None:
    with translation.override("en"):
        assert day_words(date(2026, 11, 19)) == "Thu 19 Nov 2026"
        assert moment_words(VIEWER, MORNING, "month") == "November 2026"
        assert moment_words(VIEWER, MORNING, "year") == "2026"
        assert moment_words(VIEWER, MORNING) == "Thu 19 Nov 2026, 9:30 am"


@pytest.mark.parametrize(
    ("language", "alone", "inside"), [("en", "Today, ", "today, "), ("es", "Hoy, ", "hoy, ")]
)
def test_a_near_day_is_small_inside_a_sentence(language: str, alone: str, inside: str) -> None:
    now = timezone.now()
    with translation.override(language):
        assert near_words(VIEWER, now).startswith(alone)
        assert near_words(VIEWER, now, is_inside=True).startswith(inside)
        assert near_words(VIEWER, now + timedelta(days=20), is_inside=True)[0].islower() is (language == "es")


def test_a_sentence_that_ends_in_an_abbreviation_has_one_full_stop() -> None:
    assert ended("Fecha: 9:30 a. m..") == "Fecha: 9:30 a. m."
    assert ended("Taken 9:30 am.") == "Taken 9:30 am."


def results_page(client: Client, stage: Any) -> str:
    return client.get(reverse("results:results", args=[stage.patient("rosa").pk])).content.decode()


def test_the_names_of_tests_are_in_the_language_of_the_page(stage: Any) -> None:
    client = stage.browser("rosa")
    client.cookies["language"] = "es"
    page = results_page(client, stage)
    assert "Azúcar en la sangre" in page
    assert "Análisis de laboratorio" in page


def test_without_a_choice_the_page_speaks_the_language_of_the_account(stage: Any) -> None:
    account = stage.account("rosa")
    account.language = "es"
    account.save()
    page = results_page(stage.browser("rosa"), stage)
    assert "Azúcar en la sangre" in page
    assert "Análisis de laboratorio" in page


def test_what_was_chosen_with_the_switch_wins(stage: Any) -> None:
    account = stage.account("rosa")
    account.language = "es"
    account.save()
    client = stage.browser("rosa")
    client.cookies["language"] = "en"
    page = results_page(client, stage)
    assert "Lab tests" in page
    assert "Azúcar en la sangre" not in page
