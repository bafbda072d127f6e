"""What stands on the pages of the record: each thing as what it is, and nothing that was a mistake."""

from typing import Any
from urllib.parse import unquote

import pytest
from django.urls import reverse

from portico.chart import queries
from portico.demo.record.chart import CVX, LOINC, RXNORM, SNOMED, concept, term

LISTS = ("problems", "medicines", "allergies", "vaccines", "family-history", "referrals", "encounters", "care-team",
         "documents")  # fmt: skip


def text_of(stage: Any, page: str, key: str = "rosa", **query: str) -> str:
    response = stage.browser(key).get(reverse(f"chart:{page}", args=[stage.patient(key).pk]), query)
    assert response.status_code == 200
    return response.content.decode()


def condition(name: str, clinical: str = "active", sure: str = "confirmed", **more: Any) -> dict[str, Any]:
    status = {"clinicalStatus": term("condition-clinical", clinical)} if clinical else {}
    return {
        "resourceType": "Condition", "code": {"text": name},
        "verificationStatus": term("condition-ver-status", sure), **status, **more,
    }  # fmt: skip


def order(name: str, status: str, **more: Any) -> dict[str, Any]:
    facts = {"status": status, "intent": "order", "medicationCodeableConcept": {"text": name}}
    return {"resourceType": "MedicationRequest", **facts, **more}


def shot(name: str, status: str = "completed", **more: Any) -> dict[str, Any]:
    facts = {"status": status, "vaccineCode": {"text": name}, "occurrenceDateTime": "2021-05-04"}
    return {"resourceType": "Immunization", **facts, **more}


def asked(name: str, status: str, **more: Any) -> dict[str, Any]:
    return {
        "resourceType": "ServiceRequest", "status": status, "intent": "order", "code": {"text": name},
        "category": [concept("Referral", (SNOMED, "3457005", "Referral"))], **more,
    }  # fmt: skip


def seen(status: str, start: str, name: str = "Visit of proof") -> dict[str, Any]:
    return {
        "resourceType": "Encounter", "status": status, "type": [{"text": name}], "period": {"start": start},
        "class": {"code": "AMB"},
    }  # fmt: skip


def chip_of(page: str, name: str) -> str:
    """The state beside a name in a list, "" where there is none."""
    assert name in page, f"{name} is not on the page"
    item = page.split(name, 1)[1].split("</li>", 1)[0]
    return item.split("chip-", 1)[1].split("<span>", 1)[1].split("</span>", 1)[0] if "chip-" in item else ""


@pytest.mark.parametrize("key", ["rosa", "marcus", "harold", "walter"])
@pytest.mark.parametrize("page", LISTS)
def test_every_page_of_every_patient_of_the_cast_opens(stage: Any, key: str, page: str) -> None:
    assert "<h1" in text_of(stage, page, key)


@pytest.mark.parametrize(
    ("page", "mistake"),
    [("allergies", "latex"), ("medicines", "amlodipine"), ("problems", "copd"), ("problems", "pulmonary"),
     ("problems", "coronary"), ("documents", "filed in the wrong record")],
)  # fmt: skip
def test_what_is_a_mistake_in_rosas_demo_record_is_not_on_its_page(
    stage: Any, page: str, mistake: str
) -> None:
    assert mistake not in text_of(stage, page).lower()


