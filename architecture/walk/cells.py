"""Every knock: who, at which door, how, with whose ids."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.urls import reverse

from architecture.walk.decide import Actor, expected
from architecture.walk.forms import form
from architecture.walk.spec import ACCOUNT_PAGES, OF_THE_LIBRARY, ROUTES, SIGN_IN_PAGES
from architecture.walk.who import SITES, Route
from architecture.walk.world import World

OTHERS = ("POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")
PERSONS = (*SITES, "absent")
ITEM = re.compile(r"/items/([0-9a-f-]{36})/")
VARIANTS = ("own", "secret", "foreign", "absent")
# Every how many knocks by GET come one by another method; "full" tries all of them.
THIN = {"quick": 16, "short": 1000, "full": 1}


@dataclass(frozen=True, slots=True)
class Cell:
    """`twin`: cells of one twin that are refused must be answered alike: somebody else's and nobody's are the same."""

    actor: Actor
    name: str
    route: Route
    method: str
    person: str
    variant: str
    url: str
    expected: str
    body: dict[str, Any] = field(default_factory=dict)
    twin: tuple[Any, ...] = ()
    is_shown: bool = True

    def __str__(self) -> str:
        ids = f", {self.variant} ids" if self.variant else ""
        of = f" of {self.person}" if self.person else ""
        return f"{self.actor.name} asks {self.method} {self.name}{of}{ids}"


def cells(world: World, size: str) -> Iterator[Cell]:
    """The short walk goes door by door, the team's first: a hole shows early. It leaves out the sign-in pages."""
    turn = count()
    names = [name for name in ROUTES if size != "short" or name not in accounts_pages()]
    if size == "short":
        names.sort(key=lambda name: ROUTES[name].who != "team")
        pairs = [(actor, name) for name in names for actor in world.actors]
    else:
        pairs = [(actor, name) for actor in world.actors for name in names]
    for actor, name in pairs:
        route = ROUTES[name]
        for person in PERSONS if names_person(name, route) else ("",):
            for variant in _variants(actor, route, person, size):
                yield from _knocks(world, size, turn, actor, name, route, person, variant)
    for actor in world.actors:
        for cell in (*_asked(world, actor), *_typed(world, actor)):
            if size == "full" or cell.expected == "pass":
                yield cell


def open_pages(world: World) -> Iterator[Cell]:
    """Every page of everybody who may open it."""
    seen = set()
    for cell in cells(world, "quick"):
        if cell.method == "GET" and cell.expected == "pass" and (cell.actor.name, cell.url) not in seen:
            seen.add((cell.actor.name, cell.url))
            yield cell


def names_person(name: str, route: Route) -> bool:
    return (
        route.who == "record"
        or name in {"desk:patient", "desk:conversations", "desk:item", "desk:phrases", "desk:quick"}
        or name.startswith(("triage:", "messaging-team:", "files-team:", "orders:", "sending-chart:"))
        or name.startswith(("scheduling-team:", "letters-team:"))
    )


def _variants(actor: Actor, route: Route, person: str, size: str) -> tuple[str, ...]:
    if not route.ids:
        return ("",)
    if OF_THE_LIBRARY.intersection(route.ids) or person == "absent":
        return ("foreign", "absent")
    # Where the door itself refuses, ids behind it tell little; the full walk tries them all the same.
    return VARIANTS if size == "full" or _may_enter(actor, route, person) else ("own", "absent")


