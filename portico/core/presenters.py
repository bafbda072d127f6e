"""Dates and short words as people read them, made in Python: formatting dates inside templates is what pages cost."""

from datetime import date, datetime
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import get_language, gettext_noop, pgettext
from django.utils.translation import gettext as _

from portico.core.viewer import Viewer

NEAR = {0: gettext_noop("Today"), 1: gettext_noop("Tomorrow"), -1: gettext_noop("Yesterday")}
DAYS = {"year", "month", "day", ""}  # the precisions of a moment without a time of day


@lru_cache
def _shape(name: str, ids: int) -> str:
    places = [UUID(int=number) for number in range(ids)]
    shape = reverse(name, args=places)
    for number, place in enumerate(places):
        shape = shape.replace(str(place), f"{{{number}}}")
    return shape


def page_url(name: str, *ids: UUID | None) -> str:
    """The address of a page of these ids. Its shape is looked up once: a page links dozens of them."""
    return _shape(name, len(ids)).format(*ids)


def item_url(name: str, person: UUID | None, item: UUID) -> str:
    """The address of one item of a person."""
    return page_url(name, person, item)


def local_now(viewer: Viewer) -> datetime:
    return timezone.now().astimezone(ZoneInfo(viewer.zone))


def today(viewer: Viewer) -> date:
    """Today where the practice is."""
    return local_now(viewer).date()


def page_language() -> str:
    """The language of the whole page: names of medicines and tests must not differ from the words around them."""
    return get_language() or "en"


def day_words(day: date) -> str:
    """Thu 19 Nov 2026"""
    return _written(
        date(day.year, day.month, day.day), pgettext("shape of a date", "D j M Y"), page_language()
    )


@lru_cache(maxsize=4096)
def _written(day: date, shape: str, language: str) -> str:
    """A list shows the same few days over and over; writing one takes longer than finding it."""
    return date_format(day, shape)


def _rough_words(at: datetime, precision: str) -> str:
    """What is known of a day that came without a time, or with less: 2019; May 2019."""
    shapes = {"year": "Y", "month": pgettext("shape of a date", "F Y")}
    return date_format(at, shapes[precision]) if precision in shapes else day_words(at)


def ended(sentence: str) -> str:
    """Without a second full stop where it ends in "p. m.", whose own is the sentence's too."""
    return f"{sentence[:-2]}." if sentence.endswith("m..") else sentence


def moment_words(viewer: Viewer, at: datetime | None, precision: str = "time") -> str:
    """As exact as it was given: 2019; May 2019; Thu 19 Nov 2026; with a time, in the practice's zone."""
    if at is None:
        return ""
    if precision in DAYS:
        return _rough_words(at, precision)
    local = at.astimezone(ZoneInfo(viewer.zone))
    return f"{day_words(local)}, {clock_words(local)}"


def day_of(viewer: Viewer, at: datetime | None, precision: str = "time") -> str:
    """The day alone, where the time of day says nothing to the reader."""
    if at is None:
        return ""
    return _rough_words(at if precision in DAYS else at.astimezone(ZoneInfo(viewer.zone)), precision)


def clock_words(local: datetime) -> str:
    """9:30 am"""
    half = _("am") if local.hour < 12 else _("pm")
    return f"{local.hour % 12 or 12}:{local.minute:02d} {half}"


def near_words(viewer: Viewer, at: datetime, *, is_inside: bool = False, now: datetime | None = None) -> str:
    """Relative and absolute: Tomorrow, Tue 24 Nov, 9:30 am; inside a sentence: by tomorrow, Tue 24 Nov …
    `now`: of the practice's zone, where a list has it at hand."""
    local = at.astimezone(ZoneInfo(viewer.zone))
    days = (local.date() - (now or local_now(viewer)).date()).days
    text = _near(local.replace(second=0, microsecond=0, tzinfo=None), days, page_language())
    return f"{text[:1].lower()}{text[1:]}" if is_inside and days in NEAR else text


def short_words(viewer: Viewer, at: datetime, *, now: datetime) -> str:
    """For the narrow column of a list whose items say it in full: Tomorrow, 9:30 am; Fri 27 Nov, 9:30 am."""
    local = at.astimezone(now.tzinfo)
    days = (local.date() - now.date()).days
    minute = local.replace(second=0, microsecond=0, tzinfo=None)
    return _near(minute, days, page_language(), is_short=days in NEAR)


@lru_cache(maxsize=4096)
def _near(local: datetime, days: int, language: str, *, is_short: bool = False) -> str:
    """A minute that is `days` away. The rows of a list say the same few over and over."""
    # Half a year away, "24 May" could be either year.
    shape = pgettext("shape of a date", "D j M") if abs(days) < 150 else ""
    day = _written(local.date(), shape, language) if shape else day_words(local)
    said = [_(NEAR[days])] if days in NEAR else []
    return ", ".join([*said, *([] if is_short else [day]), clock_words(local)])


def zone_words(viewer: Viewer) -> str:
    """Central time; a zone without a word of its own is named by its city."""
    words = {
        "America/New_York": _("Eastern time"),
        "America/Chicago": _("Central time"),
        "America/Denver": _("Mountain time"),
        "America/Phoenix": _("Arizona time"),
        "America/Los_Angeles": _("Pacific time"),
        "America/Anchorage": _("Alaska time"),
        "Pacific/Honolulu": _("Hawaii time"),
    }
    return words.get(viewer.zone) or viewer.zone.rpartition("/")[2].replace("_", " ")


def initials(name: str) -> str:
    words = [word for word in name.replace("Dr ", "").split() if word[0].isalpha()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
