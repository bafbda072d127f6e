from enum import StrEnum


class PhrasesVerb(StrEnum):
    USE = "phrases.use"
    WRITE_OWN = "phrases.write_own"
    WRITE_POOL = "phrases.write_pool"
    WRITE_PRACTICE = "phrases.write_practice"
