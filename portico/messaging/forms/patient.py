"""What the patient types: one form for each of the six kinds. A form checks shape; rules and actions decide."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from portico.messaging.rules.limits import CHARACTERS, DANGER_CHARACTERS, fits
from portico.triage.rules.red_flags import scan

OTHER = "other"
Choices = list[tuple[str, str]]


def text_field(label: Any, *, required: bool = True, most: int = 200, **more: Any) -> forms.CharField:
    said = {"required": _("Please write an answer here.")}
    return forms.CharField(label=label, max_length=most, required=required, error_messages=said, **more)


def body_field(label: Any, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One topic in a message, please."), error_messages={"required": _("Please write your message.")},
    )  # fmt: skip


def is_taken_whole(body: str) -> bool:
    """What sounds like danger is never cut for its length."""
    return fits(body, DANGER_CHARACTERS).fits and scan(body).interrupts


class Compose(forms.Form):
    """What all six have: a text of limited length, and a key by which the same form sent again is known.

    Every other field is a detail: it is kept with the message under its own name."""

    body: Any = None
    send_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        initial: dict[str, Any],
        choices: dict[str, Choices],
        limit: int = CHARACTERS,
    ) -> None:
        super().__init__(data, initial={**initial, "send_key": uuid4()})
        self.limit = limit
        self.choose(choices)

    def choose(self, choices: dict[str, Choices]) -> None:
        """Of the record: what there is to choose from. Without anything to choose the field is gone."""

    @property
    def details(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in {"body", "send_key"}}

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        fit = fits(body, self.limit)
        if not fit.fits and not is_taken_whole(body):
            raise forms.ValidationError(
                _(
                    "This is %(over)d characters too long. Up to %(limit)d fit; for more, please call or book a visit."
                ),
                params={"over": -fit.left, "limit": self.limit},
            )
        return body

    def _offer(self, name: str, choices: Choices, last: tuple[str, Any]) -> None:
        if choices:
            self.fields[name].choices = [*choices, last]  # type: ignore[attr-defined]  # a ChoiceField
        else:
            del self.fields[name]


class RefillForm(Compose):
    """Which medicine, for how many days it lasts, where to pick it up, what the nurse should know."""

    medicine = forms.ChoiceField(
        label=_("Which medicine?"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose a medicine, or “Something else”.")},
    )  # fmt: skip
    other = text_field(
        _("Name of the medicine"), required=False, help_text=_("Only if it is not on the list above.")
    )
    days_left = forms.IntegerField(
        label=_("For how many days do you have enough?"), min_value=0, max_value=365,
        help_text=_("Count the doses you have. Write 0 if nothing is left."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "short"}),
        error_messages={
            "required": _("Write for how many days you have enough. 0 is an answer too."),
            "invalid": _("Write a number of days, such as 4."),
        },
    )  # fmt: skip
    pharmacy = text_field(_("Which pharmacy?"), required=False)
    body = body_field(_("Anything the nurse should know?"), required=False)

    def choose(self, choices: dict[str, Choices]) -> None:
        self._offer("medicine", choices.get("medicine", []), (OTHER, _("Something else")))
        if "medicine" not in self.fields:
            self.fields["other"].help_text = ""
            self.fields["other"].required = True
            self.fields["other"].error_messages["required"] = _("Please write which medicine you need.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("medicine") == OTHER and not data.get("other", "").strip():
            self.add_error("other", _("Please write which medicine you need."))
        return data


class QuestionForm(Compose):
    topic = text_field(_("What is it about, in a few words?"), most=80)
    body = body_field(_("Your question"))


class ResultForm(Compose):
    """About a result that is shown above the form."""

    body = body_field(_("Your question about this result"))


class OtherResultForm(Compose):
    """About a result that is not on the list, or for somebody who does not see the results."""

    topic = text_field(_("Which test, and about when?"), most=80)
    body = body_field(_("Your question"))


class ReferralForm(Compose):
    specialist = text_field(
        _("Which specialist would you like to see?"), help_text=_("A field, such as skin doctor, or a name.")
    )
    reason = text_field(_("What for?"))
    insurer = text_field(_("Your insurer"), required=False, help_text=_("Some ask for a paper of their own."))
    how_soon = forms.ChoiceField(
        label=_("How soon?"), widget=forms.RadioSelect,
        choices=[("routine", _("When there is a place")), ("soon", _("Soon, it is getting worse"))],
        error_messages={"required": _("Choose how soon.")},
    )  # fmt: skip
    body = body_field(_("Anything else we should know?"), required=False)


class AppointmentForm(Compose):
    what = forms.ChoiceField(
        label=_("What would you like?"), widget=forms.RadioSelect,
        choices=[("new", _("A new appointment")), ("change", _("Another time")), ("cancel", _("To cancel"))],
        error_messages={"required": _("Choose what you would like.")},
    )  # fmt: skip
    visit = forms.ChoiceField(
        label=_("Which visit would you change or cancel?"), widget=forms.RadioSelect, required=False
    )
    suits = text_field(
        _("When does it suit you?"), required=False, help_text=_("Days, mornings or afternoons.")
    )
    body = body_field(_("What is the visit for?"), required=False)

    def choose(self, choices: dict[str, Choices]) -> None:
        self._offer("visit", choices.get("visit", []), ("", _("None of these")))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("what") in {"new", "change"} and not data.get("suits", "").strip():
            self.add_error("suits", _("Please write when it suits you."))
        return data


class OtherForm(Compose):
    topic = text_field(_("What is it about, in a few words?"), most=80)
    body = body_field(_("Your message"))


class ReplyForm(forms.Form):
    limit = CHARACTERS
    body = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please write your message.")},
    )
    send_key = forms.UUIDField(widget=forms.HiddenInput)

    clean_body = Compose.clean_body
