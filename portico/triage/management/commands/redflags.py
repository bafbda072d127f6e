"""bin/portico redflags run-cases: what the net finds in texts of one's own, line by line. Reads no database.

Texts are neither kept nor told: an answer has the id, topics, ranks and the few words that were met.
Ends with 1 if a line was bad.
"""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError

from portico.triage.rules.red_flags import Rank, scan

STANDARD = "-"


class Command(BaseCommand):
    help = "Try the net under messages: run-cases CASES.ndjson --out ANSWERS.ndjson (- for standard input or output)."
    requires_system_checks: list[str] = []  # as Django declares it

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["run-cases"])
        parser.add_argument("cases", help='a line each: {"id": …, "text": …}')
        parser.add_argument("--out", default=STANDARD, help="where the answers go, a line each")

    def handle(self, *args: Any, **options: Any) -> None:
        bad = 0
        try:
            with (
                _opened(options["cases"], "r", sys.stdin) as cases,
                _opened(options["out"], "w", sys.stdout) as out,
            ):
                for number, line in enumerate(_lines(cases), 1):
                    if not line.strip():
                        continue
                    case, why = _case(line)
                    if case is None:
                        self.stderr.write(f"Line {number}: {why}")
                        bad += 1
                        continue
                    out.write(json.dumps(_answer(case)) + "\n")
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}.") from None
        if bad:
            self.stderr.write(
                f"{bad} {'line' if bad == 1 else 'lines'} could not be read; the rest is answered."
            )
            sys.exit(1)


def _opened(name: str, mode: str, standard: TextIO) -> Any:
    if name == STANDARD:
        return nullcontext(standard)
    return Path(name).open(mode, encoding="utf-8", errors="replace" if mode == "r" else "strict")


def _lines(cases: TextIO) -> Iterator[str]:
    for line in cases:
        yield line.removeprefix("\ufeff")


def _case(line: str) -> tuple[dict[str, Any] | None, str]:
    """The case, or why there is none; never with what stood there."""
    try:
        case = json.loads(line)
    except (ValueError, RecursionError):
        return None, "this is not JSON."
    if not isinstance(case, dict) or "id" not in case:
        return None, 'this needs an "id" and a "text".'
    if not isinstance(case.get("text"), str):
        return None, '"text" must be words between quotation marks.'
    return case, ""


def _answer(case: dict[str, Any]) -> dict[str, Any]:
    found = scan(case["text"])
    flags = [
        {"topic": sign.topic, "rank": sign.rank.code, "found": sign.said, "lowered": list(sign.lowered)}
        for sign in found.signs
    ]
    return {"id": case["id"], "flags": flags, "rank": found.rank.code if found.rank > Rank.NONE else "none"}
