"""What is answered to the offer of a tour. The form has no typed field: a wrong value comes from no page of ours."""

from django import forms
from django.utils.http import url_has_allowed_host_and_scheme

from portico.guide.presenters import STEP_NAMES


class TourForm(forms.Form):
    TAKE, LATER, NEVER, END = "take", "later", "never", "end"

    answer = forms.ChoiceField(choices=[(word, word) for word in (TAKE, LATER, NEVER, END)])
    here = forms.CharField(max_length=300)
    first = forms.ChoiceField(
        required=False, choices=[("", ""), *((name, name) for name in sorted(STEP_NAMES))]
    )

    def clean_here(self) -> str:
        """Only a path of ours may follow."""
        path: str = self.cleaned_data["here"]
        is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
        return path.partition("?")[0] if is_ours else "/"
