"""No notice says a word about health or about a person: every template, language and channel, and the whole way.

Templates are found by walking the folders. A new one fails `test_every_template_has_been_carried_the_whole_way` until
SCENARIOS says how it comes about.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.header import decode_header, make_header
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings as django_settings
from django.core import mail
from django.template import Context, Template
from django.utils import timezone, translation

from portico.accounts import actions as accounts
from portico.accounts.rules.changes import Change
from portico.clinic.models import StaffMember
from portico.core.delivery import run_due
from portico.core.models import Delivery
from portico.core.viewer import Purpose, system_viewer
from portico.demo import cast
from portico.files import actions as files
from portico.files.tests.corpus import picture
from portico.letters import actions as letters
from portico.letters.rules.kinds import Words
from portico.messaging import actions as messaging
from portico.notifications import actions, tasks
from portico.notifications.models import Notice
from portico.notifications.rules.gate import Kind
from portico.oncall import actions as oncall
from portico.scheduling import actions as scheduling
from portico.triage import actions as triage
from portico.triage.models import Step

ROOMS = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(
    f.relative_to(f.parents[2]).as_posix() for f in ROOMS.glob("*/templates/*/notices/**/*.txt")
)
EMAILS = [name for name in TEMPLATES if not name.endswith(".sms.txt")]
TEXTS = [name for name in TEMPLATES if name.endswith(".sms.txt")]
LANGUAGES = [code for code, _name in django_settings.LANGUAGES]
# What a template may be told, and what stands for it here. All of these are the account's own, none is the record's.
MAY_BE_TOLD = {
    "url": "https://portal.a-rather-long-name-of-a-clinic.example.org", "sign_in": "signin", "code": "123456",
}  # fmt: skip
LONGEST_TEXT = 160
# GSM 03.38: with any other letter a text has 70 characters and becomes three.
GSM = set("@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
          "abcdefghijklmnopqrstuvwxyzäöñüà\n")  # fmt: skip


class Canary(str):
    """Has whatever a template asks of it, and each of it is a canary."""

    def __getitem__(self, name: object) -> "Canary":  # type: ignore[override]  # as templates ask: patient.given
        return Canary(f"{self}-{name}")


class Nosy(dict[str, Any]):
    """Whatever else a template asks for, it gets a canary."""

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> str:
        return Canary(f"canary-{name}")


def rendered(name: str, language: str, **told: str) -> str:
    source = next(ROOMS.glob(f"*/templates/{name}")).read_text(encoding="utf-8")
    return rendered_text(source, language, **told)


def rendered_text(source: str, language: str, **told: str) -> str:
    context = Context(autoescape=False)
    context.dicts.append(Nosy({**MAY_BE_TOLD, **told, "True": True, "False": False, "None": None}))
    with translation.override(language):
        return str(Template(source).render(context))


def test_there_are_templates_to_look_at() -> None:
    assert {"messaging/notices/new_message.txt", "notifications/notices/number_code.sms.txt"} <= set(
        TEMPLATES
    )
    assert len(EMAILS) >= 4


def test_a_template_that_asks_for_a_name_is_found() -> None:
    assert "canary" in rendered_text(
        "{% load i18n %}{% blocktrans %}Hello {{ first_name }}{% endblocktrans %}", "en"
    )
    assert "canary" in rendered_text("{{ patient.given }}", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_asks_for_nothing_of_a_record(name: str, language: str) -> None:
    for what in (*Change, "something-else"):
        text = rendered(name, language, what=what)
        assert "canary" not in text.lower()
        assert not re.search(r"\{[{%]", text)
    source = next(ROOMS.glob(f"*/templates/{name}")).read_text(encoding="utf-8")
    assert not re.search(r"\{%-?\s*(url|include|extends|debug)\b", source), "it takes words from elsewhere"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EMAILS)
def test_a_mail_has_a_subject_and_words_in_the_readers_language(name: str, language: str) -> None:
    subject, _, body = rendered(name, language).strip().partition("\n")
    assert 0 < len(subject) <= 78
    assert MAY_BE_TOLD["url"] in body
    assert "911" in body
    if language != "en":
        assert subject != rendered(name, "en").strip().partition("\n")[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_fits_into_one_message(name: str, language: str) -> None:
    text = rendered(name, language).strip()
    assert 0 < len(text) <= LONGEST_TEXT
    assert set(text) <= GSM, set(text) - GSM
    if language != "en":
        assert text != rendered(name, "en").strip()


# -- the whole way: what happened, what follows, what is carried --


@dataclass
class Full:
    """Rosa, with a canary in everything that is known of her. `words` are what must not appear anywhere."""

    stage: Any
    words: set[str]

    def __post_init__(self) -> None:
        self.record()
        self.fill()

    def word(self, kind: str) -> str:
        made = f"Canary{kind}"
        self.words.add(made.lower())
        return made

    def fill(self) -> None:
        from portico.clinic.models import Organization, Pool, Site, StaffMember, Team

        patient = self.stage.patient("rosa")
        patient.given, patient.family = self.word("given"), self.word("family")
        patient.preferred_name, patient.birth_date = self.word("preferred"), date(1931, 7, 19)
        patient.general_practitioner = self.word("physician")
        patient.save()
        self.words |= {
            "1931",
            "07-19",
            "7/19",
            "july",
            "julio",
            cast.ROSA.mrn,
            str(patient.pk),
            patient.pk.hex,
        }
        self.words |= {value.lower() for value in patient.identifiers.values_list("value", flat=True)}
        for number, contact in enumerate(patient.contacts.all()):
            contact.value = self.word(f"phone{number}")
            contact.save()
        account = type(self.stage.account("rosa")).objects
        account.update(name=self.word("account"))
        StaffMember.objects.update(name=self.word("clinician"))
        for number, site in enumerate(Site.objects.all()):
            site.name = f"{self.word(f'oncology{number}')} clinic"
            site.save()
        Organization.objects.update(name=self.word("practice"))
        for number, team in enumerate(Team.objects.all()):
            team.name = self.word(f"team{number}")
            team.save()
        Pool.objects.update(patient_name=self.word("poolwords"))

    def record(self) -> None:
        coded = {kind: {"text": self.word(kind)} for kind in ("medicine", "condition", "result")}
        self.stage.receive(
            "rosa",
            {"resourceType": "MedicationRequest", "status": "active", "intent": "order",
             "medicationCodeableConcept": coded["medicine"]},
            {"resourceType": "Condition", "code": coded["condition"],
             "clinicalStatus": {"coding": [{"code": "active"}]}},
            {"resourceType": "Observation", "status": "final", "code": coded["result"],
             "valueString": self.word("value"),
             "category": [{"coding": [{"code": "laboratory"}]}], "effectiveDateTime": "2026-11-20T10:00:00Z"},
        )  # fmt: skip


def written(full: Full) -> Any:
    return full.stage.ask(
        subject=full.word("subject"), body=full.word("body"), details={"other": full.word("other")}
    )


def answered(full: Full) -> None:
    """Rosa writes, Jo answers."""
    full.stage.answer("jo", written(full), full.word("answer"))


def not_read(full: Full) -> None:
    """Jo answered, and for two days nobody looked."""
    _reads(full, "jo")
    with time_machine.travel(timezone.now() - timedelta(days=2, minutes=1)):
        answer = full.stage.answer("jo", written(full), full.word("answer"))
    Delivery.objects.filter(event__key=answer.event_key).update(state="withdrawn")
    messaging.tell_unread(by=system_viewer(Purpose.KEEP_ORDER))


def asked(full: Full) -> None:
    """Jo saw what Rosa wrote, and asks Dr Lee."""
    _reads(full, "amara")
    thread, jo = written(full), full.stage.viewer("jo", "rosa")
    item = full.stage.item(thread)
    triage.see(by=jo, item_id=item.pk)
    triage.ask(
        by=jo, item_id=item.pk, physician_id=full.stage.account("amara").staff.pk,
        summary=full.word("summary"), question=full.word("question"),
    )  # fmt: skip


def overdue(full: Full) -> None:
    """What Rosa wrote was not answered by the promised time; Jo is the lead of its pool today."""
    _reads(full, "jo")
    StaffMember.objects.filter(account=full.stage.account("jo")).update(role="pool-lead")
    _late(full)


def overdue_without_lead(full: Full) -> None:
    """The same, and the pool has no lead: Grace, who runs the practice, hears of it."""
    _reads(full, "grace")
    _late(full)


def still_unanswered(full: Full) -> None:
    """And a week later it is still open: Grace hears of it again."""
    _reads(full, "grace")
    _late(full, by=timedelta(days=9))
    Step.objects.filter(what="overdue").update(at=timezone.now() - timedelta(days=8))
    triage.tell_still(by=system_viewer(Purpose.KEEP_ORDER))


def paged_at_night(full: Full) -> None:
    """Jo is on the ladder of a clinic without opening hours: somebody there has to be called."""
    _reads(full, "jo")
    jo = StaffMember.objects.get(account=full.stage.account("jo"))
    site = jo.sites.get(zone="America/Chicago")
    grace = full.stage.viewer("grace")
    oncall.write(by=grace, site_id=site.pk, rungs=[(jo.pk, 15)], seen=0, form_key=uuid4())
    item = full.stage.item(written(full))
    type(item).objects.filter(pk=item.pk).update(flag="urgent", pool=jo.pools.first())
    type(site).objects.filter(pk=site.pk).update(hours={})
    triage.page_on_call(by=system_viewer(Purpose.KEEP_ORDER))


def _late(full: Full, *, by: timedelta = timedelta(minutes=1)) -> None:
    item = full.stage.item(written(full))
    type(item).objects.filter(pk=item.pk).update(due_at=timezone.now() - by)
    triage.tell_overdue(by=system_viewer(Purpose.KEEP_ORDER))


def refused_file(full: Full) -> None:
    """Rosa sent a picture along that can't be read."""
    bad = picture()[:-400]
    name = f"{full.word('file')}.jpg"
    by = full.stage.viewer("rosa")
    files.take(by=by, place="refill", name=name, content=BytesIO(bad), size=len(bad))
    written(full)


