"""Markup that somebody might write where a name or a message belongs, in every field.

Each payload carries a marker of its own. A marker may be read on a page, and may never have become part of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, product
from typing import Any

MARKER = re.compile(r"zqfire\d+z", re.IGNORECASE)
# What a marker is followed by where it stands in a field. Only after a marker: a page's random tokens hold "zf9z" too.
OF_FIELD = re.compile(r"(zqfire\d+z)f(\d+)z", re.IGNORECASE)
TAGS = (
    "img src=x", "svg", "body", "iframe srcdoc=x", "video src=x", "audio src=x", "input autofocus", "details open",
    "math", "marquee", "a href=#", "object data=x", "form", "button", "select", "style", "script src=x", "template",
    "base href=//x", "link rel=stylesheet href=x", "meta http-equiv=refresh", "embed src=x", "table background=x",
    "div style=x:expression(1)",
)  # fmt: skip
HANDLERS = ("onerror", "onload", "onfocus", "ontoggle")
QUOTES = ('"', "'", "`", "&quot;", "&#39;", "\\'", '\\"', "\N{RIGHT DOUBLE QUOTATION MARK}")
BREAKS = ("{q} {on}={m} x={q}", "{q}><{m} {on}=1>", "{q}/{on}={m}//")
ENDINGS = (
    "</textarea>", "</title>", "</script>", "</style>", "</option></select>", "</template>", "</noscript>",
    "</button></form>", "</a>", "<!--", "-->", "--!>", "<![CDATA[", "]]>", "<?xml ?>", "</svg>", "</math><mtext>",
    "<svg><title>", "<math><mi>", "<plaintext>",
)  # fmt: skip
INSIDE = ("{end}<{m}>", "{end}<script>{m}</script>")
SCHEMES = (
    "javascript:", "JaVaScRiPt:", "java\tscript:", " \x01javascript:", "javascript&colon;", "vbscript:",
    "data:text/html,", "data:text/html;base64,", "//", "\\\\",
)  # fmt: skip
LINKS = ("{scheme}{m}", "<a href={scheme}{m}>", "[x]({scheme}{m})")
ENCODED = (
    "&lt;{m}&gt;", "&#60;{m}&#62;", "&#x3c;{m}&#x3e;", "&#0000060{m}>", "&amp;lt;{m}&amp;gt;", "%3C{m}%3E",
    "%253C{m}%253E", "\\u003c{m}\\u003e", "\\x3c{m}\\x3e", "+ADw-{m}+AD4-", "\uff1c{m}\uff1e", "<<{m}>>",
    "<{m}", "</{m}>",
)  # fmt: skip
SUM = "{{7*7}}"
BRACES = (
    "{m}{{7*7}}{m}", "{m}${7*7}{m}", "{m}#{7*7}{m}", "{m}<%= 7*7 %>{m}", "{% debug %}{m}", "{# {m} #}<{m}>",
    "{% endblock %}<{m}>", "{% autoescape off %}<{m}>", "{{ '<{m}>'|safe }}", "{% include '{m}' %}", "%(name)s{m}",
    "{0.__class__}{m}",
)  # fmt: skip
NUL = "\x00"  # which PostgreSQL keeps in no text
SPACES = (NUL, "\t", "\n", "\r", "\x0b", "\x0c", "\x01", "\xa0", "\u2028", "\u200b", "\u202e", "/")
GAPS = ("<{s}{m}>", "<img{s}{on}={m}>", "<{m}{s}{on}=1>")
# These call a function that a browser brings, or knock at an address of their own (journeys/markup.py).
FIRE, TRAP = "portico_fired", "/portico-trap"
LIVE = (
    "<script>{f}('{m}')</script>", "<img src=x onerror={f}('{m}')>", "<svg onload={f}('{m}')>",
    "<svg><animate onbegin={f}('{m}') attributeName=x dur=1s>", "<body onpageshow={f}('{m}')>",
    "<input autofocus onfocus={f}('{m}')>", "<details open ontoggle={f}('{m}')>",
    "<video><source onerror={f}('{m}')></video>", "<style onload={f}('{m}')></style>",
    "<iframe srcdoc=\"<script>parent.{f}('{m}')</script>\"></iframe>", "<iframe src=\"javascript:parent.{f}('{m}')\">",
    "<object data={t}?{m}>", "<embed src={t}?{m}>", "<link rel=stylesheet href={t}?{m}>",
    "<style>@import '{t}?{m}';</style>", "<script src={t}?{m}></script>",
    "<meta http-equiv=refresh content='0;url={t}?{m}'>", "\" autofocus onfocus={f}('{m}') x=\"",
    "' autofocus onfocus={f}('{m}') x='", "</textarea><script>{f}('{m}')</script>",
    "</title><script>{f}('{m}')</script>", "</script><script>{f}('{m}')</script>", "';{f}('{m}');'", "${{f}('{m}')}",
    "<p hx-get={t}?{m} hx-trigger=load>x</p>", "<p hx-on:htmx:load={f}('{m}')>x</p>",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Payload:
    marker: str
    text: str


def payloads() -> list[Payload]:
    return [
        Payload(marker, shape.replace("{m}", marker))
        for number, shape in enumerate(dict.fromkeys(_shapes()))
        for marker in [f"zqfire{number}z"]
    ]


def _shapes() -> Iterator[str]:
    yield from ("<{m}>", "<{m}/>", "<x {m}>")
    yield from (f"<{tag} {{m}} {on}={{m}}>" for tag, on in product(TAGS, HANDLERS))
    handlers = cycle(HANDLERS)
    for shape, quote in product(BREAKS, QUOTES):
        yield shape.replace("{q}", quote).replace("{on}", next(handlers))
    yield from (shape.replace("{end}", end) for shape, end in product(INSIDE, ENDINGS))
    yield from (shape.replace("{scheme}", scheme) for shape, scheme in product(LINKS, SCHEMES))
    yield from (*ENCODED, *BRACES)
    yield from (shape.replace("{f}", FIRE).replace("{t}", TRAP) for shape in LIVE)
    for shape, space in product(GAPS, SPACES):
        yield shape.replace("{s}", space).replace("{on}", next(handlers))


# -- every field that a person or another system can write --

FIELDS: dict[str, tuple[str, ...]] = {
    "accounts.Account": ("name",),
    "usersessions.UserSession": ("user_agent",),
    "people.Patient": ("family", "given", "preferred_name", "gender", "address", "general_practitioner"),
    "people.Contact": ("value",),
    "people.Identifier": ("value",),
    "clinic.Organization": ("name", "phone"),
    "clinic.Site": ("name", "address", "phone"),
    "clinic.Team": ("name",),
    "clinic.StaffMember": ("name",),
    "clinic.Pool": ("name", "patient_name"),
    "clinic.FeatureSwitch": ("reason", "by_name"),
    "chart.Problem": ("text",),
    "chart.Medicine": ("text", "dosage", "reason", "prescriber"),
    "chart.Allergy": ("text", "reactions"),
    "chart.Vaccine": ("text", "lot", "dose", "reason_not_done", "place"),
    "chart.FamilyHistory": ("text", "name", "conditions", "note"),
    "chart.Document": ("text", "category", "author", "description", "encounter", "body"),
    "chart.Referral": ("text", "requester", "performer", "reason", "note"),
    "chart.Encounter": ("text", "reason", "clinician", "place"),
    "chart.CareTeam": ("text", "members"),
    "orders.Order": ("what", "directions", "quantity", "place", "reason", "note", "returned_why"),
    "orders.Step": ("reason",),
    "results.Observation": (
        "text", "unit", "value_text", "absent", "range_text", "parts", "performer", "method", "note",
    ),
    "results.Report": ("text", "performer", "conclusion"),
    "scheduling.Appointment": ("text", "description", "clinician", "place", "reason"),
    "scheduling.Ticket": ("clinician", "why", "words"),
    "scheduling.Offer": ("clinician", "place"),
    "scheduling.TicketStep": ("words",),
    "scheduling.Recall": ("what", "note"),
    "letters.Letter": ("title", "to", "body"),
    "letters.LetterStep": ("reason",),
    "messaging.Thread": ("subject", "details", "goes_to"),
    "messaging.Post": ("body", "author_name"),
    "messaging.Draft": ("data",),
    "files.StoredFile": ("name",),
    "phrases.Phrase": ("title", "english", "spanish"),
    "phrases.Version": ("title", "english", "spanish", "author_name"),
    "notifications.Notice": ("words", "error"),
    "core.Delivery": ("error",),
    "triage.WorkItem": ("reason",),
    "triage.Step": ("reason",),
    "triage.Note": ("about", "text", "author_name"),
    "triage.SavedFilter": ("name", "query"),
}  # fmt: skip
IN_ONE_TEXT = 10  # payloads in a field without an end
NEWEST = 60  # rows of a table that are written to: lists show no more


TYPED = {"pharmacy": "x", "reason": "x", "insurer": "x", "suits": "x"}
PART = {**dict.fromkeys(("system", "code", "number", "comparator", "unit", "low", "high"), ""), "flags": []}


def make_room() -> None:
    """Some of the walk's rows become such that a page shows their rarer fields."""
    from django.apps import apps
    from django.utils import timezone

    def of_the_walk(label: str, sensitivity: str) -> Any:
        return apps.get_model(label).objects.filter(source="walk", sensitivity=sensitivity)

    part = {**PART, "text": "x", "absent": "", "range_text": "x"}
    of_the_walk("results.Observation", "confidential").update(number="", parts=[part])
    worded, absent = _two_values()  # the third keeps its number and unit
    type(worded).objects.filter(pk__in=[worded.pk, absent.pk]).update(number="")
    of_the_walk("chart.Vaccine", "confidential").update(status="not-done")
    apps.get_model("messaging.Thread").objects.update(details=TYPED)
    site = apps.get_model("clinic.Site").objects.get(name__startswith="Madison")
    switches = apps.get_model("clinic.FeatureSwitch").objects
    switches.create(feature="vaccines", site=site, is_on=True, reason="x", by_name="x", at=timezone.now())