def _knocks(
    world: World, size: str, turn: Any, actor: Actor, name: str, route: Route, person: str, variant: str
) -> Iterator[Cell]:
    url = address(world, name, route, person, variant)
    first = "POST" if route.is_post_only else "GET"
    others = [method for method in ("GET", *OTHERS) if method != first]
    number = next(turn)
    if size == "full":
        methods = [first, *others]
    else:
        methods = [first, others[number // THIN[size] % len(others)]] if number % THIN[size] == 0 else [first]
    for method in methods:
        verdict = expected(actor, route, person, variant)
        if method not in _methods(route):
            verdict = "refused"  # 405: the door names its methods, before anybody is looked up
        query = f"?{route.query}" if route.query else ""
        yield Cell(
            actor, name, route, method, person, variant, url + query, verdict,
            body=form(world, name, person, _item_in(url)) if method == "POST" else {},
            twin=(actor.name, name, method, person if _may_enter(actor, route, person) else "", verdict),
        )  # fmt: skip


def _methods(route: Route) -> tuple[str, ...]:
    if route.is_post_only:
        return ("POST",)
    return ("GET", "HEAD", "POST") if route.has_form else ("GET", "HEAD")


def _may_enter(actor: Actor, route: Route, person: str) -> bool:
    """Past the door, whatever the ids say."""
    bare = Route(
        who=route.who, roles=route.roles, data=route.data, needs_second_factor=route.needs_second_factor
    )
    return expected(actor, bare, person, "") == "pass"


def address(world: World, name: str, route: Route, person: str, variant: str) -> str:
    kwargs: dict[str, Any] = {"person": world.patients.get(person) or uuid4()} if person else {}
    if name == "account_reset_password_from_key":
        kwargs = {"uidb36": "1", "key": "set-password"}
    names = {
        "item": "item",
        "thread": "thread",
        "answer": "post",
        "reply": "post",
        "step": "step",
        "passkey": "pk",
        "session": "item",
    }
    for kind in route.ids:
        word = "item" if len(route.ids) == 1 and kind not in {"answer", "passkey", "step"} else names[kind]
        kwargs[word] = world.id_of(kind, person, variant)
    if name.startswith("messaging:draft"):
        kwargs["place"] = "referral"
    if name == "guide:topic":
        kwargs["topic"] = "security"  # of everybody's pages; those of one side alone have a test in guide
    if name == "messaging:reply-withdrawal":
        kwargs["item"] = kwargs.pop("thread")
    if name in {"chart:document-file", "results:report-file"}:
        kwargs["number"] = 0
    if name in {"routing:row", "routing:place", "routing:removal"}:
        kwargs["number"] = 1
    return reverse(name, kwargs=kwargs)


def _item_in(url: str) -> str:
    """A form carries the item that its address names."""
    found = ITEM.search(url)
    return found.group(1) if found else ""


def _asked(world: World, actor: Actor) -> Iterator[Cell]:
    """Ids in the query string: own, somebody else's and nobody's pools, posts, people and places in a list."""
    foreign = "madison" if actor.site == "denver" else "denver"
    desk = [("pool", {"pool": world.pools[foreign]}), ("pool", {"pool": uuid4()})]
    for post in (world.ids[("answer", "walter", "own")], uuid4()):
        desk.append(("sent", {"sent": post, "person": world.patients["walter"]}))
    for kind, query in desk:
        yield _query_cell(world, actor, "desk:desk", "", query, kind)
    for name, ids in (
        ("chart:problems", "medicine"), ("results:results", "result"), ("messaging:threads", "thread"),
        ("scheduling:visits", "report"), ("chart:documents", "document"),
    ):  # fmt: skip
        for person in ("rosa", "walter"):
            for key in (world.id_of(ids, person, "foreign"), uuid4()):
                after = {"after": f"2001-01-01T00:00:00+00:00~{UUID(str(key)).hex}"}
                yield _query_cell(world, actor, name, person, after, "after", is_shown=False)
    for person in SITES:
        yield _query_cell(world, actor, "results:results", person, {"kind": "reports"}, "")
        yield _query_cell(world, actor, "access:who-looked", person, {"before": "999999999"}, "")


def _query_cell(
    world: World,
    actor: Actor,
    name: str,
    person: str,
    query: dict[str, Any],
    kind: str,
    *,
    is_shown: bool = True,
) -> Cell:
    route = ROUTES[name]
    verdict = expected(actor, route, person, "")
    twin = (actor.name, name, "GET", person, kind) if kind else ()
    url = f"{address(world, name, route, person, '')}?{urlencode(query)}"
    return Cell(actor, name, route, "GET", person, "", url, verdict, twin=twin, is_shown=is_shown)


def _ticked(world: World, actor: Actor) -> Iterator[Cell]:
    """Items that were ticked in the list: those of another site, and nobody's."""
    foreign = "rosa" if actor.site == "denver" else "walter"
    for key in (world.ids[("item", foreign, "own")], uuid4()):
        for what in ("take", "close"):
            form = {"item": key, "what": what, "reason": "thanks"}
            yield _form_cell(world, actor, "desk:bulk", ROUTES["desk:bulk"], "", form, what)
        chosen = {"item": key, "action": f"{world.ids[('quick', '', 'own')]}@1", "form_key": uuid4()}
        for name in ("desk:run-choice", "desk:runs"):
            yield _form_cell(world, actor, name, ROUTES[name], "", chosen, "chosen")


def _typed(world: World, actor: Actor) -> Iterator[Cell]:
    """Ids in forms: a medicine, a key of a form, the last post seen. Somebody else's is as good as nobody's."""
    yield from _ticked(world, actor)
    for person in SITES:
        route, medicine = ROUTES["messaging:refill"], world.ids[("medicine", person, "own")]
        base = {"days_left": 4, "body": "Please."}
        foreign = world.id_of("medicine", person, "foreign")
        hidden = [] if actor.own == person else [world.ids[("medicine", person, "secret")]]
        for key in (foreign, uuid4(), *hidden):
            form = {**base, "medicine": key, "send_key": uuid4()}
            yield _form_cell(world, actor, "messaging:refill", route, person, form, "medicine")
        for key in (world.id_of("send_key", person, "foreign"), uuid4()):
            form = {**base, "medicine": medicine, "send_key": key}
            yield _form_cell(world, actor, "messaging:refill", route, person, form, "send_key")
        for last, key in (
            (world.id_of("answer", person, "foreign"), uuid4()),
            (uuid4(), uuid4()),
        ):
            item = world.ids[("item", person, "own")]
            form = {"item": item, "body": "Ready.", "last_seen": last, "send_key": key}
            yield _form_cell(
                world,
                actor,
                "messaging-team:answer",
                ROUTES["messaging-team:answer"],
                person,
                form,
                "last_seen",
            )


def _form_cell(
    world: World, actor: Actor, name: str, route: Route, person: str, form: dict[str, Any], kind: str
) -> Cell:
    variant = "own" if route.ids else ""
    verdict = expected(actor, route, person, variant)
    url = address(world, name, route, person, variant)
    return Cell(
        actor, name, route, "POST", person, variant, url, verdict, body=form,
        twin=(actor.name, name, "POST", person, kind),
    )  # fmt: skip


def accounts_pages() -> set[str]:
    return {*SIGN_IN_PAGES, *ACCOUNT_PAGES, "mfa_remove_webauthn", "mfa_edit_webauthn", "account-session-end"}


def form_for(world: World, name: str, person: str) -> dict[str, Any]:
    """What a person would send by this form."""
    return form(world, name, person, "")