def _reads(full: Full, key: str) -> None:
    account = full.stage.account(key)
    account.language = translation.get_language()
    account.save()


def times_offered(full: Full) -> None:
    """The team asks for a visit and offers a time."""
    who = full.stage.viewer("jo", "rosa")
    day = timezone.now().date() + timedelta(days=2)
    wanted = scheduling.Wanted(
        visit_type="nurse", from_day=day, to_day=day + timedelta(days=9), choose_by=day, why="Canary",
        clinician="Canary",
    )  # fmt: skip
    ticket = scheduling.issue(by=who, wanted=wanted, send_key=uuid4())
    time = scheduling.Time(
        starts_at=timezone.now() + timedelta(days=4), minutes=20, clinician="Canary", place="Canary"
    )
    scheduling.offer(by=who, ticket_id=ticket.pk, times=[time])


def letter_issued(full: Full) -> None:
    who = full.stage.viewer("jo", "rosa")
    words = Words(title="Canary", to="Canary", body="Canary")
    letter = letters.draft(by=who, kind="attendance", words=words, send_key=uuid4())
    letters.send(by=who, letter_id=letter.pk)


def signed_in_elsewhere(full: Full) -> None:
    me = accounts.owner_of(full.stage.account("rosa"))
    for mark in ("one", "another"):
        accounts.sign_in(by=me, device_mark=mark)


