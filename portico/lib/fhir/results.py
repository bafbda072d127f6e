"""Observation and DiagnosticReport."""

from portico.lib.fhir.codes import category_of, coded_at, labels_of, notes_of, texts
from portico.lib.fhir.documents import attachment
from portico.lib.fhir.moments import moment_at, started
from portico.lib.fhir.references import Context
from portico.lib.fhir.shapes import Part, ReportFacts, ResultFacts
from portico.lib.fhir.taking import Json, many, word
from portico.lib.fhir.values import value_of

# The categories of http://terminology.hl7.org/CodeSystem/observation-category, before a sender's own.
KNOWN_CATEGORIES = (
    "laboratory",
    "vital-signs",
    "imaging",
    "procedure",
    "exam",
    "survey",
    "social-history",
    "therapy",
    "activity",
)


def read_observation(resource: Json, context: Context) -> ResultFacts:
    here = "Observation"
    return ResultFacts(
        source_id=resource["id"],
        labels=labels_of(resource, here),
        code=coded_at(resource, "code", here),
        status=word(resource, "status", here),
        category=category_of(resource, here, KNOWN_CATEGORIES),
        value=value_of(resource, here),
        parts=tuple(
            _part(c, f"{here}.component[{n}]") for n, c in enumerate(many(resource, "component", here))
        ),
        taken=started(resource, "effective", here),
        issued=moment_at(resource, "issued", here),
        performer=context.all_named(resource, "performer", here),
        note=notes_of(resource, here),
        method=coded_at(resource, "method", here).text,
        members=context.ids(resource, "hasMember", here),
    )


def _part(component: Json, place: str) -> Part:
    return Part(coded_at(component, "code", place), value_of(component, place))


def read_report(resource: Json, context: Context) -> ReportFacts:
    here = "DiagnosticReport"
    by = context.all_named(resource, "resultsInterpreter", here) or context.all_named(
        resource, "performer", here
    )
    conclusion = word(resource, "conclusion", here).strip() or ", ".join(
        texts(resource, "conclusionCode", here)
    )
    return ReportFacts(
        source_id=resource["id"],
        labels=labels_of(resource, here),
        code=coded_at(resource, "code", here),
        status=word(resource, "status", here),
        category=category_of(resource, here),
        taken=started(resource, "effective", here),
        issued=moment_at(resource, "issued", here),
        performer=by,
        conclusion=conclusion,
        results=context.ids(resource, "result", here),
        attachments=tuple(
            attachment(form, context, f"{here}.presentedForm[{n}]")
            for n, form in enumerate(many(resource, "presentedForm", here))
        ),
    )
