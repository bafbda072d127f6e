"""A clinician is known by given and family name, however a record system writes them."""

import pytest

from portico.clinic.rules.called import is_one


@pytest.mark.parametrize(
    ("name", "other"),
    [("Amara Lee, MD", "Dr Amara Lee"), ("Lee, Amara, M.D.", "Dr Amara Lee"), ("José Núñez MD", "Dr. Jose Nunez"),
     ("Kim O'Neil, NP-C", "Kim O'Neil")],
)  # fmt: skip
def test_titles_degrees_and_order_do_not_count(name: str, other: str) -> None:
    assert is_one(name, other)


@pytest.mark.parametrize(
    ("name", "other"),
    [("Amara Lee, MD", "Dr Amara Leeson"), ("Dr Lee", "Dr Amara Lee"), ("Lee", "Lee"), ("", ""),
     ("Amara B Lee", "Amara Lee")],
)  # fmt: skip
def test_nothing_else_is_guessed(name: str, other: str) -> None:
    assert not is_one(name, other)
