"""What an import says about itself: counts a type, and everything that was not taken as it came.

Source: the JSON shape is the command's contract: types, warnings, refusals, skipped.
"""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(slots=True)
class Counts:
    received: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Remark:
    file: str
    place: str
    reason: str


@dataclass(slots=True)
class Report:
    types: dict[str, Counts] = field(default_factory=dict)
    warnings: list[Remark] = field(default_factory=list)
    refusals: list[Remark] = field(default_factory=list)
    skipped: list[dict[str, Any]] = field(default_factory=list)

    def of(self, kind: str) -> Counts:
        return self.types.setdefault(kind, Counts())

    def refuse(self, kind: str, remark: Remark) -> None:
        self.of(kind).refused += 1
        self.refusals.append(remark)

    def add(self, part: "Report") -> None:
        """Take over what a part of the import says."""
        for kind, counts in part.types.items():
            whole = self.of(kind)
            for name, number in asdict(counts).items():
                setattr(whole, name, getattr(whole, name) + number)
        self.warnings += part.warnings
        self.refusals += part.refusals
        self.skipped += part.skipped

    def skip(self, file: str, items: int, reason: str) -> None:
        self.skipped.append({"file": file, "items": items, "reason": reason})

    def as_json(self) -> dict[str, Any]:
        return {
            "types": {kind: asdict(self.types[kind]) for kind in sorted(self.types)},
            "warnings": [asdict(remark) for remark in self.warnings],
            "refusals": [asdict(remark) for remark in self.refusals],
            "skipped": self.skipped,
        }

    @property
    def skipped_items(self) -> int:
        return sum(entry["items"] for entry in self.skipped)
