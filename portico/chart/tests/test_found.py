"""What the search finds reads as it does on its own page, though one question reads many tables at once."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portico.chart import presenters, queries
from portico.clinic.rules.features import Feature

PRESENTERS: dict[str, Any] = {
    "problems": presenters.problem, "medicines": presenters.medicine, "allergies": presenters.allergy,
    "vaccines": presenters.vaccine, "documents": presenters.document, "referrals": presenters.referral,
    "visits": presenters.encounter,
}  # fmt: skip


@pytest.mark.parametrize("key", ["rosa", "harold", "walter", "marcus"])
def test_a_found_item_says_what_its_page_says_and_asks_for_no_more(stage: Any, key: str) -> None:
    viewer = stage.viewer(key)
    seen = set()
    for letter in "abcdefghijklmnopqrstuvwxyz":
        for kind, rows in queries.found(viewer, [letter]):
            with CaptureQueriesContext(connection) as asked:
                lines = presenters.lines(PRESENTERS[kind], rows, viewer)
            assert len(asked) == 0
            whole = {row.pk: row for row in type(rows[0]).objects.visible_to(viewer)} if rows else {}
            assert lines == presenters.lines(PRESENTERS[kind], [whole[row.pk] for row in rows], viewer)
            seen |= {kind} if rows else set()
    assert seen == set(PRESENTERS) - ({"referrals"} if key in {"harold", "marcus"} else set()) - (
        {"documents"} if key == "walter" else set()
    )


def test_two_questions_read_every_kind(stage: Any) -> None:
    viewer = stage.viewer("rosa")
    with CaptureQueriesContext(connection) as asked:
        found = queries.found(viewer, ["a"])
    assert [kind for kind, _rows in found] == list(PRESENTERS)
    assert len(asked) == 2


def test_no_kind_fills_the_page_and_the_newest_comes_first(stage: Any) -> None:
    stage.receive(
        "rosa",
        *(
            {"resourceType": "Encounter", "status": "finished", "class": {"code": "AMB"},
             "type": [{"text": "Proofvisit"}], "period": {"start": f"20{year}-03-01"}}
            for year in range(10, 26) for _again in range(2)
        ),
    )  # fmt: skip
    stage.receive("rosa", {"resourceType": "Condition", "code": {"text": "Proofvisit of old"}})
    found = dict(queries.found(stage.viewer("rosa"), ["proofvisit"]))
    years = [row.happened_at.year for row in found["visits"] if row.happened_at]
    assert len(years) == queries.FOUND_AT_MOST
    assert years == sorted(years, reverse=True)
    assert [row.text for row in found["problems"]] == ["Proofvisit of old"]


def test_a_kind_that_is_switched_off_is_not_looked_at(stage: Any) -> None:
    from dataclasses import replace

    viewer = stage.viewer("rosa")
    without = replace(viewer, features=viewer.features - {Feature.PROBLEMS})
    assert "problems" not in dict(queries.found(without, ["a"]))
    assert queries.found(replace(viewer, features=frozenset()), ["a"]) == []