def changed(full: Full) -> None:
    for what in Change:
        accounts.note_change(by=accounts.owner_of(full.stage.account("rosa")), what=what)


def forgotten(full: Full) -> None:
    rosa = full.stage.account("rosa")
    accounts.ask_for_new_password(by=accounts.somebody(source=""), account=rosa)


def number_added(full: Full) -> None:
    actions.ask_for_code(by=full.stage.viewer("rosa"), mobile="+16085550187")


SCENARIOS: dict[str, Callable[[Full], None]] = {
    "messaging/notices/new_message": answered,
    "messaging/notices/not_read": not_read,
    "messaging/notices/asked": asked,
    "scheduling/notices/something_new": times_offered,
    "letters/notices/something_new": letter_issued,
    "files/notices/not_sent_along": refused_file,
    "triage/notices/overdue": overdue,
    "triage/notices/overdue_without_lead": overdue_without_lead,
    "triage/notices/still_unanswered": still_unanswered,
    "triage/notices/on_call": paged_at_night,
    "accounts/notices/new_device": signed_in_elsewhere,
    "accounts/notices/changed": changed,
    "accounts/notices/new_password": forgotten,
    "notifications/notices/number_code": number_added,
}
# A new password has to be asked for by its own link. It names the account, by a key that only the portal knows.
LINKS = re.compile(r"^(/|/account/password/new/[0-9A-Za-z]+-[0-9a-z]+-[0-9a-f]+/)?$")


