"""Every page fits the screen it is seen on: narrow, zoomed, with letters twice the size, in any colours, on paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from journeys import fit, places
from journeys.conftest import one_at_a_time
from journeys.fit import QUICK, WAYS, Way
from journeys.person import CHECK, FOCUS_IS_SEEN
from journeys.places import Place
from journeys.practice import Practice, axe

pytestmark = pytest.mark.browser
SOME = ("home", "messages", "thread", "refill", "results", "result", "visits", "more")
PEOPLE = ("rosa", "harold")
LANGUAGES = ("en", "es")


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    """One of its own: in the other, journeys go on writing while pages are measured."""
    practice = Practice(tmp_path_factory.mktemp("fit"))
    with one_at_a_time(tmp_path_factory):
        practice.open()
    yield practice
    practice.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield fit.new_page(context)
    context.close()


def _enters(page: Page, practice: Practice, who: str, language: str = "en") -> str:
    page.goto(f"{practice.url}/demo/")
    page.locator(f".cast form[action$='/{who}/'] button").click()
    page.wait_for_load_state()
    home = page.url
    places.speak(page, practice.url, language)
    return home


def _faults(page: Page, wanted: list[Place], ways: list[Way], checker: str = "") -> list[str]:
    found = []
    for place in (p for p in wanted if p.address):
        page.goto(place.address)
        if place.act:
            place.act(page)
        for way in ways:
            found += [f"{place.name}, {way.name}: {fault}" for fault in fit.faults(page, way)]
            if checker and way.media == "screen" and not way.forced:
                page.evaluate(checker)
                found += [f"{place.name}, {way.name}: {fault}" for fault in page.evaluate(CHECK)]
    return found


def test_what_rosa_opens_most_fits_a_narrow_phone_large_letters_and_a_desk(
    practice: Practice, page: Page
) -> None:
    home = _enters(page, practice, "rosa")
    wanted = [p for p in places.record_of(page, home) if p.name in SOME]
    found = _faults(page, wanted, [fit.way(name) for name in QUICK])
    assert not found, "\n".join(found)


def test_a_page_that_does_not_fit_is_noticed(practice: Practice, page: Page) -> None:
    page.set_content(
        "<main><h1>One</h1><h3>Three</h3><p style='width:60px;overflow:hidden;white-space:nowrap'>"
        "More than there is room for</p><p style='width:900px'>Wide</p>"
        "<button style='position:absolute;top:300px;left:9px;width:12px;height:12px;padding:0'>a</button>"
        "<button style='position:absolute;top:303px;left:9px;width:80px;height:50px'>b</button></main>"
    )
    said = "\n".join(fit.faults(page, fit.way("phone")))
    for fault in ("sideways", "cut", "small", "on top of each other", "heading h3 after h1"):
        assert fault in said, f"{fault} is not noticed:\n{said}"


@pytest.mark.full
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_of_a_patient_fits_in_every_way(
    practice: Practice, page: Page, who: str, language: str
) -> None:
    home = _enters(page, practice, who, language)
    wanted = [*places.record_of(page, home), *places.account_of(page, practice.url)]
    found = _faults(page, wanted, list(WAYS), axe())
    assert not found, "\n".join(found)


@pytest.mark.full
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_desk_fits_in_every_way(practice: Practice, page: Page, language: str) -> None:
    home = _enters(page, practice, "rosa")
    places.ask_for_a_refill(_at(page, home), "I leave on Thursday.")
    practice.manage("shell", "-c", places.ASKED_SINCE)
    page.context.clear_cookies()
    _enters(page, practice, "jo", language)
    found = _faults(page, places.desk(page, practice.url), list(WAYS), axe())
    assert not found, "\n".join(found)


@pytest.mark.full
def test_every_page_of_who_runs_the_practice_fits_in_every_way(practice: Practice, page: Page) -> None:
    _enters(page, practice, "grace")
    found = _faults(page, places.manager(practice.url), list(WAYS), axe())
    page.context.clear_cookies()
    _enters(page, practice, "ines")
    found += _faults(page, places.administrator(practice.url), list(WAYS), axe())
    assert not found, "\n".join(found)


@pytest.mark.full
def test_every_page_at_the_door_fits_in_every_way(practice: Practice, page: Page) -> None:
    found = _faults(page, places.at_the_door(practice.url), list(WAYS), axe())
    assert not found, "\n".join(found)


def test_a_control_that_tab_does_not_reach_or_does_not_show_is_noticed(page: Page) -> None:
    page.set_content(
        "<button>a</button><button id=bare>b</button><button id=trap>c</button><a href='#x'>d</a>"
    )
    page.add_style_tag(content=":focus{outline:2px solid} #bare{outline:0!important}")
    page.evaluate(
        "() => trap.addEventListener('keydown', press => press.key === 'Tab' && press.preventDefault())"
    )
    said = fit.not_walked(page, FOCUS_IS_SEEN)
    assert [fault for fault in said if "not seen" in fault and "bare" in fault], said
    assert [fault for fault in said if "does not reach" in fault and ">d<" in fault], said
    assert not [fault for fault in said if ">a<" in fault], said


@pytest.mark.full
@pytest.mark.parametrize("width", [390, 1440])
def test_every_page_can_be_walked_with_the_tab_key_alone(practice: Practice, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    home = _enters(page, practice, "rosa")
    wanted = [*places.record_of(page, home), *places.account_of(page, practice.url)]
    found = _not_walked(page, wanted)
    places.ask_for_a_refill(_at(page, home), "I leave on Thursday.")
    practice.manage("shell", "-c", places.ASKED_SINCE)
    for who, of in (("jo", None), ("grace", places.manager), ("ines", places.administrator)):
        page.context.clear_cookies()
        _enters(page, practice, who)
        found += _not_walked(page, of(practice.url) if of else places.desk(page, practice.url))
    page.context.clear_cookies()
    found += _not_walked(page, places.at_the_door(practice.url))
    assert not found, "\n".join(found)


def _at(page: Page, address: str) -> Page:
    page.goto(address)
    return page


def _not_walked(page: Page, wanted: list[Place]) -> list[str]:
    found = []
    for place in (p for p in wanted if p.address):
        page.goto(place.address)
        if place.act:
            place.act(page)
        found += [f"{place.name}: {fault}" for fault in fit.not_walked(page, FOCUS_IS_SEEN)]
    return found
