"""Switching a feature needs a reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portico.clinic.presenters import feature_words
from portico.clinic.rules.features import Feature


class AwayForm(forms.Form):
    """When one is away, and who stands in."""

    first_day = forms.DateField(label=_("First day away"), widget=forms.DateInput(attrs={"type": "date"}))
    last_day = forms.DateField(label=_("Last day away"), widget=forms.DateInput(attrs={"type": "date"}))
    stand_in = forms.ChoiceField(label=_("Who stands in"))

    def __init__(self, data: Any = None, *, colleagues: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["stand_in"].choices = [("", _("Choose somebody")), *colleagues]  # type: ignore[attr-defined]  # a ChoiceField


class SwitchForm(forms.Form):
    feature = forms.ChoiceField(label=_("Feature"))
    is_on = forms.ChoiceField(
        label=_("It is to be"), choices=[("on", _("On")), ("off", _("Off"))], widget=forms.RadioSelect
    )
    site = forms.ChoiceField(label=_("Where"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, data: Any = None, *, sites: list[tuple[str, str]]) -> None:
        super().__init__(data)
        words = feature_words()
        self.fields["site"].choices = [("", _("Everywhere")), *sites]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["feature"].choices = [(str(f), words[f]) for f in Feature]  # type: ignore[attr-defined]  # a ChoiceField
