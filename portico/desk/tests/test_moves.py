"""What the team does at the desk: each move by its own form, in words, and nothing that was typed is lost."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from portico.clinic.models import Absence, Pool, StaffMember
from portico.messaging.models import Draft, Post, Thread
from portico.people.models import Patient
from portico.triage import actions as triage
from portico.triage.models import Note, Presence, SavedFilter, Step, WorkItem


def waiting(stage: Any, key: str = "rosa", **facts: Any) -> WorkItem:
    item: WorkItem = stage.item(stage.ask(key, **facts))
    return item


def page(stage: Any, key: str, item: WorkItem, **query: str) -> str:
    url = reverse("desk:item", args=[item.patient_id, item.pk])
    response = stage.browser(key).get(url, query)
    assert response.status_code == 200
    return str(response.content.decode())


def desk(stage: Any, key: str = "jo", **query: str) -> str:
    return str(stage.browser(key).get(reverse("desk:desk"), query).content.decode())


def press(stage: Any, key: str, move: str, item: WorkItem, /, *, status: int = 200, **said: Any) -> str:
    url = reverse(f"triage:{move}", args=[item.patient_id, item.pk])
    response = stage.browser(key).post(url, {"item": str(item.pk), **said}, follow=True)
    assert response.status_code == status
    return str(response.content.decode())


def answer(stage: Any, key: str, item: WorkItem, body: str, /, **said: Any) -> str:
    url = reverse("messaging-team:answer", args=[item.patient_id, item.pk, item.source_id])
    newest = Post.objects.filter(thread_id=item.source_id, withdrawn_at=None).latest("created_at")
    facts = {"item": str(item.pk), "body": body, "send_key": str(uuid4()), "last_seen": str(newest.pk)}
    return str(stage.browser(key).post(url, {**facts, **said}, follow=True).content.decode())


def box(html: str) -> str:
    return html.split('<textarea name="body"')[1].split("</textarea>", maxsplit=1)[0]


def pool(name: str) -> Pool:
    return Pool.objects.get(name=name, site__name__startswith="Madison")


def amara() -> StaffMember:
    return StaffMember.objects.get(name="Dr Amara Lee")


def ask_amara(stage: Any, item: WorkItem) -> str:
    page(stage, "jo", item)
    words = {"summary": "Swollen for three days.", "question": "Stop the pill?"}
    return press(stage, "jo", "question", item, physician=str(amara().pk), **words)


def test_opening_an_item_is_said_once_to_the_worklist_and_never_by_a_physician(stage: Any) -> None:
    item = waiting(stage)
    page(stage, "jo", item)
    page(stage, "lena", item)
    assert [step.what for step in Step.objects.filter(item=item)] == ["opened"]
    ask_amara(stage, item)
    stage.let_take_effect()
    page(stage, "amara", item)
    assert Step.objects.filter(item=item, what="opened").count() == 1


def test_who_was_slower_is_told_by_name_who_has_it(stage: Any) -> None:
    item = waiting(stage)
    assert "You have it" in press(stage, "lena", "claim", item)
    assert "Lena Fischer has this now." in press(stage, "jo", "claim", item, version="0")


def test_an_item_goes_to_another_pool_and_comes_back_by_undo(stage: Any) -> None:
    item = waiting(stage)
    to = pool("Front desk")
    said = press(stage, "jo", "route", item, pool=str(to.pk), reason="Only about a visit")
    assert "Rosa Delgado: sent on." in said
    assert "Rosa Delgado" not in said.split("desk-list")[1]
    step = Step.objects.get(item=item, what="routed")
    back = reverse("triage:withdrawal", args=[item.patient_id, step.pk])
    assert stage.browser("lena").post(back).status_code == 404
    assert "Taken back: it is as it was." in stage.browser("jo").post(back, follow=True).content.decode()
    item.refresh_from_db()
    assert item.pool.name == "Refills"


def test_undo_that_comes_too_late_says_so(stage: Any) -> None:
    item = waiting(stage)
    press(stage, "jo", "closing", item, reason="thanks")
    stage.let_take_effect()
    step = Step.objects.get(item=item, what="closed")
    back = reverse("triage:withdrawal", args=[item.patient_id, step.pk])
    assert "It was too late to undo." in stage.browser("jo").post(back, follow=True).content.decode()


def test_an_item_of_another_kind_goes_where_that_kind_goes(stage: Any) -> None:
    item = waiting(stage)
    press(stage, "jo", "route", item, kind="referral")
    item.refresh_from_db()
    assert (item.kind, item.pool.name) == ("referral", "Referrals")


def test_a_physician_is_asked_sees_it_ten_seconds_later_and_answers_the_team(stage: Any) -> None:
    item = waiting(stage)
    url = reverse("desk:item", args=[item.patient_id, item.pk])
    assert stage.browser("amara").get(url).status_code == 404
    ask_amara(stage, item)
    assert stage.browser("amara").get(url).status_code == 404
    assert "Rosa Delgado" not in desk(stage, "amara")
    stage.let_take_effect()
    assert "Rosa Delgado" in desk(stage, "amara")
    seen = page(stage, "amara", item)
    for words in ("Jo Park asks you", "Swollen for three days.", "Stop the pill?", "Answer the team"):
        assert words in seen
    assert 'name="body"' not in seen
    assert "The team has your answer." in press(stage, "amara", "advice", item, text="Yes, stop it.")
    assert "Yes, stop it." in page(stage, "jo", item)
    assert "Answer sent and closed." in answer(stage, "jo", item, "Please stop the pill.")


def test_a_question_needs_a_summary_and_what_was_typed_stays(stage: Any) -> None:
    item = waiting(stage)
    page(stage, "jo", item)
    said = press(stage, "jo", "question", item, status=422, physician=str(amara().pk), question="Stop it?")
    assert "A physician needs a summary and a question." in said
    assert "Stop it?" in said


def test_who_stands_in_is_shown_before_a_physician_is_asked(stage: Any) -> None:
    item, today = waiting(stage), timezone.now().date()
    cover = StaffMember.objects.create(
        account=stage.account("harold"), role="physician", name="Dr Sam Okafor"
    )
    cover.sites.set(amara().sites.all())
    span = {"first_day": today - timedelta(days=1), "last_day": today + timedelta(days=1)}
    Absence.objects.create(staff=amara(), stand_in=cover, **span)
    url = reverse("triage:question", args=[item.patient_id, item.pk])
    assert "Dr Amara Lee (away: Dr Sam Okafor stands in)" in stage.browser("jo").get(url).content.decode()
    ask_amara(stage, item)
    item.refresh_from_db()
    assert item.asked_of == cover


def test_a_physician_finds_no_conversation_that_nobody_of_the_team_has_read(stage: Any) -> None:
    item = waiting(stage, subject="Unseenamycin 5 MG")
    url = reverse("desk:conversations", args=[item.patient_id])
    copy = reverse("messaging-team:copy", args=[item.patient_id, item.source_id])
    amara = stage.browser("amara")
    for query in ({}, {"q": "unseenamycin"}):
        assert "Refill: Unseenamycin" not in amara.get(url, query).content.decode()
    assert amara.get(copy).status_code == 404
    page(stage, "jo", item)
    for query in ({}, {"q": "unseenamycin"}):
        assert "Refill: Unseenamycin" in amara.get(url, query).content.decode()
    assert amara.get(copy).status_code == 200


def test_what_jo_flags_as_urgent_is_due_within_half_an_hour_of_opening_hours(stage: Any) -> None:
    item = waiting(stage)
    before = item.due_at
    press(stage, "jo", "flag", item, flag="urgent", reason="It is worse than she wrote.")
    item.refresh_from_db()
    assert item.flag == "urgent"
    assert item.due_at < before


def test_a_message_that_could_not_be_shown_does_not_count_as_seen(stage: Any) -> None:
    item = waiting(stage)
    Thread.objects.filter(pk=item.source_id).update(withdrawn_at=timezone.now())
    url = reverse("desk:item", args=[item.patient_id, item.pk])
    assert stage.browser("jo").get(url).status_code == 404
    item.refresh_from_db()
    assert item.seen_at is None


def test_the_first_who_opens_a_message_reads_that_it_is_opened(stage: Any) -> None:
    item = waiting(stage)
    assert "Opened, Jo Park" in " ".join(strip_tags(page(stage, "jo", item)).split())
    item.refresh_from_db()
    assert item.seen_at is not None


def test_nothing_is_closed_without_an_answer_an_action_or_a_reason(stage: Any) -> None:
    item = waiting(stage)
    assert "Please give a reason." in press(stage, "jo", "closing", item, status=422)
    assert "Please say the reason in words." in press(
        stage, "jo", "closing", item, reason="other", status=422
    )
    press(stage, "jo", "call", item, text="Told her on the phone.", send_key=str(uuid4()))
    assert "Rosa Delgado: closed." in press(stage, "jo", "closing", item)
    assert "Closed after something was done" in " ".join(page(stage, "jo", item).split())
    assert "You have it" in press(stage, "jo", "reopening", item, reason="She called again")


def test_a_note_is_the_teams_alone(stage: Any) -> None:
    item = waiting(stage)
    press(stage, "jo", "note", item, text="Sounds frightened, be gentle.", send_key=str(uuid4()))
    seen = page(stage, "lena", item)
    assert "Sounds frightened" in seen
    assert "Only the team sees this." in seen
    for key in ("rosa", "elena"):
        for name, url in stage.pages(stage.patient("rosa")).items():
            assert "Sounds frightened" not in stage.browser(key).get(url).content.decode(), name
        thread = reverse("messaging:thread", args=[item.patient_id, item.source_id])
        assert "Sounds frightened" not in stage.browser(key).get(thread).content.decode()


def test_a_note_of_nothing_is_refused_in_words(stage: Any) -> None:
    item = waiting(stage)
    assert "Please write something first." in press(
        stage, "jo", "note", item, text=" ", send_key=str(uuid4()), status=422
    )
    assert not Note.objects.exists()


def test_a_flag_is_raised_by_anybody_of_the_team_and_taken_away_by_the_licensed(stage: Any) -> None:
    item = waiting(stage)
    assert "Urgent" in press(stage, "tomas", "flag", item, flag="urgent", reason="Chest feels tight")
    assert "It is flagged" in press(stage, "tomas", "flag", item, flag="", reason="Fine now", status=422)
    press(stage, "jo", "flag", item, flag="", reason="I called her")
    item.refresh_from_db()
    assert item.flag == ""


@pytest.mark.parametrize("move", ["note", "call"])
def test_a_form_of_another_item_does_nothing_here_and_its_text_can_be_copied(stage: Any, move: str) -> None:
    rosas, harolds = waiting(stage, "rosa"), waiting(stage, "harold")
    said = press(
        stage, "jo", move, rosas, status=422, item=str(harolds.pk), text="For Harold", send_key=str(uuid4())
    )
    assert "This form belongs to another message. Nothing was done." in said
    assert "For Harold" in said
    assert "<textarea" not in said
    assert not Note.objects.exists()


def test_an_answer_of_another_items_form_is_not_sent_and_becomes_no_draft_here(stage: Any) -> None:
    rosas, harolds = waiting(stage, "rosa"), waiting(stage, "harold")
    said = answer(stage, "jo", rosas, "Dear Harold", item=str(harolds.pk))
    assert "This form belongs to another message." in said
    assert "Dear Harold" in said
    assert not Post.objects.filter(side="team").exists()
    assert not Draft.objects.filter(account=stage.account("jo")).exists()


def test_an_answer_that_names_another_patient_asks_first(stage: Any) -> None:
    item = waiting(stage)
    text = "Dear Harold Nguyen, your pills are ready."
    asked = answer(stage, "jo", item, text, then="keep")
    assert "This text names another patient or another birth date." in asked
    assert "This answer goes to Rosa Delgado, 68, born" in asked
    assert "Send to Rosa Delgado anyway" in asked
    assert text in box(asked)
    assert not Post.objects.filter(side="team").exists()
    assert "Answer sent. You still have it." in answer(stage, "jo", item, text, confirmed="1", then="keep")


def test_an_answer_to_something_older_is_not_sent_and_the_new_message_is_marked(stage: Any) -> None:
    from portico.messaging.actions import reply

    item = waiting(stage)
    seen = Post.objects.get(thread_id=item.source_id)
    reply(by=stage.viewer("rosa"), thread_id=item.source_id, send_key=uuid4(), body="I found some pills.")
    stage.let_take_effect()
    stale = answer(stage, "jo", item, "We sent more.", last_seen=str(seen.pk))
    assert "a newer message came in while you wrote" in stale
    assert "We sent more." in box(stale)
    assert stale.count("<span>New</span>") == 1
    assert "I found some pills." in stale.split("<span>New</span>")[1]
    assert "Send anyway" in stale
    assert "Answer sent and closed." in answer(stage, "jo", item, "We sent more.")


def test_adding_a_file_without_a_script_sends_nothing_and_keeps_the_text(stage: Any) -> None:
    item = waiting(stage)
    said = answer(stage, "jo", item, "With the form attached.", add_file="add")
    assert "With the form attached." in box(said)
    assert not Post.objects.filter(side="team").exists()


def test_an_answer_may_wait_for_the_patient(stage: Any) -> None:
    item = waiting(stage)
    assert "It waits for the patient now." in answer(stage, "jo", item, "Which pharmacy?", then="wait")
    assert "Rosa Delgado" in desk(stage, state="waiting").split("desk-list")[1]


def test_a_draft_is_kept_while_typing_and_forgotten_when_emptied(stage: Any) -> None:
    item = waiting(stage)
    url = reverse("messaging-team:draft", args=[item.patient_id, item.pk, item.source_id])
    jo = stage.browser("jo")
    assert jo.post(url, {"item": str(item.pk), "body": "Half a sen"}).status_code == 204
    assert "Half a sen" in box(page(stage, "jo", item))
    assert "Half a sen" not in box(page(stage, "lena", item))
    assert jo.post(url, {"item": str(uuid4()), "body": "Of another tab"}).status_code == 404
    jo.post(url, {"item": str(item.pk), "body": " "})
    assert not Draft.objects.filter(account=stage.account("jo")).exists()


def test_who_is_here_is_told_by_name(stage: Any) -> None:
    item = waiting(stage)
    url = reverse("triage:presence", args=[item.patient_id, item.pk])
    stage.browser("lena").post(url, {"typing": "1", "worked": "1"})
    assert (
        "Lena Fischer is typing" in stage.browser("jo").post(url, {"version": item.version}).content.decode()
    )
    stage.browser("lena").post(url, {})
    assert "Lena Fischer has this open" in stage.browser("jo").post(url, {}).content.decode()
    Presence.objects.update(at=timezone.now() - timedelta(seconds=50))
    assert "Lena" not in stage.browser("jo").post(url, {}).content.decode()
    assert stage.browser("kenji").post(url, {}).status_code == 404


def test_the_page_is_told_when_something_came_in(stage: Any) -> None:
    item = waiting(stage)
    url = reverse("triage:presence", args=[item.patient_id, item.pk])
    assert "Something new" not in stage.browser("jo").post(url, {"version": item.version}).content.decode()
    triage.claim(by=stage.viewer("lena", "rosa"), item_id=item.pk)
    assert "Something new" in stage.browser("jo").post(url, {"version": item.version}).content.decode()


def test_several_are_closed_at_once_and_each_says_how_it_went(stage: Any) -> None:
    items = [waiting(stage, key) for key in ("rosa", "harold", "elena")]
    foreign = waiting(stage, "walter")
    triage.claim(by=stage.viewer("lena", "elena"), item_id=items[2].pk)
    ids = [str(item.pk) for item in (*items, foreign)]
    facts = {"item": [*ids, "nonsense"], "what": "close", "reason": "thanks"}
    said = stage.browser("jo").post(reverse("desk:bulk"), facts, follow=True).content.decode()
    assert "2 closed." in said
    assert "Lena Fischer has this now." in said
    foreign.refresh_from_db()
    assert foreign.state == "queued"
    nothing = stage.browser("jo").post(reverse("desk:bulk"), {"item": ids[-1:], "what": "take"}, follow=True)
    assert "Nothing was done" in nothing.content.decode()
    assert stage.browser("amara").post(reverse("desk:bulk"), facts).status_code == 404


def test_several_are_taken_put_back_and_sent_on(stage: Any) -> None:
    items = [waiting(stage, key) for key in ("rosa", "harold")]
    ids, jo, to = [str(item.pk) for item in items], stage.browser("jo"), str(pool("Referrals").pk)
    for what, words in (("take", "2 taken."), ("put-back", "2 put back."), ("send", "2 sent on.")):
        facts = {"item": ids, "what": what, "pool": to, "why": "Theirs"}
        assert words in jo.post(reverse("desk:bulk"), facts, follow=True).content.decode()
    assert set(WorkItem.objects.filter(pk__in=ids).values_list("pool__name", flat=True)) == {"Referrals"}


def test_the_list_is_narrowed_and_a_view_of_it_kept_and_forgotten(stage: Any) -> None:
    waiting(stage, "rosa"), waiting(stage, "harold", kind="question", subject="My ankle", details={})
    triage.claim(by=stage.viewer("jo", "rosa"), item_id=WorkItem.objects.get(kind="refill").pk)
    for query, there, absent in (
        ({"kind": "question"}, "Harold Nguyen", "Rosa Delgado"), ({"whose": "mine"}, "Rosa Delgado", "Harold Nguyen"),
        ({"whose": "nobody"}, "Harold Nguyen", "Rosa Delgado"),
        ({"pool": str(pool("Refills").pk)}, "Rosa Delgado", "Harold Nguyen"),
    ):  # fmt: skip
        rows = desk(stage, **query).split("desk-list")[1]
        assert there in rows, query
        assert absent not in rows, query
    assert "Nothing is like this just now." in desk(stage, late="1")
    jo = stage.browser("jo")
    facts = {"name": "My refills", "list": "whose=mine&kind=refill&evil=1"}
    assert "My refills" in jo.post(reverse("desk:keep-view"), facts, follow=True).content.decode()
    kept = SavedFilter.objects.get()
    assert kept.query == "whose=mine&kind=refill"
    gone = reverse("desk:forget-view", args=[kept.pk])
    assert stage.browser("lena").post(gone).status_code == 404
    assert "My refills" not in jo.post(gone, follow=True).content.decode()


def crowd(stage: Any, n: int) -> None:
    """So many more like Rosa's."""
    first = waiting(stage)
    rows = WorkItem.objects.filter(pk=first.pk).values().get()
    WorkItem.objects.bulk_create(
        WorkItem(
            **{
                **rows,
                "id": uuid4(),
                "source_id": uuid4(),
                "due_at": first.due_at + timedelta(minutes=k // 3),
            }
        )
        for k in range(n)
    )


def test_a_long_list_goes_on_by_key_and_shows_each_once(stage: Any) -> None:
    crowd(stage, 99)
    seen: list[str] = []
    query = ""
    for _ in range(5):
        html = stage.browser("jo").get(f"{reverse('desk:desk')}{query}").content.decode()
        seen += [part.split('"')[0] for part in html.split('name="item" value="')[1:]]
        if 'rel="next"' not in html:
            break
        query = html.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].split("?", 1)[1]
        query = "?" + query.replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 100


