"""What somebody types to make a phrase. The form checks shape; the rule says what is wrong with it."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from portico.clinic.presenters import KIND_WORDS
from portico.clinic.rules.kinds import KINDS
from portico.phrases.models import Phrase
from portico.phrases.presenters import kind_words, problem_words
from portico.phrases.rules.content import Content, problems
from portico.phrases.rules.review import next_review
from portico.phrases.rules.shortcut import LETTERS, Owner, cleaned
from portico.phrases.rules.text import CHARACTERS

TEXT: dict[str, Any] = {"rows": 7, "maxlength": CHARACTERS}


class PhraseForm(forms.Form):
    owner = forms.ChoiceField(label=_("Whose it is"))
    title = forms.CharField(label=_("Title"), max_length=120, help_text=_("As it is found in the list."))
    shortcut = forms.CharField(
        label=_("Shortcut"), max_length=LETTERS, help_text=_("Typed into an answer: .bp-ok and a space."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label=_("Which messages it is for"), required=False, help_text=_("None chosen: for all."),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    english = forms.CharField(
        label=_("English"), required=False, help_text=_("English, Spanish, or both."), max_length=CHARACTERS,
        widget=forms.Textarea(attrs=TEXT),
    )  # fmt: skip
    spanish = forms.CharField(
        label=_("Spanish"),
        required=False,
        max_length=CHARACTERS,
        widget=forms.Textarea(attrs={**TEXT, "lang": "es"}),
    )
    review_on = forms.DateField(
        label=_("To be read again by"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, owners: list[tuple[str, Any]], today: date, phrase: Phrase | None = None
    ) -> None:
        first = {"review_on": next_review(today), "form_key": uuid4()}
        super().__init__(data, initial=first if phrase is None else _as_it_is(phrase, first))
        self.today = today
        self.fields["kinds"].choices = [(kind, kind_words([kind])) for kind in KIND_WORDS]  # type: ignore[attr-defined]
        if phrase is not None or len(owners) == 1:
            del self.fields["owner"]
        else:
            self.fields["owner"].choices = owners  # type: ignore[attr-defined]  # a ChoiceField
        self.only_owner = owners[0][0] if owners else ""

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for problem in problems(self.content(said)):
                self.add_error(problem.field, problem_words(problem))
            if said["review_on"] < self.today:
                self.add_error("review_on", _("This day is past."))
        return said

    def content(self, said: dict[str, Any] | None = None) -> Content:
        found = said if said is not None else self.cleaned_data
        return Content(
            shortcut=cleaned(found["shortcut"]), title=found["title"],
            kinds=tuple(kind for kind in KINDS if kind in found["kinds"]),
            english=_text(found["english"]), spanish=_text(found["spanish"]), review_on=found["review_on"],
        )  # fmt: skip

    def owner_and_pool(self) -> tuple[Owner, UUID | None]:
        """Of "pool:<id>"; the choices are those that this person may write."""
        kind, _colon, key = (self.cleaned_data.get("owner") or self.only_owner).partition(":")
        return Owner(kind), UUID(key) if key else None


def _text(typed: str) -> str:
    return typed.replace("\r\n", "\n").strip()


def _as_it_is(phrase: Phrase, first: dict[str, Any]) -> dict[str, Any]:
    return {
        **first, "shortcut": phrase.shortcut, "title": phrase.title, "kinds": phrase.kinds, "english": phrase.english,
        "spanish": phrase.spanish, "review_on": max(phrase.review_on, first["review_on"]), "seen": phrase.number,
    }  # fmt: skip