MISTAKES = [
    condition("Zygomycosis proof", sure="refuted"),
    condition("Zygomycosis proof", "", "entered-in-error"),
    order("Zygomycosis proof", "entered-in-error"),
    {"resourceType": "AllergyIntolerance", "code": {"text": "Zygomycosis proof"},
     "verificationStatus": term("allergyintolerance-verification", "refuted")},
    {"resourceType": "AllergyIntolerance", "code": {"text": "Zygomycosis proof"},
     "verificationStatus": term("allergyintolerance-verification", "entered-in-error")},
    shot("Zygomycosis proof", "entered-in-error"),
    {"resourceType": "FamilyMemberHistory", "status": "entered-in-error",
     "relationship": {"text": "Zygomycosis proof"}},
    asked("Zygomycosis proof", "entered-in-error"),
    seen("entered-in-error", "2026-11-20T09:00:00-06:00", "Zygomycosis proof"),
    {"resourceType": "DocumentReference", "status": "entered-in-error", "type": {"text": "Zygomycosis proof"},
     "content": [{"attachment": {"contentType": "text/plain", "data": "eA=="}}]},
    {"resourceType": "CareTeam", "status": "entered-in-error", "name": "Zygomycosis proof"},
]  # fmt: skip


def test_a_mistake_is_kept_and_never_shown_found_or_opened(stage: Any) -> None:
    keys = stage.receive("rosa", *MISTAKES)
    pages = "".join(text_of(stage, page) for page in LISTS)
    assert "Zygomycosis" not in pages
    found = stage.browser("rosa").get(
        reverse("home:record", args=[stage.patient("rosa").pk]), {"q": "zygomycosis"}
    )
    assert "Nothing found." in found.content.decode()
    paper = reverse("chart:document", args=[stage.patient("rosa").pk, keys[9]])
    assert stage.browser("rosa").get(paper).status_code == 404


def test_a_mistake_is_never_used_for_a_refill_or_as_the_last_visit(stage: Any) -> None:
    from django.utils import timezone

    rosa = stage.viewer("rosa")
    before = queries.last_visit(rosa, now=timezone.now())
    stage.receive("rosa", *MISTAKES)
    assert queries.last_visit(rosa, now=timezone.now()) == before
    form = stage.browser("rosa").get(reverse("messaging:refill", args=[stage.patient("rosa").pk]))
    assert "Zygomycosis" not in form.content.decode()
    chart = stage.browser("jo").get(reverse("desk:patient", args=[stage.patient("rosa").pk]))
    assert "Zygomycosis" not in chart.content.decode()


def test_a_correction_takes_a_thing_off_the_page_again(stage: Any) -> None:
    right = condition("Proof fever", id="proof-1", meta={"lastUpdated": "2026-11-01T00:00:00Z"})
    stage.receive("rosa", right)
    assert "Proof fever" in text_of(stage, "problems")
    wrong = condition("Proof fever", "", "entered-in-error", id="proof-1")
    stage.receive("rosa", {**wrong, "meta": {"lastUpdated": "2026-11-02T00:00:00Z"}})
    assert "Proof fever" not in text_of(stage, "problems")


@pytest.mark.parametrize(
    ("status", "words"),
    [("active", ""), ("on-hold", "Paused"), ("stopped", "Stopped"), ("cancelled", "Cancelled"),
     ("completed", "Finished"), ("unknown", "Not known if you still take it")],
)  # fmt: skip
def test_a_medicine_is_shown_as_what_it_is(stage: Any, status: str, words: str) -> None:
    stage.receive("rosa", order("Proofamycin", status))
    page = text_of(stage, "medicines")
    assert chip_of(page, "Proofamycin") == words
    now, _past = page.split('id="past"')
    assert ("Proofamycin" in now) == (status in {"active", "on-hold"})


@pytest.mark.parametrize(("status", "words"), [("not-taken", "Not taken"), ("intended", "Planned")])
def test_what_a_patient_said_of_a_medicine_is_shown_as_said(stage: Any, status: str, words: str) -> None:
    told = {"status": status, "medicationCodeableConcept": {"text": "Proofamycin"}}
    stage.receive("rosa", {"resourceType": "MedicationStatement", **told})
    page = text_of(stage, "medicines")
    assert chip_of(page, "Proofamycin") == words
    assert "You told us about this one" in page.split("Proofamycin")[1].split("</li>")[0]


