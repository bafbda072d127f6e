"""A practice in which markup stands in every field, and a browser that notices when any of it does anything."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request

from architecture.walk.markup import FIRE, MARKER, TRAP
from journeys.practice import Practice

# Everybody of the walk comes in, every field is written to; says who may open what, as JSON.
SCATTER = """
import json
from django.conf import settings
from django.db import transaction
from architecture.walk.cells import open_pages
from architecture.walk.furnish import furnish
from architecture.walk.markup import payloads, scatter
from conftest import Stage
with transaction.atomic():
    world = furnish(Stage())
    everything = payloads()
    scatter(everything)
print(json.dumps({
    "payloads": len(everything), "cookie": settings.SESSION_COOKIE_NAME, "sessions": world.cookies,
    "pages": [[c.actor.name, f"{c.name} {c.variant}", c.url] for c in open_pages(world)],
}))
"""
# The one page that trusts a text of others shows it uncleaned.
LEAKY = """
from config.wsgi import application
from portico.chart.views import patient
patient.cleaned = str
"""
# Whatever waits for a person gets one: each thing is focused, opened and passed over. Then the page is looked at.
LOOK = r"""async () => {
  const found = [], marker = /zqfire\d+z/i, all = [...document.querySelectorAll("*")];
  for (const e of all) {
    if (e.tagName === "DETAILS") e.open = true;
    for (const kind of ["mouseover", "pointerenter"]) e.dispatchEvent(new Event(kind));
    if (e.tabIndex >= 0) e.focus();
  }
  await new Promise(done => setTimeout(done, 30));
  const address = /^(href|src|action|formaction|xlink:href|data|poster|hx-.*)$/;
  for (const e of all) {
    if (marker.test(e.localName)) found.push("an element: " + e.localName);
    if (/^(script|style)$/.test(e.localName) && marker.test(e.textContent)) found.push("code: " + e.outerHTML);
    if (/^(iframe|object|embed|base|math|frame|applet)$/.test(e.localName)) found.push("a frame: " + e.outerHTML);
    for (const a of e.attributes) {
      const code = /^(on|hx-on)/.test(a.name) && marker.test(a.value);
      if (marker.test(a.name) || code) found.push("an attribute: " + a.name + "=" + a.value);
      if (/^(style|srcdoc)$/.test(a.name) && marker.test(a.value)) found.push(a.name + ": " + a.value);
      if (address.test(a.name) && /^\s*(javascript|vbscript|data:text)/i.test(a.value)) found.push("runs: " + a.value);
    }
  }
  return found.map(what => what.slice(0, 160));
}"""
OURS = re.compile(r"status of \d{3}")  # a page that is refused or not there says so; it is no markup
POLICY = "Content Security Policy"


@dataclass
class Watched:
    """A page in which nothing that was written may do anything. `fired`: what did; `stopped`: by the policy."""

    page: Page
    url: str
    fired: list[str] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.expose_function(FIRE, lambda *said: self.fired.append(f"called: {said}"))
        self.page.on("pageerror", lambda error: self.fired.append(f"ran: {error}"))
        self.page.on("dialog", self._dismiss)
        self.page.on("popup", lambda page: self.fired.append(f"opened a window: {page.url}"))
        self.page.on("console", self._hear)
        self.page.on("request", self._watch)

    def _dismiss(self, dialog: Dialog) -> None:
        self.fired.append(f"asked: {dialog.message}")
        dialog.dismiss()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning") or OURS.search(message.text):
            return
        (self.stopped if POLICY in message.text else self.fired).append(f"console: {message.text[:200]}")

    def _watch(self, request: Request) -> None:
        """Of our own pages, each asks for itself and for static files."""
        address = urlsplit(request.url)
        is_elsewhere = not request.url.startswith((self.url, "data:", "blob:", "about:"))
        is_theirs = (
            address.path.startswith(TRAP)
            or address.path.endswith("/x")
            or MARKER.search(unquote(request.url))
        )
        if is_elsewhere or is_theirs:
            self.fired.append(f"asked for: {request.url}")

    def opens(self, path: str) -> int:
        """Gives the status of the answer; 0 for a file that is not shown but kept."""
        try:
            answer = self.page.goto(self.url + path)
        except Exception as error:  # the browser's way to say that it was a download
            if "Download is starting" in str(error) or "ERR_ABORTED" in str(error):
                return 0
            raise
        self.fired += [f"became {what}" for what in self.page.evaluate(LOOK)]
        return answer.status if answer else 0

    def faults(self) -> list[str]:
        return [*self.fired, *self.stopped]


@dataclass
class Scattered:
    """The practice and who may open what in it. `pages`: (who, which page with which ids, its address)."""

    practice: Practice
    said: dict[str, Any]
    leaky: str  # where the one that trusts is

    @property
    def pages(self) -> list[tuple[str, str, str]]:
        return [(who, name, path) for who, name, path in self.said["pages"]]

    @contextmanager
    def watched(self, browser: Browser, *, has_policy: bool, url: str = "") -> Iterator[Watched]:
        """Without the policy nothing but the page itself stands between what was written and the browser."""
        context = browser.new_context(bypass_csp=not has_policy, viewport={"width": 1440, "height": 900})
        yield Watched(context.new_page(), url or self.practice.url)
        context.close()

    def sign_in(self, watched: Watched, who: str) -> None:
        """With the session that the walk made for them; the browser keeps its static files."""
        context = watched.page.context
        context.clear_cookies()
        session = self.said["sessions"].get(who, "")
        if session:
            context.add_cookies([{"name": self.said["cookie"], "value": session, "url": watched.url}])


def scattered(home: Path) -> Scattered:
    practice = Practice(home, background=0).open(has_worker=False)
    said = json.loads(practice.run(SCATTER).splitlines()[-1])
    (home / "leaky.py").write_text(LEAKY)
    return Scattered(practice, said, practice.open_beside("leaky:application"))
