"""May an account open a record by this relation today? From its first day on, until the day before its last.

Source: domain.md 3.2: proxy access is time-limited; it ends in the practice's own zone, so `today` is the site's.
"""

from datetime import date


def is_open(*, starts_on: date, ends_on: date | None, was_ended: bool, today: date) -> bool:
    return not was_ended and starts_on <= today and (ends_on is None or today < ends_on)
