"""What somebody of the team says with a move. A form checks shape; the rule says what is missing, in words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from portico.triage.presenters import kinds, reasons

LONG = 5000


def _text(label: Any, rows: int = 4) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, max_length=LONG, widget=box)


def _line(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=300)


class RouteForm(forms.Form):
    """To another pool, or the same thing as another kind, which goes where the routing table says."""

    pool = forms.ChoiceField(label=_("To which pool"), required=False)
    kind = forms.ChoiceField(label=_("Or: what it is about"), required=False)
    reason = _line(_("Why"))

    def __init__(self, *args: Any, pools: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "pool", [("", _("Leave it to the kind")), *((str(p.pk), p.name) for p in pools)])
        _choose(self, "kind", [("", _("As it is")), *kinds().items()])


class SplitForm(forms.Form):
    """What else the message asks for."""

    kind = forms.ChoiceField(label=_("What else it asks for"), required=False)
    reason = _line(_("What the others should look at"))

    def __init__(self, *args: Any, but: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = [(kind, said) for kind, said in kinds().items() if kind != but]
        _choose(self, "kind", [("", _("Choose")), *left])


class AskForm(forms.Form):
    physician = forms.ChoiceField(label=_("Physician"))
    summary = _text(_("What the team found out"))
    question = _text(_("One question"), 2)

    def __init__(
        self, *args: Any, physicians: Sequence[Any], away: Mapping[UUID, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "physician", [(str(p.pk), _on_duty(p, away)) for p in physicians])


def _on_duty(physician: Any, away: Mapping[UUID, str]) -> str:
    if physician.pk not in away:
        return str(physician.name)
    facts = {"name": physician.name, "stand_in": away[physician.pk]}
    if not facts["stand_in"]:
        return str(_("%(name)s (away, nobody stands in)") % facts)
    return str(_("%(name)s (away: %(stand_in)s stands in)") % facts)


class AdviceForm(forms.Form):
    text = _text(_("Your answer to the team"))


class CloseForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why it is closed"), required=False)
    words = _line(_("In words"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "reason", [("", _("After an answer or an action")), *reasons().items()])


class ReasonForm(forms.Form):
    reason = _line(_("Why"))


class FlagForm(forms.Form):
    flag = forms.ChoiceField(label=_("Flag"), required=False)
    reason = _line(_("Why"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "flag", [("urgent", _("Urgent")), ("same-day", _("Today")), ("", _("No flag"))])


def _choose(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    form.fields[name].choices = list(choices)  # type: ignore[attr-defined]  # a ChoiceField


class WrittenForm(forms.Form):
    """A note or a call; `send_key` lets the same form be sent twice."""

    text = _text(_("Text"))
    send_key = forms.UUIDField(widget=forms.HiddenInput)


class PresenceForm(forms.Form):
    typing = forms.BooleanField(required=False)
    worked = forms.BooleanField(required=False)
    version = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
