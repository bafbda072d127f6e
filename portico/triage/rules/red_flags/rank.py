"""How much a sign weighs.

Source: domain.md 4.3: what interrupts, and what is only written down.
"""

from enum import IntEnum


class Rank(IntEnum):
    NONE = 0
    NOTE = 1  # met, and lowered or slight: written down, nobody is interrupted
    URGENT = 2  # interrupts; urgent for the nurses
    EMERGENCY = 3  # interrupts; 911

    @property
    def code(self) -> str:
        return self.name.lower()
