"""In a language in which every translated text stands in brackets, no page says a word of the code outside them."""

from typing import Any

import pytest

from architecture.lost import CLOSE, OPEN, lay_over, lost, odd, outside, written
from architecture.tree import told
from architecture.walk.cells import cells
from architecture.walk.furnish import furnish
from architecture.walk.walk import Knock

pytestmark = pytest.mark.usefixtures("quiet")
# Made-up words for those who build pages.
FOR_BUILDERS = {"core:gallery", "core:health"}
POOLS = {"Front desk", "Nurse advice", "Referrals", "Refills"}
# Words of the code that stand on these pages as data, too, each with its reason.
IS_DATA = {
    # The names that set-up gave the pools; a practice changes them.
    "desk": POOLS,
    "triage": POOLS,
    "messaging-team": POOLS,
    # The name of each check, as `bin/portico doctor` takes it.
    "health": {"deliveries-dead", "ledger-unsealed", "notices-dead", "worker", "worker-silent"},
    # What the laboratory wrote.
    "results": {"Negative", "Potassium"},
    "messaging": {"Negative", "Potassium"},
}


def test_nothing_that_anybody_reads_passed_by_the_catalogue(
    stage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, knock, known = furnish(stage), Knock(), written()
    lay_over(monkeypatch)
    seen: set[tuple[str, str, bool, bool]] = set()
    found: set[str] = set()
    odd_pages = 0
    for cell in cells(world, "quick"):
        actor = cell.actor
        key = (cell.name, actor.role, bool(actor.own), bool(actor.records))
        if cell.method != "GET" or cell.expected != "pass" or cell.name in FOR_BUILDERS or key in seen:
            continue
        seen.add(key)
        answer = knock(cell, world.cookies.get(cell.actor.name, ""))
        if answer.status == 200 and "<html" in answer.text:
            odd_pages += OPEN in answer.text
            data = IS_DATA.get(cell.name.partition(":")[0], set())
            found |= {f"{cell.name}: {words}" for words in set(lost(answer.text, known)) - data}
    print(f"\n{odd_pages} pages of {len({name for name, *_who in seen})} doors")
    assert not found, told(sorted(found))
    assert odd_pages > 100


def test_a_bare_text_is_found_between_tags_in_attributes_and_beside_what_was_translated() -> None:
    known = frozenset({"Send", "Close it"})
    page = (
        f'<p>Send</p><button aria-label="Close it">{odd("Fine")}</button><p>{odd("To")}: Send</p><p>Rosa</p>'
    )
    assert list(lost(page, known)) == ["Send", "Close it", "Send"]
    assert not list(lost(f"<p>{odd('Send')}</p>", known))


def test_what_is_filled_in_keeps_its_place() -> None:
    text = odd('Call %(name)s at <a href="%(href)s">{n}</a>')
    assert all(piece in text for piece in ("%(name)s", '<a href="%(href)s">', "{n}"))
    assert len(text) > 1.25 * len("Call %(name)s at {n}")


def test_brackets_in_brackets_are_inside() -> None:
    assert outside(f"a{OPEN}b{OPEN}c{CLOSE}d{CLOSE}e") == ["a", "e"]


def test_the_words_of_the_code_are_known() -> None:
    assert {"Usual", "Sign in"} & written()
    assert len(written()) > 500
