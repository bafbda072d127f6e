"""Who may open what: the table that the walk holds the house to. It is written by hand and asks no code of the house.

A route that is not in the table fails the walk, and so does a table that names a route that is gone.
"""

from dataclasses import dataclass

EVERY_CLASS = frozenset(
    {"problems", "medicines", "allergies", "vaccines", "family-history", "results", "documents", "referrals",
     "visits", "care-team", "messages"}
)  # fmt: skip
CLINICAL = frozenset({"nurse", "medical-assistant", "pharmacist", "physician"})
DESK = CLINICAL | {"front-desk"}
FINDING = DESK | {"manager"}
LICENSED = CLINICAL - {"medical-assistant"}
PREPARING = CLINICAL - {"physician"}
MENDING = frozenset({"manager", "administrator"})
ANSWERING = (CLINICAL - {"physician"}) | {"front-desk"}  # the team; a physician answers the team
PHRASING = ANSWERING | {"manager"}
# What each of the care team may read about a patient of their site.
READS = {
    **dict.fromkeys(CLINICAL, EVERY_CLASS | {"name", "note", "order", "ticket"}),
    "front-desk": frozenset({"name", "visits", "messages", "note", "ticket"}),
    "manager": frozenset({"name"}),
}
SITES = {"rosa": "madison", "marcus": "madison", "walter": "denver"}
SWITCHED_OFF = {"denver": frozenset({"vaccines", "care-team"})}


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """`who`: everyone, account (signed in), record (by relation), team (by role; with a person: by site).

    `shows`: kinds of data that the page must show to whoever may open it. `ids`: kinds of ids in the path.
    """

    who: str
    roles: frozenset[str] = frozenset()
    data: str = ""
    shows: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    in_pool: bool = False
    is_authors: bool = False
    is_post_only: bool = False
    has_form: bool = False
    needs_second_factor: bool = True
    query: str = ""
    also: str = ""  # a second class of data, without which the door is closed too
    data_off: str = ""  # the switch, where it has another name than the data
    asks: tuple[
        str, ...
    ] = ()  # names of protected columns that this form asks for by right, such as a pool to send to


def _own(data: str = "", *, shows: tuple[str, ...] | None = None, **more: object) -> Route:
    shown = ((data,) if data else ()) if shows is None else shows
    return Route(who="record", data=data, shows=shown, **more)  # type: ignore[arg-type]  # fields of Route


