"""How one wants to be told, a number and its code; why a notice is given up. A form checks shape; actions decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portico.notifications.models import Decision
from portico.notifications.rules.keys import mobile_number

REASONS = [
    (Decision.Reason.WRONG_ADDRESS, _("The address is wrong")),
    (Decision.Reason.TOLD_OTHERWISE, _("They were told another way")),
    (Decision.Reason.TOO_LATE, _("It is too late for this to help")),
]


class PreferenceForm(forms.Form):
    """`has_number`: without a confirmed number there is nothing to switch on."""

    by_email = forms.BooleanField(label=_("By e-mail"), required=False)
    by_text = forms.BooleanField(label=_("By text message"), required=False)

    def __init__(self, data: Any = None, *, has_number: bool, **more: Any) -> None:
        super().__init__(data, **more)
        if not has_number:
            del self.fields["by_text"]


class NumberForm(forms.Form):
    mobile = forms.CharField(
        label=_("Mobile number"), max_length=30, help_text=_("For example 608-555-0142."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )  # fmt: skip

    def clean_mobile(self) -> str:
        number = mobile_number(self.cleaned_data["mobile"])
        if not number:
            raise forms.ValidationError(_("Please write a mobile number with its area code: 10 digits."))
        return number


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from the text message"), max_length=12, help_text=_("Six numbers."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )  # fmt: skip

    def clean_code(self) -> str:
        return "".join(str(self.cleaned_data["code"]).split())


class GiveUpForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Reason"), choices=[("", _("Choose a reason")), *REASONS],
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose why it is given up.")),
    )  # fmt: skip
