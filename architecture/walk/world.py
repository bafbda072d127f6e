"""What is known of the practice on the day of the walk: who knocks, whose ids there are, and what a canary is."""

import re
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from architecture.walk.decide import Actor

CANARY = re.compile(r"zq([a-z]+)0([a-z]+)0([ns])qz", re.IGNORECASE)
WORD = " zebrafish"  # finds every canary in a search, and is none itself


def canary(person: str, data: str, *, is_secret: bool = False) -> str:
    return f"Zq{person}0{data.replace('-', '')}0{'s' if is_secret else 'n'}qz"


@dataclass
class World:
    """`ids`: (kind, person, own or secret) -> the id. `cookies`: actor -> session."""

    patients: dict[str, UUID] = field(default_factory=dict)
    ids: dict[tuple[str, str, str], Any] = field(default_factory=dict)
    actors: list[Actor] = field(default_factory=list)
    cookies: dict[str, str] = field(default_factory=dict)
    pools: dict[str, UUID] = field(default_factory=dict)

    def id_of(self, kind: str, person: str, variant: str) -> Any:
        other = {"rosa": "marcus", "marcus": "rosa", "walter": "rosa"}.get(person, "rosa")
        if kind in {"passkey", "session"}:
            return self.ids[(kind, "harold", "own")] if variant == "foreign" else 987654
        if kind in {"notice", "delivery"}:  # of no patient: whoever may mend one may mend all
            nobodys = 987654 if kind == "delivery" else uuid4()
            return self.ids[(kind, "", "own")] if variant in {"own", "secret"} else nobodys
        if kind in {
            "phrase",
            "quick",
        }:  # of the practice, which all of the team read; the foreign one is of somebody who has none
            which = "own" if variant in {"own", "secret"} else variant
            return uuid4() if variant == "absent" else self.ids[(kind, "", which)]
        if kind == "run":  # of the nurse who pressed; the foreign one is of nobody who knocks
            which = "own" if variant in {"own", "secret"} else variant
            return uuid4() if variant == "absent" else self.ids[(kind, "", which)]
        if kind == "ladder":  # of a clinic, for who works there
            return uuid4() if variant in {"absent", "foreign"} else self.ids[(kind, "", "own")]
        if kind == "guideline":  # of the practice, for all who read it
            return uuid4() if variant in {"absent", "foreign"} else self.ids[(kind, "", "own")]
        if kind == "view":  # of the manager, who has no desk: somebody else's for all
            return uuid4() if variant == "absent" else self.ids[(kind, "", "own")]
        if variant == "foreign":
            return self.ids[(kind, other, "own")]
        return self.ids.get((kind, person, variant)) or uuid4()