ROUTES: dict[str, Route] = {
    "home:home": _own(shows=("visits", "messages")),
    "home:record": _own(
        shows=("problems", "medicines", "allergies", "vaccines", "documents", "referrals", "results"),
        query="q=zebrafish",
    ),
    "home:more": _own(),
    "chart:problems": _own("problems"),
    "chart:medicines": _own("medicines"),
    "chart:allergies": _own("allergies"),
    "chart:vaccines": _own("vaccines"),
    "chart:family-history": _own("family-history"),
    "chart:referrals": _own("referrals"),
    "chart:encounters": _own("visits"),
    "chart:care-team": _own("care-team"),
    "chart:documents": _own("documents"),
    "chart:document": _own("documents", ids=("document",)),
    "chart:document-file": _own("documents", ids=("document",)),
    "results:results": _own("results"),
    "results:result": _own("results", ids=("result",)),
    "results:report": _own("results", ids=("report",)),
    "results:report-file": _own("results", ids=("report",)),
    "scheduling:visits": _own("visits"),
    "messaging:threads": _own("messages"),
    "messaging:new": _own("messages", shows=()),
    "messaging:refill": _own("messages", shows=("medicines",), has_form=True),
    "messaging:question": _own("messages", shows=()),
    "messaging:emergency": _own("messages", shows=()),
    "messaging:question-write": _own("messages", shows=(), has_form=True),
    "messaging:result": _own("messages", shows=("results",)),
    "messaging:result-other": _own("messages", shows=(), has_form=True),
    "messaging:result-question": _own(
        "messages", shows=("results",), also="results", ids=("result",), has_form=True
    ),
    "messaging:referral": _own("messages", shows=(), has_form=True),
    "messaging:appointment": _own("messages", shows=("visits",), has_form=True),
    "messaging:other": _own("messages", shows=(), has_form=True),
    "messaging:more": _own("messages", shows=()),
    "messaging:medicine": _own("messages", shows=("medicines",), has_form=True),
    "messaging:readings": _own("messages", shows=(), has_form=True),
    "messaging:authorization": _own("messages", shows=(), has_form=True),
    "messaging:billing": _own("messages", shows=(), has_form=True),
    "messaging:form": _own("messages", shows=(), has_form=True),
    "messaging:records": _own("messages", shows=(), has_form=True),
    "messaging:details": _own("messages", shows=(), has_form=True),
    "messaging:technical": _own("messages", shows=(), has_form=True),
    "messaging:draft": _own("messages", shows=(), is_post_only=True),
    "messaging:draft-thrown-away": _own("messages", shows=(), is_post_only=True),
    "messaging:thread": _own("messages", ids=("thread",)),
    "messaging:copy": _own("messages", ids=("thread",)),
    "messaging:reply": _own("messages", shows=(), ids=("thread",), is_post_only=True),
    "messaging:reply-withdrawal": _own(
        "messages", shows=(), ids=("thread", "reply"), is_authors=True, is_post_only=True
    ),
    "messaging:withdrawal": _own("messages", ids=("thread",), is_authors=True, is_post_only=True),
    "files:take": _own("messages", shows=(), is_post_only=True),
    "files:status": _own("messages", shows=("draft",), query="place=walk"),
    "files:file": _own("messages", ids=("file",)),
    "files:sent": _own("messages", ids=("file",)),
    "files:discard": _own("messages", shows=(), ids=("kept",), is_authors=True, is_post_only=True),
    "scheduling:ticket": _own("visits", shows=("ticket",), ids=("ticket",)),
    **{
        f"scheduling:{name}": _own("visits", shows=(), ids=("ticket",), is_post_only=True)
        for name in ("choice", "other-times", "declining")
    },
    "letters:letter": _own("documents", ids=("letter",)),
    "letters:pdf": _own("documents", shows=(), ids=("letter",)),
    "people:details": _own(shows=("name",)),
    "access:who-looked": _own(data_off="who-looked"),
    "desk:desk": Route(who="team", roles=FINDING),
    "desk:patients": Route(who="team", roles=FINDING, shows=("name",), query="q=zebrafish"),
    "desk:patient": Route(who="team", roles=FINDING, shows=("name", "problems", "medicines", "results")),
    "desk:conversations": Route(who="team", roles=CLINICAL, shows=("name",)),
    "messaging-team:copy": Route(who="team", roles=CLINICAL, shows=("name", "messages"), ids=("thread",)),
    "desk:item": Route(
        who="team", roles=DESK, shows=("name", "messages", "problems", "note"), ids=("item",), in_pool=True
    ),
    "desk:phrases": Route(who="team", roles=ANSWERING, shows=("name",), ids=("item",), in_pool=True, has_form=True),
    "triage:claim": Route(who="team", roles=ANSWERING, ids=("item",), in_pool=True, is_post_only=True),
    "triage:release": Route(who="team", roles=ANSWERING, ids=("item",), in_pool=True, is_post_only=True),
    **{
        f"triage:{name}": Route(
            who="team", roles=ANSWERING, shows=("name",), ids=("item",), in_pool=True, has_form=True
        )
        for name in ("route", "question", "closing", "reopening", "flag", "call")
    },
    "triage:note": Route(who="team", roles=DESK, shows=("name",), ids=("item",), in_pool=True, has_form=True),
    "triage:advice": Route(who="team", roles=frozenset({"physician"}), ids=("item",), in_pool=True, has_form=True),
    "triage:presence": Route(who="team", roles=DESK, ids=("item",), in_pool=True, is_post_only=True),
    "triage:withdrawal": Route(who="team", roles=ANSWERING, ids=("step",), is_authors=True, is_post_only=True),
    **{
        f"orders:{name}": Route(
            who="team", roles=PREPARING, shows=("name",), ids=("item",), in_pool=True, has_form=True
        )
        for name in ("renewal", "laboratory", "referral")
    },
    "orders:order": Route(who="team", roles=CLINICAL, shows=("name", "order"), ids=("order",)),
    "orders:correction": Route(
        who="team", roles=PREPARING, shows=("name", "order"), ids=("order",), has_form=True
    ),
    "orders:taking-back": Route(who="team", roles=PREPARING, ids=("order",), is_post_only=True),
    "orders:withdrawal": Route(who="team", roles=PREPARING, ids=("order",), is_post_only=True),
    "orders:signature": Route(who="team", roles=LICENSED, ids=("order",), is_post_only=True),
    "orders:unsigning": Route(who="team", roles=LICENSED, ids=("order",), is_post_only=True),
    "orders:returning": Route(
        who="team", roles=LICENSED, shows=("name", "order"), ids=("order",), has_form=True
    ),
    "orders:entry": Route(who="team", roles=PREPARING, ids=("order",), is_post_only=True),
    "orders-lists:orders": Route(who="team", roles=CLINICAL),
    "orders-lists:protocol": Route(who="team", roles=CLINICAL),
    "orders-lists:adoption": Route(who="team", roles=frozenset({"physician"}), is_post_only=True),
    "scheduling-team:visit": Route(
        who="team", roles=ANSWERING, shows=("name",), ids=("item",), in_pool=True, has_form=True
    ),
    **{
        f"scheduling-team:{name}": Route(who="team", roles=ANSWERING, shows=("name",), has_form=True)
        for name in ("new-ticket", "new-recall")
    },
    "scheduling-team:ticket": Route(who="team", roles=ANSWERING, shows=("name", "ticket"), ids=("ticket",)),
    "scheduling-team:recall": Route(who="team", roles=ANSWERING, shows=("name", "ticket"), ids=("recall",)),
    **{
        f"scheduling-team:{name}": Route(who="team", roles=ANSWERING, ids=("ticket",), is_post_only=True)
        for name in ("offering", "by-phone", "going", "entry", "extension", "setting-aside")
    },
    **{
        f"scheduling-team:{name}": Route(who="team", roles=ANSWERING, ids=("recall",), is_post_only=True)
        for name in ("snoozing", "finishing", "cancelling")
    },
    "scheduling-lists:tickets": Route(who="team", roles=ANSWERING, shows=("name", "ticket")),
    "scheduling-lists:recalls": Route(who="team", roles=ANSWERING, shows=("name", "ticket")),
    "letters-team:beside": Route(
        who="team", roles=PREPARING, shows=("name",), ids=("item",), in_pool=True, has_form=True
    ),
    "letters-team:new": Route(who="team", roles=PREPARING, shows=("name",), has_form=True),
    "letters-team:letter": Route(who="team", roles=CLINICAL, shows=("name", "documents"), ids=("letter",)),
    "letters-team:pdf": Route(who="team", roles=CLINICAL, ids=("letter",)),
    "letters-team:correction": Route(who="team", roles=PREPARING, ids=("letter",), has_form=True),
    "letters-team:taking-back": Route(who="team", roles=CLINICAL, ids=("letter",), is_post_only=True),
    **{
        f"letters-team:{name}": Route(who="team", roles=PREPARING, ids=("letter",), is_post_only=True)
        for name in ("sending", "withdrawal", "revocation")
    },
    **{
        f"letters-team:{name}": Route(who="team", roles=LICENSED, ids=("letter",), is_post_only=True)
        for name in ("signature", "returning")
    },
    "letters-lists:letters": Route(who="team", roles=CLINICAL),
    "letters-lists:batch": Route(who="team", roles=LICENSED, is_post_only=True),
    "oncall:ladders": Route(who="team", roles=LICENSED | {"manager"}),
    "oncall:writing": Route(who="team", roles=frozenset({"manager"}), is_post_only=True, asks=("site",)),
    "oncall:signature": Route(who="team", roles=frozenset({"physician"}), ids=("ladder",), is_post_only=True),
    "desk:bulk": Route(who="team", roles=ANSWERING, is_post_only=True),
    "desk:keep-view": Route(who="team", roles=DESK, is_post_only=True),
    "desk:forget-view": Route(who="team", roles=DESK, ids=("view",), is_post_only=True),
    "messaging-team:draft": Route(
        who="team", roles=ANSWERING, ids=("item", "thread"), in_pool=True, is_post_only=True
    ),
    "messaging-team:answer": Route(
        who="team", roles=ANSWERING, ids=("item", "thread"), in_pool=True, is_post_only=True
    ),
    "messaging-team:answer-withdrawal": Route(
        who="team", roles=ANSWERING, ids=("answer",), is_authors=True, is_post_only=True
    ),
    "files-team:take": Route(who="team", roles=ANSWERING, is_post_only=True),
    "files-team:status": Route(who="team", roles=ANSWERING, query="place=walk"),
    "files-team:file": Route(who="team", roles=DESK, shows=("messages",), ids=("file",)),
    "files-team:sent": Route(who="team", roles=DESK, shows=("messages",), ids=("file",)),
    "files-team:discard": Route(
        who="team", roles=ANSWERING, ids=("kept-answer",), is_authors=True, is_post_only=True
    ),
    "notifications-team:undelivered": Route(who="team", roles=MENDING),
    "notifications-team:try": Route(who="team", roles=MENDING, ids=("notice",), is_post_only=True),
    "notifications-team:end": Route(who="team", roles=MENDING, ids=("notice",), is_post_only=True),
    "notifications-team:run": Route(who="team", roles=MENDING, ids=("delivery",), is_post_only=True),
    "phrases:phrases": Route(who="team", roles=PHRASING),
    "phrases:new": Route(who="team", roles=PHRASING, has_form=True, asks=("owner",)),
    "phrases:phrase": Route(who="team", roles=PHRASING, ids=("phrase",)),
    "phrases:change": Route(who="team", roles=frozenset({"manager"}), ids=("phrase",), has_form=True),
    "phrases:retirement": Route(who="team", roles=frozenset({"manager"}), ids=("phrase",), is_post_only=True),
    "phrases:return": Route(who="team", roles=frozenset({"manager"}), ids=("phrase",), is_post_only=True),
    "guidelines:guidelines": Route(who="team", roles=CLINICAL | {"manager"}),
    "guidelines:guideline": Route(who="team", roles=CLINICAL | {"manager"}, ids=("guideline",)),
    "guidelines:new": Route(who="team", roles=frozenset({"nurse", "pharmacist", "manager"}), has_form=True),
    "guidelines:first": Route(who="team", roles=frozenset({"nurse", "pharmacist", "manager"}), is_post_only=True),
    "guidelines:change": Route(
        who="team", roles=frozenset({"nurse", "pharmacist", "manager"}), ids=("guideline",), has_form=True
    ),
    "guidelines:retirement": Route(
        who="team", roles=frozenset({"nurse", "pharmacist", "manager"}), ids=("guideline",), is_post_only=True
    ),
    "guidelines:adoption": Route(who="team", roles=LICENSED, ids=("guideline",), is_post_only=True),
    "quickactions:actions": Route(who="team", roles=PHRASING),
    "quickactions:new": Route(who="team", roles=PHRASING, has_form=True, asks=("owner", "pool")),
    "quickactions:habits": Route(who="team", roles=ANSWERING),
    "quickactions:dismissal": Route(who="team", roles=ANSWERING, is_post_only=True),
    "quickactions:first": Route(who="team", roles=frozenset({"manager"}), is_post_only=True),
    "quickactions:action": Route(who="team", roles=PHRASING, ids=("quick",)),
    "quickactions:change": Route(
        who="team", roles=frozenset({"manager"}), ids=("quick",), has_form=True, asks=("pool",)
    ),
    "quickactions:retirement": Route(who="team", roles=frozenset({"manager"}), ids=("quick",), is_post_only=True),
    "desk:quick": Route(
        who="team", roles=ANSWERING, shows=("name",), ids=("item",), in_pool=True, has_form=True, asks=("item",)
    ),
    "sending:rules": Route(who="team", roles=PHRASING | {"physician"}),
    "sending:write": Route(who="team", roles=frozenset({"manager"}), has_form=True),
    "sending:adoption": Route(who="team", roles=LICENSED, is_post_only=True),
    "sending:mine": Route(who="team", roles=frozenset({"physician"}), has_form=True),
    "sending:none-of-mine": Route(who="team", roles=frozenset({"physician"}), is_post_only=True),
    "sending-chart:standing": Route(who="team", roles=CLINICAL, shows=("name",)),
    "sending-chart:handout": Route(who="team", roles=CLINICAL, shows=("name",)),
    "sending-chart:handed-out": Route(who="team", roles=CLINICAL, is_post_only=True),
    "sending-chart:lift": Route(who="team", roles=CLINICAL, has_form=True),
    "sending-chart:end-lift": Route(who="team", roles=CLINICAL, is_post_only=True),
    "routing:table": Route(who="team", roles=PHRASING),
    "routing:return": Route(who="team", roles=frozenset({"manager"}), is_post_only=True),
    "routing:draft": Route(who="team", roles=frozenset({"manager"})),
    "routing:new-row": Route(who="team", roles=frozenset({"manager"}), has_form=True),
    "routing:row": Route(who="team", roles=frozenset({"manager"}), has_form=True),
    "routing:place": Route(who="team", roles=frozenset({"manager"}), is_post_only=True),
    "routing:removal": Route(who="team", roles=frozenset({"manager"}), is_post_only=True),
    "routing:thrown-away": Route(who="team", roles=frozenset({"manager"}), is_post_only=True),
    "routing:dry-run": Route(who="team", roles=frozenset({"manager"}), has_form=True),
    "routing:publication": Route(who="team", roles=frozenset({"manager"}), is_post_only=True),
    "health:health": Route(who="team", roles=MENDING),
    "notifications:choices": Route(who="account", has_form=True),
    "notifications:number": Route(who="account", has_form=True),
    "notifications:code": Route(who="account", has_form=True),
    "notifications:removal": Route(who="account", is_post_only=True),
    "clinic-team:away": Route(who="team", roles=FINDING | MENDING | {"privacy-officer"}, has_form=True),
    "clinic-team:back": Route(
        who="team", roles=FINDING | MENDING | {"privacy-officer"}, ids=("view",), is_post_only=True
    ),
    "clinic-public:accessibility": Route(who="everyone"),
    "clinic-public:privacy": Route(who="everyone"),
    "clinic-public:app": Route(who="everyone"),
    "clinic:features": Route(who="account"),
    "clinic:switch": Route(who="team", roles=frozenset({"manager", "administrator"}), has_form=True, asks=("site",)),
    "front": Route(who="account", needs_second_factor=False),
    "people-switch": Route(who="account", needs_second_factor=False),
    "account-security": Route(who="account", needs_second_factor=False),
    "core:language": Route(who="everyone", is_post_only=True),
    "core:theme": Route(who="everyone", is_post_only=True),
    "core:health": Route(who="everyone"),
    "core:gallery": Route(who="everyone"),
    "guide:index": Route(who="account", needs_second_factor=False),
    "guide:topic": Route(who="account", needs_second_factor=False),
    "guide:tour": Route(who="account", needs_second_factor=False, is_post_only=True),
}  # fmt: skip
SIGN_IN_PAGES = (
    "account_login", "account_logout", "account_inactive", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "mfa_authenticate",
    "mfa_login_webauthn",
)  # fmt: skip
ACCOUNT_PAGES = (
    "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_change_password",
    "account_set_password", "usersessions_list", "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn",
    "mfa_add_webauthn",
)  # fmt: skip
ROUTES |= {name: Route(who="everyone", has_form=True) for name in SIGN_IN_PAGES}
ROUTES |= {name: Route(who="account", needs_second_factor=False, has_form=True) for name in ACCOUNT_PAGES}
ROUTES |= {
    name: Route(who="account", needs_second_factor=False, ids=("passkey",), has_form=True)
    for name in ("mfa_remove_webauthn", "mfa_edit_webauthn")
}
ROUTES["account-idle"] = Route(who="account", needs_second_factor=False)
ROUTES["account-idle-stay"] = Route(who="account", needs_second_factor=False, is_post_only=True)
ROUTES["account-session-end"] = Route(
    who="account", needs_second_factor=False, ids=("session",), is_post_only=True
)
OF_THE_LIBRARY = {"passkey", "session"}  # ids of the sign-in library's own tables
