"""What can be seen to be wrong with a page without an eye: it is wider than its screen, words are cut off, a target is
too small for a finger, the focus cannot be seen, or the accessibility checker complains."""

from dataclasses import dataclass

from playwright.sync_api import Page

from journeys.person import CHECK, FOCUS_IS_SEEN

MOST_STOPS = 12
# Words are cut on purpose where they end in an ellipsis, and hidden on purpose where only a screen reader meets them.
SEEN_WRONG = """() => {
  const found = [], root = document.documentElement, width = root.clientWidth;
  const said = e => e.textContent.trim().replace(/\\s+/g, " ");
  const name = e => `${e.tagName.toLowerCase()} ${e.getAttribute("class") || ""}: ${said(e).slice(0, 40)}`;
  const lines = e => {
    const words = document.createRange();
    words.selectNodeContents(e);
    return new Set([...words.getClientRects()].map(r => Math.round(r.top))).size;
  };
  if (root.scrollWidth > width + 1) {
    const wide = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > width + 1);
    found.push(`wider than the screen by ${root.scrollWidth - width} px: ${wide.slice(-2).map(name).join(" | ")}`);
  }
  for (const e of document.body.querySelectorAll("*")) {
    const box = e.getBoundingClientRect(), looks = getComputedStyle(e);
    const unseen = box.width < 2 || box.height < 2 || looks.visibility !== "visible" || looks.clipPath !== "none";
    if (unseen || !e.checkVisibility({opacityProperty: true}) || e.closest("svg, dialog:not([open]), .skip")) continue;
    const has_words = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    const cuts = side => ["hidden", "clip"].includes(looks["overflow" + side]);
    const on_purpose = looks.textOverflow === "ellipsis" || looks.webkitLineClamp !== "none";
    const is_wide = e.scrollWidth > e.clientWidth + 1, is_tall = e.scrollHeight > e.clientHeight + 2;
    const is_cut = (cuts("X") && is_wide) || (cuts("Y") && is_tall);
    if (has_words && is_cut && !on_purpose) found.push("cut off: " + name(e));
    if (has_words && box.width < 2 * parseFloat(looks.fontSize) && lines(e) > 3)
      found.push("one letter a line: " + name(e));
    const is_target = e.matches("a[href], button, input:not([type=hidden]), select, textarea, summary");
    if (!is_target || e.disabled || e.closest("[inert]")) continue;
    // A link within a sentence keeps the height of its line (WCAG 2.5.8); a box is hit through its label.
    if (looks.display === "inline" && said(e.parentElement).length > said(e).length) continue;
    const after = getComputedStyle(e, "::after");
    const is_stretched = after.position === "absolute" && after.content !== "none";
    const label = e.matches("[type=radio], [type=checkbox]") && e.labels[0];
    const hit = label ? label.getBoundingClientRect() : box;
    if (!is_stretched && (hit.width < 24 || hit.height < 24))
      found.push(`target of ${Math.round(hit.width)} x ${Math.round(hit.height)} px: ${name(e)}`);
  }
  return found;
}"""


@dataclass(frozen=True)
class Way:
    """One way to look at a page."""

    name: str
    width: int
    height: int = 844
    is_dark: bool = False
    has_forced_colors: bool = False
    text: int = 100  # per cent

    def context(self) -> dict[str, object]:
        return {
            "viewport": {"width": self.width, "height": self.height},
            "color_scheme": "dark" if self.is_dark else "light",
            "forced_colors": "active" if self.has_forced_colors else "none",
            "reduced_motion": "reduce",
            "locale": "en-US",
        }


QUICK = (
    Way("320", 320, 700),
    Way("390 at 200 %", 390, text=200),
    Way("1440 dark", 1440, 900, is_dark=True),
    Way("forced colours", 390, has_forced_colors=True),
)
EVERY = (
    *QUICK,
    *(
        Way(f"{w}{' dark' * d}{' forced' * f} at {t} %", w, is_dark=d, has_forced_colors=f, text=t)
        for w in (320, 390, 820, 1440)
        for d, f in ((False, False), (True, False), (False, True))
        for t in (100, 200)
    ),
    Way("zoomed to 400 %", 320, 256),
)  # fmt: skip


def wrong_with(page: Page, axe: str, way: Way) -> list[str]:
    """Everything that is wrong with the page that is open, in sentences."""
    page.evaluate("size => { document.documentElement.style.fontSize = size }", f"{way.text}%")
    found: list[str] = page.evaluate(SEEN_WRONG)
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS_IS_SEEN)
        if focus["what"].startswith("<body"):
            break
        if not (focus["ring"] and focus["inside"]):
            found.append(f"focus not seen on {focus['what']}")
    page.evaluate(axe)
    found += page.evaluate(CHECK)
    return found
