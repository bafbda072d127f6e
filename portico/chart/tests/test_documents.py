"""Documents: words and their structure, nothing that runs; files as downloads; what is missing says what to do."""

import base64
import html
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.urls import reverse

NOTE = "11506-3"
PAYLOADS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<IMG SRC=javascript:alert(1)>",
    '<img src="x" oNeRrOr="alert(1)">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></p><style><img src=x onerror=alert(1)></style>",
    "<iframe src=javascript:alert(1)></iframe>",
    '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="jav&#x09;ascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<body onload="alert(1)">',
    '<div style="background:url(javascript:alert(1))">x</div>',
    '<p onmouseover="alert(1)">x</p>',
    '<object data="javascript:alert(1)"></object><embed src="javascript:alert(1)">',
    '<form action="javascript:alert(1)"><button formaction="javascript:alert(1)">x</button></form>',
    '<meta http-equiv="refresh" content="0;url=javascript:alert(1)"><base href="javascript:/">',
    '"><script>alert(1)</script>',
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<h1 onclick=alert(1)>x</h1><H2/onclick=alert(1)>y</H2>",
    "{% load i18n %}{{ settings.SECRET_KEY }}{% csrf_token %}",
]  # fmt: skip


def paper(body: str = "", kind: str = "text/plain", **more: Any) -> dict[str, Any]:
    data = {"data": base64.b64encode(body.encode()).decode()} if body else {"url": "Binary/elsewhere"}
    return {
        "resourceType": "DocumentReference", "status": "current", "type": {"text": "Proof note"},
        "date": "2026-11-01T10:00:00-05:00", "content": [{"attachment": {"contentType": kind, **data}}], **more,
    }  # fmt: skip


def opened(stage: Any, key: str, item: Any) -> str:
    response = stage.browser(key).get(reverse("chart:document", args=[stage.patient(key).pk, item]))
    assert response.status_code == 200
    return response.content.decode()


