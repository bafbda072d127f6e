"""Files are taken, handed over, taken back and cleared away; and each is open to those whose it is, from its moment."""

import errno
import os
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from portico.audit.models import Row
from portico.core.actions import NotAllowed, Refused
from portico.core.delivery import run_due
from portico.core.models import Delivery
from portico.core.viewer import Purpose, system_viewer
from portico.files import actions, queries, store, tasks
from portico.files.models import StoredFile
from portico.files.rules.limits import BYTES_A_DAY, FILES_A_DAY, FILES_A_PLACE, Held, Reason, may_take
from portico.files.tests.conftest import bytes_on, look_at
from portico.files.tests.corpus import pdf, picture
from portico.people.models import Relation

Add = Callable[..., StoredFile]
SENT = "message"


def soon() -> Any:
    return timezone.now() + timedelta(seconds=10)


def hand_over(stage: Any, holder: Any, *, key: str = "rosa", person: str = "", at: Any = None) -> int:
    return actions.hand_over(
        by=stage.viewer(key, person),
        place="refill",
        holder_kind=SENT,
        holder_id=holder,
        effective_at=at or soon(),
    )


def seen(viewer: Any, holder: Any, *, later: int = 0) -> list[str]:
    found = queries.files_of(viewer, SENT, [holder], now=timezone.now() + timedelta(seconds=later))
    return [row.name for row in found.get(holder, [])]


def may_open(viewer: Any, row: StoredFile, *, later: int = 0) -> bool:
    try:
        queries.opened(viewer, row.pk, now=timezone.now() + timedelta(seconds=later))
    except LookupError:
        return False
    return True


def test_rosas_photo_is_checked_by_the_worker_and_can_then_be_opened(stage: Any, add: Add) -> None:
    row = add()
    assert row.state == "checking"
    assert not may_open(stage.viewer("rosa"), row)
    run_due(now=timezone.now())
    row.refresh_from_db()
    assert (row.state, row.tries) == ("ready", 1)
    assert may_open(stage.viewer("rosa"), row)
    assert not Delivery.objects.filter(reaction="portico.reactions.files.check", state="waiting").exists()


def test_before_it_is_sent_a_file_is_its_writers_alone(stage: Any, add: Add) -> None:
    row = look_at(add())
    assert [found.pk for found in queries.kept_at(stage.viewer("rosa"), "refill")] == [row.pk]
    for other in (
        stage.viewer("elena", "rosa"),
        stage.viewer("jo", "rosa"),
        stage.viewer("elena"),
        stage.viewer("walter"),
    ):
        assert not may_open(other, row, later=60)
        assert queries.kept_at(other, "refill") == []


def test_the_team_sees_a_sent_file_from_its_moment_on_and_rosas_side_at_once(stage: Any, add: Add) -> None:
    row, holder = look_at(add()), uuid4()
    assert hand_over(stage, holder) == 1
    nurse, rosa, elena = stage.viewer("jo", "rosa"), stage.viewer("rosa"), stage.viewer("elena", "rosa")
    assert queries.kept_at(rosa, "refill") == []
    assert (seen(nurse, holder), seen(nurse, holder, later=11)) == ([], ["rash.jpg"])
    assert seen(rosa, holder) == seen(elena, holder) == ["rash.jpg"]
    assert [may_open(nurse, row), may_open(nurse, row, later=11)] == [False, True]


def test_nobody_else_ever_opens_it(stage: Any, add: Add) -> None:
    row, holder = look_at(add()), uuid4()
    hand_over(stage, holder)
    Relation.objects.filter(account=stage.account("elena"), patient=stage.patient("rosa")).update(
        hidden=["messages"]
    )
    strangers = (
        ("walter",), ("elena",), ("jo", "marcus"), ("kenji", "walter"), ("elena", "rosa"), ("david", "marcus"),
    )  # fmt: skip
    for who in strangers:
        viewer = stage.viewer(*who)
        assert not may_open(viewer, row, later=60)
        assert seen(viewer, holder, later=60) == []


def test_what_is_marked_confidential_is_closed_to_a_proxy(stage: Any, add: Add) -> None:
    row, holder = look_at(add("marcus")), uuid4()
    hand_over(stage, holder, key="marcus")
    assert may_open(stage.viewer("david", "marcus"), row)
    StoredFile.objects.filter(pk=row.pk).update(sensitivity="confidential")
    assert not may_open(stage.viewer("david", "marcus"), row)
    assert may_open(stage.viewer("marcus"), row)


def test_an_undone_message_gives_its_files_back_to_the_draft(stage: Any, add: Add) -> None:
    row, holder = look_at(add()), uuid4()
    hand_over(stage, holder)
    back = actions.take_back(by=stage.viewer("rosa"), holder_kind=SENT, holder_id=holder, place="refill")
    assert back == 1
    assert not may_open(stage.viewer("jo", "rosa"), row, later=60)
    assert seen(stage.viewer("rosa"), holder) == []
    assert [found.pk for found in queries.kept_at(stage.viewer("rosa"), "refill")] == [row.pk]
    assert hand_over(stage, uuid4()) == 1


