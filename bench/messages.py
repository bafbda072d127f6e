"""A desk of so many messages in little time: the database makes the rows itself.

Message number i has the same key in each table, and sorts by age as ours do.
"""

import time
from typing import Any
from uuid import UUID

PATIENTS = 500
ONE_IN = 20  # is open: about 95 % are closed
# Four of five answers to a refill are the same; the others are of ninety-seven kinds.
SAID = (
    "CASE WHEN i % 6 = 0 AND i % 5 > 0 THEN 'Hello, it is ready at your pharmacy.' "
    "ELSE 'About number ' || (i % 97) || ', please ' || (i % 89) || ' or ' || (i % 83) || ' again.' END"
)
KINDS = ("refill", "question", "result", "appointment", "referral", "other")


def fill(first: int, last: int, who: dict[str, Any]) -> float:
    from django.db import connection, transaction

    start = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        _pools_and_patients(cursor, who)
        for table, columns in _tables(who):
            names = ", ".join(f'"{name}"' for name in columns)
            cursor.execute(
                f'INSERT INTO "{table}" ({names}) WITH RECURSIVE n(i) AS (SELECT {first + 1} '
                f"UNION ALL SELECT i + 1 FROM n WHERE i < {last}) SELECT {', '.join(columns.values())} FROM n "
                f"JOIN bench_patients p ON p.n = i / {ONE_IN} % {PATIENTS} JOIN bench_pools q ON q.n = i / 7 % q.total "
                f"JOIN bench_staff s ON s.n = i % s.total"
            )
        for name in ("patients", "pools", "staff"):
            cursor.execute(f"DROP TABLE bench_{name}")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return time.perf_counter() - start


def _pools_and_patients(cursor: Any, who: dict[str, Any]) -> None:
    site = _key(who["patient"].site_id)
    cursor.execute(
        "CREATE TEMPORARY TABLE bench_patients AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS n "
        f"FROM people_patient WHERE site_id = {site} LIMIT {PATIENTS}"
    )
    cursor.execute(
        "CREATE TEMPORARY TABLE bench_pools AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS n, "
        f"count(*) OVER () AS total FROM clinic_pool WHERE site_id = {site}"
    )
    cursor.execute(
        "CREATE TEMPORARY TABLE bench_staff AS SELECT id, account_id, row_number() OVER (ORDER BY id) - 1 AS n, "
        "count(*) OVER () AS total FROM clinic_staffmember WHERE role = 'nurse' AND is_active"
    )


def _is_sqlite() -> bool:
    from django.db import connection

    return connection.vendor == "sqlite"


def _key(value: UUID) -> str:
    return f"'{value.hex}'" if _is_sqlite() else f"'{value}'::uuid"


def _numbered(space: int) -> str:
    """The key of message i; `space` sets those of a second row apart."""
    if _is_sqlite():
        return f"printf('%08x%024x', {space}, i)"
    return f"(lpad(to_hex({space}), 8, '0') || lpad(to_hex(i), 24, '0'))::uuid"


def _ago(seconds: str) -> str:
    if _is_sqlite():
        return f"strftime('%Y-%m-%d %H:%M:%S', 'now', (-({seconds})) || ' seconds')"
    return f"now() - ({seconds}) * interval '1 second'"


def _tables(who: dict[str, Any]) -> list[tuple[str, dict[str, str]]]:
    """Table, and column -> SQL; some tables twice. Open ones are of the last three days, closed ones of two years."""
    is_open = f"i % {ONE_IN} = 0"
    made = _ago(f"CASE WHEN {is_open} THEN i % 259200 + 60 ELSE i % 63072000 + 260000 END")
    closed = _ago("i % 63072000 + 250000")
    due = _ago(f"CASE WHEN {is_open} THEN i % 259200 - 172800 ELSE i % 63072000 + 100000 END")
    kind = "CASE i % 6 " + " ".join(f"WHEN {n} THEN '{kind}'" for n, kind in enumerate(KINDS)) + " END"
    empty = "'{}'" if _is_sqlite() else "'{}'::jsonb"
    writer = _key(who["writer"].pk)
    common = {"id": _numbered(1), "patient_id": "p.id", "sensitivity": "''", "source": "''"}
    thread = {
        **common, "kind": kind, "subject": "'Message ' || i", "details": empty, "goes_to": "'the team'",
        "promised_at": due, "started_by_id": writer, "send_key": _numbered(1), "created_at": made, "effective_at": made,
    }  # fmt: skip
    post = {
        **common, "thread_id": _numbered(1), "side": "'patient'", "author_id": writer, "author_name": "'A Patient'",
        "body": "'I have a question about number ' || i || '. ' || 'It has been like this for a week now.'",
        "guideline": "''",
        "send_key": _numbered(1), "created_at": made, "effective_at": made,
    }  # fmt: skip
    item = {
        **common, "source_kind": "'message'", "source_id": _numbered(1), "kind": kind,
        "site_id": _key(who["patient"].site_id), "pool_id": "q.id",
        "state": f"CASE WHEN {is_open} THEN 'queued' ELSE 'closed' END", "claimed_as": "''", "flag": "''",
        "reason": "'by kind'", "created_at": made, "effective_at": made, "due_at": due, "seen_at": closed,
        "closed_at": f"CASE WHEN {is_open} THEN NULL ELSE {closed} END",
        "closed_how": f"CASE WHEN {is_open} THEN '' ELSE 'reply' END", "version": "1",
    }  # fmt: skip
    step = {
        "id": _numbered(1), "item_id": _numbered(1), "what": "'opened'", "staff_id": "s.id", "reason": "''",
        "at": closed, "version": "1", "before": empty,
    }  # fmt: skip
    answer = {
        **post, "id": _numbered(2), "send_key": _numbered(2), "side": "'team'", "author_id": "s.account_id",
        "author_name": "'A Nurse'", "body": SAID, "step_id": _numbered(2), "created_at": closed, "effective_at": closed,
    }  # fmt: skip
    replied = {**step, "id": _numbered(2), "what": "'replied'", "reason": "'closed by reply'"}
    return [
        ("messaging_thread", thread), ("triage_workitem", item), ("messaging_post", post), ("triage_step", step),
        ("messaging_post", answer), ("triage_step", replied),
    ]  # fmt: skip
