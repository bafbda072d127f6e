"""One press for two hundred messages, and its undo; how long the detector looks. Part of `bin/bench desk`."""

import statistics
import time
from dataclasses import replace
from typing import Any
from uuid import uuid4

DETECTOR = 60.0  # seconds: the bar


def _nurse(who: dict[str, Any]) -> Any:
    """As the office builds her, of no patient."""
    from django.utils import timezone

    from portico.access.queries import working_for

    viewer = working_for(who["nurse"].account_id, who["patient"].pk, timezone.now())
    assert viewer
    return replace(viewer, patient_id=None, holds_until=None)


def many(who: dict[str, Any], items: list[Any], bare: float) -> None:
    """One press, each of the two hundred, and all of it taken back."""
    from django.utils import timezone

    from portico.access.queries import working_for
    from portico.core.delivery import run_due
    from portico.quickactions.actions import begin, take_back_run
    from portico.quickactions.models import QuickAction

    by, action = _nurse(who), QuickAction.objects.get(title="More about it, please")
    while run_due(now=timezone.now(), limit=1000):
        pass  # what the pages before left behind
    start = time.perf_counter()
    run = begin(by=by, action_id=action.pk, seen=action.number, form_key=uuid4(), items=items)
    pressed, each = time.perf_counter() - start, []
    for _ in items:
        begun = time.perf_counter()
        run_due(now=timezone.now(), limit=1)
        each.append((time.perf_counter() - begun) * 1000)
    states = dict.fromkeys(run.parts.values_list("state", flat=True))
    if list(states) != ["done"]:
        raise SystemExit(f"Of {len(items)} not all were done: {', '.join(states)}.")
    start = time.perf_counter()
    kept = take_back_run(by=by, run_id=run.pk, person_of=working_for).kept
    back, p95 = time.perf_counter() - start, statistics.quantiles(each, n=20)[18]
    print(
        f"{len(items)} items: pressed in {pressed:.2f} s; each p50 {statistics.median(each):.1f} ms, p95 {p95:.1f} ms "
        f"({statistics.median(each) / bare:.1f} × bare); all in {sum(each) / 1000:.1f} s; taken back in {back:.1f} s, "
        f"{kept} kept"
    )


def detector(who: dict[str, Any]) -> None:
    from django.utils import timezone

    from portico.quickactions.queries import habits_of

    by = _nurse(who)
    for name, viewer in (("a nurse", by), ("who looks after her pools", replace(by, role="pool-lead"))):
        start = time.perf_counter()
        found = habits_of(viewer, now=timezone.now())
        spent = time.perf_counter() - start
        mark = "" if spent <= DETECTOR else f"  <- over {DETECTOR:.0f} s"
        print(f"detector, {name}: {spent:.1f} s, {len(found)} found{mark}")
