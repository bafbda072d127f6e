"""What can be wrong with prepared texts, for the doctor."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from django.utils.translation import gettext as _

from portico.core.ailments import SHOWN, Ailment
from portico.core.viewer import Viewer
from portico.phrases.models import Phrase


def ailments(viewer: Viewer, *, now: datetime) -> Iterator[Ailment]:
    """Everybody's, but for those of people who left: nobody is offered them."""
    long_past = (now - timedelta(days=1)).date()  # late enough everywhere in the country that the day is over
    past = Phrase.objects.filter(is_retired=False, review_on__lt=long_past).exclude(staff__is_active=False)
    first = list(past.order_by("review_on", "pk").values_list("pk", "review_on")[:SHOWN])
    if first:
        yield Ailment(
            name="phrase-past-its-review",
            sentence=_("Nobody has read these phrases again since the day on which somebody should."),
            count=past.count(),
            ids=tuple(str(key) for key, _day in first),
            oldest=datetime.combine(first[0][1], time(), UTC),
        )
