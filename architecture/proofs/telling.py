"""Answers are told while the worker is killed: everybody hears, and nobody twice."""

import json
import re
import time
from typing import Any

from architecture.proofs.house import House

NUMBER = re.compile(r"^Message-ID: <(\w+)@portico>", re.MULTILINE)
# A nurse answers each: a notice to Rosa must follow. The clock of the undo is over at once.
ANSWER = """
import json, sys
from datetime import timedelta
from uuid import UUID, uuid4
from django.db.models import F
from django.utils import timezone
from portico.access.roles import ROLES
from portico.core.models import Delivery
from portico.core.viewer import Viewer
from portico.messaging.actions import answer
from portico.messaging.models import Post, Thread
from portico.triage.models import WorkItem
facts, wanted = json.loads(sys.argv[1]), sys.argv[2].split(",")
back = timedelta(seconds=11)
for model in (Thread, Post, WorkItem):
    model.objects.update(effective_at=F("effective_at") - back)
one = facts["team"][0]
by = Viewer(account_id=UUID(one["account"]), name="Nurse", role="nurse", verbs=ROLES["nurse"].verbs,
            staff_id=UUID(one["staff"]), patient_id=UUID(facts["patient"]),
            sites=frozenset(map(UUID, facts["sites"])), pools=frozenset(map(UUID, facts["pools"])))
for key in wanted:
    thread = Thread.objects.get(pk=key)
    item = WorkItem.objects.get(source_id=thread.pk)
    answer(by=by, thread_id=thread.pk, item_id=item.pk, send_key=uuid4(), body="It is ready.",
           last_seen=thread.posts.get().pk)
Post.objects.update(effective_at=F("effective_at") - back)
Delivery.objects.filter(state="waiting").update(due_at=F("due_at") - back)
"""
# Every delivery of an answer is done; each reader has a mail and a text of each: sent, or told by another one.
NOTICES = """
import json, sys
from collections import Counter
from django.utils import timezone
from portico.core.models import Delivery
from portico.notifications.models import Notice
from portico.notifications.rules.keys import outside_key
told = Delivery.objects.filter(reaction__endswith="tell_patient")
wanted = {f"{d.pk}-{account}{channel}" for d in told for account in json.loads(sys.argv[1]) for channel in ("", ".sms")}
sent = Notice.objects.filter(state="sent")
print(json.dumps({
    "states": Counter(told.values_list("state", flat=True)),
    "missing": sorted(wanted - set(Notice.objects.values_list("key", flat=True))),
    "notices": Counter(f"{n.channel} {n.state}" for n in Notice.objects.all()),
    "due": Notice.objects.filter(state="waiting", due_at__lte=timezone.now()).count(),
    "texts": {outside_key(n.key): n.address for n in sent.filter(channel="sms")},
    "mails": [outside_key(n.key) for n in sent.filter(channel="email")],
}))
"""
# What a killed worker had in hand is taken up when its time is over: here it is over now.
EXPIRE = """
from django.utils import timezone
from portico.core.models import Delivery
from portico.notifications.models import Notice
Delivery.objects.exclude(leased_until=None).update(leased_until=timezone.now())
Notice.objects.exclude(leased_until=None).update(leased_until=timezone.now())
"""


def answers_are_told_once(house: House, some: list[str], *, say: Any, kills: int = 3) -> None:
    """Each kill falls while a provider has delivered a text and has not said so."""
    house.kill("worker")
    house.database.run(ANSWER, json.dumps(house.people), ",".join(some))
    for number in range(kills):
        with house.provider.holding_back() as one_came:
            house.worker()
            assert one_came.wait(60), "no text came"
            house.kill("worker")
        if number % 4 == 3:
            house.database.run(EXPIRE)
    house.database.run(EXPIRE)
    house.worker()
    told = wait_until_told(house, len(some))
    texts, mails = house.provider.delivered, mails_left(house)
    say(f"{kills} kills of the worker with a text in the provider's hands: {len(some)} answers, "
        f"{len(texts)} texts delivered to {len(set(texts.values()))} people, {len(told['missing'])} notices missing, "
        f"{len(texts) - len(set(texts.values()))} texts twice, {house.provider.absorbed} repeats absorbed, "
        f"{len(mails)} mails under {len(set(mails))} numbers")  # fmt: skip
    assert told["missing"] == []
    # It was the same key each time, and one day's one text for each who takes them.
    assert told["texts"] == texts
    assert sorted(texts.values()) == sorted(reader["mobile"] for reader in house.people["readers"])
    # A mail that left and whose worker died before it was noted leaves again under the same number: one mail.
    assert set(mails) == set(told["mails"])
    assert house.provider.absorbed >= kills, "too little was repeated for this to prove anything"
    house.is_sound()


def wait_until_told(house: House, answers: int) -> dict[str, Any]:
    """One more about the same may wait for its hour, with the others bundled in it; none that is due may."""
    deadline = time.monotonic() + 60
    readers = json.dumps([reader["account"] for reader in house.people["readers"]])
    while True:
        told: dict[str, Any] = json.loads(house.database.run(NOTICES, readers)[0])
        if told["states"] == {"done": answers} and not told["due"]:
            return told
        assert time.monotonic() < deadline, told
        time.sleep(0.3)


def mails_left(house: House) -> list[str]:
    """The number of each mail that left, once for each time that it did."""
    texts = [file.read_text() for file in (house.folder / "mails").iterdir()]
    return [number for text in texts for number in NUMBER.findall(text)]
