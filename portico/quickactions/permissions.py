from enum import StrEnum


class QuickVerb(StrEnum):
    USE = "quickactions.use"
    WRITE_OWN = "quickactions.write_own"
    WRITE_PRACTICE = "quickactions.write_practice"
