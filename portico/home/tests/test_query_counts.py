"""How often a page asks the database: at most so often, and never more for more rows."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portico.messaging import actions
from portico.messaging.models import Thread
from portico.triage.models import WorkItem

PATIENT, DESK = 11, 20
# The item with the chart beside it asks each of fourteen tables.
ITEM = 22


def ask(stage: Any, key: str = "rosa") -> Thread:
    return actions.send(
        by=stage.viewer(key), send_key=uuid4(), kind="refill", subject="Lisinopril", body="", details={}
    )


def asked(browser: Any, url: str) -> int:
    browser.get(url)  # the first visit of a fresh session also writes it
    with CaptureQueriesContext(
        connection,
    ) as told:
        response = browser.get(url)
    assert response.status_code == 200, url
    return sum(
        not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")) for q in told.captured_queries
    )


@pytest.mark.parametrize("key", ["rosa", "harold"])
def test_no_page_of_a_patient_asks_more_than_eleven_times(stage: Any, key: str) -> None:
    from portico.chart.models import Document
    from portico.results.models import Observation, Report

    patient, browser = stage.patient(key), stage.browser(key)
    thread = ask(stage, key)
    mine = {"patient": patient.pk, "is_void": False, "status__in": ("final", "current")}
    pressure = Observation.objects.filter(**mine, code="85354-9").first()
    urls = {n: u for n, u in stage.pages(patient).items() if browser.get(u).status_code == 200}
    urls["result"] = reverse(
        "results:result", args=[patient.pk, Observation.objects.filter(**mine).first().pk]
    )
    urls["result in parts"] = reverse("results:result", args=[patient.pk, pressure.pk])
    urls["report"] = reverse("results:report", args=[patient.pk, Report.objects.filter(**mine).first().pk])
    urls["document"] = reverse(
        "chart:document", args=[patient.pk, Document.objects.filter(**mine).first().pk]
    )
    urls["thread"] = reverse("messaging:thread", args=[patient.pk, thread.pk])
    for kind in ("vital-signs", "other", "reports"):
        urls[kind] = f"{reverse('results:results', args=[patient.pk])}?kind={kind}"
    for word in ("blood", "a"):
        urls[f"search for {word}"] = f"{reverse('home:record', args=[patient.pk])}?q={word}"
    counts = {name: asked(browser, url) for name, url in urls.items()}
    print(sorted(counts.items(), key=lambda pair: -pair[1]))
    assert {name: n for name, n in counts.items() if n > PATIENT} == {}


def test_the_desk_asks_no_more_for_many_items_than_for_few(stage: Any) -> None:
    thread = ask(stage)
    stage.let_take_effect()
    jo, rosa = stage.browser("jo"), stage.patient("rosa")
    item = WorkItem.objects.get(source_id=thread.pk)
    urls = {
        "desk": reverse("desk:desk"), "item": reverse("desk:item", args=[rosa.pk, item.pk]),
        "patient": reverse("desk:patient", args=[rosa.pk]), "search": reverse("desk:patients") + "?q=ro",
    }  # fmt: skip
    few = {name: asked(jo, url) for name, url in urls.items()}
    for key in ("rosa", "harold", "elena") * 5:
        ask(stage, key)
    stage.let_take_effect()
    many = {name: asked(jo, url) for name, url in urls.items()}
    print(many)
    assert many == few
    assert {name: n for name, n in many.items() if n > (ITEM if name == "item" else DESK)} == {}