def test_the_list_and_the_chart_ask_little(stage: Any) -> None:
    crowd(stage, 60)
    item = WorkItem.objects.filter(source_kind="message").earliest("due_at")
    jo = stage.browser("jo")
    jo.get(reverse("desk:desk"))
    with CaptureQueriesContext(connection) as asked:
        jo.get(reverse("desk:desk"))
    reads = [
        q["sql"]
        for q in asked
        if "triage_" in q["sql"] or "messaging_" in q["sql"] or "clinic_pool" in q["sql"]
    ]
    assert len(reads) <= 5, reads
    assert len(asked) <= 10
    from portico.core.prepared import prepared
    from portico.core.presenters import local_now
    from portico.desk.presenters.chart import beside, chart_beside

    viewer = stage.viewer("jo", "rosa")
    patient, now = Patient.objects.get(pk=item.patient_id), local_now(viewer)
    with CaptureQueriesContext(connection) as chart:
        chart_beside(viewer, patient, prepared(beside, viewer, now=now), now=now)
    assert len(chart) <= 1


def test_jo_is_away_and_back(stage: Any) -> None:
    jo, url = stage.browser("jo"), reverse("clinic-team:away")
    lena = StaffMember.objects.get(name="Lena Fischer")
    facts = {"first_day": "2027-01-11", "last_day": "2027-01-08", "stand_in": str(lena.pk)}
    assert "The last day is before the first." in jo.post(url, facts).content.decode()
    planned = jo.post(url, {**facts, "last_day": "2027-01-15"}, follow=True).content.decode()
    assert "Lena Fischer stands in" in planned
    back = reverse("clinic-team:back", args=[Absence.objects.get().pk])
    assert stage.browser("lena").post(back).status_code == 404
    assert "Welcome back." in jo.post(back, follow=True).content.decode()


def test_a_physician_without_a_colleague_is_told_whom_to_ask(stage: Any) -> None:
    said = stage.browser("amara").get(reverse("clinic-team:away")).content.decode()
    assert "There is no colleague of your calling" in said
