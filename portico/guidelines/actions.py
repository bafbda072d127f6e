"""Write a guideline, change it, adopt it, retire it. One version is adopted; a changed one is a draft again."""

from datetime import date
from uuid import UUID, uuid4, uuid5

from portico.core.actions import Act, NotAllowed, Refused, action
from portico.core.viewer import Viewer
from portico.guidelines.events import GuidelineAdopted, GuidelineSaved
from portico.guidelines.models import Guideline, Version
from portico.guidelines.permissions import GuidelinesVerb
from portico.guidelines.rules.content import Content, problems
from portico.guidelines.rules.first import FIRST

FIRST_KEYS = UUID("01a21300-0000-7000-8000-0000000000bb")


@action(GuidelinesVerb.WRITE)
def write(act: Act, *, by: Viewer, form_key: UUID, content: Content) -> Guideline:
    taken: Guideline | None = Guideline.objects.filter(form_key=form_key).first()
    if taken is not None and taken.owner_id == by.staff_id:
        act.about("guideline", taken.pk)
        return taken
    key = uuid4() if taken is not None else form_key
    return _save(act, Guideline(form_key=key, saved_at=act.now, owner_id=by.staff_id), content)


@action(GuidelinesVerb.WRITE)
def change(act: Act, *, by: Viewer, guideline_id: UUID, seen: int, content: Content) -> Guideline:
    """`seen`: the number of the version that the writer had before them."""
    found = _locked(guideline_id)
    if found.number != seen:
        raise Refused("changed-meanwhile")
    return _save(act, found, content)


@action(GuidelinesVerb.WRITE)
def retire(act: Act, *, by: Viewer, guideline_id: UUID, is_back: bool = False) -> Guideline:
    found = _locked(guideline_id)
    if found.is_retired == is_back:
        found.is_retired = not is_back
        return _save(act, found, found.content())
    act.about("guideline", found.pk)
    return found


@action(GuidelinesVerb.ADOPT)
def adopt(act: Act, *, by: Viewer, guideline_id: UUID, number: int) -> Guideline:
    """What was read is what is adopted: this version and no other."""
    found = _locked(guideline_id)
    if found.number != number or found.is_retired:
        raise Refused("changed-meanwhile")
    act.about("guideline", found.pk)
    if not found.is_adopted and by.staff_id is not None:
        found.adopted_number, found.adopted_by_id, found.adopted_at = number, by.staff_id, act.now
        found.save(update_fields=["adopted_number", "adopted_by", "adopted_at"])
        act.publish(GuidelineAdopted(guideline_id=found.pk, number=number, staff_id=by.staff_id))
    return found


@action(GuidelinesVerb.WRITE)
def take_over(act: Act, *, by: Viewer, review_on: date) -> list[Guideline]:
    """The prepared ones become drafts of the practice; those that are there stay as they are. Gives those that came."""
    made = []
    for ready in FIRST:
        key = uuid5(FIRST_KEYS, ready.title)
        if not Guideline.objects.filter(form_key=key).exists():
            content = Content(
                ready.title, ready.kinds, ready.words, ready.who, ready.ask, ready.call, ready.visit, ready.emergency,
                ready.say, (), review_on,
            )  # fmt: skip
            made.append(_save(act, Guideline(form_key=key, saved_at=act.now, owner_id=by.staff_id), content))
    act.about("guideline")
    return made


def _locked(guideline_id: UUID) -> Guideline:
    found: Guideline | None = (
        Guideline.objects.select_for_update(of=("self",)).filter(pk=guideline_id).first()
    )
    if found is None:
        raise NotAllowed(GuidelinesVerb.WRITE)
    return found


def _save(act: Act, row: Guideline, content: Content) -> Guideline:
    if problems(content):
        raise Refused("not-a-guideline")
    row.hold(content)
    row.number, row.saved_at = row.number + 1, act.now
    row.save()
    version = Version(
        guideline=row, number=row.number, author_id=act.by.account_id, author_name=act.by.name, at=act.now,
        is_retired=row.is_retired,
    )  # fmt: skip
    version.hold(content)
    version.save()
    act.about("guideline", row.pk)
    act.publish(GuidelineSaved(guideline_id=row.pk, number=row.number, is_retired=row.is_retired))
    return row
