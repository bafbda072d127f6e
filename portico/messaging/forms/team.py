"""What the team types. A form checks shape; rules and actions decide."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portico.messaging.rules.limits import ANSWER_CHARACTERS, fits
from portico.triage.rules.item import Then


class AnswerForm(forms.Form):
    """The team's answer. `last_seen` is the last post its writer saw."""

    body = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 6}))
    then = forms.ChoiceField(
        choices=[(then.value, then.value) for then in Then], required=False, initial=Then.CLOSE
    )
    confirmed = forms.BooleanField(required=False)
    last_seen = forms.UUIDField(required=False, widget=forms.HiddenInput)
    inserted = forms.CharField(required=False, widget=forms.HiddenInput)
    guideline = forms.CharField(required=False, max_length=60)
    send_key = forms.UUIDField(widget=forms.HiddenInput)

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        fit = fits(body, ANSWER_CHARACTERS)
        if not fit.fits:
            raise forms.ValidationError(
                _("This is %(over)d characters too long."), params={"over": -fit.left}
            )
        return body

    def clean_then(self) -> Then:
        return Then(self.cleaned_data["then"] or Then.CLOSE)
