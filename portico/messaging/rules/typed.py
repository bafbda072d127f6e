"""What somebody typed in a message: all of it goes through the net, not the first line alone.

Source: domain.md 4.3 (a search of subject lines found 15 % of what the bodies said).
"""

from collections.abc import Mapping
from typing import Any

from portico.messaging.rules.kinds import Kind

# Details that a person writes in words; the others are chosen from lists or come from the record.
FIELDS = (
    "topic", "specialist", "other", "reason", "suits", "insurer", "pharmacy", "values", "measured", "bill", "part",
    "send_to", "new", "since",
)  # fmt: skip
# Their subject is a name of the record, or chosen.
NOT_TYPED = frozenset(Kind) - {Kind.QUESTION, Kind.REFERRAL, Kind.AUTHORIZATION, Kind.OTHER}
# What was measured gives its numbers a meaning, to which the net has limits.
MEASURED = {"pressure": "blood pressure", "sugar": "blood sugar", "pulse": "pulse", "oxygen": "oxygen"}


def typed(kind: str, subject: str, body: str, details: Mapping[str, Any]) -> str:
    """Each on a line of its own."""
    said = [str(details[name]) for name in FIELDS if details.get(name)]
    if kind == Kind.READINGS and details.get("what") in MEASURED and details.get("values"):
        said.append(f"{MEASURED[details['what']]} {details['values']}")
    if kind not in NOT_TYPED and subject not in said:
        said.append(subject)
    return "\n".join([*said, body])
