"""Several processes write to one SQLite file at once: nobody is turned away, nothing is lost."""

from pathlib import Path
from typing import Any

import pytest

from bench.writers import QUEUED, USUAL, race


def test_three_processes_write_for_five_seconds_and_nothing_is_lost(tmp_path: Path, capsys: Any) -> None:
    waits = race(tmp_path, QUEUED[0], 5)
    with capsys.disabled():
        print(f"\n3 processes: {waits.writes:,} writes, the longest took {waits.longest:.3f} s")
    assert (waits.errors, waits.lost) == (0, 0)
    assert waits.writes > 100


@pytest.mark.full
def test_in_half_a_minute_no_write_takes_over_a_second(tmp_path: Path, capsys: Any) -> None:
    for folder in ("queued", "usual"):
        (tmp_path / folder).mkdir()
    queued, usual = race(tmp_path / "queued", QUEUED[0], 30), race(tmp_path / "usual", USUAL[0], 30)
    with capsys.disabled():
        print(f"\nlongest write {queued.longest:.3f} s with the queue, {usual.longest:.3f} s without")
    assert (queued.errors, queued.lost, queued.over_a_second) == (0, 0, 0)
