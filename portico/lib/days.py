"""Days and what lies between them: how old somebody is, so many months ago."""

from datetime import date, timedelta


def age_on(birth: date | None, day: date) -> int | None:
    """Whole years, which grow by one on the birthday; None where nobody knows when that is."""
    if birth is None:
        return None
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; where that month is shorter, its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = first_of_next - timedelta(days=1)
    return min(date(year, month + 1, min(day.day, last.day)), last)
