"""Many at once: one wins, nobody gets an error, and the same form is one message."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

from architecture.proofs.house import House

# Twenty processes start together; in each, ten nurses in turn try to take the item.
CLAIM = """
import json, os, sys, time
from uuid import UUID
from django.db import connections
from portico.access.roles import ROLES
from portico.core.actions import Refused
from portico.core.viewer import Viewer
from portico.triage.actions import claim
facts, item = json.loads(sys.argv[1]), UUID(sys.argv[2])
start, outcome = time.time() + 1.0, os.pipe()

def viewer(one):
    return Viewer(
        account_id=UUID(one["account"]), name="Nurse", role="nurse", verbs=ROLES["nurse"].verbs,
        staff_id=UUID(one["staff"]), patient_id=UUID(facts["patient"]), sites=frozenset(map(UUID, facts["sites"])),
        pools=frozenset(map(UUID, facts["pools"])),
    )

def race(number):
    connections.close_all()
    time.sleep(max(0, start - time.time()))
    for one in facts["team"][number::20]:
        try:
            claim(by=viewer(one), item_id=item)
            said = "won"
        except Refused as refusal:
            said = str(refusal)
        except Exception as error:
            said = type(error).__name__
        os.write(outcome[1], (said + "\\n").encode())
    os._exit(0)

children = []
for number in range(20):
    child = os.fork()
    if child == 0:
        race(number)
    children.append(child)
os.close(outcome[1])
said = os.fdopen(outcome[0]).read().split()
for child in children:
    os.waitpid(child, 0)
print(json.dumps(said))
"""
COUNT = """
import json, sys
from django.db.models import Count
from portico.core.models import Event
from portico.triage.models import Step, WorkItem
item = WorkItem.objects.get(pk=sys.argv[1])
events = Event.objects.filter(name="triage.item_claimed", data__item_id=sys.argv[1]).count()
print(json.dumps([item.state, item.version, Step.objects.filter(item=item, what="claimed").count(), events]))
"""
OF_KEY = """
import json, sys
from portico.core.models import Event
from portico.messaging.models import Post, Thread
from portico.triage.models import WorkItem
threads = list(Thread.objects.filter(send_key=sys.argv[1]).values_list("pk", flat=True))
print(json.dumps([
    len(threads), Post.objects.filter(thread__in=threads).count(),
    WorkItem.objects.filter(source_id__in=threads).count(),
    Event.objects.filter(name="messaging.message_sent", data__thread_id=str(threads[0])).count(),
]))
"""


def test_of_two_hundred_who_claim_at_once_one_wins(house: Callable[..., House]) -> None:
    here = house(team=200)
    [item] = here.ask()
    said = json.loads(here.database.run(CLAIM, json.dumps(here.people), item)[0])
    assert len(said) == 200
    assert said.count("won") == 1, {word: said.count(word) for word in set(said)}
    assert said.count("taken") == 199, {word: said.count(word) for word in set(said)}
    assert json.loads(here.database.run(COUNT, item)[0]) == ["claimed", 1, 1, 1]
    here.is_sound()


def test_of_fifty_requests_at_once_one_wins_and_none_is_an_error(house: Callable[..., House]) -> None:
    here = house(team=50)
    [item] = here.ask()
    here.web()
    path = f"/desk/patients/{here.patient}/items/{item}/claim/"

    def claim(member: dict[str, Any]) -> int:
        return here.request("POST", path, session=member["session"], data={"item": item}).status

    with ThreadPoolExecutor(50) as pool:
        statuses = list(pool.map(claim, here.people["team"]))
    assert statuses == [302] * 50
    assert json.loads(here.database.run(COUNT, item)[0]) == ["claimed", 1, 1, 1]
    here.is_sound()


def test_the_same_form_three_times_at_once_is_one_message(house: Callable[..., House]) -> None:
    here = house()
    here.web()
    for _ in range(10):
        key = uuid4()
        with ThreadPoolExecutor(3) as pool:
            answers = list(pool.map(lambda _n, key=key: here.send(key=key), range(3)))
        assert [answer.status for answer in answers] == [302] * 3
        assert len({answer.location for answer in answers}) == 1, answers
        assert json.loads(here.database.run(OF_KEY, str(key))[0]) == [1, 1, 1, 1]
    here.is_sound()
