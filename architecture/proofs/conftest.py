"""Proofs talk to servers that they start themselves, on this computer."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from architecture.proofs.house import House


@pytest.fixture(autouse=True)
def no_sockets() -> None:
    """In the place of the stage's: here real servers are asked."""


@pytest.fixture
def house(own_database: Any, tmp_path: Path) -> Iterator[Callable[..., House]]:
    made: list[House] = []

    def open_house(*, team: int = 0, readers: int = 0) -> House:
        made.append(House(own_database, team=team, readers=readers, folder=tmp_path))
        return made[-1]

    yield open_house
    for one in made:
        one.close()
