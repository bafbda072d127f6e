"""Components say what they were given, safely, and stay readable for everyone."""

import re

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django_cotton.compiler_regex import CottonCompiler

from portico.core.views.gallery import SampleForm, sample_state

SLY = "O'Hara \"> <script>alert(1)</script>"


def _drawn(markup: str, **context: object) -> str:
    return Template(CottonCompiler().process(markup)).render(Context(context))


@pytest.mark.parametrize(
    "markup",
    [
        '<c-page-head title="{{ name }}" />',
        '<c-list-row title="{{ name }}" href="/x/" detail="{{ name }}" />',
        '<c-acting-for name="{{ name }}" initials="OH" />',
        '<c-message sender="{{ name }}" when="today"><p>{{ name }}</p></c-message>',
        '<c-button aria-label="{{ name }}">Send</c-button>',
        '<c-todo title="{{ name }}" action="Read" href="/x/" />',
        '<c-search-box label="Search" value="{{ name }}" />',
        '<c-toast text="{{ name }}" action="/undo/" />',
    ],
)
def test_a_name_with_markup_in_it_is_shown_as_it_is_written(markup: str) -> None:
    drawn = _drawn(markup, name=SLY)
    assert "<script>" not in drawn
    assert "&lt;script&gt;" in drawn
    assert "&amp;lt;" not in drawn


def test_the_gallery_shows_every_part_at_both_densities() -> None:
    for is_desk in (False, True):
        page = render_to_string("core/gallery.html", sample_state() | {"is_desk": is_desk})
        assert f'data-density="{"desk" if is_desk else "patient"}"' in page
        assert not re.search(r"\{[{%]|<c-", page)
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids))


def test_a_field_names_its_hint_its_error_and_its_room() -> None:
    drawn = _drawn('<c-field :field="form.text" :counter="500" />', form=SampleForm({"text": ""}))
    described_by = re.search(r'<textarea[^>]*aria-describedby="([^"]+)"', drawn)
    assert described_by is not None
    for name in described_by[1].split():
        assert f'id="{name}"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert "Up to 500 characters" in drawn


def test_a_group_of_choices_is_a_fieldset_with_its_question_as_legend() -> None:
    drawn = _drawn('<c-field :field="form.where" />', form=SampleForm())
    assert re.search(r"<fieldset.*<legend>How would you like to meet\?", drawn, re.DOTALL)
    assert drawn.count('type="radio"') == 3


def test_the_summary_of_errors_leads_to_each_field_that_is_on_the_page() -> None:
    form = SampleForm({"email": "rosa@"})
    page = _drawn(
        '<c-error-summary :form="form" />{% for field in form %}<c-field :field="field" />{% endfor %}',
        form=form,
    )
    links = re.findall(r'href="#([^"]+)"', page)
    assert len(links) == sum(len(errors) for errors in form.errors.values())
    assert all(f'id="{name}"' in page for name in links)


def test_a_form_without_errors_has_no_summary() -> None:
    assert "error-summary" not in _drawn('<c-error-summary :form="form" />', form=SampleForm())


def test_a_button_that_can_not_be_used_says_why_and_sends_nothing() -> None:
    drawn = _drawn('<c-button why="needs all 8 checks" href="/approve/">Approve</c-button>')
    assert 'aria-disabled="true"' in drawn
    assert 'type="button"' in drawn
    assert "Approve: needs all 8 checks" in drawn
    assert "/approve/" not in drawn


def test_only_the_primary_task_has_the_filled_button() -> None:
    assert "btn-primary" not in _drawn('<c-todo title="Read" action="Read" href="/x/" />')
    assert "btn-primary" in _drawn('<c-todo title="Read" action="Read" href="/x/" :primary="True" />')


def test_undo_works_without_a_script() -> None:
    drawn = _drawn('<c-toast text="Sent" action="/messages/1/withdrawal/" seconds="9" />')
    assert re.search(r'<form method="post" action="/messages/1/withdrawal/">.*<button', drawn, re.DOTALL)
    assert 'data-seconds="9"' in drawn


@pytest.mark.parametrize(
    ("theme", "expected"), [("auto", "prefers-color-scheme"), ("dark", 'media="screen"')]
)
def test_dark_comes_from_the_server(theme: str, expected: str) -> None:
    page = render_to_string("portico/plain.html", {"theme": theme})
    link = re.search(r"<link[^>]*dark\.css[^>]*>", page)
    assert link is not None
    assert expected in link[0]


def test_light_asks_for_no_dark_sheet() -> None:
    assert "dark.css" not in render_to_string("portico/plain.html", {"theme": "light"})


@pytest.mark.parametrize("page", ["400.html", "403.html", "404.html", "405.html", "500.html", "503.html"])
def test_an_error_page_draws_without_any_context_and_says_what_to_do(page: str) -> None:
    drawn = render_to_string(page)
    assert "911" in drawn
    assert re.search(r'<a class="btn btn-primary" href="/?"', drawn)
