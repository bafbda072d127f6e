"""Argon2id at a cost that a small machine can carry, with a cap on how many run at once."""

import threading

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """46 MiB, one pass, one lane (security.md 5.5): about 150 ms. Two at a time in a process, so that a flood of
    sign-ins can't eat the memory."""

    time_cost = 1
    memory_cost = 47_104
    parallelism = 1
    _gate = threading.BoundedSemaphore(2)

    def encode(self, password: str, salt: str) -> str:
        with self._gate:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with self._gate:
            return super().verify(password, encoded)
