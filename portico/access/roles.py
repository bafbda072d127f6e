"""Roles in words a manager can read, and what each may do. Rows store the short names, so classes may move.

Patients and proxies get their verbs for the one record that the URL names; staff for the records of their sites.
"""

from dataclasses import dataclass

from portico.access.permissions import AccessVerb
from portico.accounts.permissions import AccountVerb
from portico.archive.permissions import ArchiveVerb
from portico.backup.permissions import BackupVerb
from portico.chart.permissions import ChartVerb
from portico.clinic.permissions import ClinicVerb
from portico.core.viewer import Purpose
from portico.desk.permissions import DeskVerb
from portico.exchange.permissions import ExchangeVerb
from portico.files.permissions import FilesVerb
from portico.guide.permissions import GuideVerb
from portico.guidelines.permissions import GuidelinesVerb
from portico.health.permissions import HealthVerb
from portico.home.permissions import HomeVerb
from portico.letters.permissions import LettersVerb
from portico.messaging.permissions import MessagingVerb
from portico.notifications.permissions import NoticesVerb
from portico.oncall.permissions import OnCallVerb
from portico.orders.permissions import OrdersVerb
from portico.people.permissions import PeopleVerb
from portico.phrases.permissions import PhrasesVerb
from portico.quickactions.permissions import QuickVerb
from portico.results.permissions import ResultsVerb
from portico.routing.permissions import RoutingVerb
from portico.scheduling.permissions import SchedulingVerb
from portico.sending.permissions import SendingVerb
from portico.triage.permissions import TriageVerb


@dataclass(frozen=True, slots=True)
class Role:
    name: str
    sentence: str
    verbs: frozenset[str]
    is_staff: bool = True


_EVERYONE = {AccountVerb.MANAGE_OWN, ClinicVerb.VIEW_FEATURES, GuideVerb.READ, NoticesVerb.CHOOSE}
_STAFF = {*_EVERYONE, ClinicVerb.BE_AWAY}
_RECORD = {ChartVerb.VIEW, ResultsVerb.VIEW, SchedulingVerb.VIEW}
_OWN_RECORD = {
    *_EVERYONE,
    *_RECORD,
    HomeVerb.VIEW,
    PeopleVerb.VIEW_OWN,
    MessagingVerb.READ,
    MessagingVerb.SEND,
    FilesVerb.VIEW,
    FilesVerb.TAKE,
    AccessVerb.VIEW_OWN_LOG,
    SchedulingVerb.CHOOSE,
    LettersVerb.READ,
}
_DESK = {*_STAFF, DeskVerb.VIEW, PeopleVerb.FIND, TriageVerb.OPEN, MessagingVerb.READ, FilesVerb.VIEW}
_TEAM = {
    *_DESK,
    TriageVerb.WORK,
    MessagingVerb.ANSWER,
    FilesVerb.TAKE,
    PhrasesVerb.USE,
    PhrasesVerb.WRITE_OWN,
    RoutingVerb.VIEW,
    SendingVerb.VIEW,
    QuickVerb.USE,
    QuickVerb.WRITE_OWN,
    SchedulingVerb.OFFER,
    SchedulingVerb.RECALL,
}
_CLINICAL = {
    *_TEAM,
    *_RECORD,
    LettersVerb.VIEW,
    LettersVerb.WRITE,
    OrdersVerb.VIEW,
    OrdersVerb.PREPARE,
    OrdersVerb.ENTER,
    SendingVerb.HAND_OUT,
    GuidelinesVerb.READ,
}
# Nurses and pharmacists sign what meets the adopted protocol, physicians everything else (orders/rules/order.py).
_LICENSED = {
    *_CLINICAL,
    OrdersVerb.SIGN,
    LettersVerb.SIGN,
    OnCallVerb.VIEW,
    SendingVerb.ADOPT,
    GuidelinesVerb.WRITE,
    GuidelinesVerb.ADOPT,
}


def _role(name: str, sentence: str, verbs: set[str], *, is_staff: bool = True) -> Role:
    return Role(name, sentence, frozenset(verbs), is_staff)


