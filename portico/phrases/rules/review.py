"""When somebody has to read a phrase again.

Source: domain.md 5.1 (an owner and a review date). A year from now, unless the writer says otherwise.
"""

from datetime import date, timedelta

EVERY = timedelta(days=365)


def next_review(today: date) -> date:
    return today + EVERY


def is_past(review_on: date, today: date) -> bool:
    """On its day it is due; from the day after it is past."""
    return review_on < today