def test_an_answers_file_is_the_teams_first(stage: Any, add: Add) -> None:
    row, holder = look_at(add("jo", person="rosa", place="refill")), uuid4()
    assert hand_over(stage, holder, key="jo", person="rosa") == 1
    assert seen(stage.viewer("tomas", "rosa"), holder) == ["rash.jpg"]
    assert [may_open(stage.viewer("rosa"), row), may_open(stage.viewer("rosa"), row, later=11)] == [
        False,
        True,
    ]


def test_only_what_was_taken_is_handed_over(stage: Any, add: Add) -> None:
    good, bad = add(), look_at(add(name="script.pdf", content=pdf(b"<< /S /JavaScript >>")))
    add(place="other")
    assert (good.state, bad.state) == ("checking", "refused")
    holder = uuid4()
    assert hand_over(stage, holder) == 1
    assert seen(stage.viewer("rosa"), holder) == [good.name]
    assert queries.kept_at(stage.viewer("rosa"), "refill") == []
    assert len(queries.kept_at(stage.viewer("rosa"), "other")) == 1


def test_a_message_without_files_hands_none_over(stage: Any) -> None:
    assert hand_over(stage, uuid4()) == 0


def test_the_same_file_twice_is_one_file(add: Add, disk: Path) -> None:
    first, again = add(content=picture()), add(content=picture(), name="again.jpg")
    assert first.pk == again.pk
    assert bytes_on(disk) == [first.store_name]


def test_a_file_that_is_taken_away_is_gone(
    stage: Any, add: Add, disk: Path, django_capture_on_commit_callbacks: Any
) -> None:
    row, rosa = add(), stage.viewer("rosa")
    with django_capture_on_commit_callbacks(execute=True):
        actions.discard(by=rosa, file_id=row.pk)
        actions.discard(by=rosa, file_id=row.pk)
    assert queries.kept_at(rosa, "refill") == []
    assert bytes_on(disk) == []
    assert look_at(row).state == "checking"  # nothing to look at any more, and no fault


@pytest.mark.parametrize(("key", "person"), [("elena", "rosa"), ("walter", ""), ("jo", "rosa")])
def test_nobody_takes_somebody_elses_file_away(stage: Any, add: Add, key: str, person: str) -> None:
    row = add()
    with pytest.raises(NotAllowed):
        actions.discard(by=stage.viewer(key, person), file_id=row.pk)


def test_what_was_sent_is_not_taken_away(stage: Any, add: Add) -> None:
    row = add()
    hand_over(stage, uuid4())
    with pytest.raises(NotAllowed):
        actions.discard(by=stage.viewer("rosa"), file_id=row.pk)


def test_whoever_may_not_write_adds_no_file(stage: Any, disk: Path) -> None:
    for by in (stage.viewer("grace", "rosa"), system_viewer(Purpose.CHECK_FILE)):
        with pytest.raises(NotAllowed):
            actions.take(by=by, place="refill", name="a.jpg", content=BytesIO(picture()), size=9)
    with pytest.raises(NotAllowed):
        actions.take(by=stage.viewer("rosa"), place="../x", name="a.jpg", content=BytesIO(picture()), size=9)
    assert bytes_on(disk) == []


def test_looking_twice_changes_nothing(add: Add, disk: Path) -> None:
    row = look_at(add())
    kept = store.read(row.store_name)
    again = look_at(row)
    assert (again.tries, again.store_name, store.read(again.store_name)) == (1, row.store_name, kept)


