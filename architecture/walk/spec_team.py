"""What each of the team may open: the part of the table of spec.py that is the desk's."""

from architecture.walk.who import (
    ANSWERING,
    CLINICAL,
    DESK,
    FINDING,
    LICENSED,
    MENDING,
    PHRASING,
    PREPARING,
    Route,
)

TEAM: dict[str, Route] = {
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
        for name in ("route", "split", "question", "closing", "reopening", "flag", "call")
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
    "quickactions:leaving": Route(who="team", roles=frozenset({"manager"}), ids=("quick",), is_post_only=True),
    "quickactions:retirement": Route(who="team", roles=frozenset({"manager"}), ids=("quick",), is_post_only=True),
    "desk:run-choice": Route(who="team", roles=ANSWERING, is_post_only=True),
    "desk:runs": Route(who="team", roles=ANSWERING, has_form=True),
    "desk:run": Route(who="team", roles=ANSWERING, ids=("run",)),
    "desk:run-now": Route(who="team", roles=ANSWERING, ids=("run",)),
    "desk:run-withdrawal": Route(who="team", roles=ANSWERING, ids=("run",), is_post_only=True),
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
}  # fmt: skip
