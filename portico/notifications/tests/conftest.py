"""A phone company of our own, and people who want texts."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from portico.demo import cast
from portico.notifications import tasks
from portico.notifications.models import Preference


@dataclass
class Phone:
    """Honours keys, as providers do: what comes again with the same key is not sent again."""

    asked: list[tuple[str, str, str]] = field(default_factory=list)

    def text(self, *, number: str, words: str, key: str) -> None:
        self.asked.append((number, words, key))

    @property
    def sent(self) -> list[tuple[str, str]]:
        return [(number, words) for number, words, _key in {one[2]: one for one in self.asked}.values()]


@pytest.fixture
def phone(monkeypatch: pytest.MonkeyPatch) -> Phone:
    phone = Phone()
    monkeypatch.setattr(tasks, "port", lambda: phone)
    return phone


@pytest.fixture
def wants_texts(stage: Any) -> Any:
    def wants(key: str, number: str = "+16085550142", **more: Any) -> Preference:
        facts = {"mobile": number, "by_text": True, **more}
        return Preference.objects.update_or_create(account=stage.account(key), defaults=facts)[0]

    return wants


@pytest.fixture
def noon() -> datetime:
    """Tomorrow, in the middle of the day where Rosa's clinic is: later than whatever happens in a test."""
    zone = ZoneInfo(cast.MADISON.zone)
    tomorrow = timezone.now().astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(12), tzinfo=zone)
