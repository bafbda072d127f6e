from enum import StrEnum


class QuickVerb(StrEnum):
    USE = "quickactions.use"
    WRITE_OWN = "quickactions.write_own"
    TAKE_BACK = "quickactions.take_back"  # what a use did beside, when its move is taken back
    CARRY_OUT = "quickactions.carry_out"  # one part of what somebody pressed for many
    COMPARE = "quickactions.compare"  # what was put into the box with what was sent
    WRITE_PRACTICE = "quickactions.write_practice"
