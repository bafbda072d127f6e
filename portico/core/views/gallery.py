"""Every component with its states on one page, so that they can be looked at together."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

CLINICS = [("madison", "Madison clinic"), ("verona", "Verona clinic"), ("phone", "By phone")]


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Full name", help_text="As it stands on your insurance card.", max_length=80)
    email = forms.EmailField(label="Email", required=False)
    birth_date = forms.DateField(label="Birth date", widget=forms.DateInput(attrs={"type": "date"}))
    clinic = forms.ChoiceField(label="Clinic", choices=CLINICS)
    where = forms.ChoiceField(label="How would you like to meet?", choices=CLINICS, widget=forms.RadioSelect)
    text = forms.CharField(
        label="What should the nurse know?",
        help_text="One topic in a message, please.",
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 500}),
    )
    agree = forms.BooleanField(label="I have read who can see this")


def sample_state() -> dict[str, object]:
    answered = SampleForm({"name": "", "email": "rosa@", "clinic": "madison"}, auto_id="wrong_%s")
    return {
        "form": SampleForm(initial={"name": "Rosa Delgado", "clinic": "verona", "where": "madison"}),
        "wrong_form": answered,
        "long_name": "María de los Ángeles Fernández-Etxeberria de la Vega y Villanueva",
        "colours": ["ground", "surface", "sunken", "ink", "action"],
        "tints": ["action-tint", "needs-tint", "danger-tint", "done-tint"],
    }


def gallery(request: HttpRequest) -> HttpResponse:
    """The gallery; `?desk=1` shows the same parts at the density of the care team."""
    return render(request, "core/gallery.html", sample_state() | {"is_desk": "desk" in request.GET})
