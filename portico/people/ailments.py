"""What can be wrong with who may act for whom, for the doctor."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from django.utils.translation import gettext as _

from portico.core.ailments import SHOWN, Ailment
from portico.core.viewer import Viewer
from portico.people.models import Relation


def ailments(viewer: Viewer, *, now: datetime) -> Iterator[Ailment]:
    """The door is shut by the date alone; but a relation that nobody ended is still counted as one."""
    past = Relation.objects.filter(ended_at=None, ends_on__lt=(now - timedelta(days=1)).date())
    first = list(past.order_by("ends_on", "pk").values_list("pk", "ends_on")[:SHOWN])
    if first and first[0][1]:
        sentence = _("The last day of these relations is past, and nobody ended them.")
        ids = tuple(str(key) for key, _day in first)
        oldest = datetime.combine(first[0][1], time(), UTC)
        yield Ailment(
            name="relation-past-its-end", sentence=sentence, count=past.count(), ids=ids, oldest=oldest
        )
