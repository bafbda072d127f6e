"""Which pages are looked at, as whom. Addresses of single items are found by following the lists."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

CROWDED_AND_BARE = """
from portico.accounts.models import Account
from portico.people.actions import relate
from portico.people.models import Patient
from portico.core.viewer import Purpose, system_viewer
from datetime import date
carmen = Account.objects.get(username="carmen@example.org")
for family in ("Rivers", "Hohenstein-Lichtenberger"):
    relate(by=system_viewer(Purpose.SET_UP), account_id=carmen.pk, kind="adult", starts_on=date(2024, 1, 8),
           patient_id=Patient.objects.get(family=family).pk)
"""
ASKED_SINCE = """
from datetime import timedelta
from django.utils import timezone
from portico.messaging.models import Post, Thread
from portico.triage.models import WorkItem
past = timezone.now() - timedelta(seconds=11)
for model in (Thread, Post, WorkItem):
    model.objects.filter(effective_at__gt=past).update(effective_at=past)
"""

MORE_KINDS = ("medicine", "readings", "authorization", "billing", "form", "records", "details", "technical")


@dataclass(frozen=True)
class Place:
    """`act` is what is done on the page before it is looked at."""

    name: str
    address: str
    act: Callable[[Page], None] | None = None


RECORD = (
    "medicines", "conditions", "allergies", "vaccines", "documents", "referrals", "encounters",
    "family-history", "care-team",
)  # fmt: skip
RESULTS = {
    "result": "eGFR",
    "result-parts": "Blood pressure",
    "result-words": "culture",
    "result-waiting": "Not released",
    "result-300-points": "INR",
}


def _send_empty(page: Page) -> None:
    page.locator(".flow-end button").click()
    page.wait_for_load_state()


def _send_danger(page: Page) -> None:
    """The net under what is typed stops it once."""
    page.locator("input[name=topic]").fill("A question")
    page.locator("textarea").fill("My chest hurts and I can not breathe.")
    _send_empty(page)


def _item(page: Page, listed: str, words: str) -> str:
    """The address of the first row that has these words, on as many pages as the list has."""
    page.goto(listed)
    while True:
        row = page.locator("main .list-rows > li").filter(has_text=words).filter(has=page.locator("a"))
        if row.count():
            return _address(page, row.first.locator("a").first.get_attribute("href"))
        older = page.locator("a[rel=next]")
        if not older.count():
            return ""
        older.click()


def _address(page: Page, href: str | None) -> str:
    return page.evaluate("href => new URL(href, location.href).href", href or "")  # type: ignore[no-any-return]


def record_of(page: Page, person: str) -> list[Place]:
    """Every page of one record; `person` is its address, ending in a slash."""
    results = f"{person}results/?kind="
    found = [Place(name, _result(page, results, words)) for name, words in RESULTS.items()]
    return [
        Place("home", person),
        Place("messages", f"{person}messages/"),
        Place("messages-search", f"{person}messages/?q=thursday"),
        Place("thread", _item(page, f"{person}messages/", "")),
        Place("new-message", f"{person}messages/new/"),
        Place("refill", f"{person}messages/new/refill/"),
        Place("refill-errors", f"{person}messages/new/refill/", _send_empty),
        Place("emergency-step", f"{person}messages/new/question/"),
        Place("emergency", f"{person}messages/new/question/emergency/"),
        Place("net", f"{person}messages/new/other/", _send_danger),
        Place("which-result", f"{person}messages/new/result/"),
        Place("result-other", f"{person}messages/new/result/other/"),
        Place("ask-referral", f"{person}messages/new/referral/"),
        Place("ask-appointment", f"{person}messages/new/appointment/"),
        Place("ask-other", f"{person}messages/new/other/"),
        Place("new-message-more", f"{person}messages/new/more/"),
        *(Place(f"ask-{kind}", f"{person}messages/new/{kind}/") for kind in MORE_KINDS),
        Place("visits", f"{person}visits/"),
        Place("record", f"{person}record/"),
        Place("search", f"{person}record/?q=sugar"),
        Place("search-nothing", f"{person}record/?q=unicorn"),
        Place("results", f"{person}results/"),
        Place("vitals", f"{results}vital-signs"),
        *found,
        Place("report", _item(page, f"{results}reports", "")),
        *(Place(part, f"{person}record/{part}/") for part in RECORD),
        Place("document", _item(page, f"{person}record/documents/", "")),
        Place("who-looked", f"{person}who-looked/"),
        Place("more", f"{person}more/"),
    ]


def _result(page: Page, results: str, words: str) -> str:
    return next(
        (
            found
            for kind in ("laboratory", "vital-signs", "other")
            if (found := _item(page, results + kind, words))
        ),
        "",
    )


def account_of(page: Page, url: str) -> list[Place]:
    return [
        Place("records", f"{url}/records/"),
        Place("what-is-on", f"{url}/what-is-on/"),
        Place("security", f"{url}/account/security/"),
        Place("notices", f"{url}/account/notices/"),
        Place("notices-number", f"{url}/account/notices/number/"),
        Place("notices-code", f"{url}/account/notices/number/code/"),
        Place("help", f"{url}/help/"),
        Place("help-security", f"{url}/help/security/"),
        Place("not-found", f"{url}/for/00000000-0000-7000-8000-000000000000/"),
    ]


MOVES = (
    "route",
    "split",
    "question",
    "closing",
    "call",
    "note",
    "flag",
    "renewal",
    "laboratory",
    "referral",
    "visit",
    "letter",
)


def desk(page: Page, url: str) -> list[Place]:
    """What a nurse opens; the moves of an item as pages of their own, as they come without a script."""
    page.goto(f"{url}/desk/")
    item = _address(page, page.locator(".desk-row a").first.get_attribute("href"))
    page.goto(f"{url}/desk/?kind=refill")
    refill = _address(page, page.locator(".desk-row a").first.get_attribute("href"))
    page.goto(f"{url}/desk/patients/?q=delgado")
    chart = _address(page, page.get_by_role("link", name="Rosa Delgado").get_attribute("href"))
    page.goto(f"{url}/desk/phrases/")
    phrase = _address(page, page.locator("main .list-rows a").first.get_attribute("href"))
    page.goto(f"{url}/desk/guidelines/")
    guideline = _address(page, page.locator("main .list-rows a").first.get_attribute("href"))
    page.goto(f"{url}/desk/quick-actions/")
    quick = _address(page, page.locator("main .list-rows a").first.get_attribute("href"))
    base, person = refill.partition("?")[0], chart.partition("?")[0]
    return [
        Place("guidelines", f"{url}/desk/guidelines/"),
        Place("guideline", guideline),
        Place("guideline-new", f"{url}/desk/guidelines/new/"),
        Place("quick-actions", f"{url}/desk/quick-actions/"),
        Place("quick-action", quick),
        Place("quick-action-new", f"{url}/desk/quick-actions/new/"),
        Place("habits", f"{url}/desk/quick-actions/habits/"),
        Place("desk-quick", f"{base}quick/"),
        Place("routing", f"{url}/desk/routing/"),
        Place("sending", f"{url}/desk/sending/"),
        Place("sending-of-one", f"{person}sending/"),
        Place("handout", f"{person}sending/handout/"),
        Place("desk", f"{url}/desk/"),
        Place("desk-item", item),
        Place("desk-refill", refill),
        *(Place(f"desk-{move}", f"{base}{move}/") for move in MOVES),
        Place("desk-patients", f"{url}/desk/patients/?q=del"),
        Place("desk-chart", chart),
        Place("desk-conversations", f"{chart.partition('?')[0]}conversations/"),
        Place("phrases", f"{url}/desk/phrases/"),
        Place("phrase", phrase),
        Place("phrase-new", f"{url}/desk/phrases/new/"),
        Place("orders", f"{url}/desk/orders/"),
        Place("protocol", f"{url}/desk/orders/protocol/"),
        Place("tickets", f"{url}/desk/visits/tickets/"),
        Place("recalls", f"{url}/desk/visits/recalls/"),
        Place("ticket-new", f"{person}tickets/new/"),
        Place("recall-new", f"{person}recalls/new/"),
        Place("letters", f"{url}/desk/letters/"),
        Place("letter-new", f"{person}letters/new/?kind=absence"),
        Place("for-many", f"{url}/desk/", _for_many),
        Place("done-for-many", f"{url}/desk/runs/"),
        Place("desk-away", f"{url}/desk/away/"),
        Place("desk-help", f"{url}/help/"),
        Place("desk-what-is-on", f"{url}/what-is-on/"),
    ]


def _for_many(page: Page) -> None:
    """A quick action is looked at for all of the list; nothing is done."""
    page.locator("[name=item]").first.check()
    page.locator("button[formaction$='/runs/choice/']").click()
    page.wait_for_load_state()
    page.locator("button[name=all]").click()
    page.wait_for_load_state()
    page.locator("button[name=action]").first.click()
    page.wait_for_load_state()


def speak(page: Page, url: str, language: str) -> None:
    """The account keeps the language from one visit to the next. A wide desk has no room for the choice: help has."""
    if page.locator("html").get_attribute("lang") != language:
        page.goto(f"{url}/help/")
        page.locator("form[action$='/language/'] button").first.click()
        page.wait_for_load_state()


def ask_for_a_refill(page: Page, text: str) -> None:
    """From the patient's own first page."""
    page.goto(f"{page.url}messages/new/refill/")
    page.locator("input[name=medicine]").first.check()
    page.locator("input[name=days_left]").fill("12")
    page.locator("textarea").fill(text)
    page.locator(".flow-end button").click()
    page.wait_for_load_state()


