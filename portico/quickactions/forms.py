"""What somebody types to make a quick action. The form checks shape; rules/content.py says what is wrong with it."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portico.clinic.presenters import KIND_WORDS, kind_words
from portico.clinic.rules.kinds import KINDS
from portico.phrases.rules.text import CHARACTERS
from portico.quickactions.presenters import ENDS, problem_words
from portico.quickactions.rules.content import TITLE, Content, problems

TEXT: dict[str, Any] = {"rows": 6, "maxlength": CHARACTERS}


class QuickActionForm(forms.Form):
    owner = forms.ChoiceField(label=_("Whose it is"))
    title = forms.CharField(
        label=_("What its button says"),
        max_length=TITLE,
        error_messages={"required": _("Please give it a title.")},
    )
    kinds = forms.MultipleChoiceField(
        label=_("Which messages it is for"), required=False, help_text=_("None chosen: for all."),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    ends = forms.ChoiceField(
        label=_("What it does"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it does.")},
    )
    pool = forms.ChoiceField(
        label=_("Which pool"), required=False, help_text=_("Only where it goes to another pool.")
    )
    english = forms.CharField(
        label=_("In English"), required=False, max_length=CHARACTERS, widget=forms.Textarea(attrs=TEXT),
        help_text=_("The answer. For a call or another pool: the words for the team."),
    )  # fmt: skip
    spanish = forms.CharField(
        label=_("In Spanish"), required=False, max_length=CHARACTERS,
        widget=forms.Textarea(attrs={**TEXT, "lang": "es"}),
    )  # fmt: skip
    form_key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, owners: Sequence[tuple[str, Any]], pools: Sequence[str],
        first: Content | None = None, number: int | None = None,
    ) -> None:  # fmt: skip
        super().__init__(
            data, initial={"form_key": uuid4(), "seen": number, **(_as_it_is(first) if first else {})}
        )
        for name, choices in (
            ("kinds", [(kind, kind_words(kind)) for kind in KIND_WORDS]),
            ("ends", [(code, _now(words)) for code, words in ENDS.items()]),
            ("pool", [("", _now("No other pool")), *((pool, pool) for pool in pools)]),
            ("owner", list(owners)),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # all of them choose
        self.only_owner = owners[0][0] if owners else ""
        if number is not None or len(owners) < 2:
            del self.fields["owner"]

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
            ends=found["ends"], english=_text(found["english"]), spanish=_text(found["spanish"]), pool=found["pool"],
        )  # fmt: skip

    @property
    def is_own(self) -> bool:
        return (self.cleaned_data.get("owner") or self.only_owner) == "person"


def _text(typed: str) -> str:
    return typed.replace("\r\n", "\n").strip()


def _as_it_is(content: Content) -> dict[str, Any]:
    return {
        "title": content.title, "kinds": content.kinds, "ends": content.ends, "pool": content.pool,
        "english": content.english, "spanish": content.spanish,
    }  # fmt: skip
