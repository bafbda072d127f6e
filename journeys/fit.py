"""How a page fits its screen: what is cut off, too small to tap, or on top of something else."""

from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Page

FAULTS = r"""({least, main}) => {
  const found = [], name = e => (e.localName + "." + e.className + " " + (e.innerText || e.value || "").trim().slice(0, 40));
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const out = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > root.clientWidth + 0.5);
    found.push("sideways: " + (root.scrollWidth - root.clientWidth) + " px, " + out.slice(-2).map(name).join(" / "));
  }
  const hidden = e => !e.checkVisibility({visibilityProperty: true, opacityProperty: true}) ||
    e.closest(".visually-hidden, .phone-hidden, .skip, [inert], [aria-hidden=true]");
  const cutByIntent = looks => looks.textOverflow === "ellipsis" || looks.webkitLineClamp !== "none" ||
    /auto|scroll/.test(looks.overflowX);
  const scrollsAside = e => {
    for (; e && e !== document.body; e = e.parentElement) if (/auto|scroll/.test(getComputedStyle(e).overflowX)) return true;
  };
  for (const e of document.querySelectorAll("body *")) {
    const looks = getComputedStyle(e);
    const says = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (!says || e instanceof SVGElement || hidden(e) || looks.display === "inline" || cutByIntent(looks)) continue;
    if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth) found.push("cut: " + name(e));
    const box = e.getBoundingClientRect();
    if (box.right > root.clientWidth + 1 && !scrollsAside(e)) found.push("beyond the edge: " + name(e));
  }
  const controls = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter(e => !hidden(e) && e.getClientRects().length);
  const boxes = controls.map(e => {
    const part = e.matches("[type=radio], [type=checkbox]") && e.closest("label") || e;
    const looks = getComputedStyle(part), area = part.getBoundingClientRect();
    const after = getComputedStyle(part, "::after");
    const spread = after.content !== "none" && after.position === "absolute";
    return {e, area, spread, inline: looks.display === "inline"};
  });
  for (const {e, area, spread, inline} of boxes) {
    if (inline || spread) continue;
    const need = e.matches(".btn-primary, .tabs a") ? main : least;
    if (area.height + 0.5 < need || area.width + 0.5 < least)
      found.push("small (" + Math.round(area.width) + "x" + Math.round(area.height) + "): " + name(e));
  }
  const isFixed = e => { for (; e; e = e.parentElement) if (/fixed|sticky/.test(getComputedStyle(e).position)) return true; };
  // What is scrolled out of sight in its own pane lies under its neighbour and on top of nothing.
  const seen = ({e, area}) => {
    const at = {left: area.left, right: area.right, top: area.top, bottom: area.bottom};
    for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) {
      if (!/auto|scroll|hidden|clip/.test(getComputedStyle(p).overflowY)) continue;
      const pane = p.getBoundingClientRect();
      at.top = Math.max(at.top, pane.top); at.bottom = Math.min(at.bottom, pane.bottom);
      at.left = Math.max(at.left, pane.left); at.right = Math.min(at.right, pane.right);
    }
    return at;
  };
  const flat = boxes.filter(b => !b.inline && !b.spread && !isFixed(b.e)).map(b => ({...b, area: seen(b)}));
  for (let i = 0; i < flat.length; i++) for (let j = i + 1; j < flat.length; j++) {
    const a = flat[i], b = flat[j];
    if (a.e.contains(b.e) || b.e.contains(a.e) || a.e.closest("label") && a.e.closest("label") === b.e.closest("label")) continue;
    const wide = Math.min(a.area.right, b.area.right) - Math.max(a.area.left, b.area.left);
    const tall = Math.min(a.area.bottom, b.area.bottom) - Math.max(a.area.top, b.area.top);
    if (wide > 2 && tall > 2) found.push("on top of each other: " + name(a.e) + " / " + name(b.e));
  }
  const levels = [...document.querySelectorAll("h1, h2, h3, h4")].filter(e => e.checkVisibility()).map(e => +e.localName[1]);
  levels.forEach((n, i) => { if (i && n > levels[i - 1] + 1) found.push("heading h" + n + " after h" + levels[i - 1]); });
  return [...new Set(found)];
}"""  # noqa: E501  # a script, in lines of its own


