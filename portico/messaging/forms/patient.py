"""What the patient types. A form checks shape; rules and actions decide."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from portico.messaging.rules.limits import CHARACTERS, fits

OTHER = "other"
LEFT = [
    ("none", _("Nothing left")),
    ("days", _("For a few days")),
    ("week", _("For about a week")),
    ("weeks", _("For two weeks or more")),
]


class RefillForm(forms.Form):
    """Ask for a refill: which medicine, how much is left, what the nurse should know."""

    medicine = forms.ChoiceField(
        label=_("Which medicine?"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose a medicine, or “Something else”.")},
    )  # fmt: skip
    other = forms.CharField(
        label=_("Name of the medicine"), max_length=200, required=False,
        help_text=_("Only if it is not on the list above."),
    )  # fmt: skip
    left = forms.ChoiceField(
        label=_("How much do you have left?"), choices=LEFT, widget=forms.RadioSelect,
        error_messages={"required": _("Choose how much you have left.")},
    )  # fmt: skip
    body = forms.CharField(
        label=_("Anything the nurse should know?"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One topic in a message, please."),
    )  # fmt: skip
    send_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, medicines: list[tuple[str, str]], initial: dict[str, Any]
    ) -> None:
        super().__init__(data, initial={"send_key": uuid4(), **initial})
        self.fields["medicine"].choices = [*medicines, (OTHER, _("Something else"))]  # type: ignore[attr-defined]  # a ChoiceField

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        fit = fits(body)
        if not fit.fits:
            raise forms.ValidationError(
                _(
                    "This is %(over)d characters too long. Up to %(limit)d fit; for more, please call or book a visit."
                ),
                params={"over": -fit.left, "limit": CHARACTERS},
            )
        return body

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("medicine") == OTHER and not data.get("other", "").strip():
            self.add_error("other", _("Please write which medicine you need."))
        return data
