"""What the search finds reads as it does on its own page, though one question reads many tables at once."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portico.chart import presenters, queries
from portico.clinic.rules.features import Feature
from portico.core.prepared import Word, prepared
from portico.core.viewer import Viewer

PRESENTERS: dict[str, Any] = {
    "problems": presenters.problem, "medicines": presenters.medicine, "allergies": presenters.allergy,
    "vaccines": presenters.vaccine, "documents": presenters.document, "referrals": presenters.referral,
    "visits": presenters.encounter,
}  # fmt: skip


def having(viewer: Viewer, *, words: tuple[Word, ...]) -> dict[str, Any]:
    return queries.found(viewer, words)


@pytest.mark.parametrize("key", ["rosa", "harold", "walter", "marcus"])
def test_a_found_item_says_what_its_page_says_and_asks_for_no_more(stage: Any, key: str) -> None:
    viewer = stage.viewer(key)
    seen = set()
    for letter in "abcdefghijklmnopqrstuvwxyz":
        for kind, rows in prepared(having, viewer, words=(Word(letter),)).items():
            with CaptureQueriesContext(connection) as asked:
                lines = presenters.lines(PRESENTERS[kind], rows, viewer)
            assert len(asked) == 0
            whole = {row.pk: row for row in type(rows[0]).objects.visible_to(viewer)} if rows else {}
            assert lines == presenters.lines(PRESENTERS[kind], [whole[row.pk] for row in rows], viewer)
            seen |= {kind} if rows else set()
    assert seen == set(PRESENTERS) - ({"referrals"} if key in {"harold", "marcus"} else set()) - (
        {"documents"} if key == "walter" else set()
    )


def test_one_question_reads_every_kind(stage: Any) -> None:
    viewer = stage.viewer("rosa")
    with CaptureQueriesContext(connection) as asked:
        found = prepared(having, viewer, words=(Word("a"),))
    assert list(found) == list(PRESENTERS)
    assert len(asked) == 1


def test_each_asks_for_words_of_their_own_by_the_same_sql(stage: Any) -> None:
    viewer = stage.viewer("rosa")
    for typed in (["lisinopril"], ["high", "blood"], ["zq1zq9zq"], ["blood", "high"], ["diabetes"]):
        words = tuple(Word(word) for word in typed)
        alone = {kind: list(rows) for kind, rows in queries.found(viewer, words).items()}
        assert prepared(having, viewer, words=words) == alone
        assert any(alone.values()) == ("zq1zq9zq" not in typed)


@pytest.mark.parametrize("text", ["", "50%", "a_b", "a b", "o'", chr(92)])
def test_what_means_something_to_a_pattern_is_no_word(text: str) -> None:
    with pytest.raises(ValueError, match="letters and digits"):
        Word(text)


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
    found = prepared(having, stage.viewer("rosa"), words=(Word("proofvisit"),))
    years = [row.happened_at.year for row in found["visits"] if row.happened_at]
    assert len(years) == queries.FOUND_AT_MOST
    assert years == sorted(years, reverse=True)
    assert [row.text for row in found["problems"]] == ["Proofvisit of old"]


def test_a_kind_that_is_switched_off_is_not_looked_at(stage: Any) -> None:
    from dataclasses import replace

    viewer = stage.viewer("rosa")
    without = replace(viewer, features=viewer.features - {Feature.PROBLEMS})
    assert "problems" not in queries.found(without, ["a"])
    assert queries.found(replace(viewer, features=frozenset()), ["a"]) == {}
