"""Units are read by people, compared by machines."""

from typing import Any

import pytest

from portico.results.queries import latest
from portico.results.rules.units import readable


@pytest.mark.parametrize(
    ("received", "written"),
    [
        ("10*3/uL", "×10³/µL"),
        ("10*6/uL", "×10⁶/µL"),
        ("mm[Hg]", "mm Hg"),
        ("mL/min/1.73 m2", "mL/min/1.73 m²"),
        ("mL/min/{1.73_m2}", "mL/min"),
        ("[degF]", "°F"),
        ("ug/L", "µg/L"),
        ("%", "%"),
        ("1", ""),
        ("fluid", "fluid"),
    ],
)
def test_a_unit_is_written_as_people_write_it(received: str, written: str) -> None:
    assert readable(received) == written


def test_what_a_laboratory_only_remarks_is_no_unit() -> None:
    assert readable("{INR}") == ""


def test_one_test_done_every_week_leaves_room_for_the_others(stage: Any) -> None:
    names = [row.text for row in latest(stage.viewer("jo", "harold"))]
    assert len(names) == len(set(names)) == 3