def manager(url: str) -> list[Place]:
    return [
        Place("pools", f"{url}/desk/"),
        Place("manager-help", f"{url}/help/"),
        Place("routing-table", f"{url}/desk/routing/"),
        Place("routing-draft", f"{url}/desk/routing/draft/"),
        Place("routing-row", f"{url}/desk/routing/draft/rows/new/"),
        Place("sending-rules", f"{url}/desk/sending/"),
        Place("sending-new", f"{url}/desk/sending/new/"),
        Place("on-call", f"{url}/desk/on-call/"),
    ]


def administrator(url: str) -> list[Place]:
    return [
        Place("what-is-on", f"{url}/what-is-on/"),
        Place("switch", f"{url}/what-is-on/switches/"),
        Place("undelivered", f"{url}/desk/undelivered/"),
        Place("health", f"{url}/desk/health/"),
    ]


def at_the_door(url: str) -> list[Place]:
    return [
        Place("sign-in", f"{url}/account/sign-in/"),
        Place("demo-cast", f"{url}/demo/"),
        Place("demo-sent", f"{url}/demo/sent/"),
        Place("password", f"{url}/account/password/forgotten/"),
        Place("accessibility", f"{url}/accessibility/"),
        Place("privacy", f"{url}/privacy/"),
    ]