def test_a_look_that_was_overtaken_leaves_nothing(
    add: Add, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two workers look at the same file: the second finds it settled, and drops its own copy."""
    row = add()
    real = actions._examined

    def slowly(*given: Any) -> Any:
        monkeypatch.setattr(actions, "_examined", real)
        look_at(row)
        return real(*given)

    monkeypatch.setattr(actions, "_examined", slowly)
    look_at(row)
    # The bytes as sent go when the transaction of this test would end.
    assert len(bytes_on(disk)) == 2


def test_a_file_that_brings_its_worker_down_is_refused_in_the_end(add: Add) -> None:
    row = add()
    StoredFile.objects.filter(pk=row.pk).update(tries=8)
    row = look_at(row)
    assert (row.state, row.reason) == ("refused", "not-checked")


@pytest.mark.parametrize(
    ("size", "held", "reason"),
    [
        (1, Held(0, 0, 0), None),
        (0, Held(0, 0, 0), Reason.EMPTY),
        (10 * 1024 * 1024, Held(0, 0, 0), None),
        (10 * 1024 * 1024 + 1, Held(0, 0, 0), Reason.TOO_BIG),
        (1, Held(FILES_A_PLACE - 1, 0, 0), None),
        (1, Held(FILES_A_PLACE, 0, 0), Reason.TOO_MANY),
        (1, Held(0, FILES_A_DAY - 1, 0), None),
        (1, Held(0, FILES_A_DAY, 0), Reason.QUOTA),
        (1, Held(0, 0, BYTES_A_DAY - 1), None),
        (2, Held(0, 0, BYTES_A_DAY - 1), Reason.QUOTA),
    ],
)
def test_the_limits(size: int, held: Held, reason: Reason | None) -> None:
    assert may_take(size, held) is reason


def test_a_sixth_file_waits_for_another_message(stage: Any, add: Add) -> None:
    for _ in range(FILES_A_PLACE):
        add()
    with pytest.raises(Refused, match="too-many"):
        add()
    hand_over(stage, uuid4())
    add()


def test_forty_files_a_day_are_enough_even_if_they_were_taken_away(stage: Any, add: Add) -> None:
    row = add()
    facts = {f.attname: getattr(row, f.attname) for f in StoredFile._meta.concrete_fields if f.name != "id"}
    now = timezone.now()
    StoredFile.objects.bulk_create(
        [StoredFile(**{**facts, "withdrawn_at": now}) for _ in range(FILES_A_DAY - 1)]
    )
    with pytest.raises(Refused, match="quota"):
        add(place="other")
    add("elena", person="rosa")
    StoredFile.objects.update(created_at=now - timedelta(days=1, minutes=1))
    add(place="other")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_said_and_leaves_nothing_half_written(
    add: Add, disk: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def full(handle: int) -> None:
        raise OSError(number, "no room")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="disk-full"):
        add()
    assert bytes_on(disk) == []
    assert not StoredFile.objects.exists()


def test_the_last_room_on_a_disk_is_left_to_the_database(add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "ROOM_TO_LEAVE", 1 << 60)
    with pytest.raises(Refused, match="disk-full"):
        add()


def test_more_bytes_than_were_announced_are_not_kept(stage: Any, disk: Path) -> None:
    content = BytesIO(picture() + b"\0" * 11 * 1024 * 1024)
    with pytest.raises(Refused, match="too-big"):
        actions.take(by=stage.viewer("rosa"), place="refill", name="a.jpg", content=content, size=100)
    assert bytes_on(disk) == []


def test_a_row_that_could_not_be_written_leaves_no_bytes(
    add: Add, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**given: Any) -> None:
        raise ConnectionError

    monkeypatch.setattr(actions, "_enter", broken)
    with pytest.raises(ConnectionError):
        add()
    assert bytes_on(disk) == []


def aged(file: Path, days: float) -> None:
    at = (timezone.now() - timedelta(days=days)).timestamp()
    os.utime(file, (at, at))


def test_what_nobody_sent_is_cleared_away_after_thirty_days(
    stage: Any, add: Add, disk: Path, django_capture_on_commit_callbacks: Any
) -> None:
    sent, old, young = add(), add(place="old"), add(place="young")
    hand_over(stage, uuid4())
    for row, days in ((sent, 90), (old, 31), (young, 29)):
        StoredFile.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(days=days))
        aged(store.path_of(row.store_name), days)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.tidy(now=timezone.now())
    assert set(StoredFile.objects.values_list("pk", flat=True)) == {sent.pk, young.pk}
    assert bytes_on(disk) == sorted([sent.store_name, young.store_name])
    assert Row.objects.filter(verb="files.tidy", object=str(old.pk), patient=str(old.patient_id)).count() == 1


def test_bytes_that_no_row_names_are_swept_after_a_day(add: Add, disk: Path) -> None:
    row = add()
    loose = [store.keep(BytesIO(b"x"), at_most=9) for _ in range(2)]
    left = store.folder("incoming") / "upload-of-a-process-that-died"
    left.write_bytes(b"half")
    for file, days in ((store.path_of(loose[0].name), 1.1), (left, 1.1), (store.path_of(loose[1].name), 0.5),
                       (store.path_of(row.store_name), 9)):  # fmt: skip
        aged(file, days)
    tasks.tidy(now=timezone.now())
    assert bytes_on(disk) == sorted([row.store_name, loose[1].name])


def test_the_ledger_tells_who_took_checked_and_sent_a_file(stage: Any, add: Add) -> None:
    row = look_at(add("elena", person="rosa"))
    hand_over(stage, uuid4(), key="elena", person="rosa")
    rows = Row.objects.filter(kind="file", object=str(row.pk)).order_by("pk")
    assert [(told.verb, told.role, told.purpose) for told in rows] == [
        ("files.take", "proxy", ""), ("files.check", "system", "check-file"),
        ("files.check", "system", "check-file"), ("files.take", "proxy", ""),
    ]  # fmt: skip


def test_nobody_reads_the_bytes_of_a_name_that_is_not_ours() -> None:
    for name in ("../../etc/passwd", "", "A" * 32, "a" * 31):
        with pytest.raises(ValueError, match="no name"):
            store.path_of(name)
