"""Somebody in front of a browser: what they do and see, as sentences. Every page they meet is checked."""

import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, expect

CHECK = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.target.join(" ")).join(" | "));
}"""
FOCUS_IS_SEEN = """() => {
  const e = document.activeElement, looks = getComputedStyle(e);
  const rings = [looks, getComputedStyle(e, "::after")];
  const label = e.closest("label, .choice, .search, .composer");
  if (label) rings.push(getComputedStyle(label));
  const box = e.getBoundingClientRect();
  return {
    ring: rings.some(r => (r.outlineStyle !== "none" && parseFloat(r.outlineWidth) >= 2) || r.boxShadow !== "none"),
    inside: box.bottom > 0 && box.top < innerHeight,
    what: e.outerHTML.slice(0, 120),
  };
}"""
REFUSED = re.compile(r"status of (400|403|404|422)")
MOST_TABS = 80
SEES_WITHIN = 5.0
# What differs in two copies of the same page: the tokens of its forms, the seconds that are left.
SECRETS = re.compile(
    r'(name="(csrfmiddlewaretoken|send_key)" value="[^"]*"|X-CSRFToken": "[^"]*"|&quot;X-CSRFToken[^}]*'
    r'|data-left="\d+")'
)


@dataclass
class Person:
    """One person's browser. `page` is for the rare step that no sentence covers."""

    name: str
    context: BrowserContext
    page: Page
    url: str
    axe: str
    has_script: bool = True
    checked: set[int] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)
    record: str = ""  # where they arrive: for a patient, the address of the record

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        self.page.on("request", self._watch)

    def _hear(self, message: ConsoleMessage) -> None:
        """A refusal's own status is no fault of the page; anything else on the console is."""
        if message.type in ("error", "warning") and not REFUSED.search(message.text):
            self.complaints.append(f"console: {message.text}")

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((self.url, "data:", "blob:", "about:")):
            self.complaints.append(f"asked another host: {request.url}")

    # -- what they do --

    def signs_in(self) -> None:
        self.page.goto(f"{self.url}/demo/")
        # The stories above lead in as the same people.
        row = (
            self.page.locator(".cast")
            .get_by_role("listitem")
            .filter(has=self.page.locator(f"form[action$='/{self.name}/']"))
        )
        row.get_by_role("button").click()
        self.looks_around()
        self.record = self.page.url

    def signs_out(self) -> None:
        self.page.locator("form[action$='/sign-out/'] button:visible").first.click()
        self.looks_around()

    def goes_to(self, address: str) -> int:
        """By typing the address. Gives the status of the answer."""
        answer = self.page.goto(address if "://" in address else self.url + address)
        self.looks_around()
        return answer.status if answer else 0

    def follows(self, link: str, *, within: str = "main") -> None:
        """A link by what it says; a whole card or row counts by its title."""
        place = self.page.locator(within)
        exact = place.get_by_role("link", name=link, exact=True)
        (exact if exact.count() else place.get_by_role("link", name=link)).first.click()
        self.looks_around()

    def opens(self, tab: str) -> None:
        """One of the main places: the rail on a wide screen, the tabs at the foot of a phone."""
        self.page.get_by_role("navigation").get_by_role("link", name=tab).locator(
            "visible=true"
        ).first.click()
        self.looks_around()

    def presses(self, button: str) -> None:
        self.page.get_by_role("button", name=button).locator("visible=true").first.click()
        self.looks_around()

    def picks(self, choice: str) -> None:
        self.page.get_by_role("radio", name=choice).first.check()

    def writes(self, text: str, into: str) -> None:
        field = self.page.get_by_label(into).and_(self.page.locator("input, textarea"))
        field.locator("visible=true").first.fill(text)

    def opens_the_table(self) -> None:
        self.page.get_by_text("The numbers in a table").first.click()
        self.looks_around()

    def waits(self, seconds: float) -> None:
        self.page.wait_for_timeout(seconds * 1000)

    def reloads(self) -> None:
        self.page.reload()
        self.looks_around()

    def goes_back(self) -> None:
        self.page.go_back()

    # -- with the keyboard alone --

    def tabs_to(self, role: str, name: str | re.Pattern[str]) -> None:
        """Tab until it has the focus, which is visible at every stop."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            self.sees_where_the_focus_is()
            wanted = self.page.get_by_role(role, name=name)  # type: ignore[arg-type]  # any role, by name
            if wanted.evaluate_all("all => all.includes(document.activeElement)"):
                return
        raise AssertionError(f"{MOST_TABS} presses of Tab do not reach the {role} '{name}'")

    def hits(self, key: str) -> None:
        self.page.keyboard.press(key)

    def enters(self) -> None:
        """Enter on a link or a button that leads to another page."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.looks_around()

    def sees_where_the_focus_is(self) -> None:
        focus = self.page.evaluate(FOCUS_IS_SEEN)
        assert focus["ring"], f"no visible focus on {focus['what']}"
        assert focus["inside"], f"the focus is out of view on {focus['what']}"

    # -- what they see --

    def sees(self, *texts: str) -> None:
        for text in texts:
            deadline = time.monotonic() + SEES_WITHIN
            while text not in (said := " ".join(self.page.locator("body").inner_text().split())):
                assert time.monotonic() < deadline, (
                    f"{self.name} does not see '{text}' at {self.path}: {said[:1500]}"
                )
                self.page.wait_for_timeout(100)

    def does_not_see(self, *texts: str) -> None:
        said = self.page.content()
        for text in texts:
            assert text not in said, f"{self.name} sees '{text}' at {self.path}"

    def sees_title(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading)

    def sees_picture(self, described: str) -> Locator:
        picture = self.page.get_by_role("img", name=re.compile(described)).first
        expect(picture).to_be_visible()
        return picture

    def sees_language(self, code: str) -> None:
        expect(self.page.locator("html")).to_have_attribute("lang", code)

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def looks_around(self) -> None:
        """Whatever page this is: no accessibility violation, nothing that sticks out sideways."""
        self.page.wait_for_load_state()
        if not self.has_script or self._is_seen():
            return
        self.page.evaluate(self.axe)
        found = self.page.evaluate(CHECK)
        assert not found, f"{self.path}: {found}"
        over = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert over <= 0, f"{self.path} is {over} px too wide"

    def _is_seen(self) -> bool:
        """The very same page on the same screen is checked once a run."""
        said = SECRETS.sub("", self.page.content())
        mark = hash((said, str(self.page.viewport_size)))
        is_seen = mark in self.checked
        self.checked.add(mark)
        return is_seen

    def leaves(self) -> None:
        self.context.close()
        assert not self.complaints, f"{self.name}: {self.complaints}"
