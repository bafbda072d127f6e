"""Take in observations and reports."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from portico.core.actions import Act, action
from portico.core.record import Incoming, columns, upsert
from portico.core.viewer import Viewer
from portico.lib.fhir.shapes import ReportFacts, ResultFacts, Value
from portico.lib.words import Kind
from portico.results.models import Observation, Report
from portico.results.permissions import ResultsVerb

LONGEST_NUMBER = 40
VOID = "entered-in-error"


@action(ResultsVerb.IMPORT, is_part=True)
def keep(act: Act, *, by: Viewer, items: Sequence[Incoming]) -> None:
    """Write what belongs here; what belongs to other rooms is passed over."""
    upsert([_observation(item, item.facts) for item in items if isinstance(item.facts, ResultFacts)])
    upsert([_report(item, item.facts) for item in items if isinstance(item.facts, ReportFacts)])


def _observation(item: Incoming, f: ResultFacts) -> Observation:
    value = _value(f.value)
    return Observation(
        **columns(item, Kind.RESULT, f.code, f.taken or f.issued, status=f.status, is_void=f.status == VOID),
        category=f.category[:60],
        number=value["number"],
        comparator=value["comparator"],
        unit=value["unit"][:60],
        value_text=value["text"],
        absent=value["absent"][:120],
        low=value["low"],
        high=value["high"],
        range_text=value["range_text"][:300],
        flags=value["flags"],
        parts=[
            {"text": p.code.text, "system": p.code.system, "code": p.code.code, **_value(p.value)}
            for p in f.parts
        ],
        members=list(f.members),
        issued_at=f.issued.at if f.issued else None,
        performer=f.performer[:200],
        method=f.method[:200],
        note=f.note,
        resource_id=f.source_id,
    )


def _value(value: Value) -> dict[str, Any]:
    return {
        "number": _text(value.number),
        "comparator": value.comparator,
        "unit": value.unit,
        "text": value.text,
        "absent": value.absent,
        "low": _text(value.low),
        "high": _text(value.high),
        "range_text": value.range_text,
        "flags": list(value.flags),
    }


def _text(number: Decimal | None) -> str:
    """As written. What is longer than its column is told by its first digits, never cut off."""
    if number is None:
        return ""
    text = str(number)
    return text if len(text) <= LONGEST_NUMBER else f"{number:.10E}"


def _report(item: Incoming, f: ReportFacts) -> Report:
    return Report(
        **columns(item, Kind.RESULT, f.code, f.taken or f.issued, status=f.status, is_void=f.status == VOID),
        category=f.category[:60],
        issued_at=f.issued.at if f.issued else None,
        performer=f.performer[:200],
        conclusion=f.conclusion,
        results=list(f.results),
        files=[
            {"number": number, "content_type": a.content_type, "size": len(a.data)}
            for number, a in enumerate(f.attachments)
            if a.data
        ],
    )
