"""Whose phrases somebody may read and write; versions; what the pages say."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from portico.clinic.models import Pool, StaffMember
from portico.core.actions import NotAllowed, Refused
from portico.core.models import Event
from portico.core.presenters import today
from portico.phrases import actions, queries
from portico.phrases.models import Phrase, Version
from portico.phrases.presenters import SAMPLE, TOKEN_WORDS
from portico.phrases.rules.content import Content
from portico.phrases.rules.review import next_review
from portico.phrases.rules.shortcut import Owner
from portico.phrases.rules.text import TOKENS


def content(stage: Any, **said: Any) -> Content:
    usual = {
        "shortcut": ".fine",
        "title": "All is fine",
        "kinds": (),
        "english": "All is fine.",
        "spanish": "",
    }
    return Content(**{**usual, "review_on": next_review(today(stage.viewer("jo"))), **said})


def written(
    stage: Any, key: str = "jo", owner: Owner = Owner.PERSON, pool: Any = None, **said: Any
) -> Phrase:
    by = stage.viewer(key)
    pool_id = pool.pk if pool else None
    return actions.write(
        by=by, form_key=uuid4(), owner=owner, pool_id=pool_id, content=content(stage, **said)
    )


def pool(name: str = "Refills", site: str = "Madison") -> Pool:
    return Pool.objects.get(name=name, site__name__startswith=site)


def lead(stage: Any) -> None:
    """Jo looks after her pools."""
    StaffMember.objects.filter(account=stage.account("jo")).update(role="pool-lead")


def titles(stage: Any, key: str) -> set[str]:
    return {phrase.title for phrase in queries.phrases(stage.viewer(key))}


def form(**said: Any) -> dict[str, Any]:
    usual = {"title": "All is fine", "shortcut": "fine", "english": "All is fine.", "review_on": "2099-01-01"}
    return {**usual, "form_key": str(uuid4()), **said}


# -- whose --


def test_jo_reads_her_own_her_pools_and_the_practices_and_nobody_else_reads_hers(stage: Any) -> None:
    written(stage, title="Jo's own")
    assert "Jo's own" in titles(stage, "jo")
    assert all("Jo's own" not in titles(stage, key) for key in ("tomas", "kenji", "priya", "grace"))
    assert "Refill sent to the pharmacy" in titles(stage, "jo") & titles(stage, "kenji") & titles(
        stage, "grace"
    )


def test_a_pools_phrase_is_read_by_who_works_there_and_by_the_manager(stage: Any) -> None:
    lead(stage)
    written(stage, owner=Owner.POOL, pool=pool(), title="Of the refill nurses")
    readers = {
        key
        for key in ("jo", "tomas", "lena", "priya", "kenji", "grace")
        if "Of the refill nurses" in titles(stage, key)
    }
    assert readers == {"jo", "tomas", "lena", "grace"}


@pytest.mark.parametrize("key", ["amara", "ines", "omar"])
def test_who_answers_no_patient_has_no_phrases(stage: Any, key: str) -> None:
    assert not titles(stage, key)
    assert stage.browser(key).get(reverse("phrases:phrases")).status_code == 404
    with pytest.raises(NotAllowed):
        written(stage, key)


@pytest.mark.parametrize(
    ("key", "owner", "of"),
    [
        ("jo", Owner.PRACTICE, None), ("jo", Owner.POOL, "Refills"), ("grace", Owner.PERSON, None),
        ("jo", Owner.POOL, None), ("tomas", Owner.PRACTICE, None),
    ],
)  # fmt: skip
def test_what_is_not_theirs_to_write_nobody_writes(
    stage: Any, key: str, owner: Owner, of: str | None
) -> None:
    before = Phrase.objects.count()
    with pytest.raises(NotAllowed):
        written(stage, key, owner, pool(of) if of else None)
    assert Phrase.objects.count() == before


def test_a_lead_writes_for_her_pools_and_for_no_other(stage: Any) -> None:
    lead(stage)
    assert written(stage, owner=Owner.POOL, pool=pool()).pool == pool()
    for other in (pool("Front desk"), pool("Refills", "Denver")):
        with pytest.raises(NotAllowed):
            written(stage, owner=Owner.POOL, pool=other)


def test_the_manager_keeps_the_practices_and_the_pools_of_her_sites(stage: Any) -> None:
    assert written(stage, "grace", Owner.PRACTICE).owner is Owner.PRACTICE
    assert written(stage, "grace", Owner.POOL, pool("Front desk")).owner is Owner.POOL
    with pytest.raises(NotAllowed):
        written(stage, "grace", Owner.POOL, pool("Refills", "Denver"))


def test_a_colleague_does_not_change_retire_or_read_what_is_jos(stage: Any) -> None:
    hers = written(stage)
    tomas = stage.viewer("tomas")
    for act in (
        lambda: actions.change(by=tomas, phrase_id=hers.pk, seen=1, content=content(stage)),
        lambda: actions.retire(by=tomas, phrase_id=hers.pk),
        lambda: actions.go_back(by=tomas, phrase_id=hers.pk, number=1),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert stage.browser("tomas").get(reverse("phrases:phrase", args=[hers.pk])).status_code == 404


# -- shortcuts --


def test_a_shortcut_is_one_phrase_of_its_owner_and_another_owner_may_have_it_too(stage: Any) -> None:
    written(stage)
    with pytest.raises(Refused, match="shortcut-taken"):
        written(stage, title="Another")
    assert written(stage, "tomas").shortcut == written(stage, "grace", Owner.PRACTICE).shortcut == ".fine"


def test_the_table_itself_keeps_a_shortcut_once(stage: Any) -> None:
    written(stage, "grace", Owner.PRACTICE)
    other = written(stage, "grace", Owner.PRACTICE, shortcut=".other")
    with pytest.raises(IntegrityError), transaction.atomic():
        Phrase.objects.filter(pk=other.pk).update(shortcut=".fine")


def test_a_retired_phrase_gives_its_shortcut_up_and_comes_back_only_without_it(stage: Any) -> None:
    jo, first = stage.viewer("jo"), written(stage)
    actions.retire(by=jo, phrase_id=first.pk)
    second = written(stage, title="The new one")
    with pytest.raises(Refused, match="shortcut-taken"):
        actions.bring_back(by=jo, phrase_id=first.pk)
    actions.retire(by=jo, phrase_id=second.pk)
    assert not actions.bring_back(by=jo, phrase_id=first.pk).is_retired


# -- versions --


def test_each_change_is_a_version_with_its_author_and_the_first_one_stays(stage: Any) -> None:
    phrase = written(stage)
    actions.change(
        by=stage.viewer("jo"), phrase_id=phrase.pk, seen=1, content=content(stage, english="Better.")
    )
    found = list(Version.objects.filter(phrase=phrase).order_by("number"))
    assert [(v.number, v.english, v.author_name) for v in found] == [
        (1, "All is fine.", "Jo Park"),
        (2, "Better.", "Jo Park"),
    ]
    assert Phrase.objects.get(pk=phrase.pk).english == "Better."


def test_saved_without_a_change_it_is_no_new_version(stage: Any) -> None:
    phrase = written(stage)
    actions.change(by=stage.viewer("jo"), phrase_id=phrase.pk, seen=1, content=content(stage))
    assert phrase.versions.count() == 1


def test_going_back_is_a_new_version_that_names_the_old_one(stage: Any) -> None:
    jo, phrase = stage.viewer("jo"), written(stage)
    later = next_review(today(jo)) + timedelta(days=9)
    actions.change(
        by=jo, phrase_id=phrase.pk, seen=1, content=content(stage, english="Worse.", review_on=later)
    )
    back = actions.go_back(by=jo, phrase_id=phrase.pk, number=1)
    assert (back.number, back.english, back.review_on) == (3, "All is fine.", later)
    assert Version.objects.get(phrase=phrase, number=3).restored == 1
    assert [e.data["restored"] for e in Event.objects.filter(name="phrases.phrase_saved").order_by("id")][
        -1
    ] == 1
    with pytest.raises(NotAllowed):
        actions.go_back(by=jo, phrase_id=phrase.pk, number=9)


def test_a_version_of_somebody_else_is_not_written_over_unseen(stage: Any) -> None:
    grace, phrase = stage.viewer("grace"), written(stage, "grace", Owner.PRACTICE)
    actions.change(by=grace, phrase_id=phrase.pk, seen=1, content=content(stage, english="Hers."))
    url = reverse("phrases:change", args=[phrase.pk])
    response = stage.browser("grace").post(url, form(english="Mine.", seen="1"))
    said = response.content.decode()
    assert response.status_code == 422
    assert "Hers." in said
    assert "Mine." in said
    assert Phrase.objects.get(pk=phrase.pk).english == "Hers."
    again = stage.browser("grace").post(url, form(english="Mine.", seen="2"))
    assert again.status_code == 302
    assert Phrase.objects.get(pk=phrase.pk).english == "Mine."


def test_the_same_form_sent_twice_is_one_phrase(stage: Any) -> None:
    jo, said = stage.browser("jo"), form()
    places = {jo.post(reverse("phrases:new"), said).headers["Location"] for _twice in range(2)}
    assert len(places) == 1
    assert Phrase.objects.filter(shortcut=".fine").count() == 1


def test_a_form_key_of_somebody_else_shows_and_changes_nothing_of_theirs(stage: Any) -> None:
    hers, tomas = written(stage), stage.viewer("tomas")
    his = actions.write(by=tomas, form_key=hers.form_key, owner=Owner.PERSON, content=content(stage))
    assert his.pk != hers.pk
    assert Phrase.objects.get(pk=hers.pk).staff == stage.account("jo").staff


# -- the pages --


def test_a_token_that_nobody_knows_is_refused_with_a_sentence_that_names_it(stage: Any) -> None:
    response = stage.browser("jo").post(reverse("phrases:new"), form(english="Hi {{patient.shoe_size}}"))
    said = response.content.decode()
    assert response.status_code == 422
    assert "Nothing here is called “{{patient.shoe_size}}”" in said
    assert not Phrase.objects.filter(shortcut=".fine").exists()


@pytest.mark.parametrize(
    "said",
    [{"shortcut": "no good"}, {"english": ""}, {"review_on": "2001-01-01"}, {"review_on": "soon"}, {"kinds": "gossip"},
     {"title": "\x00"}, {"form_key": "x"}],
)  # fmt: skip
def test_bad_input_gets_a_sentence_and_nothing_is_lost(stage: Any, said: dict[str, str]) -> None:
    response = stage.browser("jo").post(
        reverse("phrases:new"), form(spanish="", **{"english": "Kept text.", **said})
    )
    assert response.status_code == 422
    if "english" not in said:
        assert "Kept text." in response.content.decode()


def test_how_it_reads_is_shown_without_a_script_and_nothing_is_saved(stage: Any) -> None:
    response = stage.browser("jo").post(
        reverse("phrases:new"), form(english="Hi {{patient.first_name}}", look="1")
    )
    said = response.content.decode()
    assert (response.status_code, "Hi Alex" in said, 'name="title"' in said) == (200, True, True)
    assert not Phrase.objects.filter(shortcut=".fine").exists()


def test_while_it_is_typed_only_that_part_is_fetched(stage: Any) -> None:
    said = form(english="Hi {{patient.first_name}}", look="1", shortcut="")
    part = (
        stage.browser("jo")
        .post(reverse("phrases:new"), said, headers={"HX-Request": "true"})
        .content.decode()
    )
    assert "Hi Alex" in part
    assert "<html" not in part


def test_the_list_is_searched_by_title_shortcut_and_text(stage: Any) -> None:
    written(stage, english="A very particular giraffe.")
    jo = stage.browser("jo")
    for word in ("giraffe", "fine", ".fine", "particular  GIRAFFE"):
        assert "All is fine" in jo.get(reverse("phrases:phrases"), {"q": word}).content.decode(), word
    for word in ("elephant", "%", "\x00giraffes", "' OR 1=1"):
        assert "All is fine" not in jo.get(reverse("phrases:phrases"), {"q": word}).content.decode(), word


def test_the_list_goes_on_where_a_page_ends(stage: Any) -> None:
    for number in range(queries.ON_A_PAGE + 3):
        written(stage, shortcut=f".n{number}", title="The same title")
    jo, seen, query = stage.browser("jo"), set(), {"show": "person"}
    pages = 0
    while query:
        context = jo.get(reverse("phrases:phrases"), query).context
        seen |= {row.shortcut for row in context["rows"]}
        pages += 1
        query = dict(part.split("=") for part in context["more"].split("&")) if context["more"] else {}
    assert (len(seen), pages) == (queries.ON_A_PAGE + 3, 2)


@pytest.mark.parametrize(
    "query", [{"after": "x"}, {"show": "everything"}, {"after": str(uuid4())}, {"before": "-1"}]
)
def test_an_address_that_asks_for_nonsense_asks_for_nothing(stage: Any, query: dict[str, str]) -> None:
    jo, phrase = stage.browser("jo"), written(stage)
    assert jo.get(reverse("phrases:phrases"), query).status_code == 200
    assert jo.get(reverse("phrases:phrase", args=[phrase.pk]), query).status_code == 200


def test_the_manager_sees_what_is_past_its_review_and_the_doctor_says_so(stage: Any) -> None:
    from portico.phrases.ailments import ailments

    late, viewer = written(stage, "grace", Owner.PRACTICE, title="Old advice"), stage.viewer("grace")
    assert not list(ailments(viewer, now=timezone.now()))
    Phrase.objects.filter(pk=late.pk).update(review_on=today(viewer) - timedelta(days=3))
    html = stage.browser("grace").get(reverse("phrases:phrases"), {"show": "past"}).content.decode()
    assert "Old advice" in html
    assert "Refill sent" not in html
    (found,) = ailments(viewer, now=timezone.now())
    assert (found.name, found.count, found.ids) == ("phrase-past-its-review", 1, (str(late.pk),))


def test_a_phrase_of_somebody_who_left_ails_nobody(stage: Any) -> None:
    from portico.phrases.ailments import ailments

    hers = written(stage)
    Phrase.objects.filter(pk=hers.pk).update(review_on=today(stage.viewer("jo")) - timedelta(days=30))
    assert [found.count for found in ailments(stage.viewer("grace"), now=timezone.now())] == [1]
    StaffMember.objects.filter(account=stage.account("jo")).update(is_active=False)
    assert not list(ailments(stage.viewer("grace"), now=timezone.now()))


def test_jo_retires_her_phrase_and_it_is_no_longer_offered_but_still_readable(stage: Any) -> None:
    phrase, jo = written(stage), stage.browser("jo")
    jo.post(reverse("phrases:retirement", args=[phrase.pk]))
    assert "All is fine" not in titles(stage, "jo")
    assert "All is fine" in jo.get(reverse("phrases:phrases"), {"show": "retired"}).content.decode()
    assert jo.get(reverse("phrases:change", args=[phrase.pk])).status_code == 404
    html = jo.get(reverse("phrases:phrase", args=[phrase.pk])).content.decode()
    assert "Version 2: Retired" in html
    jo.post(reverse("phrases:retirement", args=[phrase.pk]), {"back": "1"})
    assert "All is fine" in titles(stage, "jo")


def test_what_the_demo_practice_begins_with_is_in_both_languages_and_in_order(stage: Any) -> None:
    found = list(queries.phrases(stage.viewer("jo")))
    assert len(found) >= 12
    assert all(phrase.english and phrase.spanish and phrase.versions.count() == 1 for phrase in found)


def test_every_token_has_words_and_a_made_up_value() -> None:
    assert set(TOKEN_WORDS) == set(SAMPLE) == TOKENS