ROLES: dict[str, Role] = {
    role.name: role
    for role in (
        _role(
            "patient", "Reads their own record and writes to their care team.", {*_OWN_RECORD}, is_staff=False
        ),
        _role(
            "proxy", "Does the same for somebody else, less what is hidden.", {*_OWN_RECORD}, is_staff=False
        ),
        _role("account", "Is signed in and has no record yet.", {*_EVERYONE}, is_staff=False),
        _role(
            "front-desk",
            "Finds patients, sees their visits, answers what is not clinical.",
            {*_TEAM, SchedulingVerb.VIEW},
        ),
        _role(
            "medical-assistant",
            "Prepares and answers messages and orders, sees the record. Never signs.",
            {*_CLINICAL},
        ),
        _role(
            "nurse",
            "Triages and answers messages, sees the record. Signs renewals that meet the adopted protocol.",
            {*_LICENSED},
        ),
        _role(
            "pharmacist",
            "Answers medicine questions, sees the record. Signs renewals that meet the adopted protocol.",
            {*_LICENSED},
        ),
        _role(
            "physician",
            "Is asked by the team and answers the team, signs orders, adopts the refill protocol, sees the record. "
            "Never the first to see a message.",
            {
                *_DESK,
                *_RECORD,
                TriageVerb.ADVISE,
                OrdersVerb.VIEW,
                OrdersVerb.SIGN,
                LettersVerb.VIEW,
                LettersVerb.SIGN,
                OnCallVerb.VIEW,
                OnCallVerb.SIGN,
                OrdersVerb.ADOPT,
                SendingVerb.VIEW,
                SendingVerb.ADOPT,
                SendingVerb.TIGHTEN,
                SendingVerb.HAND_OUT,
                GuidelinesVerb.READ,
                GuidelinesVerb.ADOPT,
            },
        ),
        _role(
            "pool-lead",
            "Works as a nurse and looks after a pool and its phrases.",
            {*_LICENSED, PhrasesVerb.WRITE_POOL},
        ),
        _role(
            "manager",
            "Runs the practice: finds patients, switches features, keeps phrases, quick actions and rules. Reads no "
            "record and no message.",
            {
                *_STAFF,
                DeskVerb.VIEW,
                PeopleVerb.FIND,
                ClinicVerb.SWITCH_FEATURES,
                NoticesVerb.MEND,
                HealthVerb.VIEW,
                PhrasesVerb.USE,
                PhrasesVerb.WRITE_POOL,
                PhrasesVerb.WRITE_PRACTICE,
                RoutingVerb.VIEW,
                RoutingVerb.WRITE,
                OnCallVerb.VIEW,
                OnCallVerb.WRITE,
                QuickVerb.USE,
                QuickVerb.WRITE_PRACTICE,
                SendingVerb.VIEW,
                SendingVerb.WRITE,
                GuidelinesVerb.READ,
                GuidelinesVerb.WRITE,
            },
        ),
        _role(
            "administrator",
            "Sets the portal up: people, sites, features; sees to notices that got stuck. Sees no record.",
            {*_STAFF, ClinicVerb.SWITCH_FEATURES, NoticesVerb.MEND, HealthVerb.VIEW},
        ),
        _role("privacy-officer", "Looks after privacy. Sees no record by default.", {*_STAFF}),
    )
}

# Why the system, or a person for one purpose, may do more. The sentence is for the privacy officer.
PURPOSES: dict[Purpose, tuple[str, frozenset[str]]] = {
    Purpose.FILE_WORK: (
        "A patient's message becomes a work item of the team that the patient can't see.",
        frozenset({TriageVerb.FILE}),
    ),
    Purpose.REFILL_CHECK: (
        "A refill is checked against medicines and results that the asking proxy may not see.",
        frozenset({ChartVerb.VIEW, ResultsVerb.VIEW, SchedulingVerb.VIEW}),
    ),
    Purpose.RECORD_IMPORT: (
        "Resources from the record system are kept and become rows of the record.",
        frozenset(
            {
                ExchangeVerb.IMPORT,
                ArchiveVerb.RECEIVE,
                PeopleVerb.IMPORT,
                ChartVerb.IMPORT,
                ResultsVerb.IMPORT,
                SchedulingVerb.IMPORT,
            }
        ),
    ),
    Purpose.REACT: (
        "What follows from an event: a notice is written, with no patient information in it; a reply is filed; a "
        "signed order goes to the record system; the PDF of a letter is made; what came with a move that was taken "
        "back is taken back; what was pressed for many is carried out for each.",
        frozenset(
            {
                NoticesVerb.SEND,
                TriageVerb.FILE,
                OrdersVerb.HAND_OVER,
                LettersVerb.PRINT,
                LettersVerb.UNDO,
                OrdersVerb.UNDO,
                QuickVerb.TAKE_BACK,
                QuickVerb.CARRY_OUT,
                QuickVerb.COMPARE,
                SchedulingVerb.TAKE_BACK,
            }
        ),
    ),
    Purpose.CARRY_OUT: (
        "What somebody pressed once for many messages is done for each, as that person and with nothing beyond what "
        "they may do themselves.",
        frozenset(),
    ),
    Purpose.KEEP_ORDER: (
        "The schedule: idle claims go back; passed promises go up; writers hear of unread answers; visits that nobody "
        "chose come back; the doctor looks.",
        frozenset({TriageVerb.TIDY, MessagingVerb.TIDY, SchedulingVerb.TIDY, HealthVerb.VIEW}),
    ),
    Purpose.CHECK_FILE: (
        "A file that somebody attached is checked and redrawn or refused; what was never sent is cleared away.",
        frozenset({FilesVerb.CHECK, FilesVerb.TIDY}),
    ),
    Purpose.TRY_ROUTING: (
        "A routing table is tried with messages of the past; what comes of it are counts alone.",
        frozenset({RoutingVerb.TRY}),
    ),
    Purpose.RESTORE: (
        "The person at the machine restores a backup, and lets it send again.",
        frozenset({BackupVerb.RESTORE, BackupVerb.RELEASE, NoticesVerb.MEND}),
    ),
    Purpose.SET_UP: (
        "The person at the machine sets the practice up, with its first phrases and quick actions.",
        frozenset(
            {
                ClinicVerb.SET_UP,
                ClinicVerb.SWITCH_FEATURES,
                AccountVerb.CREATE,
                PeopleVerb.RELATE,
                PhrasesVerb.USE,
                PhrasesVerb.WRITE_PRACTICE,
                GuidelinesVerb.WRITE,
                QuickVerb.USE,
                QuickVerb.WRITE_PRACTICE,
            }
        ),
    ),
}


def verbs_for(purpose: Purpose) -> frozenset[str]:
    return PURPOSES[purpose][1]
