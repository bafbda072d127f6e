"""What the team writes into an order. A form checks shape; the protocol and whoever signs look at the rest."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from portico.orders.rules.order import Kind


def _line(label: Any, size: int, *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=size, required=required)


def _text(label: Any) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=2000, required=False, widget=box)


def _priority() -> forms.ChoiceField:
    choices = [("routine", _("Routine")), ("soon", _("Soon")), ("urgent", _("Urgent"))]
    return forms.ChoiceField(label=_("How soon"), choices=choices)


class OrderForm(forms.Form):
    """`send_key` lets the same form be sent twice."""

    send_key = forms.UUIDField(widget=forms.HiddenInput)
    medicine = forms.UUIDField(widget=forms.HiddenInput, required=False)
    physician = forms.ChoiceField(label=_("Physician"), required=False)

    def __init__(
        self, *args: Any, physicians: Sequence[Any], away: Mapping[UUID, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        anybody = ("", _("Any physician of the clinic"))
        field: Any = self.fields["physician"]
        field.choices = [anybody, *((str(p.pk), _on_duty(p, away)) for p in physicians)]
        # Asked last.
        self.order_fields([name for name in self.fields if name != "physician"])


def _on_duty(physician: Any, away: Mapping[UUID, str]) -> str:
    if physician.pk not in away:
        return str(physician.name)
    facts = {"name": physician.name, "stand_in": away[physician.pk]}
    if not facts["stand_in"]:
        return str(_("%(name)s (away, nobody stands in)") % facts)
    return str(_("%(name)s (away: %(stand_in)s stands in)") % facts)


class RenewalForm(OrderForm):
    kind: ClassVar[Kind] = Kind.RENEWAL
    what = _line(_("Medicine, with its strength"), 300, required=True)
    directions = _line(_("Directions"), 500, required=True)
    quantity = _line(_("How much"), 60, required=True)
    refills = forms.IntegerField(label=_("Refills"), min_value=0, max_value=12)
    place = _line(_("Pharmacy"), 200)
    note = _text(_("For whoever signs"))


class LaboratoryForm(OrderForm):
    kind: ClassVar[Kind] = Kind.LABORATORY
    what = _line(_("Tests"), 300, required=True)
    reason = _line(_("Why"), 300, required=True)
    priority = _priority()
    place = _line(_("Laboratory"), 200)
    note = _text(_("For whoever signs"))


class ReferralForm(OrderForm):
    kind: ClassVar[Kind] = Kind.REFERRAL
    what = _line(_("Specialty"), 300, required=True)
    place = _line(_("To whom, if somebody is named"), 200)
    reason = _line(_("Why"), 300, required=True)
    priority = _priority()
    note = _text(_("Earlier visits, insurer, what the specialist should know"))


FORMS: dict[Kind, type[OrderForm]] = {
    Kind.RENEWAL: RenewalForm,
    Kind.LABORATORY: LaboratoryForm,
    Kind.REFERRAL: ReferralForm,
}


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=_("What has to change"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
