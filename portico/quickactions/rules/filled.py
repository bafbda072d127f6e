"""A quick action with the values of one patient put in: whether anything is missing that one click can't know."""

from dataclasses import dataclass

from portico.phrases.rules.text import unresolved
from portico.quickactions.rules.also import Also


@dataclass(frozen=True, slots=True)
class Filled:
    """`body`: the answer, where it answers. `is_whole`: nothing of what it does beside is unknown."""

    body: str = ""
    also: tuple[Also, ...] = ()

    @property
    def is_finished(self) -> bool:
        return not unresolved(self.body)

    @property
    def is_whole(self) -> bool:
        return not any(unresolved(text) for part in self.also for text in (part.what, part.why))
