"""What is done with several at once."""

from typing import Any

from django import forms

from portico.triage.presenters import reasons

AT_MOST = 60


class BulkForm(forms.Form):
    """`what`: take, put-back, send or close."""

    what = forms.ChoiceField(choices=[(name, name) for name in ("take", "put-back", "send", "close")])
    pool = forms.UUIDField(required=False)
    why = forms.CharField(required=False, max_length=300)
    reason = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [("", ""), *reasons().items()]  # type: ignore[attr-defined]  # a ChoiceField
