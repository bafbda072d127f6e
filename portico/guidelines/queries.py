"""Reads of advice guidelines: the list, one with its versions, those in force for a message."""

from uuid import UUID

from django.db.models import F, QuerySet

from portico.core.viewer import Viewer
from portico.guidelines.models import Guideline, Version

LISTED_AT_MOST = 200
VERSIONS_SHOWN = 30


def in_force(viewer: Viewer) -> QuerySet[Guideline]:
    """Adopted as they stand; for a larger question. Which fit a message is for rules.fitting to say."""
    rows = Guideline.objects.visible_to(viewer).filter(is_retired=False, adopted_number=F("number"))
    return rows.order_by("title", "pk")[:LISTED_AT_MOST]


def listed(viewer: Viewer, *, is_retired: bool = False) -> list[Guideline]:
    rows = Guideline.objects.visible_to(viewer).filter(is_retired=is_retired)
    return list(rows.select_related("adopted_by").order_by("title", "pk")[:LISTED_AT_MOST])


def one(viewer: Viewer, key: UUID) -> Guideline:
    """Not there or not theirs: DoesNotExist."""
    found: Guideline = Guideline.objects.visible_to(viewer).select_related("adopted_by", "owner").get(pk=key)
    return found


def versions(viewer: Viewer, of: Guideline) -> list[Version]:
    rows = Version.objects.filter(guideline__in=Guideline.objects.visible_to(viewer), guideline=of)
    return list(rows.order_by("-number")[:VERSIONS_SHOWN])


def used(viewer: Viewer, mark: str) -> tuple[str, str]:
    """Of a mark that came with an answer ("<guideline>@<version>"), itself and what it is called, if it is in force."""
    key, _at, number = mark.partition("@")
    if not number.isdigit():
        return "", ""
    try:
        found = Guideline.objects.visible_to(viewer).filter(pk=UUID(key), is_retired=False).first()
    except ValueError:
        return "", ""
    is_it = found is not None and found.is_adopted and str(found.number) == number
    return (mark, f"{found.title} ({found.number})") if found and is_it else ("", "")
