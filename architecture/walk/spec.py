"""Who may open what: the table that the walk holds the house to. It is written by hand and asks no code of the house.

A route that is not in the table fails the walk, and so does a table that names a route that is gone.
"""

from architecture.walk.spec_team import TEAM
from architecture.walk.who import FINDING, MENDING, Route


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
    **TEAM,
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
