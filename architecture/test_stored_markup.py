"""Whatever somebody writes into whatever field, every page shows it as they wrote it and does nothing with it."""

import time
from typing import Any

import pytest
from django.db import connection
from django.template import Context, Template
from django.urls import reverse
from django.utils.safestring import mark_safe

from architecture.tree import told
from architecture.walk.cells import open_pages
from architecture.walk.fired import read
from architecture.walk.furnish import furnish
from architecture.walk.markup import MARKER, NUL, OF_FIELD, SUM, Payload, payloads, scatter
from architecture.walk.walk import Answer, Knock

pytestmark = pytest.mark.usefixtures("quiet")
SHOWN_AT_MOST = 25
# No page shows these yet; what comes to be shown leaves the list, and is proved from then on.
ON_NO_PAGE = {
    "chart.Document.category", "chart.Document.encounter", "chart.FamilyHistory.name", "chart.Vaccine.lot",
    "clinic.Site.address", "notifications.Notice.words",
    "people.Identifier.value", "results.Observation.method", "scheduling.Appointment.reason",
    "scheduling.Appointment.text", "usersessions.UserSession.user_agent",
}  # fmt: skip


def kept() -> list[Payload]:
    """What this database keeps."""
    return [p for p in payloads() if connection.vendor == "sqlite" or NUL not in p.text]


def is_page(answer: Answer) -> bool:
    return "text/html" in answer.headers


def test_nothing_that_somebody_wrote_becomes_part_of_a_page(stage: Any) -> None:
    begin, world = time.monotonic(), furnish(stage)
    everything = kept()
    places = scatter(everything)
    # Jo looks, under her new name: the list of who looked shows it.
    opened = stage.browser("jo").get(reverse("desk:patient", args=[world.patients["rosa"]]))
    assert opened.status_code == 200
    knock, faults, shown, fields, count = Knock(), [], set(), set(), 0
    for cell in open_pages(world):
        answer = knock(cell, world.cookies.get(cell.actor.name, ""))
        if answer.status >= 500 and answer.status != 503:
            faults.append(f"{cell}: an error of ours ({answer.status})")
        if not is_page(answer):
            continue
        count += 1
        found = read(answer.text)
        faults += [f"{cell}: {what}" for what in found.faults]
        fields |= {places[number] for text in found.texts for number in fields_in(text)}
        shown |= as_written([OF_FIELD.sub(r"\1", text) for text in found.texts], everything)
    print(
        f"\n{count} pages, {len(shown)} of {len(everything)} payloads and {len(fields)} of {len(places)} fields seen, "
        f"{time.monotonic() - begin:.0f} s"
    )
    assert not faults, told([*dict.fromkeys(faults)][:SHOWN_AT_MOST])
    assert len(shown) >= 0.9 * len(everything), sorted(p.text for p in everything if p.marker not in shown)
    unseen = set(places) - fields
    assert unseen == ON_NO_PAGE, sorted(unseen ^ ON_NO_PAGE)
    assert count >= 400


def test_a_document_that_is_not_cleaned_is_found_out(stage: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same walk, with the one page that trusts a text of others letting it through."""
    from portico.chart.views import patient

    world = furnish(stage)
    scatter(kept())
    documents = [c for c in open_pages(world) if c.name == "chart:document" and c.actor.name == "rosa"]
    faults = {}
    for way in (patient.cleaned, str):
        monkeypatch.setattr(patient, "cleaned", way)
        answers = [Knock()(cell, world.cookies["rosa"]).text for cell in documents]
        faults[way] = [what for text in answers for what in read(text).faults]
    assert [bool(faults[way]) for way in faults] == [False, True]


def as_written(texts: list[str], everything: list[Payload]) -> set[str]:
    """The markers whose payload stands on the page letter by letter, but for how lines and spaces are broken."""
    marked = "\n".join(plain(text) for text in texts if MARKER.search(text))
    present = set(MARKER.findall(marked))
    return {p.marker for p in everything if p.marker in present and plain(p.text) in marked}


def fields_in(text: str) -> set[int]:
    return {int(number) for _marker, number in OF_FIELD.findall(text)}


def plain(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())


# -- the reader itself --


def test_there_are_many_kinds_of_markup_and_each_is_told_apart() -> None:
    everything = payloads()
    assert len(everything) >= 200
    assert len({p.marker for p in everything}) == len({p.text for p in everything}) == len(everything)
    assert any(SUM in p.text for p in everything)


def test_a_random_token_is_not_taken_for_a_field() -> None:
    """Three quarters of a million random characters a walk: "zf9z" is among them every twentieth time."""
    assert fields_in('Azqfire12zf9z and <zqfire3zf41z> value="x7zf8zQ"') == {9, 41}


def test_a_page_that_escapes_is_clean_whatever_is_on_it() -> None:
    page = Template(
        '<p title="{{ text }}">{{ text }}</p><textarea>{{ text }}</textarea><title>{{ text }}</title>'
    )
    for payload in payloads():
        found = read(page.render(Context({"text": payload.text})))
        assert not found.faults, found.faults
        assert as_written(found.texts, [payload]), payload.text


@pytest.mark.parametrize(
    ("page", "what"),
    [
        ("<p>{{ text }}</p>", "<{m}>"),
        ("<p>{{ text }}</p>", "<img src=x {m}>"),
        ("<p>{{ text }}</p>", "<img src=x onerror=1>{m}"),
        ('<p title="{{ text }}"></p>', '" onload={m} x="'),
        ("<textarea>{{ text }}</textarea>", "</textarea><{m}>"),
        ("<p>{{ text }}</p>", "<!--{m}-->"),
        ("<p>{{ text }}</p>", "<script>{m}</script>"),
        ("<p>{{ text }}</p>", "<iframe src=x>{m}"),
        ("<script>let name = '{{ text }}'</script>", "{m}"),
        ('<a href="{{ text }}">x</a>', "java\tscript:{m}"),
        ('<a href="{{ text }}">x</a>', "data:text/html,{m}"),
        ("<p>{{ text }}</p>", "{m}49"),
    ],
)
def test_a_page_that_does_not_escape_is_found_out(page: str, what: str) -> None:
    text = mark_safe(what.replace("{m}", "zqfire1z"))
    assert read(Template(page).render(Context({"text": text}))).faults


def test_the_payloads_bite_where_nothing_escapes_them() -> None:
    """Straight between two tags, or into an attribute, most of them become part of the page."""
    page = Template("{{ text }}<a href=\"{{ text }}\" title='{{ text }}'></a>")
    biting = [p for p in payloads() if read(page.render(Context({"text": mark_safe(p.text)}))).faults]
    assert len(biting) >= 150
