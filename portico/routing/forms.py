"""A row of the routing table as somebody types it. The form checks shape; rules/faults.py says what is wrong."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portico.clinic.presenters import KIND_WORDS, kind_words
from portico.routing.presenters import HOURS, LANGUAGES, STANDINGS, TODAYS
from portico.routing.rules.faults import Place
from portico.routing.rules.table import MOST_DAYS, OLDEST, Row

MOST_WORDS, LONGEST_WORD = 20, 40
ANY = ("", _("Does not matter"))


def _several(label: Any, **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, widget=forms.CheckboxSelectMultiple, **more
    )  # fmt: skip


def _one(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False)


def _age(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=OLDEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "short"}),
    )  # fmt: skip


class RowForm(forms.Form):
    kinds = _several(_("What it is about"), help_text=_("None chosen: every kind."))
    sites = _several(_("The patient's clinic"), help_text=_("None chosen: every clinic."))
    teams = _several(_("The patient's team"), help_text=_("None chosen: every team."))
    languages = _several(_("The patient reads"), help_text=_("None chosen: any language."))
    age_from = _age(_("From this age, in years"))
    age_to = _age(_("Up to this age, in years"))
    standing = _one(_("Whether the patient was seen here"))
    today = _one(_("Whether it is for today"))
    hours = _one(_("When it was sent"))
    words = forms.CharField(
        label=_("Words in the message"), required=False, max_length=600,
        help_text=_("One is enough; a comma between them. “rash” finds rashes too."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    pool = forms.ChoiceField(
        label=_("Goes to"), error_messages={"required": _("Choose where it goes.")},
        help_text=_("The pool of this name at the patient's clinic."),
    )  # fmt: skip
    urgency = _one(_("How urgent it becomes"))
    days = forms.IntegerField(
        label=_("Answered within so many working days"), required=False, min_value=1, max_value=MOST_DAYS,
        help_text=_("Empty: as long as its kind has."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "short"}),
    )  # fmt: skip
    stamp = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, places: Sequence[Place], teams: Sequence[tuple[str, str]], stamp: int,
        row: Row | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial={**(_as_it_is(row) if row else {}), "stamp": stamp})
        sites = dict.fromkeys((str(place.site), place.site_name) for place in places)
        pools = list(dict.fromkeys(place.pool.name for place in places))
        for name, choices in (
            ("kinds", [(kind, kind_words(kind)) for kind in KIND_WORDS]),
            ("sites", list(sites)),
            ("teams", list(teams)),
            ("languages", [(code, _now(words)) for code, words in LANGUAGES.items()]),
            ("standing", [ANY, *((code, _now(words)) for code, words in STANDINGS.items())]),
            ("today", [ANY, *((code, _now(words)) for code, words in TODAYS.items())]),
            ("hours", [ANY, *((code, _now(words)) for code, words in HOURS.items())]),
            ("pool", [("", _now("Choose")), *((pool, pool) for pool in pools)]),
            (
                "urgency",
                [("", _now("As it was sent")), ("same-day", _now("For today")), ("urgent", _now("Urgent"))],
            ),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # all of them choose
        for name, known in (("sites", sites), ("teams", teams)):
            if len(known) < 2:
                del self.fields[name]

    def clean_words(self) -> tuple[str, ...]:
        said = [" ".join(part.split()) for part in self.cleaned_data["words"].split(",")]
        words = tuple(dict.fromkeys(part for part in said if part))
        if len(words) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in words):
            raise forms.ValidationError(
                _now("At most %(n)d, each of at most %(letters)d letters.")
                % {"n": MOST_WORDS, "letters": LONGEST_WORD}
            )
        return words

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        low, high = data.get("age_from"), data.get("age_to")
        if low is not None and high is not None and low > high:
            self.add_error("age_to", _now("This is less than the age before it."))
        return data

    def row(self) -> Row:
        said = self.cleaned_data
        return Row(
            kinds=tuple(said["kinds"]), sites=tuple(said.get("sites", ())), teams=tuple(said.get("teams", ())),
            languages=tuple(said["languages"]), age_from=said["age_from"], age_to=said["age_to"],
            standing=said["standing"], today=said["today"], hours=said["hours"], words=said["words"],
            pool=said["pool"], urgency=said["urgency"], days=said["days"],
        )  # fmt: skip


def _as_it_is(row: Row) -> dict[str, Any]:
    return {
        "kinds": row.kinds, "sites": row.sites, "teams": row.teams, "languages": row.languages,
        "age_from": row.age_from, "age_to": row.age_to, "standing": row.standing, "today": row.today,
        "hours": row.hours, "words": ", ".join(row.words), "pool": row.pool, "urgency": row.urgency, "days": row.days,
    }  # fmt: skip
