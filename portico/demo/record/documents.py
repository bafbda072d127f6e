"""Papers in the record: visit summaries, letters, clinic notes."""

import base64

from portico.demo.record.chart import LOINC, Chart, Reference, concept
from portico.demo.record.people import ORGANIZATION, clinician

# kind: (LOINC code, LOINC's name, what the record system calls it)
PAPERS = {
    "summary": ("69730-0", "Instructions", "After visit summary"),
    "letter": ("51852-2", "Letter", "Letter"),
    "note": ("11506-3", "Progress note", "Progress note"),
    "consult": ("11488-4", "Consult note", "Consult note"),
}
CATEGORY = "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category"


def document(
    chart: Chart,
    kind: str,
    days_ago: int,
    title: str,
    text: str,
    *,
    author: str = "",
    encounter: Reference | None = None,
    html: bool = False,
    status: str = "current",
    doc_status: str = "final",
    labels: tuple[str, ...] = (),
) -> Reference:
    loinc, long_name, words = PAPERS[kind]
    content = text.strip().encode()
    written = chart.when(days_ago, "16:20")
    return chart.add(
        "DocumentReference",
        "paper",
        labels=labels,
        status=status,
        docStatus=doc_status,
        type=concept(words, (LOINC, loinc, long_name)),
        category=[concept("Clinical Note", (CATEGORY, "clinical-note", "Clinical Note"))],
        date=written,
        author=[clinician(author or chart.subject.doctor)],
        custodian=ORGANIZATION,
        description=title,
        content=[
            {
                "attachment": {
                    "contentType": "text/html" if html else "text/plain; charset=utf-8",
                    "title": title,
                    "data": base64.b64encode(content).decode(),
                    "size": len(content),
                    "creation": written,
                }
            }
        ],
        context={"encounter": [encounter]} if encounter else None,
    )
