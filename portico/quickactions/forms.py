"""What somebody types to make a quick action. The form checks shape; rules/content.py says what is wrong with it."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portico.clinic.presenters import KIND_WORDS, kind_words
from portico.clinic.rules.kinds import KINDS
from portico.letters.presenters import kind_words as letter_words
from portico.letters.rules.kinds import KINDS as LETTERS
from portico.phrases.rules.text import CHARACTERS
from portico.quickactions.presenters.words import ENDS, problem_words
from portico.quickactions.rules.also import BRIDGE, DAYS_AT_MOST, WORDS, Also, Do
from portico.quickactions.rules.content import TITLE, Content, problems
from portico.scheduling.presenters import visit_type_words
from portico.scheduling.rules.visit_types import VISIT_TYPES

RENEWALS = {"": _("No renewal"), "0": _("As it was ordered last"), str(BRIDGE): _("30 days, until a visit")}
# Where a fault of a part of it stands in the form; elsewhere its first field bears its name.
FIELDS: dict[str, dict[str, str]] = {
    "visit": {
        "days": "visit_days",
        "no-visit": "visit_type",
        "unknown": "visit_why",
        "to-fill-in": "visit_why",
    },
    "recall": {
        "days": "recall_days",
        "no-what": "recall_what",
        "unknown": "recall_what",
        "to-fill-in": "recall_what",
    },
    "laboratory": {"no-why": "laboratory_why"},
    "referral": {"no-why": "referral_why"},
}
ALSO = (
    "visit_type", "visit_days", "visit_why", "recall_what", "recall_days", "renewal", "renewal_checked", "laboratory",
    "laboratory_why", "referral", "referral_why", "letter",
)  # fmt: skip
TEXT: dict[str, Any] = {"rows": 6, "maxlength": CHARACTERS}


def _also(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=WORDS, **more)


def _days(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=1, max_value=DAYS_AT_MOST)


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
    visit_type = forms.ChoiceField(label=_("Offer a visit"), required=False)
    visit_days = _days(_("Within how many days"))
    visit_why = _also(_("What the visit is for"), help_text=_("The patient reads this."))
    recall_what = _also(_("Set a recall: what is due"), help_text=_("The patient reads this."))
    recall_days = _days(_("In how many days it is due"))
    renewal = forms.ChoiceField(
        label=_("Prepare a renewal of the medicine asked about"), required=False,
        help_text=_("It goes to the signing list. Only for refills."),
    )  # fmt: skip
    renewal_checked = forms.BooleanField(
        label=_("Only where the refill check says that it meets"), required=False, initial=True
    )
    laboratory = _also(_("Prepare a lab order: which test"))
    laboratory_why = _also(_("Why that test"))
    referral = _also(_("Prepare a referral: to whom"))
    referral_why = _also(_("Why that referral"))
    letter = forms.ChoiceField(
        label=_("Begin a letter"), required=False, help_text=_("A draft beside the message, to be filled in.")
    )
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
            (
                "visit_type",
                [("", _now("No visit")), *((code, visit_type_words(code)) for code in VISIT_TYPES)],
            ),
            ("renewal", RENEWALS.items()),
            ("letter", [("", _now("No letter")), *((kind, letter_words(kind)) for kind in LETTERS)]),
            ("owner", list(owners)),
        ):
            field: Any = self.fields[name]  # all of them choose
            field.choices = list(choices)
        self.only_owner = owners[0][0] if owners else ""
        if number is not None or len(owners) < 2:
            del self.fields["owner"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for problem in problems(self.content(said)):
                self.add_error(
                    FIELDS.get(problem.field, {}).get(problem.code, problem.field), problem_words(problem)
                )
        return said

    def content(self, said: dict[str, Any] | None = None) -> Content:
        found = said if said is not None else self.cleaned_data
        return Content(
            title=found["title"].strip(), kinds=tuple(kind for kind in KINDS if kind in found["kinds"]),
            ends=found["ends"], english=_text(found["english"]), spanish=_text(found["spanish"]), pool=found["pool"],
            also=also_of(found),
        )  # fmt: skip

    def main_fields(self) -> list[Any]:
        return [field for field in self.visible_fields() if field.name not in ALSO]

    def also_fields(self) -> list[Any]:
        return [self[name] for name in ALSO]

    @property
    def does_more(self) -> bool:
        """Whether the part with what it does beside is open: something is chosen there, or wrong."""
        filled = any(self[name].value() for name in ALSO if name != "renewal_checked")
        return filled or any(name in self.errors for name in ALSO)

    @property
    def is_own(self) -> bool:
        return (self.cleaned_data.get("owner") or self.only_owner) == "person"


def _text(typed: str) -> str:
    return typed.replace("\r\n", "\n").strip()


def _as_it_is(content: Content) -> dict[str, Any]:
    return {
        "title": content.title, "kinds": content.kinds, "ends": content.ends, "pool": content.pool,
        "english": content.english, "spanish": content.spanish, **_also_as_it_is(content.also),
    }  # fmt: skip


def also_of(said: dict[str, Any]) -> tuple[Also, ...]:
    """In the order of the form; where a part is begun it is kept, so that its fault can be said."""

    def text(name: str) -> str:
        return str(said.get(name) or "").strip()

    found = []
    if said.get("visit_type"):
        found.append(Also(Do.VISIT, said["visit_type"], text("visit_why"), said.get("visit_days") or 0))
    if text("recall_what") or said.get("recall_days"):
        found.append(Also(Do.RECALL, text("recall_what"), "", said.get("recall_days") or 0))
    if said.get("renewal"):
        found.append(Also(Do.RENEWAL, "", "", int(said["renewal"]), bool(said.get("renewal_checked"))))
    for do in (Do.LABORATORY, Do.REFERRAL):
        if text(do) or text(f"{do}_why"):
            found.append(Also(do, text(do), text(f"{do}_why")))
    if said.get("letter"):
        found.append(Also(Do.LETTER, said["letter"]))
    return tuple(found)


def _also_as_it_is(also: tuple[Also, ...]) -> dict[str, Any]:
    shown: dict[str, Any] = {}
    for one in also:
        of_one: dict[str, dict[str, Any]] = {
            Do.VISIT: {"visit_type": one.what, "visit_days": one.days, "visit_why": one.why},
            Do.RECALL: {"recall_what": one.what, "recall_days": one.days},
            Do.RENEWAL: {"renewal": str(one.days), "renewal_checked": one.is_checked},
            Do.LABORATORY: {"laboratory": one.what, "laboratory_why": one.why},
            Do.LETTER: {"letter": one.what},
            Do.REFERRAL: {"referral": one.what, "referral_why": one.why},
        }
        shown |= of_one[one.do]
    return shown
