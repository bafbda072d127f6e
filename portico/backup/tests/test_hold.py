"""A copy that is held tells nobody anything; the doctor says that it is, and when nights pass without a backup."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from portico.backup import actions, queries
from portico.backup.ailments import ailments
from portico.backup.making import PREFIX, keep_newest, made_at, newest
from portico.core.actions import NotAllowed
from portico.core.hold import hold, is_held, release
from portico.core.viewer import Purpose, system_viewer
from portico.notifications.tasks import carry

DOCTOR = system_viewer(Purpose.KEEP_ORDER)


def names(now: datetime) -> list[str]:
    return [one.name for one in ailments(DOCTOR, now=now)]


def test_rosa_hears_of_an_answer_only_after_the_copy_is_let_go(stage: Any) -> None:
    thread = stage.ask("rosa")
    stage.answer("jo", thread, "It is ready.")
    stage.let_take_effect()
    hold(now=timezone.now(), why="restored from a backup")
    assert is_held()
    assert carry(now=timezone.now()) == 0
    assert mail.outbox == []
    assert names(timezone.now()) == ["restored-copy-held"]
    release()
    assert names(timezone.now()) == []
    assert carry(now=timezone.now()) > 0
    assert mail.outbox


@pytest.mark.parametrize("person", ["rosa", "jo", "lena"])
def test_nobody_at_a_screen_lets_a_copy_go(stage: Any, person: str) -> None:
    hold(now=timezone.now(), why="restored from a backup")
    viewer = stage.viewer(person)
    with pytest.raises(NotAllowed):
        actions.release(by=viewer, is_dropping=True)
    with pytest.raises(NotAllowed):
        queries.waiting(viewer, now=timezone.now())
    assert is_held()


def test_in_production_a_night_without_a_backup_ails(db: None, settings: Any, tmp_path: Path) -> None:
    now = datetime(2026, 11, 25, 6, tzinfo=UTC)
    settings.PORTICO_BACKUPS = tmp_path
    assert names(now) == []
    settings.IS_PRODUCTION = True
    assert names(now) == ["backup-missing"]
    (tmp_path / f"{PREFIX}20261124T020000Z.backup").touch()
    assert names(now) == ["backup-missing"]
    (tmp_path / f"{PREFIX}20261125T020000Z.backup").touch()
    assert names(now) == []


def test_the_newest_are_known_by_their_names(tmp_path: Path) -> None:
    for day in (21, 24, 22, 23):
        (tmp_path / f"{PREFIX}202611{day}T020000Z.backup").touch()
    (tmp_path / "something else").touch()
    assert [made_at(one).day for one in keep_newest(tmp_path, 2)] == [22, 21]
    last = newest(tmp_path)
    assert last is not None
    assert made_at(last) - datetime(2026, 11, 24, 2, tzinfo=UTC) == timedelta()
    assert (tmp_path / "something else").exists()
