from dataclasses import dataclass
from datetime import datetime

from django.utils.timesince import timesince

from portico.core.ailments import Ailment


@dataclass(frozen=True, slots=True)
class Told:
    name: str
    sentence: str
    count: int
    age: str
    ids: tuple[str, ...]
    more: int


def told(ailment: Ailment, *, now: datetime) -> Told:
    age = timesince(ailment.oldest, now, depth=1) if ailment.oldest else ""
    more = max(0, ailment.count - len(ailment.ids))
    return Told(ailment.name, ailment.sentence, ailment.count, age, ailment.ids, more)
