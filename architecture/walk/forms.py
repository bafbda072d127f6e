"""What the walk types into the form behind each door: as a rule something that the form takes."""

from typing import Any
from uuid import uuid4

from architecture.walk.who import SITES
from architecture.walk.world import World

TYPED: dict[str, dict[str, Any]] = {
    "messaging:result-question": {"body": "Why?"},
    "messaging:result-other": {"topic": "A form", "body": "Please."},
    "messaging:other": {"topic": "A form", "body": "Please."},
    "messaging:readings": {"what": "weight", "values": "150"},
    "messaging:authorization": {"what": "A scan", "insurer": "One", "has_letter": "no"},
    "messaging:billing": {"what": "bill", "body": "Why?"},
    "messaging:form": {"what": "school", "hand_over": "here", "body": "For school."},
    "messaging:records": {"what": "copy", "part": "All of it"},
    "messaging:details": {"what": "phone", "new": "608-555-0101"},
    "messaging:technical": {"what": "sign-in", "body": "It is slow."},
    "messaging:referral": {"specialist": "Skin", "reason": "A mole", "how_soon": "soon"},
    "messaging:appointment": {"what": "new", "suits": "Mornings"},
    "messaging:reply": {"body": "Thank you."},
    "messaging:draft": {"body": "Thank you."},
    "clinic-team:away": {"first_day": "2030-01-07", "last_day": "2030-01-06"},
    "phrases:return": {"number": 1},
    "routing:return": {"number": 1},
    "sending:write": {"characters": 500, "reply_days": 14},
    "sending:mine": {"characters": 300, "reply_days": 14},
    "sending:adoption": {"number": 1},
    "sending-chart:handed-out": {"how": "given"},
    "sending-chart:lift": {"until": "2026-01-01", "reason": "The walk"},
    "routing:new-row": {"pool": "Refills", "stamp": 0},
    "routing:row": {"pool": "Refills", "stamp": 0},
    "scheduling-team:offering": {"minutes": 20, "place": "Nowhere"},
    "scheduling-team:extension": {"to_day": "2099-01-07", "choose_by": "2099-01-06"},
    "scheduling-team:setting-aside": {"reason": ""},
    "scheduling-team:snoozing": {"until": "2001-01-01"},
    "scheduling-team:cancelling": {"reason": ""},
    "scheduling:other-times": {"words": "Mornings"},
    "scheduling:declining": {"words": "Well"},
    "desk:keep-view": {"name": "Mine", "list": "whose=mine"},
    "files:take": {"place": "walk"},
    "files-team:take": {"place": "walk"},
    "notifications-team:end": {"reason": "too-late"},
    "notifications:choices": {"by_email": "on"},
    "notifications:number": {"mobile": "608-555-0199"},
    "core:language": {"language": "es"},
    "clinic:switch": {"feature": "documents", "is_on": "on", "reason": "the walk"},
}
ORDERED = {
    "what": "Something",
    "directions": "Once a day",
    "quantity": "30 days",
    "refills": 0,
    "reason": "Because",
    "priority": "routine",
    "then": "keep",
}
OF_THE_TEAM = {
    "text": "Called.",
    "reason": "thanks",
    "summary": "Steady.",
    "question": "More?",
    "body": "Ready.",
}


GUIDELINE = {
    "title": "The walk", "words": "walking", "who": "nurse", "ask": "How far?", "emergency": "Cannot stand.",
    "review_on": "2099-01-07",
}  # fmt: skip
VISIT = {
    "visit_type": "nurse", "from_day": "2099-01-07", "to_day": "2099-01-08", "choose_by": "2099-01-07",
    "what": "The walk", "due_on": "2001-01-01",
}  # fmt: skip
PHRASE = {
    "title": "Walk", "english": "Thanks, {{patient.first_name}}.", "spanish": "", "review_on": "2099-01-07", "seen": 1,
}  # fmt: skip


def _madison() -> Any:
    from portico.clinic.models import Site

    return Site.objects.get(zone="America/Chicago").pk


def form(world: World, name: str, person: str, item: str) -> dict[str, Any]:
    """`item`: the one that the address names; the team's forms carry it too."""
    if name == "messaging:refill":
        medicine = world.ids.get(("medicine", person, "own")) or uuid4()
        return {"medicine": medicine, "days_left": 4, "body": "Please.", "send_key": uuid4()}
    if name == "messaging:medicine":
        medicine = world.ids.get(("medicine", person, "own")) or uuid4()
        return {"medicine": medicine, "body": "Please.", "send_key": uuid4()}
    if name.startswith("triage:") or name in {"messaging-team:draft", "messaging-team:answer"}:
        return {**OF_THE_TEAM, "item": item, "send_key": uuid4()}
    if name == "desk:phrases":
        return {**OF_THE_TEAM, "item": item, "phrase": world.ids[("phrase", "", "own")]}
    if name in {"phrases:new", "phrases:change"}:
        return {**PHRASE, "owner": "practice", "form_key": uuid4(), "shortcut": f".w-{uuid4().hex[:8]}"}
    if name in {"guidelines:new", "guidelines:change"}:
        return {**GUIDELINE, "form_key": uuid4(), "seen": 1}
    if name == "desk:quick":
        return {"item": item, "send_key": uuid4(), "action": f"{world.ids[('quick', '', 'own')]}@1"}
    if name in {"quickactions:new", "quickactions:change"}:
        return {"title": "The walk", "ends": "thanks", "form_key": uuid4(), "seen": 1, "owner": "practice"}
    if name.startswith("orders:"):
        return {**ORDERED, "item": item, "send_key": uuid4()}
    if name in {"desk:bulk", "desk:run-choice", "desk:runs"}:
        items = [world.ids[("item", key, "own")] for key in SITES]
        chosen = {"action": f"{world.ids[('quick', '', 'own')]}@1", "form_key": uuid4()}
        return {"item": items, **({"what": "take"} if name == "desk:bulk" else chosen)}
    if name == "clinic-team:away":
        return {**TYPED[name], "stand_in": uuid4()}
    if name.startswith(("oncall:", "letters-team:", "scheduling-team:")):
        return _beside(world, name, person)
    key = {"send_key": uuid4()} if name.startswith("messaging:") else {}
    return {**TYPED[name], **key} if name in TYPED else {}


def _beside(world: World, name: str, person: str) -> dict[str, Any]:
    if name in {"scheduling-team:visit", "scheduling-team:new-ticket", "scheduling-team:new-recall"}:
        return {**VISIT, "person": world.patients.get(person) or uuid4(), "send_key": uuid4()}
    if name == "oncall:writing":
        return {"site": _madison(), "seen": 0, "form_key": uuid4()}
    if name in {"letters-team:beside", "letters-team:new"}:
        return {
            "person": world.patients.get(person) or uuid4(),
            "send_key": uuid4(),
            "title": "Walk",
            "body": "Walk.",
        }
    return TYPED.get(name, {})
