"""How old somebody is."""

from datetime import date


def age_on(birth: date | None, day: date) -> int | None:
    """Whole years, which grow by one on the birthday; None where nobody knows when that is."""
    if birth is None:
        return None
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
