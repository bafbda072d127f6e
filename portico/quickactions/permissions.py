from enum import StrEnum


class QuickVerb(StrEnum):
    USE = "quickactions.use"
    WRITE_OWN = "quickactions.write_own"
    TAKE_BACK = "quickactions.take_back"  # what a use did beside, when its move is taken back
    WRITE_PRACTICE = "quickactions.write_practice"
