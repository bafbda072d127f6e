"""What the team types to ask for a visit, to offer times, to recall; and what the patient answers."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portico.scheduling.presenters import visit_type_words, why_words
from portico.scheduling.rules.ticket import TIMES_AT_MOST, window_fault
from portico.scheduling.rules.visit_types import VISIT_TYPES

FIELD_OF = {"window": "to_day", "window-long": "to_day", "choose-by": "choose_by"}
VIDEO = "video"
NO_DAY = {"required": _("Please give a day."), "invalid": _("Please write a day, such as 2027-03-31.")}


def _day(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, error_messages=NO_DAY, **more)


def _words(label: Any, most: int, **more: Any) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 2, "maxlength": most})
    return forms.CharField(label=label, max_length=most, required=False, widget=box, **more)


class TicketForm(forms.Form):
    """`send_key` lets the same form be sent twice."""

    visit_type = forms.ChoiceField(label=_("What kind of visit"))
    clinician = forms.CharField(label=_("With whom"), required=False, max_length=200)
    why = forms.CharField(
        label=_("What it is for"), required=False, max_length=300, help_text=_("The patient reads this.")
    )
    from_day = _day(_("From this day"))
    to_day = _day(_("To this day"))
    choose_by = _day(_("The patient may choose until"))
    send_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, today: date, first: dict[str, Any] | None = None) -> None:
        usual = {
            "visit_type": "follow-up", "from_day": today + timedelta(days=1), "to_day": today + timedelta(days=14),
            "choose_by": today + timedelta(days=10), "send_key": uuid4(),
        }  # fmt: skip
        super().__init__(data, initial={**usual, **(first or {})})
        self.today = today
        field: Any = self.fields["visit_type"]
        field.choices = [(code, visit_type_words(code)) for code in VISIT_TYPES]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last, choose = (said.get(name) for name in ("from_day", "to_day", "choose_by"))
        if first and last and choose:
            fault = window_fault(first, last, choose, today=self.today)
            if fault:
                self.add_error(FIELD_OF[fault], why_words(fault))
        return said


class ExtendForm(forms.Form):
    to_day = _day(_("To this day"))
    choose_by = _day(_("The patient may choose until"))


class ReasonForm(forms.Form):
    reason = _words(_("Why"), 500)


class TimesForm(forms.Form):
    """Up to five days with a time; how long, with whom and where are the same for all."""

    minutes = forms.IntegerField(label=_("How many minutes"), min_value=5, max_value=240)
    clinician = forms.CharField(label=_("With whom"), required=False, max_length=200)
    place = forms.ChoiceField(label=_("Where"))

    def __init__(
        self, data: Any = None, *, zone: str, places: list[str], first: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=first or {})
        self.zone = ZoneInfo(zone)
        field: Any = self.fields["place"]
        field.choices = [*((name, name) for name in places), (VIDEO, _now("By video"))]
        for n in range(1, TIMES_AT_MOST + 1):
            self.fields[f"day_{n}"] = _day(_now("Day %(n)d") % {"n": n}, required=False)
            self.fields[f"time_{n}"] = forms.TimeField(
                label=_now("Time %(n)d") % {"n": n}, required=False,
                widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
                error_messages={"invalid": _now("Please write a time, such as 09:30.")},
            )  # fmt: skip

    def pairs(self) -> list[tuple[Any, Any]]:
        return [(self[f"day_{n}"], self[f"time_{n}"]) for n in range(1, TIMES_AT_MOST + 1)]

    def common(self) -> list[Any]:
        return [self[name] for name in ("minutes", "clinician", "place")]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        starts = []
        for n in range(1, TIMES_AT_MOST + 1):
            day, at = said.get(f"day_{n}"), said.get(f"time_{n}")
            if day and at is None and f"time_{n}" not in self.errors:
                self.add_error(f"time_{n}", _now("Please give the time as well."))
            elif at is not None and not day and f"day_{n}" not in self.errors:
                self.add_error(f"day_{n}", _now("Please give the day as well."))
            elif day and at is not None:
                starts.append(self._start(n, day, at))
        said["starts"] = [start for start in starts if start is not None]
        return said

    def _start(self, n: int, day: date, at: time) -> datetime | None:
        """On the wall of the clinic; an hour that the clock leaps over in spring is no time."""
        local = datetime.combine(day, at, tzinfo=self.zone)
        if local.astimezone(ZoneInfo("UTC")).astimezone(self.zone).replace(tzinfo=None) != local.replace(
            tzinfo=None
        ):
            self.add_error(
                f"time_{n}", _now("That hour does not exist on this day: the clock is put forward.")
            )
            return None
        return local


class RecallForm(forms.Form):
    what = forms.CharField(
        label=_("What is due"), max_length=200, help_text=_("The patient reads this."),
        error_messages={"required": _("Please write what is due.")},
    )  # fmt: skip
    due_on = _day(_("When"))
    note = _words(_("For the team alone"), 500)
    send_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"send_key": uuid4()})


class SnoozeForm(forms.Form):
    until = _day(_("Put it off until"))


class AnswerForm(forms.Form):
    """The patient's: when it would suit, or why no visit is wanted."""

    words = _words(_("Anything the clinic should know"), 500)
