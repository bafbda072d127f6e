"""A FHIR Dosage as one readable English line: "1 tablet by mouth, twice a day, as needed"."""

import re
from decimal import Decimal

from portico.lib.fhir.codes import coded, coded_at, texts
from portico.lib.fhir.moments import written_period
from portico.lib.fhir.taking import Json, first, flag, many, number, one, whole, word, words
from portico.lib.fhir.values import plain, quantity_text, range_text, ratio_text, unit_of

SAYS_AS_NEEDED = re.compile(r"\b(needed|prn)\b", re.IGNORECASE)
# SNOMED CT codes and v3-RouteOfAdministration codes, in our own words.
ROUTES = {
    "26643006": "by mouth",
    "394899003": "by mouth",
    "PO": "by mouth",
    "37839007": "under the tongue",
    "SL": "under the tongue",
    "54471007": "inside the cheek",
    "BUC": "inside the cheek",
    "34206005": "under the skin",
    "SQ": "under the skin",
    "78421000": "into a muscle",
    "IM": "into a muscle",
    "47625008": "into a vein",
    "IV": "into a vein",
    "6064005": "on the skin",
    "TOPICAL": "on the skin",
    "SKIN": "on the skin",
    "45890007": "through the skin",
    "TRNSDERM": "through the skin",
    "46713006": "in the nose",
    "NASINHL": "in the nose",
    "NASAL": "in the nose",
    "54485002": "in the eye",
    "OPTHALTA": "in the eye",
    "10547007": "in the ear",
    "OT": "in the ear",
    "37161004": "in the rectum",
    "PR": "in the rectum",
    "RECTAL": "in the rectum",
    "16857009": "in the vagina",
    "VAGINS": "in the vagina",
    "VAGINSI": "in the vagina",
    "447694001": "by breathing it in",
    "IPINHL": "by breathing it in",
}
UNIT_WORDS = {"TAB": "tablet", "CAP": "capsule", "{tbl}": "tablet", "{capsule}": "capsule", "[drp]": "drop"}
COUNTED = {
    "tablet",
    "capsule",
    "drop",
    "puff",
    "spray",
    "patch",
    "unit",
    "lozenge",
    "suppository",
    "dose",
    "packet",
}
PERIODS = {"s": "second", "min": "minute", "h": "hour", "d": "day", "wk": "week", "mo": "month", "a": "year"}
WHEN = {
    "MORN": "in the morning",
    "MORN.early": "early in the morning",
    "MORN.late": "late in the morning",
    "NOON": "at noon",
    "AFT": "in the afternoon",
    "AFT.early": "early in the afternoon",
    "AFT.late": "late in the afternoon",
    "EVE": "in the evening",
    "EVE.early": "early in the evening",
    "EVE.late": "late in the evening",
    "NIGHT": "at night",
    "PHS": "after falling asleep",
    "HS": "at bedtime",
    "WAKE": "after waking up",
    "C": "with meals",
    "CM": "with breakfast",
    "CD": "with lunch",
    "CV": "with dinner",
    "AC": "before meals",
    "ACM": "before breakfast",
    "ACD": "before lunch",
    "ACV": "before dinner",
    "PC": "after meals",
    "PCM": "after breakfast",
    "PCD": "after lunch",
    "PCV": "after dinner",
}
DAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
# v3-GTSAbbreviation, the codes of Timing.code.
TIMING_CODES = {
    "QD": "once a day",
    "BID": "twice a day",
    "TID": "3 times a day",
    "QID": "4 times a day",
    "QOD": "every 2 days",
    "AM": "in the morning",
    "PM": "in the afternoon",
    "BED": "at bedtime",
    "WK": "once a week",
    "MO": "once a month",
    "Q1H": "every hour",
    "Q2H": "every 2 hours",
    "Q3H": "every 3 hours",
    "Q4H": "every 4 hours",
    "Q6H": "every 6 hours",
    "Q8H": "every 8 hours",
}


def dosage_line(resource: Json, key: str, place: str) -> str:
    """All Dosages of a medicine in their order, joined by "; then"."""
    steps = many(resource, key, place)
    if len(steps) > 1:
        steps = sorted(steps, key=lambda step: whole(step, "sequence", f"{place}.{key}") or 0)
    lines = (one_dosage(step, f"{place}.{key}") for step in steps)
    return "; then ".join(line for line in lines if line)


def one_dosage(step: Json, place: str) -> str:
    """The prescriber's own text where there is one: it may say more than the parts."""
    told = word(step, "text", place).strip()
    also = word(step, "patientInstruction", place).strip()
    if told:
        return _told(told, also, _as_needed(step, place))
    parts = [
        " ".join(w for w in (_dose(step, place), _route(step, place)) if w),
        _timing(one(step, "timing", place), f"{place}.timing"),
        _as_needed(step, place),
        _most(step, place),
        *texts(step, "additionalInstruction", place),
        also,
    ]
    line = ", ".join(part for part in parts if part)
    return line[:1].upper() + line[1:]


