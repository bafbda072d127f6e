"""HTML that Python writes: what anybody typed stays text. And sentences that are looked up once stay in the language
of the page."""

from django.template import Context, Template
from django.utils.translation import override

from portico.core.drawn import html, joined, options

NASTY = "<img src=x onerror=alert(1)>\"'&"


def test_a_value_is_escaped_and_what_was_drawn_is_not_escaped_twice() -> None:
    inner = html("<b title='{}'>{}</b>", NASTY, NASTY)
    whole = html("<p>{}</p>", inner)
    assert "<img" not in whole
    assert whole.count("&lt;img") == 2
    assert "&amp;lt;" not in whole
    assert joined([inner, inner]) == f"{inner}{inner}"


def test_the_chosen_option_is_chosen_and_names_stay_text() -> None:
    drawn = options([("a", NASTY), (NASTY, "b")], "a")
    assert drawn.count(" selected") == 1
    assert drawn.startswith('<option value="a" selected>&lt;img')
    assert "<img" not in drawn
    assert " selected" not in options([("", "All")], None)


def test_an_icon_s_name_stays_a_name() -> None:
    drawn = Template("{% icon name %}").render(Context({"name": NASTY}))
    assert "<img" not in drawn


def test_a_sentence_is_said_in_the_language_of_each_page() -> None:
    page = Template("{% trans 'Sign out' %}")
    for _again in range(2):
        with override("en"):
            assert page.render(Context()) == "Sign out"
        with override("es"):
            assert page.render(Context()) == "Cerrar sesión"


def test_what_changes_with_the_page_is_not_kept() -> None:
    page = Template("{% trans name %}|{% trans 'Sign out' as out %}{{ out }}|{% trans 'Sign out'|upper %}")
    assert page.render(Context({"name": "Rosa"})) == "Rosa|Sign out|SIGN OUT"
    assert page.render(Context({"name": "Harold & <b>"})) == "Harold &amp; &lt;b&gt;|Sign out|SIGN OUT"