def test_a_draft_of_an_order_is_neither_shown_nor_found(stage: Any) -> None:
    stage.receive("rosa", order("Proofamycin", "draft"), asked("Proof clinic", "draft"))
    assert "Proofamycin" not in text_of(stage, "medicines")
    assert "Proof clinic" not in text_of(stage, "referrals")
    url = reverse("home:record", args=[stage.patient("rosa").pk])
    for word in ("proofamycin", "proof"):
        assert "Nothing found." in stage.browser("rosa").get(url, {"q": word}).content.decode()


def test_an_order_not_to_take_a_medicine_stands_first_and_is_never_offered_for_a_refill(stage: Any) -> None:
    stage.receive("rosa", order("Proofamycin", "active", doNotPerform=True))
    page = text_of(stage, "medicines")
    assert chip_of(page, "Proofamycin") == "Do not take"
    assert page.index("Proofamycin") < page.index("isinopril 10")
    form = stage.browser("rosa").get(reverse("messaging:refill", args=[stage.patient("rosa").pk]))
    assert "Proofamycin" not in form.content.decode()
    desk = stage.browser("jo").get(reverse("desk:patient", args=[stage.patient("rosa").pk]))
    assert "Do not take" in desk.content.decode()


def test_two_directions_of_one_medicine_are_both_read_and_one_is_picked(stage: Any) -> None:
    code = {"medicationCodeableConcept": concept("Proofamycin", (RXNORM, "9999999", "Proofamycin"))}
    morning, evening = ({"dosageInstruction": [{"text": t}]} for t in ("One at dawn", "Two at dusk"))
    stage.receive("rosa", order("", "active", **code, **morning), order("", "active", **code, **evening))
    page = text_of(stage, "medicines")
    assert "One at dawn" in page
    assert "Two at dusk" in page
    names = [m.text for m in queries.current_medicines(stage.viewer("rosa"))]
    assert names.count("Proofamycin") == 1


@pytest.mark.parametrize(
    ("clinical", "sure", "words"),
    [("active", "confirmed", ""), ("resolved", "confirmed", "Resolved"), ("remission", "confirmed", "In remission"),
     ("inactive", "confirmed", "Not active"), ("recurrence", "confirmed", "Came back"),
     ("active", "provisional", "Not confirmed"), ("active", "unconfirmed", "Not confirmed")],
)  # fmt: skip
def test_a_condition_is_shown_as_what_it_is(stage: Any, clinical: str, sure: str, words: str) -> None:
    stage.receive("rosa", condition("Proof fever", clinical, sure))
    page = text_of(stage, "problems")
    assert chip_of(page, "Proof fever") == words


@pytest.mark.parametrize(
    ("status", "words"),
    [("active", "Open"), ("on-hold", "Paused"), ("completed", "Done"), ("revoked", "Cancelled"),
     ("unknown", "Not known if it is still open")],
)  # fmt: skip
def test_a_referral_is_shown_as_what_it_is(stage: Any, status: str, words: str) -> None:
    stage.receive("rosa", asked("Proof clinic", status))
    assert chip_of(text_of(stage, "referrals"), "Proof clinic") == words


def test_an_order_not_to_refer_says_so(stage: Any) -> None:
    stage.receive("rosa", asked("Proof clinic", "active", doNotPerform=True))
    assert chip_of(text_of(stage, "referrals"), "Proof clinic") == "Not to be done"


def test_an_order_for_the_laboratory_is_no_referral_on_the_page_or_in_the_search(stage: Any) -> None:
    lab = {"category": [concept("Laboratory", (SNOMED, "108252007", "Laboratory"))]}
    stage.receive("rosa", asked("Proofchemistry", "active", **lab))
    assert "Proofchemistry" not in text_of(stage, "referrals")
    url = reverse("home:record", args=[stage.patient("rosa").pk])
    assert "Nothing found." in stage.browser("rosa").get(url, {"q": "proofchem"}).content.decode()


