"""What somebody types to make rules for sending, to lift the caps. The form checks shape; rules/limits.py decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portico.clinic.presenters import kind_words
from portico.sending.rules.limits import (
    ADVICE,
    FEWEST,
    LONGEST_AGO,
    MOST,
    MOST_NEW,
    MOST_OPEN,
    REPLY_DAYS,
    Rules,
    looser,
)


def _number(label: Any, least: int, most: int, *, required: bool = False, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, required=required,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "short"}), **more,
    )  # fmt: skip


class RulesForm(forms.Form):
    characters = _number(_("Characters of a message"), FEWEST, MOST, required=True)
    kinds = forms.MultipleChoiceField(
        label=_("For these one must have been seen, or have a visit booked"), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("None chosen: nobody is asked."),
    )  # fmt: skip
    months = _number(_("Seen within so many months"), 1, LONGEST_AGO)
    most_open = _number(
        _("Open conversations at most"),
        1,
        MOST_OPEN,
        help_text=_("Empty: any number. Refills and visits never count."),
    )
    new_a_day = _number(
        _("New messages within 24 hours at most"), 1, MOST_NEW, help_text=_("Empty: any number.")
    )
    reply_days = _number(
        _("Days after closing in which one can write back"), 0, REPLY_DAYS, required=True,
        help_text=_("Later it is a new message."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, rules: Rules, practice: Rules | None = None) -> None:
        super().__init__(data, initial=_as_they_are(rules))
        self.practice = practice
        self.fields["kinds"].choices = [(kind, kind_words(kind)) for kind in ADVICE]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("kinds") and not said.get("months") and "months" not in self.errors:
            self.add_error("months", _now("Write within how many months."))
        if self.practice is not None and not self.errors:
            for name in looser(self.practice, self.rules()):
                self.add_error(
                    name, _now("The practice's rule is narrower. Yours may only be narrower still.")
                )
        return said

    def rules(self) -> Rules:
        said = self.cleaned_data
        months = said["months"]
        return Rules(
            characters=said["characters"],
            seen={kind: months for kind in ADVICE if kind in said["kinds"]} if months else {},
            most_open=said["most_open"], new_a_day=said["new_a_day"], reply_days=said["reply_days"],
        )  # fmt: skip


class PracticeForm(RulesForm):
    """Also for which states, and who looked at it for the law."""

    states = forms.CharField(
        label=_("For which states"),
        required=False,
        max_length=120,
        help_text=_("Such as: Wisconsin, Colorado."),
    )
    approved_by = forms.CharField(
        label=_("Approved for the law by"), required=False, max_length=200,
        help_text=_("Where somebody has to look at it. The state presets are a beginning, no legal advice."),
    )  # fmt: skip
    approved_on = forms.DateField(
        label=_("On this day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        by, on = said.get("approved_by", "").strip(), said.get("approved_on")
        if bool(by) != bool(on) and "approved_on" not in self.errors:
            self.add_error("approved_on" if by else "approved_by", _now("A name and a day belong together."))
        return said


class LiftForm(forms.Form):
    until = forms.DateField(
        label=_("Through"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why"), max_length=300, error_messages={"required": _("Please give a reason.")}
    )


def _as_they_are(rules: Rules) -> dict[str, Any]:
    return {
        "characters": rules.characters, "kinds": list(rules.seen), "months": min(rules.seen.values(), default=None),
        "most_open": rules.most_open, "new_a_day": rules.new_a_day, "reply_days": rules.reply_days,
    }  # fmt: skip
