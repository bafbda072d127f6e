"""Everybody knocks at every door, with their own, somebody else's and nobody's ids."""

import os
import time
from typing import Any

import pytest

from architecture.addresses import patterns
from architecture.tree import told
from architecture.walk.furnish import furnish
from architecture.walk.spec import ROUTES
from architecture.walk.walk import walk

pytestmark = pytest.mark.usefixtures("quiet")
SHOWN_AT_MOST = 25


def test_the_table_of_the_walk_names_every_address() -> None:
    names = {name for _path, name, _view in patterns()}
    assert names == set(ROUTES), names ^ set(ROUTES)


def proves(stage: Any, size: str, at_least: int) -> None:
    begin, busy = time.monotonic(), time.process_time()
    report = walk(furnish(stage), size, enough=int(os.environ.get("PORTICO_WALK_ENOUGH", "0")))
    print(
        f"\n{report.words()} {time.monotonic() - begin:.0f} s, {time.process_time() - busy:.0f} s of one core"
    )
    assert not report.faults, told([*report.faults[:SHOWN_AT_MOST], report.words()])
    assert report.share_shown >= 0.95, told(report.missing[:SHOWN_AT_MOST])
    assert report.requests >= at_least


def test_nobody_sees_or_does_what_is_not_theirs(stage: Any) -> None:
    size = os.environ.get("PORTICO_WALK", "quick")
    proves(stage, size, 5000 if size == "quick" else 1000)


@pytest.mark.full
def test_nobody_does_by_any_method_at_any_door(stage: Any) -> None:
    proves(stage, "full", 25_000)


@pytest.mark.parametrize("method", ["options", "post", "put"])
def test_a_page_leaves_a_row_in_the_ledger_by_whatever_method_it_is_read(stage: Any, method: str) -> None:
    from portico.audit.models import Row

    before = Row.objects.filter(outcome="shown").count()
    answer = getattr(stage.browser("rosa"), method)(f"/for/{stage.patient('rosa').pk}/record/medicines/")
    assert answer.status_code == 405 or Row.objects.filter(outcome="shown").count() > before
