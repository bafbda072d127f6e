"""The rows of the list, drawn without a template: what anybody typed stays text."""

from dataclasses import fields, replace
from html.parser import HTMLParser
from typing import Any

import pytest

from portico.desk.presenters.rows import Row, drawn

PLAIN = Row(
    key="k1", href="/desk/k1/", patient="Rosa Delgado", kind="Refill", first_line="Lisinopril", due="Tomorrow",
    is_late=True, who="Jo Nurse", is_mine=True, flag="Urgent", state="Waiting for the patient", state_icon="clock",
)  # fmt: skip
TEXTS = [field.name for field in fields(Row) if isinstance(getattr(PLAIN, field.name), str)]


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, tuple[str, ...]]] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self.seen.append((tag, tuple(name for name, _ in attrs)))
        self.said += [str(value) for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def read(row: Row) -> Tags:
    page = Tags()
    page.feed(drawn([row], may_pick=True, open_key=""))
    page.close()
    return page


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(
    "typed",
    ['<img src=x onerror="z()">', "\" onmouseover=z() x='", "</li><script>z()</script>", "{}", "&lt;"],
)
def test_what_was_typed_makes_no_tag_and_reads_as_it_was_typed(name: str, typed: str) -> None:
    page = read(replace(PLAIN, **{name: typed}))
    assert page.seen == read(PLAIN).seen
    assert any(typed in text for text in page.said)


def test_a_row_says_whose_it_is_what_it_is_and_who_has_it() -> None:
    said = " ".join(read(PLAIN).said)
    for words in (
        "Rosa Delgado",
        "Refill.",
        "Lisinopril",
        "Tomorrow",
        "late",
        "Jo Nurse",
        "JN",
        "Urgent.",
        "mine",
    ):
        assert words in said
    assert "Nobody on it" in drawn([replace(PLAIN, who="")], may_pick=True, open_key="")


def test_the_open_one_is_marked_and_what_may_not_be_picked_has_no_box() -> None:
    assert drawn([PLAIN], may_pick=True, open_key="k1").count('aria-current="true"') == 1
    assert "aria-current" not in drawn([PLAIN], may_pick=True, open_key="k2")
    assert "checkbox" not in drawn([PLAIN], may_pick=False, open_key="")