@pytest.mark.parametrize(
    ("status", "words"),
    [("finished", ""), ("cancelled", "Cancelled"), ("planned", "Planned"), ("in-progress", "Under way"),
     ("onleave", "Under way"), ("unknown", "Not known if it took place")],
)  # fmt: skip
def test_a_visit_of_the_record_is_shown_as_what_it_is(stage: Any, status: str, words: str) -> None:
    stage.receive("rosa", seen(status, "2026-11-01T09:00:00-05:00"))
    assert chip_of(text_of(stage, "encounters"), "Visit of proof") == words


def test_only_a_finished_visit_in_the_past_is_the_last_visit(stage: Any) -> None:
    from django.utils import timezone

    stage.receive(
        "walter",
        *(seen(s, "2026-11-20T09:00:00-07:00", "No") for s in ("cancelled", "planned", "in-progress")),
        seen("finished", "2026-11-18T09:00:00-07:00", "Yes"),
        seen("finished", "2029-11-18T09:00:00-07:00", "Ahead of time"),
    )
    last = queries.last_visit(stage.viewer("walter"), now=timezone.now())
    assert last is not None
    assert last.text == "Yes"


def test_a_vaccine_that_was_not_given_says_so_with_the_reason(stage: Any) -> None:
    stage.receive("rosa", shot("Proofvax", "not-done", statusReason={"text": "Out of stock"}))
    page = text_of(stage, "vaccines")
    assert chip_of(page, "Proofvax") == "Not given"
    assert "Reason: Out of stock" in page
    assert "Given" not in page.split("Proofvax")[1].split("</li>")[0].replace("Not given", "")


def test_an_allergy_that_is_over_says_so_and_a_grave_one_stands_first(stage: Any) -> None:
    def allergy(name: str, status: str, **more: Any) -> dict[str, Any]:
        state = {"clinicalStatus": term("allergyintolerance-clinical", status)}
        return {"resourceType": "AllergyIntolerance", "code": {"text": name}, **state, **more}

    stage.receive(
        "walter",
        allergy("Proof pollen", "resolved"),
        allergy("Proof dust", "active", recordedDate="2026-11-01"),
        allergy("Proof sting", "active", criticality="high", recordedDate="2001-01-01"),
    )
    page = text_of(stage, "allergies", "walter")
    assert chip_of(page, "Proof pollen") == "No longer"
    assert chip_of(page, "Proof sting") == "High risk"
    assert page.index("Proof sting") < page.index("Proof dust") < page.index("Proof pollen")


@pytest.mark.parametrize(
    ("written", "told"),
    [("2019", "Since 2019<"), ("2019-05", "Since May 2019<"), ("2019-05-07", "Since Tue 7 May 2019<"),
     ("2019-05-07T23:30:00-05:00", "Since Tue 7 May 2019<"), ("2019-05-08T03:30:00Z", "Since Tue 7 May 2019<")],
)  # fmt: skip
def test_a_date_is_told_as_exactly_as_it_was_given(stage: Any, written: str, told: str) -> None:
    stage.receive("rosa", condition("Proof fever", onsetDateTime=written))
    item = text_of(stage, "problems").split("Proof fever")[1].split("</li>")[0]
    assert told in item


def test_a_plain_word_stands_beside_the_exact_term_in_english_and_spanish(stage: Any) -> None:
    code = concept("Essential hypertension", (SNOMED, "59621000", "Essential hypertension"))
    stage.receive("rosa", condition("", id="bp-1", code=code))
    english = text_of(stage, "problems")
    account = stage.account("rosa")
    account.language = "es"
    account.save()
    spanish = text_of(stage, "problems")
    assert "High blood pressure" in english
    assert "Presión" in spanish
    for page in (english, spanish):
        assert "(Essential hypertension)" in page


