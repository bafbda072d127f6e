"""`python -m journeys.look`: contact sheets of every page, width, theme and state, into docs/screenshots/.

A sheet is a page of thumbnails that the same browser photographs: nothing else is needed to make it.
"""

import base64
import shutil
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from journeys import places
from journeys.places import Place
from journeys.practice import BROWSER_OPTIONS, ROOT, NotReady, Practice, chromium

SHEETS = ROOT / "docs" / "screenshots"
ALL_WAYS = [(w, theme) for theme in ("light", "dark") for w in (390, 820, 1440)]
SOME_WAYS = [(390, "light"), (1440, "light")]
SOME = ("home", "record", "results", "result", "medicines", "refill", "visits", "net")
SOME_OF_DESK = ("desk", "desk-refill", "phrases", "orders", "protocol")
HEIGHT = {390: 844, 820: 1100, 1440: 900}
TALLEST = 2.6  # times the height of the screen: what is below says nothing new
SHOWN = {390: 170, 820: 260, 1440: 380}
ROWS_A_SHEET = 6
STYLE = """body{margin:16px;background:#8d8a84;font:16px/1.3 sans-serif;width:max-content}h1,h2{margin:12px 0 6px;
font-size:18px}.row{display:flex;gap:10px;align-items:flex-start}figure{margin:0}img{display:block;width:100%}"""


@dataclass(frozen=True)
class Shot:
    place: str
    width: int
    theme: str
    file: Path


