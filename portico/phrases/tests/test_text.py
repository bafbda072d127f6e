"""Fixed substitution, proved for any text and any value: what is put in is never read again."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portico.phrases.rules.content import Content, problems
from portico.phrases.rules.review import is_past, next_review
from portico.phrases.rules.shortcut import Owner, by_shortcut, cleaned, in_order, is_shortcut
from portico.phrases.rules.text import (
    CHARACTERS,
    TOKENS,
    Fault,
    Kind,
    chosen,
    expand,
    faults,
    marks,
    unresolved,
)
from portico.phrases.rules.variant import variant

# What a name might hold that would mean something if it were read.
NASTY = st.sampled_from(
    [
        "{{user.signature}}",
        "***",
        "[[a|b]]",
        "{{",
        "}}",
        "[[",
        "]]",
        "{",
        "*",
        "|",
        "{% if %}",
        "\\1",
        "%s",
        "{0}",
        "$&",
    ]
)
VALUES = st.lists(st.one_of(NASTY, st.text(max_size=12)), min_size=1, max_size=5).map("".join).filter(bool)
NAMES = sorted(TOKENS)
FACTS = st.lists(VALUES, max_size=3).map(
    lambda values: {name: values[at % len(values)] for at, name in enumerate(NAMES) if values and at % 4}
)
PIECES = st.one_of(
    st.text(alphabet="ab {}[]*|\n", max_size=10),
    st.sampled_from(sorted(TOKENS)).map(lambda name: f"{{{{{name}}}}}"),
    st.sampled_from(["[[one|two]]", "***", "{{nobody.knows}}"]),
)
# How fast a busy machine makes examples says nothing about the rule.
SLOWLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
TEXTS = st.lists(PIECES, max_size=8).map("".join)


def test_a_token_becomes_the_fact_and_one_without_a_fact_stays_and_is_counted() -> None:
    made = expand("Hello {{patient.first_name}}, see {{ clinician.name }}.", {"patient.first_name": "Rosa"})
    assert made.text == "Hello Rosa, see {{ clinician.name }}."
    assert [(mark.kind, mark.name) for mark in made.left] == [(Kind.NAME, "clinician.name")]


@pytest.mark.parametrize(
    "name", ["{{user.signature}}", "***", "[[a|b]]", "{{patient.first_name}}", "{% debug %}"]
)
def test_a_patient_of_a_strange_name_keeps_it_and_it_does_nothing(name: str) -> None:
    facts = {"patient.first_name": name, "user.signature": "Jo Park, nurse"}
    made = expand("Hello {{patient.first_name}}!\n{{user.signature}}", facts)
    assert made.text == f"Hello {name}!\nJo Park, nurse"
    assert made.left == ()


@SLOWLY
@given(TEXTS, FACTS)
def test_what_is_put_in_is_never_read_again(text: str, facts: dict[str, str]) -> None:
    """The same text, made piece by piece from its marks alone."""
    expected, at = [], 0
    for mark in marks(text):
        expected += [
            text[at : mark.start],
            facts.get(mark.name, mark.said) if mark.kind is Kind.NAME else mark.said,
        ]
        at = mark.end
    assert expand(text, facts).text == "".join([*expected, text[at:]])


@SLOWLY
@given(TEXTS, FACTS)
def test_what_is_left_is_what_had_no_fact_and_stands_where_it_is_said_to(
    text: str, facts: dict[str, str]
) -> None:
    made = expand(text, facts)
    assert all(made.text[mark.start : mark.end] == mark.said for mark in made.left)
    had_none = [
        m.said for m in marks(text) if m.kind is not Kind.NAME or m.name not in TOKENS or m.name not in facts
    ]
    assert [mark.said for mark in made.left] == had_none


@SLOWLY
@given(VALUES)
def test_one_value_never_changes_how_another_is_put_in(value: str) -> None:
    facts = {"patient.first_name": value, "practice.phone": "608-555-0142"}
    made = expand("{{practice.phone}}{{patient.first_name}}{{practice.phone}}", facts)
    assert made.text == f"608-555-0142{value}608-555-0142"


@SLOWLY
@given(TEXTS)
def test_a_text_without_brackets_and_stars_in_a_row_is_finished(text: str) -> None:
    is_plain = not any(piece in text for piece in ("{{", "}}", "[[", "]]", "***"))
    assert (unresolved(text) == []) is is_plain


@SLOWLY
@given(st.text(alphabet="{}[]*| \n", max_size=200))
def test_any_heap_of_brackets_is_read_and_nothing_of_it_is_lost(text: str) -> None:
    assert expand(text, {}).text == text


@pytest.mark.parametrize("piece", ["{{", "[[", "{{ ", "[[|", "*", "{{a", " "])
def test_a_long_heap_of_brackets_is_read_to_its_end(piece: str) -> None:
    """A reading that looked back would not come to an end with twenty thousand of them."""
    heap = piece * (20_000 // len(piece))
    assert expand(heap, {}).text == heap


@pytest.mark.parametrize(
    ("text", "fault", "said"),
    [
        ("Hi {{patient.shoe_size}}", Fault.UNKNOWN_NAME, "{{patient.shoe_size}}"),
        ("Hi {{}}", Fault.UNKNOWN_NAME, "{{}}"),
        ("[[only one]]", Fault.FEW_CHOICES, "[[only one]]"),
        ("[[one|]]", Fault.EMPTY_CHOICE, "[[one|]]"),
        ("[[one|{{med.name}}]]", Fault.MARK_IN_CHOICE, "[[one|{{med.name}}]]"),
        ("[[one|***]]", Fault.MARK_IN_CHOICE, "[[one|***]]"),
        ("Hi {{patient.first_name}", Fault.NOT_CLOSED, "{{"),
        ("one|two]]", Fault.NOT_CLOSED, "]]"),
    ],
)
def test_what_can_not_be_put_in_is_named(text: str, fault: Fault, said: str) -> None:
    assert [(wrong.fault, wrong.said) for wrong in faults(text)] == [(fault, said)]


def test_a_phrase_of_every_kind_of_mark_is_in_order() -> None:
    assert faults("".join(f"{{{{{name}}}}} " for name in TOKENS) + "[[one|two]] *** **bold** [one] {x}") == []


def test_a_pick_list_is_decided_and_the_others_stay() -> None:
    text = "[[a|b]] and [[ c | d ]]"
    assert chosen(text, 1, 1) == "[[a|b]] and d"
    assert chosen(text, 0, 0) == "a and [[ c | d ]]"
    assert chosen(text, 2, 0) == chosen(text, 0, 5) == chosen(text, -1, 0) == text


def test_a_phrase_speaks_the_language_of_the_patient_or_says_that_it_can_not() -> None:
    both = {"english": "Hello", "spanish": "Hola"}
    assert (variant(**both, language="es-MX").text, variant(**both, language="en").text) == ("Hola", "Hello")
    assert not variant(**both, language="es").is_other
    only = variant(english="Hello", spanish=" ", language="es")
    assert (only.text, only.is_other) == ("Hello", True)
    assert variant(english="", spanish="Hola", language="en").is_other
    assert variant(**both, language="vi").is_other
    assert not variant(**both, language="").is_other


def said(**facts: object) -> Content:
    usual = {"shortcut": ".ok", "title": "Fine", "kinds": (), "english": "Fine.", "spanish": ""}
    return Content(**{**usual, "review_on": next_review(_DAY), **facts})  # type: ignore[arg-type]


_DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"shortcut": "ok"}, "shortcut"), ({"shortcut": ".O K"}, "shortcut"), ({"title": " "}, "title"),
        ({"kinds": ("gossip",)}, "kinds"), ({"english": " "}, "english"), ({"spanish": "{{x}}"}, "spanish"),
        ({"english": "a" * (CHARACTERS + 1)}, "english"),
    ],
)  # fmt: skip
def test_what_is_no_phrase_is_refused_at_its_field(facts: dict[str, object], field: str) -> None:
    assert problems(said()) == []
    assert [problem.field for problem in problems(said(**facts))] == [field]


@pytest.mark.parametrize(
    ("typed", "kept"), [("bp-ok", ".bp-ok"), (".BP-OK", ".bp-ok"), (" ..bp ", ".bp"), (".x1", ".x1")]
)
def test_a_shortcut_is_kept_small_with_one_dot(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept
    assert is_shortcut(kept)


@pytest.mark.parametrize(
    "typed", [".", ".-a", ".a-", ".a--b", ".é", ".a b", ".a.b", "." + "a" * 30, ".٣", ".a\n"]
)
def test_what_is_no_shortcut(typed: str) -> None:
    assert not is_shortcut(typed)


class Given:
    def __init__(self, owner: Owner, title: str, kinds: tuple[str, ...] = ()) -> None:
        self.owner, self.title, self.kinds, self.shortcut = owner, title, list(kinds), ".ok"


def test_ones_own_phrase_wins_over_the_pools_and_the_pools_over_the_practices() -> None:
    mine, pools, practices = (Given(owner, "a") for owner in Owner)
    assert by_shortcut([practices, pools, mine]) == {".ok": mine}
    assert by_shortcut([practices, pools]) == {".ok": pools}


def test_what_is_made_for_this_kind_of_message_comes_first() -> None:
    for_all, for_it = Given(Owner.PERSON, "a"), Given(Owner.PRACTICE, "z", ("refill",))
    for_more, for_other = (
        Given(Owner.PRACTICE, "b", ("refill", "result")),
        Given(Owner.PERSON, "a", ("result",)),
    )
    assert in_order([for_other, for_all, for_more, for_it], "refill") == [
        for_it,
        for_more,
        for_all,
        for_other,
    ]


def test_a_phrase_is_past_its_review_on_the_day_after() -> None:
    assert not is_past(_DAY, _DAY)
    assert is_past(_DAY, next_review(_DAY))
