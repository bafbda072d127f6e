"""Files by hand, and an import of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from portico.core.viewer import Purpose, Viewer, system_viewer
from portico.exchange.actions import import_path
from portico.exchange.rules.report import Report

Bring = Callable[..., Report]


@pytest.fixture
def importer(stage: Any) -> Viewer:
    return system_viewer(Purpose.RECORD_IMPORT)


@pytest.fixture
def bring(importer: Viewer, tmp_path: Path) -> Bring:
    """Import one file: resources as a bundle, or bytes as they are."""

    def run(*resources: Any, name: str = "a.json", data: bytes = b"", source: str = "upstate") -> Report:
        file = tmp_path / name
        entries = [{"fullUrl": "", "resource": resource} for resource in resources]
        bundle = {"resourceType": "Bundle", "type": "collection", "entry": entries}
        file.write_bytes(data or (orjson.dumps(bundle) if resources else b""))
        return import_path(importer, file, source)

    return run