@dataclass
class Studio:
    """Photographs places, keeps the pictures in a folder."""

    browser: Browser
    practice: Practice
    folder: Path
    only: str = ""

    @contextmanager
    def signed_in(
        self, who: str, width: int = 1440, theme: str = "light", language: str = ""
    ) -> Iterator[Page]:
        context: BrowserContext = self.browser.new_context(
            viewport={"width": width, "height": HEIGHT[width]},
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        page = context.new_page()
        if who:
            page.goto(f"{self.practice.url}/demo/")
            page.locator(f".cast form[action$='/{who}/'] button").click()
            page.wait_for_load_state()
        if who and language:
            places.speak(page, self.practice.url, language)
        yield page
        context.close()

    def shoot(
        self,
        who: str,
        state: str,
        wanted: Sequence[Place],
        ways: Sequence[tuple[int, str]],
        language: str = "",
    ) -> list[Shot]:
        shots = []
        wanted = [p for p in wanted if p.address and self.only in p.name]
        for width, theme in ways if wanted else ():
            with self.signed_in(who, width, theme, language) as page:
                shots += [self._one(page, place, state, width, theme) for place in wanted]
        return shots

    def _one(self, page: Page, place: Place, state: str, width: int, theme: str) -> Shot:
        page.goto(place.address)
        if place.act:
            place.act(page)
        page.evaluate("document.fonts.ready")
        tall = min(page.evaluate("document.documentElement.scrollHeight"), int(HEIGHT[width] * TALLEST))
        file = self.folder / f"{state}-{place.name}-{width}-{theme}.png"
        page.screenshot(
            path=file,
            full_page=True,
            clip={"x": 0, "y": 0, "width": width, "height": max(tall, HEIGHT[width])},
        )
        return Shot(place.name, width, theme, file)

    def paste(self, state: str, shots: Sequence[Shot], into: Path) -> list[Path]:
        """Sheets of a few rows: a row is one place in every width and theme."""
        names = list(dict.fromkeys(shot.place for shot in shots))
        made = []
        for number, start in enumerate(range(0, len(names), ROWS_A_SHEET), 1):
            rows = names[start : start + ROWS_A_SHEET]
            file = into / f"{state}-{number}.jpg"
            self._photograph(_sheet(state, rows, shots), file)
            made.append(file)
        return made

    def _photograph(self, html: str, file: Path) -> None:
        page = self.browser.new_page(viewport={"width": 1400, "height": 800})
        page.set_content(html, wait_until="load")
        size = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
        page.set_viewport_size({"width": size[0], "height": 800})
        page.screenshot(path=file, type="jpeg", quality=62, full_page=True)
        page.close()


def _sheet(state: str, rows: Sequence[str], shots: Sequence[Shot]) -> str:
    parts = [f"<!doctype html><title>{escape(state)}</title><style>{STYLE}"]
    parts += [f".w{width}{{width:{shown}px}}" for width, shown in SHOWN.items()]
    parts.append(f"</style><h1>{escape(state)}</h1>")
    for name in rows:
        parts.append(f"<h2>{escape(name)}</h2><div class=row>")
        for shot in (s for s in shots if s.place == name):
            data = base64.b64encode(shot.file.read_bytes()).decode()
            parts.append(
                f'<figure class=w{shot.width}><img alt="" src="data:image/png;base64,{data}"></figure>'
            )
        parts.append("</div>")
    return "".join(parts)


def _ask_for_refills(studio: Studio, who: Sequence[str]) -> None:
    """Something on the desk and under Messages; one of them long."""
    text = "I leave on Thursday and would like to have it before. " * 4
    for key in who:
        with studio.signed_in(key) as page:
            places.ask_for_a_refill(page, text if key == "harold" else "I leave on Thursday.")
    studio.practice.manage("shell", "-c", places.ASKED_SINCE)


def _person(studio: Studio, who: str) -> str:
    with studio.signed_in(who) as page:
        return page.url


def _acted_for(studio: Studio, who: str, name: str) -> str:
    with studio.signed_in(who) as page:
        page.goto(f"{studio.practice.url}/records/")
        page.get_by_role("link", name=name).click()
        return page.url


def _take_all(studio: Studio, into: Path) -> list[Path]:
    url = studio.practice.url
    studio.practice.manage("shell", "-c", places.CROWDED_AND_BARE)
    _ask_for_refills(studio, ("harold", "rosa"))
    plans: list[tuple[str, str, list[Place], Sequence[tuple[int, str]], str]] = []
    rosa = _person(studio, "rosa")
    with studio.signed_in("rosa") as page:
        everything = [*places.record_of(page, rosa), *places.account_of(page, url)]
    plans.append(("rosa", "patient", everything, ALL_WAYS, ""))
    plans.append(("rosa", "spanish", [p for p in everything if p.name in SOME], SOME_WAYS, "es"))
    for state, who, place in (
        ("crowded", "harold", _person(studio, "harold")),
        ("acting-for", "elena", _acted_for(studio, "elena", "Rosa Delgado")),
        ("empty", "carmen", _acted_for(studio, "carmen", "Sam Rivers")),
        ("long-names", "carmen", _acted_for(studio, "carmen", "Maximilian")),
    ):
        with studio.signed_in(who) as page:
            found = places.record_of(page, place)
        wanted = found if state in ("crowded", "empty") else [p for p in found if p.name in SOME]
        plans.append((who, state, wanted, SOME_WAYS, ""))
    with studio.signed_in("jo") as page:
        plans.append(("jo", "team", places.desk(page, url), ALL_WAYS, ""))
    plans.append(("grace", "manager", places.manager(url), SOME_WAYS, ""))
    plans.append(("ines", "administrator", places.administrator(url), SOME_WAYS, ""))
    with studio.signed_in("jo") as page:
        wanted = [p for p in places.desk(page, url) if p.name in SOME_OF_DESK]
    plans.append(("jo", "team-spanish", wanted, SOME_WAYS, "es"))
    plans.append(("", "door", places.at_the_door(url), ALL_WAYS, ""))
    made = []
    for who, state, wanted, ways, language in plans:
        shots = studio.shoot(who, state, wanted, ways, language)
        made += studio.paste(state, shots, into) if shots else []
        print(f"{state}: {len(shots)} pictures", flush=True)
    return made


def main(words: Sequence[str]) -> int:
    parser = ArgumentParser(prog="bin/look", description="Contact sheets of every page.")
    parser.add_argument("--only", default="", help="pages whose name has this in it")
    parser.add_argument("--into", type=Path, default=SHEETS, help="where the sheets go (docs/screenshots)")
    parser.add_argument("--keep", type=Path, help="also keep the single pictures in this folder")
    options = parser.parse_args(words)
    options.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        practice = Practice(Path(folder) / "practice", background=5)
        pictures = options.keep or Path(folder) / "pictures"
        pictures.mkdir(parents=True, exist_ok=True)
        try:
            browser = playwright.chromium.launch(executable_path=chromium(), args=list(BROWSER_OPTIONS))
            studio = Studio(browser, practice.open(), pictures, options.only)
            made = _take_all(studio, options.into)
            home = pictures / "patient-home-1440-light.png"
            if home.exists():
                shutil.copy(home, options.into / "home.png")
        except NotReady as why:
            print(why, file=sys.stderr)
            return 1
        finally:
            practice.close()
    print(f"{len(made)} sheets in {options.into}, {sum(f.stat().st_size for f in made) / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
