"""The port to the record system: where a signed order goes. Which one stands in settings; a file for each.

`take` runs in the transaction of the hand-over. One that waits for another machine needs a reaction of its own, apart
(docs/adr/0004)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What was signed, by whom and when. `words` as in models.WORDS."""

    order_id: UUID
    patient_id: UUID
    kind: str
    words: Mapping[str, Any]
    signed_by: str
    signed_at: datetime


class RecordSystem(Protocol):
    def take(self, signed: Signed) -> bool:
        """Whether it stands in the record system now; else somebody enters it. Asked again with the same order id
        after a fault: it must not be entered twice."""


def record_system() -> RecordSystem:
    found: RecordSystem = import_string(settings.PORTICO_RECORD_SYSTEM)()
    return found
