"""What somebody types to make a guideline. The form checks shape; rules/content.py says what is wrong with it."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portico.clinic.presenters import KIND_WORDS, kind_words
from portico.clinic.rules.kinds import KINDS
from portico.guidelines.presenters import WHO, problem_words
from portico.guidelines.rules.content import CHARACTERS, ROLES, SECTIONS, TITLE, Content, problems

YEAR = timedelta(days=365)


def _lines(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": CHARACTERS}), **more,
    )  # fmt: skip


class GuidelineForm(forms.Form):
    title = forms.CharField(
        label=_("Topic"), max_length=TITLE, error_messages={"required": _("Please give it a title.")}
    )
    kinds = forms.MultipleChoiceField(
        label=_("Which messages it is for"), required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=_("Words that bring it up"), required=False, max_length=600,
        help_text=_("English and Spanish, a comma between them. “rash” finds rashes too."),
    )  # fmt: skip
    who = forms.MultipleChoiceField(
        label=_("Who may answer"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose who may answer.")},
    )  # fmt: skip
    emergency = _lines(_("When 911 or the emergency room"), help_text=_("A line for each."))
    call = _lines(_("When to call"))
    ask = _lines(_("What to ask"))
    visit = _lines(_("When a visit"))
    say = _lines(_("What to say"))
    phrases = forms.CharField(
        label=_("Phrases that help"),
        required=False,
        max_length=300,
        help_text=_("Their shortcuts, such as .bp-ok."),
    )
    review_on = forms.DateField(
        label=_("To be read again by"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day.")},
    )  # fmt: skip
    form_key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, today: date, first: Content | None = None, number: int | None = None
    ) -> None:
        usual = {"form_key": uuid4(), "seen": number, "review_on": today + YEAR}
        super().__init__(data, initial={**usual, **(_as_it_is(first) if first else {})})
        self.fields["kinds"].choices = [(kind, kind_words(kind)) for kind in KIND_WORDS]  # type: ignore[attr-defined]
        self.fields["who"].choices = [(role, _now(words)) for role, words in WHO.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for problem in problems(self.content(said)):
                self.add_error(problem.field, problem_words(problem))
        return said

    def content(self, said: dict[str, Any] | None = None) -> Content:
        found = said if said is not None else self.cleaned_data
        return Content(
            title=found["title"].strip(), kinds=tuple(kind for kind in KINDS if kind in found["kinds"]),
            words=_parts(found["words"]), who=tuple(role for role in ROLES if role in found["who"]),
            phrases=_parts(found["phrases"]), review_on=found["review_on"],
            **{name: found[name].replace("\r\n", "\n").strip() for name in SECTIONS},
        )  # fmt: skip


def _parts(typed: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for one in typed.split(",") if (part := " ".join(one.split()))))


def _as_it_is(content: Content) -> dict[str, Any]:
    return {
        "title": content.title, "kinds": content.kinds, "words": ", ".join(content.words), "who": content.who,
        "phrases": ", ".join(content.phrases), "review_on": content.review_on,
        **{name: getattr(content, name) for name in SECTIONS},
    }  # fmt: skip