def _told(told: str, also: str, as_needed: str) -> str:
    """The text, with what it leaves out though a dose hangs on it."""
    parts = [told]
    if as_needed and not SAYS_AS_NEEDED.search(told):
        parts.append(as_needed)
    if also.lower() not in told.lower():
        parts.append(also)
    return ", ".join(parts)


def _dose(step: Json, place: str) -> str:
    here = f"{place}.doseAndRate"
    given = first(step, "doseAndRate", place)
    dose = one(given, "doseQuantity", here)
    amount = number(dose, "value", here)
    if amount is not None:
        return counted(amount, unit_of(dose, here))
    rate = quantity_text(one(given, "rateQuantity", here), here) or ratio_text(
        one(given, "rateRatio", here), here
    )
    return range_text(one(given, "doseRange", here), here) or rate


def counted(amount: Decimal, unit: str) -> str:
    """ "1 tablet", "2 tablets", "5 mg"; a bare number is "1 at a time"."""
    if not unit:
        return f"{plain(amount)} at a time"
    name = UNIT_WORDS.get(unit, unit)
    singular = name.lower()
    if singular not in COUNTED:
        return f"{plain(amount)} {name}"
    plural = (
        "patches" if singular == "patch" else "suppositories" if singular == "suppository" else f"{singular}s"
    )
    return f"{plain(amount)} {singular if amount <= 1 else plural}"


def _route(step: Json, place: str) -> str:
    route = coded_at(step, "route", place)
    return ROUTES.get(route.code, route.text)


def _as_needed(step: Json, place: str) -> str:
    reason = coded(one(step, "asNeededCodeableConcept", place), place).text
    if reason:
        return f"as needed for {reason}"
    return "as needed" if flag(step, "asNeededBoolean", place) else ""


def _most(step: Json, place: str) -> str:
    most = ratio_text(one(step, "maxDosePerPeriod", place), f"{place}.maxDosePerPeriod")
    once = quantity_text(one(step, "maxDosePerAdministration", place), place)
    limits = [f"no more than {most}" if most else "", f"no more than {once} each time" if once else ""]
    return ", ".join(limit for limit in limits if limit)


def _timing(timing: Json, place: str) -> str:
    if not timing:
        return ""
    repeat, here = one(timing, "repeat", place), f"{place}.repeat"
    parts = [
        _often(repeat, here),
        _when(repeat, here),
        _days(repeat, here),
        *_clock(repeat, here),
        _bounds(repeat, here),
    ]
    line = ", ".join(part for part in parts if part)
    if line:
        return line
    code = coded_at(timing, "code", place)
    return TIMING_CODES.get(code.code, code.text) or ", ".join(words(timing, "event", place))


def _often(repeat: Json, place: str) -> str:
    unit = PERIODS.get(word(repeat, "periodUnit", place), "")
    period = number(repeat, "period", place)
    times = whole(repeat, "frequency", place)
    if not unit or period is None:
        return f"{times} times" if times and times > 1 else ""
    most = whole(repeat, "frequencyMax", place)
    last = number(repeat, "periodMax", place)
    span = plain(period) if last in (None, period) else f"{plain(period)} to {plain(last or period)}"
    if (times or 1) == 1 and most in (None, 1) and (span != "1" or unit in ("hour", "minute", "second")):
        return f"every {unit}" if span == "1" else f"every {span} {unit}s"
    article = "an" if unit == "hour" else "a"
    often = _times(times or 1, most)
    return f"{often} {article} {unit}" if span == "1" else f"{often} every {span} {unit}s"


def _times(least: int, most: int | None) -> str:
    if most is not None and most != least:
        return f"{least} to {most} times"
    return {1: "once", 2: "twice"}.get(least, f"{least} times")


def _when(repeat: Json, place: str) -> str:
    moments = [WHEN.get(code, code) for code in words(repeat, "when", place)]
    before = whole(repeat, "offset", place)
    line = " and ".join(moments)
    return f"{before} minutes {line}" if before and line else line


def _days(repeat: Json, place: str) -> str:
    days = [DAYS.get(code, code) for code in words(repeat, "dayOfWeek", place)]
    return f"on {' and '.join(days)}" if days else ""


def _clock(repeat: Json, place: str) -> list[str]:
    times = [time[:5] for time in words(repeat, "timeOfDay", place)]
    return [f"at {' and '.join(times)}"] if times else []


def _bounds(repeat: Json, place: str) -> str:
    length = one(repeat, "boundsDuration", place)
    amount = number(length, "value", place)
    if amount is not None:
        code = word(length, "code", place)
        name = PERIODS.get(code, "")
        unit = (name if amount == 1 else f"{name}s") if name else unit_of(length, place)
        return f"for {plain(amount)} {unit}".rstrip()
    count = whole(repeat, "count", place)
    if count:
        return f"{count} times in all" if count > 1 else "one time only"
    return written_period(repeat, "boundsPeriod", place)
