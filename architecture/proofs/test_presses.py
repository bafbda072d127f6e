"""The same press several times at once, by processes that know nothing of each other: done once, and nobody errs."""

import json
from typing import Any

PLACE = """
import json, sys, tempfile, time
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid5
from django.utils import timezone
from conftest import Stage
from portico.core.actions import Refused
from portico.letters import actions as letters
from portico.letters.models import Letter
from portico.letters.rules.kinds import Words
from portico.oncall import actions as oncall
from portico.quickactions import actions as quick
from portico.quickactions.rules.content import Content
from portico.quickactions.rules.first import FIRST
from portico.scheduling import actions as visits
from portico.scheduling.models import Recall, Ticket, TicketStep
stage = Stage()
"""
KEY = "01a21300-0000-7000-8000-00000000000"
SET_UP = f"""
from portico.demo.actions import load
from django.core.management import call_command
with tempfile.TemporaryDirectory() as folder:
    load(folder=Path(folder), today=timezone.now().date(), background=0)
from portico.chart.models import Medicine
from portico.clinic.models import StaffMember
from portico.messaging.models import Post
from portico.triage.models import WorkItem
tomas, day = stage.viewer("tomas", "rosa"), timezone.now().date()
last = day + timedelta(days=9)
wanted = visits.Wanted(visit_type="nurse", from_day=day, to_day=last, choose_by=last)
ticket = visits.issue(by=tomas, wanted=wanted, send_key=UUID("{KEY}1"))
times = [visits.Time(starts_at=timezone.now() + timedelta(days=n), minutes=20) for n in (2, 3)]
visits.offer(by=stage.viewer("priya", "rosa"), ticket_id=ticket.pk, times=times)
Ticket.objects.update(effective_at=timezone.now() - timedelta(seconds=1))
letter = letters.draft(by=tomas, kind="absence", words=Words(title="A", body="B"), send_key=UUID("{KEY}2"))
letters.send(by=tomas, letter_id=letter.pk)
row = Medicine.objects.get(patient=stage.patient("rosa"), text__startswith="lisinopril", status="active")
thread = stage.ask(details={{"medicine": str(row.pk), "days_left": 5}}, subject=row.text)
bridge = next(one for one in FIRST if one.title == "Thirty days, then a visit")
made = quick.write(by=stage.viewer("jo"), form_key=UUID("{KEY}3"), content=bridge)
many = [stage.ask(key, subject="Metformin 500 mg") for key in ("marcus", "elena")]
ready = Content("Ready", ("refill",), "close", "Hello {{{{patient.first_name}}}}, it is ready.")
plain = quick.write(by=stage.viewer("jo"), form_key=UUID("{KEY}5"), content=ready)
jo = StaffMember.objects.get(account=stage.account("jo"))
site = jo.sites.get(zone="America/Chicago")
type(site).objects.filter(pk=site.pk).update(hours={{}})
oncall.write(by=stage.viewer("grace"), site_id=site.pk, rungs=[(jo.pk, 15)], seen=0, form_key=UUID("{KEY}4"))
WorkItem.objects.filter(pk=stage.item(thread).pk).update(flag="urgent")
print(json.dumps({{
    "many": [str(stage.item(one).pk) for one in many], "plain": str(plain.pk),
    "ticket": str(ticket.pk), "offers": [str(one.pk) for one in ticket.offers.order_by("starts_at")],
    "letter": str(letter.pk), "seen": Letter.objects.get(pk=letter.pk).fingerprint(), "thread": str(thread.pk),
    "item": str(stage.item(thread).pk), "action": str(made.pk),
    "last_seen": str(Post.objects.get(thread=thread).pk),
}}))
"""
PRESS = """
import os
facts, which = json.loads(sys.argv[1]), sys.argv[2]
day = timezone.now().date()
also = next(one for one in FIRST if one.title == "Thirty days, then a visit").also

def choose():
    offer = facts["offers"][os.getpid() % 2]
    return visits.choose(by=stage.viewer("rosa"), ticket_id=UUID(facts["ticket"]), offer_id=UUID(offer))

def issue():
    wanted = visits.Wanted(visit_type="nurse", from_day=day, to_day=day + timedelta(days=9), choose_by=day)
    return visits.issue(by=stage.viewer("tomas", "rosa"), wanted=wanted, send_key=UUID(facts["key"]))

def sign():
    return letters.sign(by=stage.viewer("jo", "rosa"), letter_id=UUID(facts["letter"]), seen=facts["seen"])

def click():
    one = quick.Click(
        action_id=UUID(facts["action"]), seen=1, item_id=UUID(facts["item"]), thread_id=UUID(facts["thread"]),
        send_key=UUID(facts["key"]), last_seen=UUID(facts["last_seen"]), body="We prepared it.", also=also,
    )
    return quick.use(by=stage.viewer("jo", "rosa"), click=one)

def page():
    from portico.core.viewer import Purpose, system_viewer
    from portico.triage.actions import page_on_call
    return page_on_call(by=system_viewer(Purpose.KEEP_ORDER))

def opens():
    from portico.clinic.models import Site
    return Site.objects.update(hours={str(day): ["00:00", "23:59"] for day in range(7)})

def split():
    from portico.triage.actions import split as divide
    item = UUID(facts["many"][0])
    return divide(by=stage.viewer("jo", "marcus"), item_id=item, kind="question", reason="his knee")

def begin():
    items = [UUID(one) for one in facts["many"]]
    action, key = UUID(facts["plain"]), UUID(facts["key"])
    return quick.begin(by=stage.viewer("jo"), action_id=action, seen=1, form_key=key, items=items)

def begin_often():
    # The clock says which form is pressed: those that know nothing of each other press the same one at one moment.
    for _ in range(40):
        slot = int(time.time() / 0.2) + 1
        time.sleep(max(0, slot * 0.2 - time.time()))
        facts["key"] = str(uuid5(UUID(facts["plain"]), str(slot)))
        begin()

def work():
    from portico.core.delivery import run_due
    return run_due(now=timezone.now(), limit=1000)

def work_and_take_back():
    if os.getpid() % 2:
        work()
    return take_back()

def take_back():
    from portico.access.queries import working_for
    from portico.quickactions.models import Run
    return quick.take_back_run(by=stage.viewer("jo"), run_id=Run.objects.latest("asked_at").pk, person_of=working_for)

try:
    globals()[which]()
    print("done")
except Refused as refusal:
    print(refusal)
"""
COUNT = """
from portico.core.models import Event
from portico.messaging.models import Post
from portico.orders.models import Order
from portico.quickactions.models import Use
from portico.quickactions.models import Part, Run
from portico.triage.models import Page, WorkItem
many = WorkItem.objects.filter(pk__in=json.loads(sys.argv[1])["many"]).values("source_id")
print(json.dumps({
    "split": WorkItem.objects.exclude(split_by=None).count(), "runs": Run.objects.count(),
    "parts": sorted(Part.objects.values_list("state", flat=True)),
    "said": Post.objects.filter(thread__in=many, side="team", withdrawn_at=None).count(),
    "twice": sum(run.form_key.version == 4 for run in Run.objects.all()),
    "chosen": TicketStep.objects.filter(what="chosen").count(), "tickets": Ticket.objects.count(),
    "issued": Event.objects.filter(name="letters.letter_issued").count(),
    "uses": Use.objects.filter(step__withdrawn_at=None).count(),
    "answers": Post.objects.filter(thread=json.loads(sys.argv[1])["thread"], side="team").count(),
    "orders": Order.objects.count(), "recalls": Recall.objects.count(), "pages": Page.objects.count(),
}))
"""
AT_ONCE = 4


