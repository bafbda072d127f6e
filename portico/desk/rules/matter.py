"""Which results matter for what is asked: those lie beside the message first.

Source: house rule. A refill of a medicine that is watched: the tests that watch it (lib/medicines). A question about a
result: that result and its earlier ones. Anything else: nothing in particular.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from portico.lib.medicines import watched_by


@dataclass(frozen=True, slots=True)
class Matter:
    """Either the codes of tests, or one result; `reason` says why."""

    codes: frozenset[str] = frozenset()
    result: UUID | None = None
    reason: str = ""


NOTHING = Matter()


def what_matters(kind: str, subject: str, details: Mapping[str, Any]) -> Matter:
    if kind == "refill" and (codes := watched_by(subject)):
        return Matter(codes=codes, reason="these tests watch the medicine")
    if kind == "result" and (result := _id(details.get("result"))):
        return Matter(result=result, reason="the question is about this result")
    return NOTHING


def _id(text: object) -> UUID | None:
    try:
        return UUID(str(text)) if text else None
    except ValueError:
        return None