def test_every_template_has_been_carried_the_whole_way() -> None:
    bare = {name.removesuffix(".txt").removesuffix(".sms") for name in TEMPLATES}
    assert bare == set(SCENARIOS), "say in SCENARIOS how these come about"


def said(message: Any) -> Iterator[str]:
    """Every header and the body, decoded: a canary must not hide in base64."""
    sent = message.message()
    for name, value in sent.items():
        yield f"{name}: {make_header(decode_header(str(value)))}"
    yield sent.get_payload(decode=True).decode()
    yield str(message.subject)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_from_what_happened_to_what_is_read_no_canary(
    stage: Any, phone: Any, wants_texts: Any, noon: datetime, settings: Any, name: str, language: str
) -> None:
    settings.PUBLIC_URL = "https://portal.example.org"
    full = Full(stage, set())
    type(stage.account("rosa")).objects.update(language=language)
    for who in ("rosa", "elena", "jo"):
        wants_texts(who)
    with translation.override(language):
        SCENARIOS[name](full)
    at = timezone.now() + timedelta(seconds=11)
    run_due(now=at)
    assert not Delivery.objects.exclude(state__in=("done", "withdrawn")).exists()
    tasks.carry(now=at)
    tasks.carry(now=noon)  # texts about care wait for the day

    templates = {one for one in TEMPLATES if one.removesuffix(".txt").removesuffix(".sms") == name}
    kinds = {"email" for one in templates if one in EMAILS} | {"sms" for one in templates if one in TEXTS}
    gone = Notice.objects.filter(template=f"{name}.txt", state="sent")
    assert set(gone.values_list("channel", flat=True)) == kinds
    assert set(gone.values_list("language", flat=True)) == {language}
    own = {message.to[0] for message in mail.outbox}
    texts = [part for message in mail.outbox for part in said(message)]
    texts += [words for _number, words in phone.sent] + [key for _number, _words, key in phone.asked]
    texts += [str({**row, "address": "", "account_id": ""}) for row in Notice.objects.values()]
    for text in texts:
        bare = re.sub("|".join(map(re.escape, own)), "", text).lower() if own else text.lower()
        assert "canary" not in bare
        # The keys of our own book name rows, never what leaves.
        assert not [word for word in full.words if re.search(rf"\b{re.escape(word)}\b", bare)], text
    _no_ids_leave(texts[: -Notice.objects.count()])


def _no_ids_leave(texts: list[str]) -> None:
    for text in texts:
        assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", text), text
        for link in re.findall(r"https://portal\.example\.org(\S*)", text):
            assert LINKS.match(link), link


def test_the_walk_sees_every_kind_of_notice() -> None:
    assert {Kind.CARE, Kind.SECURITY, Kind.CODE, Kind.PAGE} == set(Kind)


def test_a_canary_in_a_mail_would_be_found(stage: Any) -> None:
    """Non-ASCII words leave in base64: they are read decoded."""
    mail.EmailMessage("Canarygiven ñ", "Canarybody ñ", to=["a@example.org"]).send()
    text = " ".join(said(mail.outbox[0]))
    assert "Canarygiven" in text
    assert "Canarybody" in text
