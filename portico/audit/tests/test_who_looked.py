"""Every page that shows a record leaves exactly one row; what shows none leaves none. No row, no page, no change."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.urls import resolve, reverse

from portico.audit.models import Row
from portico.chart.models import Document
from portico.core import actions as core
from portico.core import doors
from portico.core.models import Event
from portico.messaging import actions as messaging
from portico.messaging.models import Thread
from portico.results.models import Observation


def shown(last: int) -> list[Row]:
    return list(Row.objects.filter(pk__gt=last, outcome="shown"))


def last_row() -> int:
    return Row.objects.order_by("-pk")[0].pk


def rosas_pages(stage: Any) -> list[str]:
    """Every page about Rosa, with one of each kind that needs a further key."""
    rosa = stage.patient("rosa")
    result = Observation.objects.filter(patient=rosa, is_void=False)[0]
    document = Document.objects.filter(patient=rosa, is_void=False)[0]
    return [
        *stage.pages(rosa).values(),
        reverse("results:result", args=[rosa.pk, result.pk]),
        reverse("chart:document", args=[rosa.pk, document.pk]),
    ]


# Pages that show nothing of a record: choices, the emergency step, the state of an upload.
TELL_NOTHING = {
    "files:status", "home:more", "messaging:emergency", "messaging:more", "messaging:new", "messaging:question",
}  # fmt: skip


@pytest.mark.parametrize("reader", ["rosa", "elena"])
def test_each_page_that_shows_rosas_record_is_one_row(stage: Any, reader: str) -> None:
    client, rosa, without = stage.browser(reader), stage.patient("rosa"), []
    for address in rosas_pages(stage):
        last, mark = last_row(), resolve(address).func.door
        response = client.get(address)
        assert response.status_code == 200, address
        if not mark.opens:
            without.append(resolve(address).view_name)
            assert shown(last) == []
            continue
        [row] = shown(last)
        assert (row.patient, row.kind, row.verb) == (str(rosa.pk), mark.opens, mark.verb)
        assert (row.account, row.on_behalf) == (str(stage.account(reader).pk), reader == "elena")
    assert sorted(without) == sorted(TELL_NOTHING)


def test_a_page_that_is_not_theirs_is_a_refusal_and_nothing_shown(stage: Any) -> None:
    client, rosa = stage.browser("walter"), stage.patient("rosa")
    for address in rosas_pages(stage):
        last = last_row()
        assert client.get(address).status_code == 404
        [row] = Row.objects.filter(pk__gt=last)
        assert (row.outcome, row.patient) == ("refused", str(rosa.pk))
        assert row.account == str(stage.account("walter").pk)


def test_a_redirect_and_a_page_that_is_not_there_show_nothing(stage: Any) -> None:
    client, rosa = stage.browser("rosa"), stage.patient("rosa")
    last = last_row()
    assert client.get("/").status_code == 302
    assert client.get(reverse("results:result", args=[rosa.pk, uuid4()])).status_code == 404
    assert client.get("/for/nobody/").status_code == 404
    assert stage.browser().get(reverse("home:home", args=[rosa.pk])).status_code == 302
    assert shown(last) == []


def test_a_page_takes_only_the_methods_that_its_door_names(stage: Any) -> None:
    client, rosa = stage.browser("rosa"), stage.patient("rosa")
    last = last_row()
    for name in ("home:home", "results:results"):
        assert client.post(reverse(name, args=[rosa.pk]), {"body": ""}).status_code == 405
        assert client.options(reverse(name, args=[rosa.pk])).status_code == 405
    assert shown(last) == []


def test_a_form_that_comes_back_with_what_was_wrong_shows_the_record_again(stage: Any) -> None:
    client, rosa = stage.browser("rosa"), stage.patient("rosa")
    last = last_row()
    assert client.post(reverse("messaging:refill", args=[rosa.pk]), {"body": ""}).status_code == 422
    assert [row.kind for row in shown(last)] == ["refill-form"]


def fail(*_: Any) -> None:
    raise DatabaseError("the ledger is full")


def test_without_its_row_a_page_is_not_shown(stage: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(doors, "append", fail)
    client = stage.browser("rosa")
    client.raise_request_exception = False
    response = client.get(reverse("home:home", args=[stage.patient("rosa").pk]))
    assert response.status_code == 500
    assert "Delgado" not in response.content.decode()


def test_without_its_row_nothing_is_changed(stage: Any, monkeypatch: Any) -> None:
    rosa, events = stage.viewer("rosa"), Event.objects.count()
    monkeypatch.setattr(core, "append", fail)
    with pytest.raises(DatabaseError):
        messaging.send(by=rosa, send_key=uuid4(), kind="refill", subject="s", body="b", details={})
    assert (Thread.objects.count(), Event.objects.count()) == (0, events)
