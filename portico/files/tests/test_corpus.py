"""UP-01: every file of the corpus is judged as it should be, with its reason, and nothing stays of what is refused."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from portico.core.actions import Refused
from portico.files import actions, store
from portico.files.models import StoredFile
from portico.files.presenters import reason_words
from portico.files.tests.conftest import bytes_on, look_at
from portico.files.tests.corpus import AT_ONCE, READY, Sample, samples

CORPUS = list(samples())


def test_the_corpus_has_more_than_forty_files() -> None:
    assert len({sample.name for sample in CORPUS}) == len(CORPUS) >= 40


@pytest.mark.parametrize("sample", CORPUS, ids=lambda sample: ascii(sample.name[:40]))
def test_each_file_of_the_corpus_is_judged_as_it_should_be(
    sample: Sample, stage: Any, disk: Path, django_capture_on_commit_callbacks: Any
) -> None:
    verdict, reason = AT_ONCE, ""
    row = StoredFile()
    try:
        row = actions.take(
            by=stage.viewer("rosa"), place="refill", name=sample.name,
            content=BytesIO(sample.content), size=len(sample.content),
        )  # fmt: skip
    except Refused as refusal:
        reason = str(refusal)
        assert bytes_on(disk) == []
    else:
        with django_capture_on_commit_callbacks(execute=True):
            row = look_at(row)
        verdict, reason = (READY if row.state == "ready" else "refused after a look"), row.reason
    assert (verdict, reason) == (sample.verdict, sample.reason)
    if reason:
        assert reason_words(reason)
        assert bytes_on(disk) == []
    else:
        assert bytes_on(disk) == [row.store_name]
        assert row.name == sample.kept_as or not sample.kept_as
        assert not sample.gone or sample.gone not in store.read(row.store_name)


def test_the_samples_do_hide_what_must_be_gone() -> None:
    for sample in CORPUS:
        assert sample.gone in sample.content, sample.name
