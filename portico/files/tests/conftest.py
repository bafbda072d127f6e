from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from portico.core.viewer import Purpose, system_viewer
from portico.files import actions
from portico.files.models import StoredFile
from portico.files.tests.corpus import picture


@pytest.fixture(autouse=True)
def disk(settings: Any, tmp_path: Path) -> Path:
    """A disk of its own for each test."""
    settings.FILES_ROOT = tmp_path / "files"
    root: Path = settings.FILES_ROOT
    return root


@pytest.fixture
def add(stage: Any) -> Callable[..., StoredFile]:
    """Somebody adds a file to what they are writing."""

    def add(
        key: str = "rosa",
        *,
        person: str = "",
        place: str = "refill",
        name: str = "rash.jpg",
        content: bytes = b"",
    ) -> StoredFile:
        content = content or picture(size=(60, 40 + StoredFile.objects.count()))
        return actions.take(
            by=stage.viewer(key, person), place=place, name=name, content=BytesIO(content), size=len(content)
        )

    return add


def look_at(row: StoredFile) -> StoredFile:
    """What the worker does."""
    actions.check(by=system_viewer(Purpose.CHECK_FILE).about(row.patient_id), file_id=row.pk)
    row.refresh_from_db()
    return row


def bytes_on(disk: Path) -> list[str]:
    return sorted(file.name for file in disk.glob("*/*") if file.is_file())
