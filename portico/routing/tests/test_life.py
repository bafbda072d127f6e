"""A manager changes where messages go: a draft, a dry run, a version; and every message says which row it went by."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from portico.clinic.models import Pool, StaffMember
from portico.core.actions import Refused
from portico.core.delivery import run_due
from portico.messaging.models import Thread
from portico.routing import actions, queries
from portico.routing.models import Draft, DryRun, Version
from portico.routing.rules.table import Row, from_data
from portico.triage import actions as triage
from portico.triage.models import WorkItem

SPANISH = Row(kinds=("refill",), words=("urgente", "pharmacy form"), pool="Nurse advice", urgency="same-day")
SAVED = {
    "kinds": ["refill"],
    "words": "urgente, pharmacy form",
    "pool": "Nurse advice",
    "urgency": "same-day",
}
FORM = {"send_key": "01a21395-79ec-77a9-a41a-b9e8bfd4d4e5"}


def post(stage: Any, name: str, *args: Any, key: str = "grace", **data: Any) -> Any:
    return stage.browser(key).post(reverse(f"routing:{name}", args=args), data, follow=True)


def page(stage: Any, name: str, *args: Any, key: str = "grace") -> str:
    answer = stage.browser(key).get(reverse(f"routing:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def drafted(stage: Any, *rows: Row) -> Draft:
    by, draft = stage.viewer("grace"), None
    for row in rows:
        draft = actions.put(by=by, stamp=draft.stamp if draft else 0, row=row)
    assert draft
    return draft


def tried(stage: Any, draft: Draft) -> DryRun:
    run = actions.try_out(by=stage.viewer("grace"), stamp=draft.stamp)
    for _piece in range(5):
        run_due(now=timezone.now())
    run.refresh_from_db()
    assert run.ended_at
    return run


def published(stage: Any, *rows: Row) -> Version:
    draft = drafted(stage, *rows)
    tried(stage, draft)
    return actions.publish(by=stage.viewer("grace"), stamp=draft.stamp)


def test_a_manager_changes_the_routing_with_a_dry_run_and_the_next_message_goes_by_it(stage: Any) -> None:
    before = stage.ask(body="It is urgente, the pharmacy form is missing.")
    shown = post(stage, "new-row", stamp=0, **SAVED).content.decode()
    assert "Nurse advice" in shown
    assert "Try it on the last ninety days" in shown
    assert "Publish it" not in shown
    assert "are looked at" in post(stage, "dry-run", stamp=1).content.decode()
    run_due(now=timezone.now())
    shown = page(stage, "draft")
    assert "Refills, Lakeside" in shown or "Refills, " in shown
    assert "Would go to another pool" in shown
    assert DryRun.objects.get().counted["moved"] == 1
    assert stage.item(before).pool.name == "Refills", "a dry run moves nothing"
    assert "Published." in post(stage, "publication", stamp=1, note="Forms are the nurses'").content.decode()
    item = stage.item(stage.ask(body="Otra vez: URGENTE."))
    assert (item.pool.name, item.flag, item.reason) == (
        "Nurse advice", "same-day", "row 1 of routing table 1: Nurse advice",
    )  # fmt: skip
    other = stage.item(stage.ask(body="The usual."))
    assert (other.pool.name, other.flag) == ("Refills", "")
    assert "Forms are the nurses" in page(stage, "table")


def test_the_promise_that_the_patient_reads_is_the_rows(stage: Any) -> None:
    published(stage, Row(kinds=("refill",), pool="Refills", days=5))
    thread = stage.ask()
    assert thread.promised_at == stage.item(thread).due_at
    usual = stage.ask(kind="referral", subject="Skin", details={})
    assert thread.promised_at > usual.promised_at, "five working days instead of two, beside three"


def test_what_was_not_tried_exactly_as_it_stands_is_not_published(stage: Any) -> None:
    draft = drafted(stage, SPANISH)
    by = stage.viewer("grace")
    with pytest.raises(Refused, match="not-tried"):
        actions.publish(by=by, stamp=draft.stamp)
    tried(stage, draft)
    draft = actions.put(by=by, stamp=draft.stamp, row=Row(kinds=("form",), pool="Nurse advice"))
    with pytest.raises(Refused, match="not-tried"):
        actions.publish(by=by, stamp=draft.stamp)
    draft = actions.remove(by=by, stamp=draft.stamp, number=2)
    assert actions.publish(by=by, stamp=draft.stamp).number == 1, "as it was tried"


@pytest.mark.parametrize(
    ("row", "said"),
    [(Row(kinds=("refill",), pool="Attic"), "no pool called Attic"),
     (Row(kinds=("refill",), pool="Front desk"), "may end what is about health")],
)  # fmt: skip
def test_a_table_that_leads_nowhere_is_neither_tried_nor_published_and_the_page_says_why(
    stage: Any, row: Row, said: str
) -> None:
    front = StaffMember.objects.get(account=stage.account("priya"))
    for pool in Pool.objects.filter(name="Front desk"):
        pool.members.set([front])
    draft = drafted(stage, row)
    assert said in page(stage, "draft")
    for name in ("dry-run", "publication"):
        assert (
            "is marked" in post(stage, name, stamp=draft.stamp).content.decode()
            or not Version.objects.exists()
        )
    assert not DryRun.objects.exists()
    assert not Version.objects.exists()


def test_a_pool_of_physicians_is_refused_with_the_reason(stage: Any) -> None:
    doctor = StaffMember.objects.get(account=stage.account("amara"))
    for pool in Pool.objects.filter(name="Referrals"):
        pool.members.set([doctor])
    drafted(stage, Row(kinds=("refill",), pool="Referrals"))
    assert "would be the first to see a message" in page(stage, "draft")


def test_two_managers_at_once_do_not_write_over_each_other(stage: Any) -> None:
    drafted(stage, SPANISH)
    shown = post(stage, "new-row", stamp=0, **SAVED)
    assert "Somebody changed the draft meanwhile" in shown.content.decode()
    assert 'value="urgente, pharmacy form"' in shown.content.decode(), "what was typed is kept"
    assert "Somebody changed the draft" in post(stage, "removal", 1, stamp=99).content.decode()
    assert len(Draft.objects.get().rows) == 1


def test_rows_change_places_and_go(stage: Any) -> None:
    other = Row(kinds=("form",), pool="Nurse advice")
    drafted(stage, SPANISH, other)
    post(stage, "place", 2, stamp=2, up="1")
    assert from_data(Draft.objects.get().rows) == (other, SPANISH)
    post(stage, "place", 2, stamp=3, down="1")
    assert from_data(Draft.objects.get().rows) == (other, SPANISH), "the last stays the last"
    post(stage, "removal", 1, stamp=4)
    assert from_data(Draft.objects.get().rows) == (SPANISH,)
    post(stage, "row", 1, stamp=5, pool="Refills")
    assert from_data(Draft.objects.get().rows) == (Row(pool="Refills"),)
    assert "Thrown away." in post(stage, "thrown-away", stamp=6).content.decode()
    assert not Draft.objects.exists()


def test_an_earlier_version_comes_back_as_a_new_one(stage: Any) -> None:
    published(stage, SPANISH)
    draft = actions.remove(by=stage.viewer("grace"), stamp=0, number=1)
    tried(stage, draft)
    actions.publish(by=stage.viewer("grace"), stamp=draft.stamp)
    assert queries.in_force(stage.viewer("grace")).rows == ()
    assert "Version 1 is in force again, as version 3." in post(stage, "return", number=1).content.decode()
    assert queries.in_force(stage.viewer("grace")).rows == (SPANISH,)
    assert "the same as what is in force" in post(stage, "return", number=1).content.decode()
    assert Version.objects.get(number=3).restored == 1


def test_bad_input_gets_a_sentence(stage: Any) -> None:
    assert "less than the age" in post(
        stage, "new-row", stamp=0, pool="Refills", age_from=60, age_to=20
    ).content.decode()  # fmt: skip
    assert "Choose where it goes." in post(stage, "new-row", stamp=0).content.decode()
    assert "At most 20" in post(stage, "new-row", stamp=0, pool="Refills", words="x" * 41).content.decode()
    assert stage.browser("grace").post(reverse("routing:return"), {"number": "x"}).status_code == 404
    assert stage.browser("grace").get(reverse("routing:row", args=[7])).status_code == 404
    assert not Draft.objects.exists()


def test_the_team_reads_the_table_and_does_not_write_it(stage: Any) -> None:
    published(stage, SPANISH)
    shown = page(stage, "table", key="jo")
    assert "Nurse advice" in shown
    assert reverse("routing:draft") not in shown
    for name in ("draft", "new-row"):
        assert stage.browser("jo").get(reverse(f"routing:{name}")).status_code == 404
    assert stage.browser("rosa").get(reverse("routing:table")).status_code == 404


def test_what_the_net_finds_goes_to_the_nurses_whatever_the_table_says(stage: Any) -> None:
    published(stage, Row(kinds=("referral",), pool="Refills"))
    item = stage.item(stage.ask(kind="referral", subject="Heart", details={}, body="I have chest pain now."))
    assert (item.pool.name, item.flag) == ("Nurse advice", "urgent")
    assert item.reason.startswith("urgent")


def test_what_is_typed_anew_by_the_team_goes_by_the_table_too(stage: Any) -> None:
    published(stage, Row(kinds=("referral",), pool="Nurse advice"))
    thread = stage.ask()
    triage.route(
        by=stage.viewer("jo", "rosa"), item_id=stage.item(thread).pk, reason="A specialist", kind="referral"
    )
    assert stage.item(thread).pool.name == "Nurse advice"


def test_a_dry_run_tells_nothing_about_anybody(stage: Any) -> None:
    stage.ask(body="urgente")
    draft = drafted(stage, SPANISH)
    run = tried(stage, draft)
    shown = page(stage, "draft")
    for secret in ("urgente.", "Rosa", str(stage.patient("rosa").pk), str(Thread.objects.get().pk)):
        assert secret not in shown
    assert str(stage.patient("rosa").pk) not in str(run.counted)


def test_a_dry_run_in_pieces_that_is_repeated_counts_once(
    stage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from portico.core.models import Delivery, Event
    from portico.reactions import routing

    monkeypatch.setattr(routing, "AT_ONCE", 2)
    for _ in range(5):
        stage.ask(body="urgente")
    draft = drafted(stage, SPANISH)
    run = tried(stage, draft)
    assert (run.total, run.counted["count"], run.counted["moved"]) == (5, 5, 5)
    assert Event.objects.filter(name="routing.dry_run_asked").count() == 3
    first = Delivery.objects.filter(reaction__endswith="rehearse").order_by("pk")[0]
    routing.rehearse(first.event, key="again")
    run.refresh_from_db()
    assert run.counted["count"] == 5


def test_standing_is_asked_of_the_record(stage: Any) -> None:
    published(stage, Row(standing="new", pool="Nurse advice"))
    item = stage.item(stage.ask())
    from portico.chart.queries import was_seen

    seen = was_seen(stage.viewer("jo", "rosa"), now=timezone.now())
    assert item.pool.name == ("Refills" if seen else "Nurse advice")
    assert WorkItem.objects.count() == 1