def test_an_unknown_code_keeps_the_words_of_the_record_and_no_words_at_all_says_so(stage: Any) -> None:
    stage.receive(
        "walter",
        condition("", code=concept("Rare proof syndrome", (SNOMED, "1", "x"))),
        condition("", code={"coding": [{"system": SNOMED, "code": "424242"}]}),
        shot("", vaccineCode={"coding": [{"system": CVX, "code": "9999"}]}),
        {"resourceType": "AllergyIntolerance"},
        {"resourceType": "DocumentReference", "status": "current", "type": {"coding": [{"system": LOINC}]},
         "content": [{"attachment": {"contentType": "text/plain", "data": "eA=="}}]},
    )  # fmt: skip
    problems = text_of(stage, "problems", "walter")
    assert "Rare proof syndrome" in problems
    assert "424242" in problems
    assert "9999" in text_of(stage, "vaccines", "walter")
    assert "No name given" in text_of(stage, "allergies", "walter")
    assert "No name given" in text_of(stage, "documents", "walter")


def test_family_members_tell_what_ran_in_the_family_and_since_when(stage: Any) -> None:
    page = text_of(stage, "family-history")
    assert "Mother" in page
    assert "age 52" in page
    assert "Has died" in page.split("Father")[1]


def test_a_care_team_that_has_ended_is_not_shown_as_todays(stage: Any) -> None:
    def team(name: str, status: str, **period: str) -> dict[str, Any]:
        return {"resourceType": "CareTeam", "status": status, "name": name, "period": period}

    stage.receive(
        "rosa",
        team("Proof team of today", "active", start="2020"),
        team("Proof team of old", "active", start="2020", end="2021"),
        team("Proof team at rest", "suspended", start="2020"),
    )
    page = text_of(stage, "care-team")
    assert "Proof team of today" in page
    assert "Proof team of old" not in page
    assert "Proof team at rest" not in page


def test_a_hundred_and_more_rows_come_page_by_page_each_once(stage: Any) -> None:
    rows = [shot(f"Proofvax {n:03}", occurrenceDateTime=f"{1900 + n}-01-02") for n in range(100)]
    same_day = [shot(f"Proofvax {n:03}", occurrenceDateTime="1999-01-02") for n in range(100, 130)]
    undated = [{**shot(f"Proofvax {n:03}"), "occurrenceDateTime": None} for n in range(130, 135)]
    for row in undated:
        row.pop("occurrenceDateTime")
        row["occurrenceString"] = "as a child"
    stage.receive("walter", *rows, *same_day, *undated)
    shown: list[list[str]] = []
    after = ""
    while not shown or after:
        page = text_of(stage, "vaccines", "walter", **({"after": after} if after else {}))
        shown.append([part[:3] for part in page.split("Proofvax ")[1:]])
        after = unquote(page.split('href="?after=')[1].split('"')[0]) if 'href="?after=' in page else ""
        assert len(shown) < 10
    names = [name for names in shown for name in names]
    assert sorted(names) == [f"{n:03}" for n in range(135)]
    assert len(shown) == 4
    assert set(names[-5:]) == {f"{n:03}" for n in range(130, 135)}


def test_every_current_medicine_of_a_long_list_is_shown(stage: Any) -> None:
    stage.receive("walter", *(order(f"Proofamycin {n:03}", "active") for n in range(150)))
    page = text_of(stage, "medicines", "walter")
    assert len({part[:3] for part in page.split("Proofamycin ")[1:]}) == 150


@pytest.mark.parametrize(
    "cursor",
    ["x", "~", "2020-01-01~x", "2020-01-01T00:00:00~" + "0" * 32, "0001-01-01T00:00:00+14:00~" + "0" * 32,
     "9999-12-31T23:59:59-14:00~" + "f" * 32, "~" + "f" * 32, "\x00", "%" * 3000],
)  # fmt: skip
def test_a_cursor_that_was_tampered_with_breaks_nothing(stage: Any, cursor: str) -> None:
    assert "<h1" in text_of(stage, "vaccines", after=cursor)


def test_an_empty_page_says_what_to_do(stage: Any) -> None:
    from portico.chart.models import Referral

    Referral.objects.all().delete()
    assert "No referrals are on record." in text_of(stage, "referrals")
