"""What a manager types into a ladder: up to six people, and the minutes of each."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext as _

from portico.oncall.presenters import why_words
from portico.oncall.rules.ladder import MINUTES, RUNGS_AT_MOST, Rung

USUAL = 15


class LadderForm(forms.Form):
    form_key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    site = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, people: Sequence[tuple[str, str]], first: Sequence[Rung] = (),
        initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        known: dict[str, Any] = {"form_key": uuid4(), **(initial or {})}
        for n, rung in enumerate(first, 1):
            known |= {f"who_{n}": str(rung.staff), f"minutes_{n}": rung.minutes}
        super().__init__(data, initial=known)
        for n in range(1, RUNGS_AT_MOST + 1):
            self.fields[f"who_{n}"] = forms.ChoiceField(
                label=_("Person %(n)d") % {"n": n}, required=False, choices=[("", _("Nobody")), *people]
            )
            self.fields[f"minutes_{n}"] = forms.IntegerField(
                label=_("Minutes %(n)d") % {"n": n}, required=False, min_value=MINUTES[0], max_value=MINUTES[1],
                initial=known.get(f"minutes_{n}", USUAL),
            )  # fmt: skip

    def pairs(self) -> list[tuple[Any, Any]]:
        return [(self[f"who_{n}"], self[f"minutes_{n}"]) for n in range(1, RUNGS_AT_MOST + 1)]

    def rungs(self) -> list[tuple[UUID, int]]:
        said = self.cleaned_data
        numbers = range(1, RUNGS_AT_MOST + 1)
        return [
            (UUID(said[f"who_{n}"]), said[f"minutes_{n}"] or USUAL) for n in numbers if said.get(f"who_{n}")
        ]

    def refuse(self, why: str) -> None:
        self.add_error(None if why == "changed-meanwhile" else "who_1", why_words(why))
