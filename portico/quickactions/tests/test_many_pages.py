"""What comes in the way of one press for many, and its pages from the list to the result."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from portico.core import delivery
from portico.core.models import Delivery
from portico.messaging.models import Post
from portico.quickactions.models import Run
from portico.quickactions.tests.test_life import READY, made, said
from portico.quickactions.tests.test_many import pressed, states, three, worked
from portico.triage.models import WorkItem


class Killed(BaseException):
    """As a worker ends that is killed: nothing catches it."""


@pytest.fixture
def a_worker_that_is_killed_at_the_second(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    from portico.quickactions.actions import running

    real, count = running.use, iter(range(100))

    def use(**facts: Any) -> Any:
        done = real(**facts)
        if next(count) == 1:
            raise Killed
        return done

    monkeypatch.setattr(running, "use", use)
    return


@pytest.mark.usefixtures("a_worker_that_is_killed_at_the_second")
def test_after_a_kill_the_rest_goes_on_and_nothing_is_done_twice(stage: Any) -> None:
    threads = [stage.ask("rosa"), stage.ask("marcus"), stage.ask("elena")]
    run = pressed(stage, made(stage), threads)
    with pytest.raises(Killed):
        worked()
    assert sorted(states(run).values()) == ["done", "waiting", "waiting"]
    worked()
    assert sorted(states(run).values()) == ["done", "done", "waiting"], "the one that was cut short is leased"
    delivery.run_due(now=timezone.now() + delivery.LEASE + timedelta(seconds=1), limit=1000)
    assert set(states(run).values()) == {"done"}
    assert Post.objects.filter(thread__in=threads, side="team").count() == 3


def test_what_breaks_again_and_again_stands_first_on_the_page(
    stage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from portico.quickactions.actions import running

    def broken(**facts: Any) -> Any:
        raise OSError

    monkeypatch.setattr(running, "use", broken)
    run = pressed(stage, made(stage), [stage.ask("rosa")])
    for hours in range(delivery.MAX_TRIES):
        delivery.run_due(now=timezone.now() + timedelta(hours=hours))
    assert Delivery.objects.filter(state="dead").count() == 1
    page = said(stage.browser("jo").get(reverse("desk:run", args=[run.pk])))
    assert "Did not work" in page
    assert "Do it by hand" in page
    assert "every 2s" not in page, "nothing more happens by itself"


def test_from_the_list_to_the_result(stage: Any) -> None:
    threads, one, browser = three(stage), made(stage), stage.browser("jo")
    items = [str(stage.item(thread).pk) for thread in threads]
    page = said(browser.post(reverse("desk:run-choice"), {"item": items}))
    assert "3 messages are chosen." in page
    assert "fits 2 of 3" in page
    page = said(browser.post(reverse("desk:run-choice"), {"item": items, "action": f"{one.pk}@1"}))
    assert "Do it for 2 messages" in page
    assert "It is another kind of message." in page
    sent = {"item": items[:2], "action": f"{one.pk}@1", "form_key": str(uuid4())}
    page = said(browser.post(reverse("desk:runs"), sent, follow=True))
    assert "2 still to be done" in page
    worked()
    run = Run.objects.get()
    page = said(browser.get(reverse("desk:run-now", args=[run.pk])))
    assert "2 done" in page
    assert "every 2s" not in page
    page = said(browser.post(reverse("desk:run-withdrawal", args=[run.pk]), follow=True))
    assert "No patient saw any of it." in page
    assert "READY" not in page
    assert READY.title in said(browser.get(reverse("desk:runs")))


def test_all_of_the_list_is_taken_as_it_is_filtered(stage: Any) -> None:
    three(stage)
    count = WorkItem.objects.filter(pool__in=stage.viewer("jo").pools, kind="refill").exclude(state="closed")
    page = said(stage.browser("jo").post(reverse("desk:run-choice"), {"list": "kind=refill", "all": "1"}))
    assert f"{count.count()} messages are chosen." in page
