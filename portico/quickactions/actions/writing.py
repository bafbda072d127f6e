"""Make a quick action, change it, retire it; say of a habit that it is not wanted."""

from uuid import UUID, uuid4, uuid5

from portico.core.actions import Act, NotAllowed, Refused, action
from portico.core.viewer import Viewer
from portico.quickactions.events import HabitDismissed, QuickActionSaved
from portico.quickactions.models import Dismissal, QuickAction, Version
from portico.quickactions.permissions import QuickVerb
from portico.quickactions.queries import may_write
from portico.quickactions.rules.content import Content, problems
from portico.quickactions.rules.first import FIRST

FIRST_KEYS = UUID("01a21300-0000-7000-8000-0000000000aa")


@action(QuickVerb.USE)
def write(act: Act, *, by: Viewer, form_key: UUID, content: Content, is_own: bool = True) -> QuickAction:
    """A new one: one's own, or the practice's."""
    new = QuickAction(form_key=form_key, saved_at=act.now, staff_id=by.staff_id if is_own else None)
    if not may_write(by, new):
        raise NotAllowed(QuickVerb.USE)
    taken: QuickAction | None = QuickAction.objects.filter(form_key=form_key).first()
    if taken is not None and may_write(by, taken):
        act.about("quick-action", taken.pk)
        return taken
    if taken is not None:  # the key of somebody else's form
        new.form_key = uuid4()
    return _save(act, new, content)


@action(QuickVerb.USE)
def change(act: Act, *, by: Viewer, action_id: UUID, seen: int, content: Content) -> QuickAction:
    """`seen`: the number of the version that the writer had before them."""
    found = _own(by, action_id)
    if found.number != seen:
        raise Refused("changed-meanwhile")
    return _save(act, found, content)


@action(QuickVerb.USE)
def retire(act: Act, *, by: Viewer, action_id: UUID, is_back: bool = False) -> QuickAction:
    """No longer offered, or offered again; what it did stays readable."""
    found = _own(by, action_id)
    if found.is_retired == is_back:
        found.is_retired = not is_back
        return _save(act, found, found.content())
    act.about("quick-action", found.pk)
    return found


@action(QuickVerb.WRITE_PRACTICE)
def take_over(act: Act, *, by: Viewer) -> int:
    """The prepared ones become the practice's; those that are there already stay as they are. Gives how many came."""
    count = 0
    for content in FIRST:
        key = uuid5(FIRST_KEYS, content.title)
        if not QuickAction.objects.filter(form_key=key).exists():
            _save(act, QuickAction(form_key=key, saved_at=act.now), content)
            count += 1
    act.about("quick-action")
    return count


@action(QuickVerb.WRITE_OWN)
def dismiss(act: Act, *, by: Viewer, kind: str, end: str, pool: str, text: str) -> None:
    """Not to be proposed to this person again, though a word of it changes."""
    row = Dismissal.objects.create(
        staff_id=staff_of(act), kind=kind, end=end, pool=pool, text=text, at=act.now
    )
    act.about("habit", row.pk)
    act.publish(HabitDismissed(staff_id=staff_of(act), kind=kind, end=end))


def _own(by: Viewer, action_id: UUID) -> QuickAction:
    found = QuickAction.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=action_id).first()
    if found is None or not may_write(by, found):
        raise NotAllowed(QuickVerb.USE)
    return found


def _save(act: Act, row: QuickAction, content: Content) -> QuickAction:
    if problems(content):
        raise Refused("not-an-action")
    row.do(content)
    row.number, row.saved_at = row.number + 1, act.now
    row.save()
    version = Version(
        action=row, number=row.number, author_id=act.by.account_id, author_name=act.by.name, at=act.now,
        is_retired=row.is_retired,
    )  # fmt: skip
    version.do(content)
    version.save()
    act.about("quick-action", row.pk)
    act.publish(
        QuickActionSaved(
            action_id=row.pk, number=row.number, owner="person" if row.staff_id else "practice",
            is_retired=row.is_retired,
        )
    )  # fmt: skip
    return row


def staff_of(act: Act) -> UUID:
    if act.by.staff_id is None:
        raise NotAllowed(QuickVerb.USE)
    return act.by.staff_id
