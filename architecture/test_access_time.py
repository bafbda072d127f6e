"""How long a refusal takes tells nothing (AZ-04), and two tabs never cross (AZ-11)."""

from typing import Any

import pytest

from architecture.tree import told
from architecture.walk.clock import gaps
from architecture.walk.furnish import furnish
from architecture.walk.tabs import Crossings, Tab, interleave

pytestmark = pytest.mark.usefixtures("quiet")


@pytest.mark.full
def test_somebody_elses_takes_as_long_as_nobodys(stage: Any) -> None:
    found = sorted(gaps(furnish(stage), 50), key=lambda gap: -gap.size)
    print(f"\n{len(found)} pairs; the widest: {found[0]}")
    assert len(found) > 30
    wide = [str(gap) for gap in found if gap.size >= 10]
    assert not wide, told(wide)


def elenas_tabs(stage: Any) -> list[Tab]:
    return [Tab(key, stage.patient(key).pk, f"zq{key}tabqz") for key in ("elena", "rosa")]


def goes_without_crossing(stage: Any, posts: int) -> Crossings:
    tabs = elenas_tabs(stage)
    found = interleave(stage.browser("elena"), tabs, posts, seed=posts)
    print(f"\n{found.posts} posts in two tabs, {found.kept} rows kept, {len(found.faults)} crossings")
    assert not found.faults, told(found.faults[:15])
    # Each message is a conversation and a post of it.
    assert found.kept >= 2 * sum(tab.sent for tab in tabs)
    assert min(tab.sent for tab in tabs) > posts // 4
    return found


def test_two_tabs_of_a_daughter_never_cross(stage: Any) -> None:
    goes_without_crossing(stage, 100)


@pytest.mark.full
def test_two_tabs_of_a_daughter_never_cross_in_a_thousand_posts(stage: Any) -> None:
    assert goes_without_crossing(stage, 1000).posts == 1000


def test_a_message_in_the_wrong_record_is_found(stage: Any) -> None:
    """The probe can fail."""
    tabs = elenas_tabs(stage)
    tabs[0].patient_id, tabs[1].patient_id = tabs[1].patient_id, tabs[0].patient_id
    first = interleave(stage.browser("elena"), tabs, 4, seed=1)
    tabs[0].patient_id, tabs[1].patient_id = tabs[1].patient_id, tabs[0].patient_id
    second = interleave(stage.browser("elena"), tabs, 0, seed=1)
    assert not first.faults
    assert second.faults