@dataclass(frozen=True)
class Way:
    """How somebody sees a page: the screen, the colours, the size of the letters."""

    name: str
    width: int = 390
    height: int = 844
    theme: str = "light"
    forced: bool = False
    more: bool = False
    text: int = 100
    media: str = "screen"

    def dress(self, page: Page) -> None:
        """The same page, seen this way; without its letters."""
        page.set_viewport_size({"width": self.width, "height": self.height})
        page.emulate_media(
            color_scheme="dark" if self.theme == "dark" else "light",
            forced_colors="active" if self.forced else "none",
            contrast="more" if self.more else "no-preference",
            media="print" if self.media == "print" else "screen",
            reduced_motion="reduce",
        )

    def enlarge(self, page: Page) -> None:
        """As the browser's own setting does it, so that widths in em answer too."""
        # The setting lasts as long as the session that made it.
        session = page.context.new_cdp_session(page)
        session.send("Page.setFontSizes", {"fontSizes": {"standard": 16 * self.text // 100}})
        page.wait_for_function(
            "size => parseFloat(getComputedStyle(document.documentElement).fontSize) === size",
            arg=16 * self.text / 100,
            timeout=5_000,
        )


WAYS = (
    Way("narrow", 320),
    Way("phone"),
    Way("tablet", 820, 1100),
    Way("desk", 1440, 900),
    Way("phone-dark", theme="dark"),
    Way("desk-dark", 1440, 900, theme="dark"),
    Way("forced", forced=True, theme="dark"),
    Way("contrast", more=True),
    Way("contrast-dark", more=True, theme="dark"),
    Way("text-200", text=200),
    Way("desk-text-200", 1440, 900, text=200),
    Way("zoom-400", 320, 256),
    Way("print", 816, 1056, media="print"),
)
QUICK = ("narrow", "text-200", "desk")


def faults(page: Page, way: Way) -> list[str]:
    """What does not fit on the page that is open, one sentence each; paper has nothing to tap."""
    way.dress(page)
    way.enlarge(page)
    # Until the letters of the page are there, wider ones stand in for them.
    page.evaluate("document.fonts.ready.then(() => true)")
    least = 0 if way.media == "print" else 24
    found: list[str] = page.evaluate(
        FAULTS, {"least": least, "main": 44 if least and way.width < 800 else least}
    )
    return found


def way(name: str) -> Way:
    return next(w for w in WAYS if w.name == name)


def new_page(context: BrowserContext) -> Page:
    context.set_default_timeout(15_000)
    return context.new_page()


WAITS_FOR_TAB = """() => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex='-1'])")]
  .filter(e => !e.disabled && e.checkVisibility({visibilityProperty: true}) && !e.closest("[inert], dialog:not([open])")
    && e.tabIndex >= 0)
  .filter(e => e.type !== "radio" || e.checked || ![...document.getElementsByName(e.name)].some(r => r.checked))
  .map((e, n) => { e.dataset.walk = n; return n; }).length"""
STOP = """() => {
  const e = document.activeElement;
  return e && e.dataset ? [e.dataset.walk || "", e.type === "radio" ? e.name : ""] : ["", ""];
}"""

NOT_REACHED = """([reached, groups]) => [...document.querySelectorAll("[data-walk]")]
  .filter(e => !reached.includes(e.dataset.walk) && !(e.type === "radio" && groups.includes(e.name)))
  .map(e => e.outerHTML.slice(0, 90))"""


def not_walked(page: Page, seen: str) -> list[str]:
    """What the Tab key does not reach, or reaches without showing where it is. `seen`: the script that says whether
    the focus is seen. Of a group of radio buttons Tab reaches one; the arrows do the rest."""
    wanted = page.evaluate(WAITS_FOR_TAB)
    page.evaluate("document.activeElement && document.activeElement.blur()")
    reached, groups, found = set[str](), set[str](), list[str]()
    for _press in range(wanted + 12):
        page.keyboard.press("Tab")
        mark, group = page.evaluate(STOP)
        if not mark or mark in reached:
            continue
        reached.add(mark)
        groups.add(group)
        focus = page.evaluate(seen)
        if not (focus["ring"] and focus["inside"]):
            found.append(f"the focus is not seen on {focus['what']}")
    left = page.evaluate(NOT_REACHED, [sorted(reached), sorted(groups - {""})])
    return [*found, *(f"Tab does not reach {what}" for what in left)]
