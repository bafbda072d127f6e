"""Help stands on every page, for everybody, and speaks of nobody."""

from typing import Any

import pytest

from architecture.addresses import patterns
from portico.core.doors import Door
from portico.demo import cast as people
from portico.guide.presenters import BY_ROUTE, TOPICS
from portico.guide.presenters.topic import Audience

# What is opened and is no page of its own, and why.
NO_PAGE = {
    "front": "leads on to where one begins",
    "guide:index": "is the help",
    "guide:topic": "is the help",
    "chart:document-file": "a file",
    "results:report-file": "a file",
    "files:file": "a file",
    "files-team:file": "a file",
    "mfa_download_recovery_codes": "a file",
}


def pages() -> dict[str, tuple[str, Door]]:
    """Name -> address and door of what somebody signed in can open by GET; what pages ask by themselves is none."""
    found = {name: (path, view.door) for path, name, view in patterns()}
    return {
        name: (path, door)
        for name, (path, door) in found.items()
        if door.verb and "GET" in door.methods and not door.is_poll
    }


def test_every_page_of_somebody_signed_in_has_help() -> None:
    without = set(pages()) - set(BY_ROUTE) - set(NO_PAGE)
    assert not without, f"portico/guide/presenters has no topic for {sorted(without)}"


def test_no_topic_is_without_a_page_and_no_page_has_two() -> None:
    listed = [route for topic in TOPICS.values() for route in topic.routes]
    assert set(listed) <= set(pages())
    assert len(listed) == len(set(listed))
    assert all(topic.routes for topic in TOPICS.values())
    assert set(NO_PAGE) <= set(pages())
    assert not set(NO_PAGE) & set(BY_ROUTE)


def test_a_topic_is_for_those_who_may_open_its_pages() -> None:
    for name, (path, _door) in pages().items():
        if name in NO_PAGE:
            continue
        audience = BY_ROUTE[name].audience
        if path.startswith("for/"):
            assert audience is Audience.PATIENT, name
        elif path.startswith(("desk/", "what-is-on/switches")):
            assert audience is Audience.TEAM, name
        else:
            assert audience is Audience.EVERYONE, name


def test_each_topic_says_three_to_five_things_in_few_words() -> None:
    for topic in TOPICS.values():
        assert 3 <= len(topic.can) <= 5, topic.name
        for text in (topic.what, topic.next, *topic.can):
            assert len(str(text)) <= 150, f"{topic.name}: {text}"
            assert str(text).endswith("."), f"{topic.name}: {text}"


def test_rosa_finds_the_help_of_each_page_at_its_head(stage: Any) -> None:
    rosa = stage.browser("rosa")
    for name, address in stage.pages(stage.patient("rosa")).items():
        if name not in BY_ROUTE:
            continue
        answer = rosa.get(address)
        if answer.status_code == 302:  # a page after another one
            continue
        url = f"/help/{BY_ROUTE[name].name}/"
        assert answer.content.decode().count(f'href="{url}"') == 1, name


def test_help_names_the_emergency_and_the_practice(stage: Any) -> None:
    html = stage.browser("rosa").get("/help/health-question/").content.decode()
    assert "tel:911" in html
    assert people.MADISON.phone in html or "608-555-" in html
    assert "What happens next" in html


def test_help_is_a_page_of_its_own_or_a_part_of_another(stage: Any) -> None:
    jo = stage.browser("jo")
    page = jo.get("/help/desk/").content.decode()
    part = jo.get("/help/desk/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" in page
    assert "<html" not in part
    for html in (page, part):
        assert "<kbd>j</kbd>" in html
        assert "Mark several lines" in html


@pytest.mark.parametrize(("who", "topic"), [("rosa", "desk"), ("jo", "refill"), ("rosa", "no-such-page")])
def test_help_for_others_is_not_there(stage: Any, who: str, topic: str) -> None:
    assert stage.browser(who).get(f"/help/{topic}/").status_code == 404


def test_jo_finds_help_while_she_sets_up_her_second_factor(stage: Any) -> None:
    jo = stage.browser("jo", has_second_factor=False)
    assert 'href="/help/second-factor/"' in jo.get("/account/security/second-factor/").content.decode()
    assert jo.get("/help/second-factor/").status_code == 200


def test_the_list_of_all_help_is_for_ones_own_side(stage: Any) -> None:
    of_rosa = stage.browser("rosa").get("/help/").content.decode()
    of_jo = stage.browser("jo").get("/help/").content.decode()
    assert "/help/refill/" in of_rosa
    assert "/help/desk/" not in of_rosa
    assert "/help/desk/" in of_jo
    assert "/help/refill/" not in of_jo


def test_who_has_no_record_finds_help_too(stage: Any) -> None:
    carmen = stage.browser("carmen")
    assert 'href="/help/records/"' in carmen.get("/records/").content.decode()
    assert carmen.get("/help/").status_code == 200


def test_help_is_there_in_spanish(stage: Any) -> None:
    rosa = stage.browser("rosa")
    rosa.cookies["language"] = "es"
    assert "Lo que puede hacer aquí" in rosa.get("/help/refill/").content.decode()
