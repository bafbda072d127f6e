"""A restored copy is held: nothing is handed to anybody outside until a person releases it (docs/adr/0012).

Whatever hands something outside asks `is_held` first and comes back later.
"""

from datetime import datetime

from portico.core.models import Hold


def is_held() -> bool:
    return Hold.objects.exists()


def hold(*, now: datetime, why: str) -> None:
    Hold.objects.update_or_create(pk=1, defaults={"since": now, "why": why})


def release() -> None:
    Hold.objects.all().delete()
