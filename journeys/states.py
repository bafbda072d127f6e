"""The ways in which a page is looked at beside the usual one, and what must hold in each: nothing scrolls sideways,
no text is cut, everything can be hit, and axe finds nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page

FAULTS = """
() => {
  const found = [], seen = (e) => { const r = e.getBoundingClientRect(), s = getComputedStyle(e);
    return r.width > 1 && r.height > 1 && s.visibility !== "hidden" && !e.closest(".visually-hidden, [aria-hidden=true]"); };
  const told = (e) => `<${e.tagName.toLowerCase()} class="${e.className.baseVal ?? e.className}"> `
    + (e.textContent || e.getAttribute("name") || "").trim().replace(/\\s+/g, " ").slice(0, 50);
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth + 1) found.push(`the page scrolls sideways by ${root.scrollWidth - root.clientWidth}`);
  const scrolls = (e) => { for (let a = e; a; a = a.parentElement)
    if (/auto|scroll/.test(getComputedStyle(a).overflowX) && a !== document.body && a !== root) return true; return false; };
  for (const e of document.body.querySelectorAll("*")) {
    if (!seen(e)) continue;
    const style = getComputedStyle(e), has = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    const box = e.getBoundingClientRect();
    if (has && /hidden|clip/.test(style.overflowX) && style.textOverflow !== "ellipsis" && e.scrollWidth > e.clientWidth + 1)
      found.push(`cut: ${told(e)}`);
    if (has && box.right > root.clientWidth + 1 && !scrolls(e)) found.push(`out of the page: ${told(e)}`);
    const hit = e.matches("a[href], button, summary, select, textarea, input:not([type=hidden])");
    if (hit && style.display !== "inline" && !e.closest("[disabled]")) {
      const label = e.matches("input[type=checkbox], input[type=radio]") && (e.closest("label") || document.querySelector(`label[for="${e.id}"]`));
      const size = (label || e).getBoundingClientRect();
      if (Math.min(size.width, size.height) < 24) found.push(`hard to hit (${Math.round(size.width)} x ${Math.round(size.height)}): ${told(e)}`);
    }
  }
  return [...new Set(found)];
}
"""
UNSEEN_FOCUS = """
() => {
  const found = [];
  for (const e of document.querySelectorAll("a[href], button, summary, select, textarea, input:not([type=hidden])")) {
    const box = e.getBoundingClientRect();
    if (!box.width || !box.height || e.disabled || getComputedStyle(e).visibility === "hidden") continue;
    e.focus({focusVisible: true, preventScroll: true});
    if (document.activeElement !== e) continue;
    const ring = (x) => { const s = getComputedStyle(x); return (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== "none"; };
    let around = ring(e);
    for (let a = e.parentElement, n = 0; a && n < 3 && !around; a = a.parentElement, n++) around = a.matches(":focus-within") && ring(a);
    if (!around) found.push(`focus is not seen: ${e.outerHTML.slice(0, 90)}`);
  }
  return found;
}
"""
AXE = """
async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .map((v) => `${v.id}: ${v.help} at ${v.nodes[0].target.join(" ")}`)
"""


@dataclass(frozen=True)
class Way:
    """`text`: how large letters are beside the usual; 320 x 256 is what 400 % zoom leaves of a screen."""

    name: str
    width: int
    height: int = 844
    theme: str = "light"
    is_forced: bool = False
    is_paper: bool = False
    text: float = 1.0
    language: str = ""


WAYS = (
    Way("narrow", 320, 640),
    Way("zoomed", 320, 256),
    Way("large-text", 390, text=2.0),
    Way("dark", 1440, 900, theme="dark"),
    Way("dark-phone", 390, theme="dark"),
    Way("forced", 390, is_forced=True),
    Way("paper", 794, 1123, is_paper=True),
    Way("spanish", 390, language="es"),
)


@contextmanager
def looked_at(browser: Browser, way: Way, url: str, who: str) -> Iterator[Page]:
    """A page in this way, signed in as somebody of the cast; "" stays at the door."""
    context = browser.new_context(
        viewport={"width": way.width, "height": way.height},
        color_scheme="dark" if way.theme == "dark" else "light",
        forced_colors="active" if way.is_forced else "none",
        reduced_motion="reduce",
        locale="es-MX" if way.language == "es" else "en-US",
    )
    context.set_default_timeout(15_000)
    if way.language:
        context.add_cookies([{"name": "language", "value": way.language, "url": url}])
    page = context.new_page()
    if who:
        page.goto(f"{url}/demo/")
        page.locator(f".cast form[action$='/{who}/'] button").click()
        page.wait_for_load_state()
    if way.is_paper:
        page.emulate_media(media="print")
    yield page
    context.close()


def opened(page: Page, way: Way, address: str) -> None:
    page.goto(address)
    page.evaluate("document.fonts.ready")
    if way.text != 1.0:
        page.evaluate("size => { document.documentElement.style.fontSize = size }", f"{100 * way.text:.0f}%")


def faults(page: Page, way: Way, axe: str = "") -> list[str]:
    """What is wrong with the page as it stands. Paper is neither hit nor focused. `axe`: the checker's source."""
    found: list[Any] = page.evaluate(FAULTS)
    if way.is_paper:
        return [fault for fault in found if not fault.startswith("hard to hit")]
    if axe:
        page.evaluate(axe)
        found += page.evaluate(AXE)
    return found + page.evaluate(UNSEEN_FOCUS)
