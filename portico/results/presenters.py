"""Results in words: the flag, the number line, the trend, the table. The rules decide; here it becomes text."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from portico.core.presenters import day_of, ended, item_url, moment_words, page_language
from portico.core.viewer import Viewer
from portico.lib.fhir.shapes import Moment, Precision, Value
from portico.lib.words import Kind, Words, words
from portico.results.models import Observation, Report
from portico.results.rules import describe
from portico.results.rules.flag import Word, flag
from portico.results.rules.line import NumberLine, number_line
from portico.results.rules.line import Words as LineWords
from portico.results.rules.released import StatusWord, is_released, status_word
from portico.results.rules.series import Point, Why
from portico.results.rules.trend import Trend, trend
from portico.results.rules.units import readable


@dataclass(frozen=True, slots=True)
class Flagged:
    text: str
    tone: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One test in a list: its newest value, or why there is none yet."""

    title: str
    exact: str
    value: str
    when: str
    href: str
    flag: Flagged | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Labels:
    title: str
    desc: str
    usual: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A number line or a trend with its text alternative."""

    shape: NumberLine | Trend
    labels: Labels


def named(row: Any, viewer: Viewer) -> Words:
    return words(Kind.RESULT, system=row.system, code=row.code, text=row.text, language=page_language())


def part_name(part: dict[str, Any], viewer: Viewer) -> str:
    return words(
        Kind.RESULT, system=part["system"], code=part["code"], text=part["text"], language=page_language()
    ).plain


def is_same_part(one: dict[str, Any], other: dict[str, Any]) -> bool:
    key = "code" if other["code"] else "text"
    return bool(one[key] == other[key] and one["system"] == other["system"])


def value_of(row: Observation) -> Value:
    return _value(
        row.number,
        row.comparator,
        row.unit,
        row.value_text,
        row.absent,
        row.low,
        row.high,
        row.range_text,
        row.flags,
    )


def value_of_part(part: dict[str, Any]) -> Value:
    keys = ("number", "comparator", "unit", "text", "absent", "low", "high", "range_text", "flags")
    return _value(*(part[key] for key in keys))


def _value(
    number: str, comparator: str, unit: str, text: str, absent: str, low: str, high: str, range_text: str,
    flags: Sequence[str],
) -> Value:  # fmt: skip
    return Value(
        number=_decimal(number), comparator=comparator, unit=unit, text=text, absent=absent,
        low=_decimal(low), high=_decimal(high), range_text=range_text, flags=tuple(flags),
    )  # fmt: skip


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def value_words(value: Value, viewer: Viewer, *, with_unit: bool = True) -> str:
    """56 mL/min, <5, Negative; the reason where the value is absent."""
    shown = describe.value_text(value)
    if not shown:
        return _(value.absent) if value.absent else _("No value")
    shown = _(shown) if value.text in YES_OR_NO else shown
    return _with_unit(shown, value.unit) if with_unit and value.number is not None else shown


def _with_unit(shown: str, unit: str) -> str:
    written = readable(unit)
    return f"{shown}{written}" if written == "%" else f"{shown} {written}".strip()


YES_OR_NO = (gettext_noop("Yes"), gettext_noop("No"))
# Why a record holds no value, as portico.lib.fhir writes it.
ABSENT = (
    gettext_noop("unknown"), gettext_noop("asked but not known"), gettext_noop("not known yet"),
    gettext_noop("not asked"), gettext_noop("asked but declined"), gettext_noop("hidden"),
    gettext_noop("does not apply"), gettext_noop("not supported"), gettext_noop("given as text"),
    gettext_noop("error"), gettext_noop("not a number"), gettext_noop("too low to measure"),
    gettext_noop("too high to measure"), gettext_noop("not done"), gettext_noop("not permitted"),
)  # fmt: skip
FLAGS = {
    Word.USUAL: (gettext_noop("Usual"), "done", "check2"),
    Word.A_LITTLE_BELOW: (gettext_noop("A little below usual"), "needs", "arrow-down-short"),
    Word.BELOW: (gettext_noop("Below usual"), "needs", "arrow-down-short"),
    Word.FAR_BELOW: (gettext_noop("Far below usual"), "needs", "arrow-down-short"),
    Word.A_LITTLE_ABOVE: (gettext_noop("A little above usual"), "needs", "arrow-up-short"),
    Word.ABOVE: (gettext_noop("Above usual"), "needs", "arrow-up-short"),
    Word.FAR_ABOVE: (gettext_noop("Far above usual"), "needs", "arrow-up-short"),
    Word.OUTSIDE: (gettext_noop("Outside usual"), "needs", "exclamation-circle"),
    Word.POSITIVE: (gettext_noop("Positive"), "needs", "exclamation-circle"),
    Word.NEGATIVE: (gettext_noop("Negative"), "done", "check2"),
}
# What is not plainly final is said.
STATUSES = {
    StatusWord.CHANGED: (gettext_noop("Corrected since the first report"), "quiet", ""),
    StatusWord.EARLY: (gettext_noop("Not released yet"), "needs", ""),
    StatusWord.WAITING: (gettext_noop("Not released yet"), "needs", ""),
    StatusWord.UNKNOWN: (gettext_noop("Not released yet"), "needs", ""),
    StatusWord.CANCELLED: (gettext_noop("Cancelled"), "quiet", ""),
}


def flagged(value: Value) -> Flagged | None:
    return _in_words(FLAGS.get(flag(value).word))


def status_words(status: str) -> Flagged | None:
    return _in_words(STATUSES.get(status_word(status)))


def _in_words(found: tuple[str, str, str] | None) -> Flagged | None:
    return Flagged(_(found[0]), found[1], found[2]) if found else None


def row(of: Observation, viewer: Viewer, *, times: int = 1) -> Row:
    name = named(of, viewer)
    values = _values(of) if is_released(of.status).answer else []
    return Row(
        title=name.plain or _("Not named in the record"),
        exact=name.exact,
        value=_summary(of, values, viewer) if values else "",
        when=day_of(viewer, of.happened_at, of.precision),
        href=item_url("results:result", viewer.patient_id, of.pk),
        flag=_worst(values) or status_words(of.status),
        note=_times(times),
    )


def _values(of: Observation) -> list[Value]:
    """Its parts, or itself: parsed once for a row, for lists have forty."""
    return [value_of_part(part) for part in of.parts] or [value_of(of)]


def _summary(of: Observation, values: Sequence[Value], viewer: Viewer) -> str:
    if not of.parts:
        return value_words(values[0], viewer)
    if len(values) == 2 and all(v.number is not None for v in values) and values[0].unit == values[1].unit:
        both = "/".join(describe.value_text(v) for v in values)
        return _with_unit(both, values[0].unit)
    return ngettext("%(n)d part", "%(n)d parts", len(values)) % {"n": len(values)}


def _worst(values: Sequence[Value]) -> Flagged | None:
    flags = [flagged(value) for value in values]
    return next((f for f in flags if f and f.tone == "needs"), next((f for f in flags if f), None))


def _times(times: int) -> str:
    return ngettext("%(n)d time", "%(n)d times", times) % {"n": times} if times > 1 else ""


def report_row(of: Report, viewer: Viewer) -> Row:
    name = named(of, viewer)
    return Row(
        title=name.plain or _("Report"),
        exact=name.exact,
        value="",
        when=day_of(viewer, of.happened_at, of.precision),
        href=item_url("results:report", viewer.patient_id, of.pk),
        flag=status_words(of.status),
    )


def taken_words(of: Observation | Report, viewer: Viewer) -> str:
    if of.happened_at is None:
        return ""
    text = ended(_("Taken %(when)s.") % {"when": moment_words(viewer, of.happened_at, of.precision)})
    return f"{text} {of.performer}".strip()


def usual_words(value: Value, viewer: Viewer) -> str:
    facts = describe.facts(value)
    if facts.low and facts.high:
        return _("Usual: %(low)s to %(high)s") % {"low": facts.low, "high": facts.high}
    if facts.low:
        return _("Usual: %(low)s or higher") % {"low": facts.low}
    if facts.high:
        return _("Usual: %(high)s or lower") % {"high": facts.high}
    return value.range_text


def line(value: Value, before: Value | None, viewer: Viewer) -> Drawing | None:
    names = LineWords(
        you=_("You"), below=_("Below usual"), usual=_("Usual"), above=_("Above usual"),
        below_short=_("Below"), above_short=_("Above"),
    )  # fmt: skip
    shape = number_line(value, before, words=names)
    if shape is None:
        return None
    told = flagged(value)
    desc = ". ".join(part for part in (usual_words(value, viewer), told.text if told else "") if part)
    title = _("Your value, %(value)s, on a line") % {"value": value_words(value, viewer)}
    return Drawing(shape, Labels(title, desc))


def over_time(values: Sequence[tuple[Observation, Value]], viewer: Viewer) -> Drawing | None:
    """Oldest first."""
    points = [Point(Moment(of.happened_at, Precision(of.precision)), v) for of, v in values if of.happened_at]
    usual = usual_words(points[-1].value, viewer) if points else ""
    shape = trend(points, usual=usual)
    if shape is None:
        return None
    first, last = shape.series.points[0], shape.series.points[-1]
    labels = Labels(
        _("Your values over time"),
        _("From %(first)s to %(last)s in %(n)d tests.")
        % {
            "first": value_words(first.value, viewer),
            "last": value_words(last.value, viewer),
            "n": len(shape.series.points),
        },
        usual,
    )
    return Drawing(shape, labels)


def left_out_words(drawing: Drawing | None) -> list[str]:
    if drawing is None or not isinstance(drawing.shape, Trend):
        return []
    texts = {
        Why.OTHER_UNIT: _("%(n)d more were measured in another unit. They are in the table."),
        Why.NOT_A_NUMBER: _("%(n)d more are not numbers. They are in the table."),
    }
    return [texts[left.why] % {"n": left.count} for left in drawing.shape.series.left_out]


def change_words(now: Value, before: Observation | None, value: Value | None, viewer: Viewer) -> str:
    if before is None or value is None:
        return ""
    change = describe.change(now, value)
    when = day_of(viewer, before.happened_at, before.precision)
    facts = {
        "amount": describe.number(change.amount) if change.amount is not None else "",
        "before": describe.number(change.before) if change.before is not None else "",
        "when": when,
    }
    return {
        describe.Kind.HIGHER: _("%(amount)s higher than last time. It was %(before)s on %(when)s."),
        describe.Kind.LOWER: _("%(amount)s lower than last time. It was %(before)s on %(when)s."),
        describe.Kind.SAME: _("The same as last time, %(when)s."),
    }.get(change.kind, "") % facts
