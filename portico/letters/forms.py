"""What the team types into a letter."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from portico.letters.rules.kinds import BODY, TITLE, TO, Words


class LetterForm(forms.Form):
    """`send_key` lets the same form be sent twice."""

    title = forms.CharField(
        label=_("Title"), max_length=TITLE, error_messages={"required": _("Please give it a title.")}
    )
    to = forms.CharField(
        label=_("To whom"), max_length=TO, required=False,
        help_text=_("A school, an employer; empty: to whom it concerns."),
    )  # fmt: skip
    body = forms.CharField(
        label=_("The letter"), max_length=BODY, widget=forms.Textarea(attrs={"rows": 12, "maxlength": BODY}),
        error_messages={"required": _("Please write the letter.")},
        help_text=_("Put in what stands as ***. Do not say more about health than whoever reads it has to know."),
    )  # fmt: skip
    language = forms.CharField(widget=forms.HiddenInput, required=False)
    send_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, first: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"send_key": uuid4(), **(first or {})})

    def words(self) -> Words:
        said = self.cleaned_data
        body = said["body"].replace("\r\n", "\n")
        return Words(title=said["title"], to=said["to"], body=body, language=said["language"] or "en")


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2, "maxlength": 500})
    )  # fmt: skip
