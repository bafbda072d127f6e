"""What the patient types in the kinds beneath the six plain choices. A form checks shape; rules and actions decide."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portico.messaging.forms.patient import OTHER, Choices, Compose, body_field, text_field
from portico.messaging.presenters.titles import chosen
from portico.messaging.rules.kinds import Kind

NO_HEALTH = _("Please nothing about your health here: the people who read this are not nurses.")
CHOOSE = {"required": _("Choose what it is about.")}


class Chosen(Compose):
    """Begins with a choice, whose words are the title of the message."""

    kind: Kind
    what = forms.ChoiceField(label=_("What is it about?"), widget=forms.RadioSelect, error_messages=CHOOSE)
    needs: dict[str, tuple[str, ...]] = {}  # field -> the choices with which it may not be empty

    def choose(self, choices: dict[str, Choices]) -> None:
        self.fields["what"].choices = list(chosen(self.kind).items())  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, with_choices in self.needs.items():
            if data.get("what") in with_choices and not str(data.get(name) or "").strip():
                self.add_error(name, _now("Please write an answer here."))
        return data


class MedicineForm(Compose):
    """About a medicine, not a refill of it."""

    medicine = forms.ChoiceField(
        label=_("Which medicine?"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose a medicine, or “Something else”.")},
    )  # fmt: skip
    other = text_field(
        _("Name of the medicine"), required=False, help_text=_("Only if it is not on the list above.")
    )
    body = body_field(_("Your question"))

    def choose(self, choices: dict[str, Choices]) -> None:
        self._offer("medicine", choices.get("medicine", []), (OTHER, _now("Something else")))
        if "medicine" not in self.fields:
            self.fields["other"].help_text = ""
            self.fields["other"].required = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("medicine") == OTHER and not data.get("other", "").strip():
            self.add_error("other", _now("Please write which medicine you mean."))
        return data


class ReadingsForm(Chosen):
    kind = Kind.READINGS
    values = text_field(
        _("What did you measure?"), required=False,
        help_text=_("The numbers, such as 128/82 for a blood pressure. More than one is fine."),
    )  # fmt: skip
    measured = text_field(_("When?"), required=False, most=120)
    body = body_field(_("Anything else we should know?"), required=False)
    needs = {"values": ("pressure", "sugar", "weight", "temperature", "pulse", "oxygen"), "body": ("news",)}


class AuthorizationForm(Compose):
    what = text_field(
        _("What does the insurer have to approve?"), help_text=_("A medicine, a test, a visit.")
    )
    insurer = text_field(_("Your insurer"))
    has_letter = forms.ChoiceField(
        label=_("Did the insurer write to you?"), widget=forms.RadioSelect,
        choices=[("yes", _("Yes; a picture of the letter helps")), ("no", _("No"))],
        error_messages={"required": _("Choose yes or no.")},
    )  # fmt: skip
    body = body_field(_("Anything else we should know?"), required=False)


class BillingForm(Chosen):
    kind = Kind.BILLING
    bill = text_field(_("Number or day of the bill"), required=False, most=80)
    body = body_field(_("Your question"))
    body.help_text = NO_HEALTH


class PaperForm(Chosen):
    """A form to fill in, a letter to write. Fees and days are the practice's to say."""

    kind = Kind.FORM
    needed_by = forms.DateField(
        label=_("By when do you need it?"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Choose a day.")},
    )  # fmt: skip
    hand_over = forms.ChoiceField(
        label=_("How would you like to have it?"), widget=forms.RadioSelect,
        choices=[("here", _("Here in the portal")), ("clinic", _("I pick it up")), ("send", _("Sent to somebody"))],
        error_messages={"required": _("Choose how you would like to have it.")},
    )  # fmt: skip
    body = body_field(_("What should it say, and for whom?"))
    body.help_text = _("If there is a form to fill in, add a picture or a PDF of it.")

    @property
    def details(self) -> dict[str, Any]:
        """A day goes into the record of the message as text."""
        found = super().details
        day: date | None = found.get("needed_by")
        return {**found, "needed_by": day.isoformat() if day else ""}


class RecordsForm(Chosen):
    kind = Kind.RECORDS
    part = text_field(
        _("Which part of it?"), help_text=_("Such as: everything of this year, or the X-ray of May.")
    )
    send_to = text_field(_("To whom should it go?"), required=False, help_text=_("Name and address."))
    body = body_field(_("What is wrong, or anything else we should know?"), required=False)
    needs = {"send_to": ("send",), "body": ("correct",)}


class DetailsForm(Chosen):
    kind = Kind.DETAILS
    new = text_field(_("How is it now?"), most=300)
    since = text_field(_("Since when?"), required=False, most=80)
    body = body_field(_("Anything else we should know?"), required=False)
    body.help_text = NO_HEALTH


class TechnicalForm(Chosen):
    kind = Kind.TECHNICAL
    body = body_field(_("What happens, and what would you expect?"))
    body.help_text = NO_HEALTH
