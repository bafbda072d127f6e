"""Reads of phrases: those that are one's own, of one's pools, of the practice."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from portico.clinic.queries import pools_of
from portico.core.viewer import Viewer
from portico.phrases.models import Phrase, Version
from portico.phrases.permissions import PhrasesVerb
from portico.phrases.rules.shortcut import Owner

ON_A_PAGE = 40
VERSIONS_SHOWN = 30
OFFERED_AT_MOST = 200
MARKED_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list of phrases asks for. `show`: one of Owner, past, retired, or everything in use."""

    words: str = ""
    show: str = ""
    after: UUID | None = None


def phrases(viewer: Viewer) -> QuerySet[Phrase]:
    """In use, whoever's of those that apply."""
    return Phrase.objects.visible_to(viewer).filter(is_retired=False)


def offered(viewer: Viewer) -> QuerySet[Phrase]:
    """For the box of an answer, to go together with other questions: what a list of choices needs."""
    rows = phrases(viewer).only("shortcut", "title", "kinds", "staff_id", "pool_id")
    return rows.order_by("title", "pk")[:OFFERED_AT_MOST]


def offered_whole(viewer: Viewer) -> list[Phrase]:
    """The same with their texts."""
    return list(phrases(viewer).order_by("title", "pk")[:OFFERED_AT_MOST])


def phrase(viewer: Viewer, item: UUID) -> Phrase:
    """In use or retired. Not there or not theirs: DoesNotExist."""
    found: Phrase = Phrase.objects.visible_to(viewer).select_related("pool__site").get(pk=item)
    return found


def listed(viewer: Viewer, asked: Asked, *, today: date) -> tuple[list[Phrase], UUID | None]:
    """A page by title, and the key after which the next one begins."""
    rows = Phrase.objects.visible_to(viewer).filter(_wanted(asked.show, today)).select_related("pool__site")
    for word in asked.words.split()[:5]:
        rows = rows.filter(_having(word))
    if asked.after and (last := Phrase.objects.visible_to(viewer).filter(pk=asked.after).first()):
        rows = rows.filter(Q(title__gt=last.title) | Q(title=last.title, pk__gt=last.pk))
    found = list(rows.order_by("title", "pk")[: ON_A_PAGE + 1])
    return found[:ON_A_PAGE], found[ON_A_PAGE - 1].pk if len(found) > ON_A_PAGE else None


def _wanted(show: str, today: date) -> Q:
    in_use = Q(is_retired=False)
    return {
        Owner.PERSON: in_use & Q(staff__isnull=False),
        Owner.POOL: in_use & Q(pool__isnull=False),
        Owner.PRACTICE: in_use & Q(staff=None, pool=None),
        "past": in_use & Q(review_on__lt=today),
        "retired": Q(is_retired=True),
    }.get(show, in_use)


def _having(word: str) -> Q:
    said = Q()
    for column in ("title", "shortcut", "english", "spanish"):
        said |= Q(**{f"{column}__icontains": word})
    return said


def past_review(viewer: Viewer, *, today: date) -> int:
    """How many that apply to this person wait to be read again."""
    return phrases(viewer).filter(review_on__lt=today).count()


def versions(viewer: Viewer, of: Phrase, *, before: int | None = None) -> list[Version]:
    """Newest first; one more than a page shows, where there are more."""
    rows = Version.objects.filter(phrase__in=Phrase.objects.visible_to(viewer), phrase=of)
    rows = rows.filter(number__lt=before) if before is not None else rows
    return list(rows.order_by("-number")[: VERSIONS_SHOWN + 1])


def version(viewer: Viewer, phrase_id: UUID, number: int) -> Version | None:
    rows = Version.objects.filter(phrase__in=Phrase.objects.visible_to(viewer), phrase_id=phrase_id)
    return rows.filter(number=number).first()


def writable_pools(viewer: Viewer) -> list[Any]:
    """Whose phrases this person keeps: a lead those of their pools, a manager those of all pools of their sites."""
    if not viewer.may(PhrasesVerb.WRITE_POOL):
        return []
    rows = pools_of(viewer).select_related("site")
    return list(rows if viewer.may(PhrasesVerb.WRITE_PRACTICE) else rows.filter(pk__in=viewer.pools))


def may_write(viewer: Viewer, of: Phrase) -> bool:
    if of.owner is Owner.PERSON:
        return viewer.may(PhrasesVerb.WRITE_OWN) and of.staff_id == viewer.staff_id
    if of.owner is Owner.POOL:
        return viewer.may(PhrasesVerb.WRITE_POOL) and of.pool_id in {p.pk for p in writable_pools(viewer)}
    return viewer.may(PhrasesVerb.WRITE_PRACTICE)


def really(viewer: Viewer, inserted: str) -> str:
    """Of the marks that came with an answer ("<phrase>@<version>,…"), those of versions that this person could use."""
    asked = dict.fromkeys(_marks(inserted.split(",")[:MARKED_AT_MOST]))
    if not asked:
        return ""
    there = _there(viewer, [key for key, _number in asked])
    return ",".join(f"{key}@{number}" for key, number in asked if (key, number) in there)


def _marks(parts: Iterable[str]) -> Iterable[tuple[UUID, int]]:
    for part in parts:
        key, _at, number = part.strip().partition("@")
        try:
            yield UUID(key), int(number[:9])
        except ValueError:
            continue


def _there(viewer: Viewer, keys: Collection[UUID]) -> set[tuple[Any, int]]:
    rows = Version.objects.filter(phrase__in=Phrase.objects.visible_to(viewer), phrase_id__in=keys)
    return set(rows.values_list("phrase_id", "number"))
