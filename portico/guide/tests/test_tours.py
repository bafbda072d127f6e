"""Tours lead only where one may go, and are offered until they are taken or declined."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portico.access.roles import ROLES
from portico.accounts.models import Account
from portico.audit.models import Row
from portico.clinic.actions import switch
from portico.guide.presenters.tours import TOURS

OFFER = "New here? A short tour"
FORTH = re.compile(r'<a class="btn btn-primary" href="([^"]+)" aria-describedby="tour-words"')
OF = re.compile(r"(\d+) of (\d+)</span>")


def walk(client: Any, start: str) -> list[tuple[str, str]]:
    """Next, and next, to the end: the address of each page and what its panel counts."""
    seen, url = [], start
    while url:
        answer = client.get(url)
        assert answer.status_code == 200, url
        html = answer.content.decode()
        counted = OF.search(html)
        assert counted, f"no step of the tour at {url}"
        seen.append((url, counted.group()))
        forth = FORTH.search(html)
        url = unescape(forth.group(1)) if forth else ""
        assert len(seen) < 10
    return seen


def first(stage: Any, key: str, person: str = "") -> str:
    return f"/for/{stage.patient(person or key).pk}/?tour=home"


def test_every_role_that_works_here_has_a_tour_of_four_to_six_pages() -> None:
    assert set(TOURS) == set(ROLES) - {"account", "privacy-officer"}
    for role, steps in TOURS.items():
        assert 4 <= len(steps) <= 6, role
        assert len({step.name for step in steps}) == len(steps), role


@pytest.mark.parametrize(
    ("who", "start", "pages"),
    [
        ("jo", "/desk/?tour=desk", 5),
        ("tomas", "/desk/?tour=desk", 5),
        ("priya", "/desk/?tour=desk", 5),
        ("lena", "/desk/?tour=desk", 5),
        ("amara", "/desk/?tour=desk", 4),
        ("grace", "/desk/?tour=desk", 5),
        ("ines", "/what-is-on/?tour=what-is-on", 4),
    ],
)
def test_each_of_the_care_team_can_walk_the_whole_tour(stage: Any, who: str, start: str, pages: int) -> None:
    seen = walk(stage.browser(who), start)
    assert [counted for _url, counted in seen] == [f"{n} of {pages}</span>" for n in range(1, pages + 1)]


def test_rosa_walks_her_tour_and_elena_the_one_of_a_proxy(stage: Any) -> None:
    assert len(walk(stage.browser("rosa"), first(stage, "rosa"))) == 6
    elena = stage.browser("elena")
    assert len(walk(elena, first(stage, "elena"))) == 6
    assert len(walk(elena, first(stage, "elena", "rosa"))) == 5
    assert "Whose record this is" in elena.get(first(stage, "elena", "rosa")).content.decode()


def test_a_step_whose_part_is_off_or_hidden_is_left_out(stage: Any) -> None:
    for feature in ("messages", "results"):
        switch(by=stage.viewer("grace"), feature=feature, is_on=False, reason="a test")
    seen = walk(stage.browser("rosa"), first(stage, "rosa"))
    assert [counted for _url, counted in seen] == [f"{n} of 3</span>" for n in (1, 2, 3)]
    assert not [url for url, _counted in seen if "messages" in url or "results" in url]


@pytest.mark.parametrize("word", ["messages", "no-such-step", "%27%22%3E", "x" * 500])
def test_a_step_that_stands_elsewhere_shows_nothing(stage: Any, word: str) -> None:
    html = stage.browser("rosa").get(f"/for/{stage.patient('rosa').pk}/?tour={word}")
    assert html.status_code == 200
    assert not OF.search(html.content.decode())


def test_a_tour_of_others_is_not_for_rosa(stage: Any) -> None:
    assert stage.browser("rosa").get("/desk/?tour=desk").status_code == 404
    assert not OF.search(stage.browser("rosa").get("/what-is-on/?tour=what-is-on").content.decode())


def answered(client: Any, said: str, here: str, name: str = "home") -> Any:
    return client.post("/help/tour/", {"answer": said, "here": here, "first": name})


def test_a_newcomer_is_offered_the_tour_on_her_first_page_alone(stage: Any) -> None:
    rosa, home = stage.browser("rosa"), f"/for/{stage.patient('rosa').pk}/"
    assert OFFER in rosa.get(home).content.decode()
    assert OFFER not in rosa.get(f"{home}messages/").content.decode()
    assert OFFER in stage.browser("jo").get("/desk/").content.decode()
    assert OFFER not in stage.browser("omar").get("/what-is-on/").content.decode()


def test_not_now_holds_until_the_next_sign_in(stage: Any) -> None:
    rosa, home = stage.browser("rosa"), f"/for/{stage.patient('rosa').pk}/"
    assert answered(rosa, "later", home)["Location"] == home
    assert OFFER not in rosa.get(home).content.decode()
    assert OFFER in stage.browser("rosa").get(home).content.decode()


@pytest.mark.parametrize("said", ["never", "take", "end"])
def test_once_it_is_taken_or_declined_it_is_offered_to_her_never_again(stage: Any, said: str) -> None:
    rosa, home = stage.browser("rosa"), f"/for/{stage.patient('rosa').pk}/"
    others = Account.objects.exclude(pk=stage.account("rosa").pk)
    assert answered(rosa, said, home)["Location"] == (f"{home}?tour=home" if said == "take" else home)
    settled_at = stage.account("rosa").tour_settled_at
    assert settled_at is not None
    assert not others.exclude(tour_settled_at=None).exists()
    assert OFFER not in stage.browser("rosa").get(home).content.decode()
    assert list(Row.objects.filter(kind="tour").values_list("account", "outcome")) == [
        (str(stage.account("rosa").pk), "done")
    ]
    answered(rosa, "never", home)
    assert stage.account("rosa").tour_settled_at == settled_at


@pytest.mark.parametrize("here", ["https://example.org/", "//example.org/", "javascript:1", "desk"])
def test_an_answer_leads_nowhere_else(stage: Any, here: str) -> None:
    assert answered(stage.browser("jo"), "never", here)["Location"] == "/"


@pytest.mark.parametrize(
    "form", [{}, {"answer": "maybe", "here": "/"}, {"answer": "take", "here": "/", "first": "//x"}]
)
def test_an_answer_that_no_page_gives_changes_nothing(stage: Any, form: dict[str, str]) -> None:
    assert stage.browser("jo").post("/help/tour/", form)["Location"] == "/help/"
    assert stage.account("jo").tour_settled_at is None


def queries(client: Any, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize(("who", "url"), [("jo", "/desk/"), ("rosa", "")])
def test_neither_help_nor_offer_nor_tour_asks_a_table(stage: Any, who: str, url: str) -> None:
    client, page = stage.browser(who), url or f"/for/{stage.patient('rosa').pk}/"
    name = "desk" if url else "home"
    offered, on_tour = queries(client, page), queries(client, f"{page}?tour={name}")
    answered(client, "never", page)
    assert offered == on_tour == queries(client, page)


def test_help_leads_to_the_tour_of_each_record(stage: Any) -> None:
    of_elena = stage.browser("elena").get("/help/").content.decode()
    assert f'href="{first(stage, "elena")}"' in of_elena
    assert f'href="{first(stage, "elena", "rosa")}"' in of_elena
    assert "/desk/?tour=desk" in stage.browser("jo").get("/help/desk/").content.decode()
