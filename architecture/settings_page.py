"""docs/settings.md, from what config/settings.py reads:  python -m architecture.settings_page --write"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from architecture.tree import ROOT

PAGE = ROOT / "docs" / "settings.md"
READERS = {"read_text": "text", "read_int": "number", "read_bool": "1 or 0", "read_hours": "hours"}
HEAD = """# Settings

Environment variables, read once at the start; a value that can't be right stops the start with a sentence. For each
text there is a second variable with `_FILE` at its end: the path of a file that holds the value, for secrets. Made by
`python -m architecture.settings_page --write`.

| variable | kind | without it | what it is for |
|---|---|---|---|
"""
# What each is for. A test holds these names to those that are read.
WHAT_FOR = {
    "PORTICO_HOME": "the folder of the data: database (SQLite), stored files, keys made for this clone, backups",
    "PORTICO_ENV": "`production` refuses to start until keys, addresses and secure cookies are in place",
    "PORTICO_DEMO": "the made-up practice, where anybody signs in as anybody; refused in production",
    "PORTICO_SECRET_KEY": "signs cookies and links; production must bring it, 50 characters or more, secret",
    "PORTICO_AUDIT_KEY": "signs the ledger; production must bring it; never change it, keep it apart from the backups",
    "PORTICO_AUDIT_ANCHOR_SECONDS": "how often the head of the ledger is written outside the database",
    "PORTICO_HOSTS": "the names this portal answers to, with commas",
    "PORTICO_URL": "the address that links in notices begin with",
    "DATABASE_URL": "`postgresql://user:password@host/name` or `sqlite:///path`",
    "PORTICO_POSTGRES_PREPARES": "may PostgreSQL keep plans? `0` behind a pooler that shares connections",
    "PORTICO_RELOAD": "style sheets are read afresh; for `bin/dev`",
    "PORTICO_PROXIES": "how many proxies of yours stand before the web process; the throttles count the address before",
    "PORTICO_IDLE_STAFF_MINUTES": "minutes without use until the team is signed out",
    "PORTICO_IDLE_PATIENT_MINUTES": "minutes without use until patients are signed out",
    "PORTICO_REFILL_PROTOCOL": "a folder with the practice's own refill protocol (`protocol.tsv`, `labs.tsv`)",
    "PORTICO_RECORD_SYSTEM": "the class that takes signed orders to the record system; without it they wait in a list",
    "PORTICO_MAIL_BACKEND": "what carries mail: `django.core.mail.backends.smtp.EmailBackend` for a real practice",
    "PORTICO_MAIL_FOLDER": "where the backend `filebased` writes",
    "PORTICO_MAIL_HOST": "the mail server",
    "PORTICO_MAIL_PORT": "its port",
    "PORTICO_MAIL_USER": "its account",
    "PORTICO_MAIL_PASSWORD": "its password",
    "PORTICO_MAIL_TLS": "1: encrypted from the start of the talk (STARTTLS)",
    "PORTICO_MAIL_FROM": "the sender of every notice",
    "PORTICO_VIRUS_SCANNER": "the scanner of attachments: `portico.files.scanners.clamd.Clamd`; away, nothing passes",
    "PORTICO_CLAMD": "where clamd listens",
    "PORTICO_BACKUPS": "where `bin/portico backup` writes",
    "PORTICO_BACKUP_KEY": "opens backups (age format); `bin/portico backup --new-key` makes one; keep it elsewhere too",
    "PORTICO_BACKUP_RECIPIENTS": "public keys (age1…) for which backups are closed as well",
    "PORTICO_SMS_PORT": "what carries texts; empty: this practice sends none",
    "PORTICO_SMS_URL": "where the HTTP port posts to",
    "PORTICO_SMS_TOKEN": "its bearer token",
    "PORTICO_SMS_TIMEOUT": "seconds until a try counts as failed",
    "PORTICO_SMS_HOURS": "when texts may go, by the clock of the patient's clinic",
    "PORTICO_UNDELIVERED_OWNER": "the role whose work an undelivered notice is",
    "PORTICO_FHIR_SCHEMA": "the schema that imports are checked against; set-up brings it",
}


@dataclass(frozen=True, slots=True)
class Setting:
    name: str
    kind: str
    default: str


def read() -> list[Setting]:
    """Every variable that the settings read, in their order."""
    tree = ast.parse((ROOT / "config" / "settings.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return list(_settings(sorted(calls, key=lambda call: (call.lineno, call.col_offset))))


def _settings(calls: list[ast.Call]) -> Iterator[Setting]:
    for call in calls:
        function = ast.unparse(call.func)
        name = ast.literal_eval(call.args[0]) if call.args and isinstance(call.args[0], ast.Constant) else ""
        if function in READERS:
            yield Setting(name, READERS[function], _default(call.args[1]))
        elif function == "os.environ.get":
            yield Setting(name, "text", "SQLite in `PORTICO_HOME`")


def _default(node: ast.expr) -> str:
    """As it stands in the code; a path from its folder on."""
    if isinstance(node, ast.Constant):
        return "no" if node.value is False else f"`{node.value}`" if node.value != "" else "nothing"
    text = ast.unparse(node).removeprefix("str(").removesuffix(")")
    if isinstance(node, ast.IfExp):
        return f"in production {_default(node.body)}, else {_default(node.orelse)}"
    return f"`{text.replace(' / ', '/').replace(chr(39), '')}`"


def page() -> str:
    rows = [f"| `{one.name}` | {one.kind} | {one.default} | {WHAT_FOR[one.name]} |" for one in read()]
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        print(page(), end="")