def _two_values() -> list[Any]:
    from portico.results.models import Observation

    return list(Observation.objects.filter(source="walk", sensitivity="").order_by("pk")[:2])


def scatter(all_of_them: list[Payload]) -> list[str]:
    """Into every field of FIELDS, straight into the tables. The names of the fields, in the order of their numbers."""
    from django.apps import apps

    make_room()
    sower, places = Sower(all_of_them), []
    for label, names in FIELDS.items():
        model: Any = apps.get_model(label)
        rows = list(model._default_manager.order_by("-pk")[:NEWEST])
        for name in names:
            sower.number, column = len(places), model._meta.get_field(name)
            for row in rows:
                setattr(row, name, sower.value(column, getattr(row, name)))
            places.append(f"{label}.{name}")
        model._default_manager.bulk_update(rows, names)
    _worded, absent = _two_values()  # of the second it is told why there is none
    type(absent).objects.filter(pk=absent.pk).update(value_text="")
    # Pages of HTML are the one text that is not escaped but cleaned; each begins with what every browser does.
    live = "".join(
        p.text for p in all_of_them if FIRE in p.text and p.text.startswith(("<script>", "<img", "<svg"))
    )
    pages = list(apps.get_model("chart.Document").objects.filter(sensitivity="confidential"))
    for page in pages:
        page.content_type, page.body = "text/html", f"{live}\n{page.body}"
        page.save()
    return places


class Sower:
    """Takes the payloads in turn, so that every one comes to many kinds of fields."""

    def __init__(self, all_of_them: list[Payload]) -> None:
        self.queue = list(all_of_them)
        self.number = 0  # of the field, which each marker names

    def next(self, room: int) -> str:
        """The first that fits, which goes to the end of the queue."""
        for place, payload in enumerate(self.queue):
            text = payload.text.replace(payload.marker, f"{payload.marker}f{self.number}z")
            if len(text) <= room:
                self.queue.append(self.queue.pop(place))
                return text
        raise ValueError(f"No payload has room in {room}.")

    def value(self, column: Any, before: Any) -> Any:
        if column.get_internal_type() == "JSONField":
            return self.inside(before)
        if column.max_length is None:
            return "\n".join(self.next(1000) for _ in range(IN_ONE_TEXT))
        return self.next(column.max_length)

    def inside(self, before: Any) -> Any:
        """The same shape, with other words in it."""
        if isinstance(before, dict):
            return {key: self.inside(value) if value != "" else "" for key, value in before.items()}
        if isinstance(before, list):
            return [self.inside(value) for value in before]
        return self.next(200) if isinstance(before, str) else before
