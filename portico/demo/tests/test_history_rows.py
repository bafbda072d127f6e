"""What the loader of the history leaves is what the real actions leave; and the doctor finds nothing wrong with it."""

from typing import Any

DOCTOR = """
from django.utils import timezone
from portico.core.models import Delivery, Event
from portico.core.viewer import Purpose, system_viewer
from portico.audit.models import Row
from portico.demo.tests.replay import UNTIL, load
from portico.health.queries import ailments
from portico.messaging.models import Draft
from portico.messaging.actions import tell_unread
from portico.notifications.models import Notice
from portico.triage.actions import expire
from portico.triage.models import WorkItem
import time_machine
with time_machine.travel(UNTIL, tick=False):
    scripts, world = load(45)
    told = Row.objects.filter(verb="demo.load_history").count()
    past = Row.objects.exclude(verb="demo.load_history").filter(verb__startswith="triage.").count()
    print("ledger", told, past)
    by = system_viewer(Purpose.KEEP_ORDER)
    late = WorkItem.objects.exclude(state="closed").filter(due_at__lt=UNTIL, waiting_since=None).count()
    for ailment in ailments(by, now=UNTIL):
        print("ails", ailment.name, ailment.count if ailment.name != "promise-past" else ailment.count - late)
    print("expired", expire(by=by), "unread", tell_unread(by=by))
    print("notices", Notice.objects.count(), "drafts", Draft.objects.count())
    print("waiting", Delivery.objects.exclude(state="done").count())
    times = list(Event.objects.filter(name__startswith="triage.").order_by("id").values_list("at", flat=True))
    print("in-order", times == sorted(times), "future", Event.objects.filter(at__gt=UNTIL).exists())
"""


def test_fifty_conversations_played_through_the_real_actions_leave_the_same_rows_and_events(
    own_database: Any,
):
    (said,) = own_database.run("from portico.demo.tests.replay import main; main()")
    assert "equal: 50 conversations" in said
    for what in ("ask", "advise", "call", "route", "wrote", "looked", "answer", "close", "note", "work"):
        assert f"'{what}'" in said


def test_the_doctor_finds_nothing_but_what_is_late_today_and_nobody_hears_of_the_past(own_database: Any):
    (said,) = own_database.run(DOCTOR)
    lines = said.splitlines()
    ails = {line.split()[1]: int(line.split()[2]) for line in lines if line.startswith("ails")}
    assert ails.pop("promise-past", 0) == 0
    # Nobody works off the queue in this test, and the ledger waits for its seal.
    assert set(ails) <= {"worker-silent", "ledger-unsealed"}
    assert "expired 0 unread 0" in lines
    assert "notices 0 drafts 0" in lines
    assert "waiting 0" in lines
    assert "in-order True future False" in lines
    assert "ledger 1 0" in lines