def test_each_press_is_done_once_however_often_it_comes(own_database: Any) -> None:
    facts = json.loads(own_database.run(PLACE + SET_UP)[0].splitlines()[-1])
    told = json.dumps({**facts, "key": f"{KEY}9"})

    def pressed(which: str) -> set[str]:
        return {said.splitlines()[-1] for said in own_database.run(PLACE + PRESS, told, which, times=AT_ONCE)}

    assert pressed("choose") <= {"done", "chosen-already"}
    assert pressed("sign") == {"done", "not-waiting"}
    assert pressed("page") == {"done"}
    assert pressed("issue") == {"done"}
    told = json.dumps({**facts, "key": f"{KEY}8"})
    assert pressed("click") == {"done"}
    assert pressed("opens") == {"done"}
    assert pressed("split") == {"done", "kind-there"}
    assert pressed("begin") == {"done"}
    assert pressed("work_and_take_back") == {"done"}
    counted = json.loads(own_database.run(PLACE + COUNT, told)[0].splitlines()[-1])
    assert (counted["runs"], counted["parts"]) == (1, ["taken-back", "taken-back"])
    told = json.dumps({**facts, "key": f"{KEY}7"})
    assert pressed("begin") == {"done"}
    assert pressed("work") == {"done"}
    counted = json.loads(own_database.run(PLACE + COUNT, told)[0].splitlines()[-1])
    assert counted == {
        "split": 1, "runs": 2, "twice": 0, "parts": ["done", "done", "taken-back", "taken-back"], "said": 2,
        "chosen": 1, "tickets": 3, "issued": 1, "uses": 3, "answers": 1, "orders": 1, "recalls": 1, "pages": 1,
    }  # fmt: skip
    assert pressed("take_back") == {"done"}
    counted = json.loads(own_database.run(PLACE + COUNT, told)[0].splitlines()[-1])
    assert set(counted["parts"]) == {"taken-back"}
    assert pressed("begin_often") == {"done"}
    assert json.loads(own_database.run(PLACE + COUNT, told)[0].splitlines()[-1])["twice"] == 0
