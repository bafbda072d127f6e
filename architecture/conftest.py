"""What the walks through all pages share."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture
def quiet(settings: Any) -> Iterator[None]:
    """Thousands of refusals are what we want here; and pages, not static files."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("whitenoise.")]
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
