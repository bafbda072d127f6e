"""What the net under messages finds (triage/rules/red_flags), by rank and topic, and what it finds for nothing.

bench/redflags/cases.ndjson is what the tables were tuned on; held_out.ndjson was written before, and nobody tunes on
it. A case is `critical` (found at emergency or urgent), `lowered` (found, and lowered to a note) or `harmless`.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from portico.triage.rules.red_flags import Rank, scan

FOLDER = Path(__file__).parent / "redflags"
FILES = ("cases", "held_out")


@dataclass(slots=True)
class Tally:
    """Of critical cases: how many interrupt, by topic and rank. Of the others: how many should not have."""

    critical: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    ranks: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    gone: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return sum(self.found.values()) / max(sum(self.critical.values()), 1)

    def false(self, kind: str) -> float:
        return self.alarms[kind] / max(self.others[kind], 1)


def read(name: str) -> list[dict[str, Any]]:
    lines = (FOLDER / f"{name}.ndjson").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def tally(cases: Iterable[dict[str, Any]]) -> Tally:
    told = Tally()
    for case in cases:
        found = scan(case["text"])
        signs = {sign.topic: sign for sign in found.signs}
        if case["kind"] == "critical":
            sign = signs.get(case["topic"])
            told.critical[case["topic"]] += 1
            told.found[case["topic"]] += bool(sign and sign.rank >= Rank.URGENT)
            told.ranks[found.rank.code] += 1
            if not sign or sign.rank < Rank.URGENT:
                told.wrong.append(_line("missed", case, found))
            continue
        told.others[case["kind"]] += 1
        told.alarms[case["kind"]] += found.interrupts
        told.gone += bool(case["topic"]) and case["topic"] not in signs
        if found.interrupts or (case["topic"] and case["topic"] not in signs):
            told.wrong.append(_line("alarm" if found.interrupts else "gone", case, found))
    return told


def _line(what: str, case: dict[str, Any], found: Any) -> str:
    signs = "; ".join(f"{s.topic} {s.rank.code} [{s.said}] {','.join(s.lowered)}" for s in found.signs)
    return f"  {what:7}{case['topic']:15}{case['text']}   -> {signs or 'nothing'}"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/bench redflags", description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="list what went wrong in the cases to tune on")
    options = parser.parse_args(arguments)
    for name in FILES:
        told = tally(read(name))
        _say(name, told)
        if options.wrong and name == "cases":
            print("\n".join(told.wrong))
    return 0


def _say(name: str, told: Tally) -> None:
    print(f"{name}: {sum(told.critical.values())} critical, {told.others['lowered']} lowered, "
          f"{told.others['harmless']} harmless")  # fmt: skip
    print(
        f"  found at emergency or urgent: {told.recall:.1%} ({', '.join(f'{n} {r}' for r, n in told.ranks.items())})"
    )
    for topic, n in sorted(told.critical.items()):
        print(f"    {topic:16}{told.found[topic]:3} of {n}")
    print(
        f"  false alarms: harmless {told.false('harmless'):.1%}, denied or long ago {told.false('lowered'):.1%}"
    )
    print(f"  of those denied or long ago, not found at all: {told.gone}")
