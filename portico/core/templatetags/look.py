"""Draws a form's control with our class and everything that describes it to a screen reader; and addresses."""

from uuid import UUID

from django import template
from django.forms import BoundField, CheckboxInput, Select
from django.utils.safestring import SafeString

from portico.core.drawn import html, icon, options
from portico.core.presenters import page_url

register = template.Library()
register.simple_tag(options)
register.simple_tag(icon)


def _css_class(field: BoundField) -> str:
    if isinstance(field.field.widget, CheckboxInput):
        return ""
    return "form-select" if isinstance(field.field.widget, Select) else "form-control"


@register.simple_tag
def address(name: str, *ids: UUID) -> str:
    """As `url`, for a page that names nothing but ids: its shape is looked up once."""
    return page_url(name, *ids)


# A chip's own picture, where it is given none: state is never told by colour alone.
OF_KIND = {
    "needs": "clock", "danger": "exclamation-triangle-fill", "done": "check2", "action": "arrow-repeat",
}  # fmt: skip
CHIP = '<span class="{}">{}<span>{}</span></span>'


@register.simple_tag
def chip(kind: str, picture: str, words: str) -> SafeString:
    """A state in words; the component of the same name draws it so too."""
    css_class = f"chip chip-{kind}" if kind else "chip"
    return html(CHIP, css_class, icon(picture or OF_KIND.get(kind, "dot")), words)


@register.simple_tag
def control(field: BoundField, counter: int | str = "") -> SafeString:
    """The input, select or textarea of a field; `counter` names the line that says how much room is left."""
    described_by = [field.aria_describedby or ""]
    attrs: dict[str, str | bool] = {}
    if counter:
        described_by.append(f"{field.auto_id}_count")
    if css_class := " ".join(filter(None, [field.field.widget.attrs.get("class"), _css_class(field)])):
        attrs["class"] = css_class
    if names := " ".join(filter(None, described_by)):
        attrs["aria-describedby"] = names
    return field.as_widget(attrs=attrs)