class Runs(HTMLParser):
    """Gathers what a browser would run: our own modules aside."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        is_ours = facts.get("src", "").startswith("/static/") or facts.get("type") == "speculationrules"
        if tag in {"script", "iframe", "object", "embed", "base"} and not is_ours:
            self.found.append(f"<{tag} {facts}>")
        for name, value in facts.items():
            plain = re.sub(r"[\s\x00]", "", html.unescape(value)).lower()
            if name.startswith("on") or plain.startswith(("javascript:", "data:text", "vbscript:")):
                self.found.append(f"<{tag} {name}={value}>")


def what_runs(page: str) -> list[str]:
    reader = Runs()
    reader.feed(page)
    return reader.found


def test_the_reader_of_these_tests_would_notice() -> None:
    telling = [PAYLOADS[0], *PAYLOADS[3:8], *PAYLOADS[9:12]]
    assert [payload for payload in telling if not what_runs(payload)] == []


def test_nothing_runs_of_the_html_inside_a_document(stage: Any) -> None:
    kinds = ("text/html", "text/html; charset=utf-8", "TEXT/HTML")
    papers = [paper(f"<p>Before</p>{p}<p>After</p>", kinds[n % 3]) for n, p in enumerate(PAYLOADS)]
    keys = stage.receive("walter", *papers)
    plain = what_runs(opened(stage, "walter", stage.receive("walter", paper("Words"))[0]))
    person, walter = stage.patient("walter").pk, stage.browser("walter")
    for payload, key in zip(PAYLOADS, keys, strict=True):
        page = walter.get(reverse("chart:document", args=[person, key])).content.decode()
        assert what_runs(page) == plain, payload
        assert "Before" in page
        assert "SECRET" not in page.replace("settings.SECRET_KEY", "")


def test_nothing_runs_of_names_notes_and_texts_anywhere(stage: Any) -> None:
    """Each payload as the name, note, reason and dosage of things; every page that shows them is read."""
    told: list[dict[str, Any]] = []
    for payload in PAYLOADS:
        text = {"text": payload}
        told += [
            {"resourceType": "Condition", "code": text},
            {"resourceType": "MedicationRequest", "status": "active", "intent": "order",
             "medicationCodeableConcept": text, "dosageInstruction": [text], "reasonCode": [text]},
            {"resourceType": "AllergyIntolerance", "code": text, "reaction": [{"manifestation": [text]}]},
            {"resourceType": "Immunization", "status": "not-done", "vaccineCode": text, "statusReason": text,
             "occurrenceDateTime": "2020"},
            {"resourceType": "FamilyMemberHistory", "status": "completed", "relationship": text, "note": [text],
             "condition": [{"code": text, "onsetString": payload}]},
            {"resourceType": "CareTeam", "status": "active", "name": payload,
             "participant": [{"role": [text], "member": {"display": payload}}]},
            {"resourceType": "Encounter", "status": "finished", "class": {"code": "AMB"}, "type": [text],
             "period": {"start": "2020"}, "reasonCode": [text]},
            {"resourceType": "Observation", "status": "final", "code": text, "valueString": payload,
             "category": [{"coding": [{"code": "laboratory"}]}], "note": [text]},
            {"resourceType": "DiagnosticReport", "status": "final", "code": text, "conclusion": payload},
            {**paper(payload), "description": payload, "type": text},
        ]  # fmt: skip
    keys = stage.receive("walter", *told)
    person, walter = stage.patient("walter").pk, stage.browser("walter")
    names = (
        "problems",
        "medicines",
        "allergies",
        "vaccines",
        "family-history",
        "encounters",
        "care-team",
        "documents",
    )
    urls = [reverse(f"chart:{name}", args=[person]) for name in names]
    urls += [f"{reverse('results:results', args=[person])}?kind={kind}" for kind in ("laboratory", "reports")]
    urls += [f"{reverse('home:record', args=[person])}?q=alert", reverse("messaging:refill", args=[person])]
    for start in range(len(PAYLOADS)):
        result, report, document = keys[start * 10 + 7 : start * 10 + 10]
        urls.append(reverse("results:result", args=[person, result]))
        urls.append(reverse("results:report", args=[person, report]))
        urls.append(reverse("chart:document", args=[person, document]))
    clean = what_runs(walter.get(reverse("home:more", args=[person])).content.decode())
    for url in urls:
        response = walter.get(url)
        assert response.status_code == 200, url
        assert what_runs(response.content.decode()) == clean, url
    desk = stage.browser("kenji").get(reverse("desk:patient", args=[person]))
    assert what_runs(desk.content.decode()) == clean


def test_the_words_of_a_clinics_html_stay_with_their_structure(stage: Any) -> None:
    body = "<html><body><h1>Plan</h1><table><tr><th>Test</th><td colspan=2>Fine</td></tr></table><ul><li>Walk</li></ul>"
    page = opened(stage, "walter", stage.receive("walter", paper(body, "text/html"))[0])
    for kept in ("<h3>Plan</h3>", "<th>Test</th>", '<td colspan="2">Fine</td>', "<li>Walk</li>"):
        assert kept in page
    assert page.count("<h1") == 1


def test_a_text_keeps_its_lines_and_its_signs(stage: Any) -> None:
    body = "Dear Walter,\r\n\r\nPotassium < 5 & fine.\nNext line.\n\nYours"
    page = opened(stage, "walter", stage.receive("walter", paper(body))[0])
    assert "Potassium &lt; 5 &amp; fine.<br>Next line." in page
    assert "<p>Yours</p>" in page
    assert "<p>Dear Walter,</p>" in page


def test_a_text_in_another_character_set_is_read_in_it(stage: Any) -> None:
    latin = base64.b64encode("Presión señor".encode("iso-8859-1")).decode()
    content = [{"attachment": {"contentType": "text/plain; charset=ISO-8859-1", "data": latin}}]
    unknown = [{"attachment": {"contentType": "text/plain; charset=klingon", "data": "UHJlc2nDs24="}}]
    keys = stage.receive("walter", paper(content=content), paper(content=unknown))
    assert "Presión señor" in opened(stage, "walter", keys[0])
    assert "Presión" in opened(stage, "walter", keys[1])


@pytest.mark.parametrize("kind", ["application/pdf", "image/svg+xml", "text/xml", "application/x-evil"])
def test_a_file_is_a_download_that_can_run_nothing(stage: Any, kind: str) -> None:
    (key,) = stage.receive("walter", paper("%PDF-1.4 <script>", kind))
    person = stage.patient("walter").pk
    url = reverse("chart:document-file", args=[person, key, 0])
    assert url in opened(stage, "walter", key)
    response = stage.browser("walter").get(url)
    assert response.content == b"%PDF-1.4 <script>"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store"


def test_a_file_that_is_not_there_is_not_found(stage: Any) -> None:
    keys = stage.receive("walter", paper("x", "application/pdf"), paper())
    person = stage.patient("walter").pk
    walter = stage.browser("walter")
    for key, number in ((keys[0], 1), (keys[0], 999_999), (keys[1], 0)):
        assert walter.get(reverse("chart:document-file", args=[person, key, number])).status_code == 404


def test_a_document_without_its_text_says_what_to_do(stage: Any) -> None:
    page = opened(stage, "walter", stage.receive("walter", paper())[0])
    assert "Please ask your care team for a copy." in page


@pytest.mark.parametrize(
    ("status", "said"),
    [("preliminary", "Not final yet"), ("amended", "Changed after it was signed"), ("final", "")],
)
def test_a_document_is_shown_as_what_it_is(stage: Any, status: str, said: str) -> None:
    (key,) = stage.receive("walter", paper("Words", docStatus=status))
    page = opened(stage, "walter", key)
    assert said in page
    assert ("chip-" in page.split("<article")[0].split("page-head")[1]) == bool(said)


def test_a_document_that_was_replaced_leaves_the_list_and_says_so_when_opened(stage: Any) -> None:
    (key,) = stage.receive("walter", paper("Words", status="superseded", description="Proof of old"))
    person = stage.patient("walter").pk
    walter = stage.browser("walter")
    assert "Proof of old" not in walter.get(reverse("chart:documents", args=[person])).content.decode()
    assert "Replaced by a newer one" in opened(stage, "walter", key)
    found = walter.get(reverse("home:record", args=[person]), {"q": "proof of old"}).content.decode()
    assert "Nothing found." in found


def test_a_document_is_found_by_the_title_that_is_read(stage: Any) -> None:
    found = stage.browser("rosa").get(
        reverse("home:record", args=[stage.patient("rosa").pk]), {"q": "your test results"}
    )
    assert "Your test results" in found.content.decode().split("Documents</h2>")[1]


@pytest.mark.parametrize("name", ["document", "document-file"])
def test_the_document_of_another_patient_is_not_found(stage: Any, name: str) -> None:
    (key,) = stage.receive("walter", paper("Private", "application/pdf"))
    more = [0] if name == "document-file" else []
    for reader in ("rosa", "elena"):
        browser = stage.browser(reader)
        for person in (stage.patient("rosa").pk, stage.patient("walter").pk):
            assert browser.get(reverse(f"chart:{name}", args=[person, key, *more])).status_code == 404
