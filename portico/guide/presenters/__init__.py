"""Which help belongs to a page, and where a tour leads next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import resolve
from django.utils import timezone

from portico.access.rules.decide import Answer, Ask, Standing, decide
from portico.core.doors import Door
from portico.core.presenters import page_url
from portico.core.viewer import Strength, Viewer
from portico.guide.presenters.account import ACCOUNT
from portico.guide.presenters.beside import BESIDE
from portico.guide.presenters.patient import PATIENT
from portico.guide.presenters.practice import PRACTICE
from portico.guide.presenters.record import RECORD
from portico.guide.presenters.team import TEAM
from portico.guide.presenters.topic import Step, Topic, Words
from portico.guide.presenters.tours import TOURS

TOPICS: dict[str, Topic] = {
    topic.name: topic for topic in (*PATIENT, *RECORD, *TEAM, *BESIDE, *PRACTICE, *ACCOUNT)
}
BY_ROUTE: dict[str, Topic] = {route: topic for topic in TOPICS.values() for route in topic.routes}
STEP_NAMES = frozenset(step.name for steps in TOURS.values() for step in steps)


@dataclass(frozen=True, slots=True)
class Panel:
    """One step of a tour, on the page that it is about. `back` and `forth` are empty at the ends."""

    number: int
    count: int
    title: Words
    text: Words
    back: str
    forth: str
    here: str
    answer_url: str


def frame(request: HttpRequest, viewer: Viewer | None) -> dict[str, Any]:
    """For the head of every page: its help, the step of the tour that stands here, or the offer of a tour.

    It asks no table: the account and the session are loaded with every request."""
    match = request.resolver_match
    if viewer is None or viewer.account_id is None or match is None:
        return {}
    topic = BY_ROUTE.get(match.view_name)
    steps = TOURS.get(viewer.role, ())
    help_url = page_url("guide:index") + f"{topic.name}/" if topic else ""
    if panel := _panel(request, viewer, steps, match.view_name):
        return {"help_url": help_url, "tour": panel}
    is_offered = bool(steps) and steps[0].route == match.view_name and _is_open_to_offers(request)
    return {"help_url": help_url, "tour_offer": _offer(request, steps) if is_offered else None}


def _is_open_to_offers(request: HttpRequest) -> bool:
    is_settled = getattr(request.user, "tour_settled_at", None) is not None
    return request.method == "GET" and not is_settled and not request.session.get("tour_later")


def _offer(request: HttpRequest, steps: Sequence[Step]) -> dict[str, str]:
    return {"here": request.path, "first": steps[0].name, "answer_url": page_url("guide:tour")}


def _panel(request: HttpRequest, viewer: Viewer, steps: Sequence[Step], route: str) -> Panel | None:
    """None off the tour: whoever leaves its pages has ended it, without a word."""
    name = request.GET.get("tour", "")
    if not name or request.method != "GET":
        return None
    way = [(step, url) for step in steps if (url := step_url(viewer, step))]
    at = next((n for n, (step, _url) in enumerate(way) if (step.name, step.route) == (name, route)), None)
    if at is None:
        return None
    step = way[at][0]
    return Panel(
        number=at + 1,
        count=len(way),
        title=step.title,
        text=step.text,
        back=way[at - 1][1] if at else "",
        forth=way[at + 1][1] if at + 1 < len(way) else "",
        here=request.path,
        answer_url=page_url("guide:tour"),
    )


def step_url(viewer: Viewer, step: Step) -> str:
    """Where the step stands for this viewer; empty where the door would not open, or what is behind it is off."""
    is_record = viewer.patient_id is not None and not viewer.is_staff
    url = page_url(step.route, viewer.patient_id) if is_record else page_url(step.route)
    door: Door = resolve(url).func.door  # type: ignore[attr-defined]  # core/doors.py marks every view
    return f"{url}?tour={step.name}" if _opens(door, viewer) else ""


def _opens(door: Door, viewer: Viewer) -> bool:
    """The very decision of the office, for this viewer."""
    ask = Ask(
        verb=door.verb,
        names_patient=door.patient,
        is_for_staff=door.staff,
        data_class=door.data_class,
        feature=door.feature,
        needs_second_factor=door.needs_second_factor,
    )
    standing = Standing(
        is_signed_in=True,
        is_staff=viewer.is_staff,
        verbs=viewer.verbs,
        hidden=viewer.hidden,
        features=viewer.features,
        has_relation=viewer.patient_id is not None,
        has_second_factor=viewer.strength >= Strength.SECOND_FACTOR,
    )
    return decide(ask, standing, now=timezone.now()).answer is Answer.PASS


def topics_for(viewer: Viewer) -> list[Topic]:
    return [topic for topic in TOPICS.values() if topic.audience.includes(is_staff=viewer.is_staff)]
