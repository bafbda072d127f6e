"""What the house asks of a module. Each check answers with a sentence for every fault."""

import ast
import re
from collections.abc import Iterator

from architecture.tree import FRONT_DOOR, Module

# The ground is there for everybody; lib is pure and below all.
GROUND = {"core", "audit", "lib"}
# The roof sets up and composes; what it composes are queries, presenters and partial templates.
ORDER = {
    "urls": 0, "views": 1, "forms": 2, "presenters": 3, "tasks": 3, "actions": 4, "ailments": 4, "queries": 5,
    "models": 6, "events": 7, "rules": 8, "permissions": 8,
}  # fmt: skip
FILES = {
    "__init__",
    "permissions",
    "events",
    "models",
    "queries",
    "actions",
    "forms",
    "presenters",
    "tasks",
    "ailments",
}
FOLDERS = {"rules", "models", "views", "urls", "management", "templatetags"}
# What a room has beyond the usual files, and why it can't be one of them.
MORE = {
    "core": {
        "viewer", "doors", "delivery", "middleware", "paging", "record", "downloads", "schedule", "context", "sqlite",
        "together", "prepared", "hold", "postgresql", "static_files", "drawn", "pressing",
    },  # the ground: what every room stands on
    # Called by the sign-in library, and by Django for each request.
    "accounts": {"adapters", "hashers", "passwords", "middleware", "sealing", "sessions"},
    "access": {"roles"},  # the one table of roles
    "notifications": {"channels"},  # ports to the world outside, a file each
    "files": {"store", "pictures", "scanners"},  # the disk, the decoder, and the port to a virus scanner
    # One file a step of the way: which database, whose keys, the envelope, there and back.
    "backup": {"databases", "keys", "parcel", "making", "restoring"},
    "letters": {"printing"},  # a letter as a PDF
    "orders": {"record_systems"},  # the port to the record system, a file for each
    # A file a subject, named on the switchboard.
    "reactions": {"messages", "accounts", "files", "orders", "routing", "visits", "quick", "letters"},
    "demo": {"cast", "record", "practice", "history"},  # the cast, the record made for them, what is around them
}  # fmt: skip
IMPURE = re.compile(
    r"^(django|allauth|portico\.(?!lib\b|\w+\.rules\b|core\.viewer\b).*"
    r"|os|random|secrets|socket|time|uuid|requests|subprocess)(\.|$)"
)
CLOCKS = {"now", "today", "utcnow"}


# Ways into a room beside its front door, and why.
WINDOWS = {
    ("demo", "cast"): "the fixed cast, for everybody's tests",
    ("files", "views"): "take_from: a form of another room that carries files (docs/adr/0008)",
}


def front_door(module: Module) -> Iterator[str]:
    """Other rooms are entered by the front door alone."""
    for taken in module.imports():
        if taken.room in GROUND or taken.room == module.room or taken.kind in FRONT_DOOR:
            continue
        if (taken.room, taken.kind) in WINDOWS:
            continue
        yield f"{module.at(taken.line)} enters {taken.room} by {taken.kind or 'the window'}"


def one_way(module: Module) -> Iterator[str]:
    """urls -> views -> forms -> presenters | tasks -> actions -> queries -> models -> events -> rules | permissions."""
    own = ORDER.get(module.kind)
    if own is None or module.room == "core":
        return
    for taken in module.imports():
        other = ORDER.get(taken.kind)
        if taken.room == module.room and other is not None and taken.kind != module.kind and other <= own:
            yield f"{module.at(taken.line)}: {module.kind} may not import {taken.kind}"


def pure(module: Module) -> Iterator[str]:
    """Rules and lib know no Django, no table, no clock, no chance: what they need is an argument."""
    if module.kind != "rules" and module.room != "lib":
        return
    for node in ast.walk(module.tree):
        for name in _imported(node):
            if IMPURE.match(name) and not (
                module.room == "lib" and name in {"os", "uuid", "secrets", "time"}
            ):
                yield f"{module.at(node)} imports {name}"
        if isinstance(node, ast.Call) and _is_clock(node.func):
            yield f"{module.at(node)} asks the clock: today is an argument"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open":
            yield f"{module.at(node)} opens a file"


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        # `from uuid import UUID` names a type; making one is another matter.
        return [] if node.module == "uuid" and {n.name for n in node.names} == {"UUID"} else [node.module]
    return []


def _is_clock(called: ast.expr) -> bool:
    is_named = isinstance(called, ast.Attribute) and called.attr in CLOCKS
    return is_named and _root(called) in {"datetime", "date", "timezone"}


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


# Public functions of actions.py that wear no @action, and why.
NO_ACTION = {
    "accounts.owner_of": "makes the viewer of a sign-in, where no door has; writes nothing",
    "accounts.somebody": "makes the viewer of whoever forgot a password; writes nothing",
    "archive.content_hash": "computes, writes nothing",
    "audit.append": "is the ledger itself, below core",
    "audit.seal": "is the ledger itself, below core",
    "core.action": "makes the mark",
    "core.identity": "computes, writes nothing",
    "demo.load": "calls the actions of other rooms, one by one",
    "exchange.import_path": "reads files and calls one action a batch",
    "files.check": "looks at the bytes in no transaction, and calls one action a step",
    "files.take": "writes the bytes in no transaction, then calls one action",
    "files.take_each": "takes them one by one",
    "letters.make_pdf": "draws the page in no transaction, and calls one action",
    "messaging.answer_place": "computes, writes nothing",
    "messaging.reply_place": "computes, writes nothing",
    "messaging.own_key": "asks whether a key is free, writes nothing",
    "messaging.place_of": "computes, writes nothing",
    "triage.staff_of": "computes, writes nothing",
    "triage.who": "computes, writes nothing",
}


def wears_action(module: Module) -> Iterator[str]:
    """Whatever is written is written by @action: checked, audited, in one transaction."""
    if module.kind != "actions":
        return
    for function in module.public_functions():
        marks = {ast.unparse(mark).split("(")[0] for mark in function.decorator_list}
        is_within = bool(function.args.args) and function.args.args[0].arg == "act"  # nobody else has an Act
        if "action" in marks or is_within or f"{module.room}.{function.name}" in NO_ACTION:
            continue
        yield f"{module.at(function)} {function.name} writes without @action"


# Queries that nobody's eyes stand behind, and why.
NO_VIEWER = {
    "access.admit": "builds the viewer",
    "access.working_for": "builds the viewer of somebody who pressed once for many",
    "accounts.account_named": "asked before there is a viewer, by sign-in",
    "accounts.has_second_factor": "asked by the check of a new password, which the sign-in library calls",
    "accounts.knows_device": "asked before there is a viewer, by sign-in",
    "accounts.removal_of_factor": "asked by the sign-in library before it removes one of the owner's own",
    "accounts.second_factors": "as accounts.has_second_factor",
    "accounts.owner": "asked by reactions: whom to write to about an account",
    "accounts.path_to_new_password": "asked by the reaction to a forgotten password",
    "audit.faults": "verifies the ledger; below core, where there is no viewer",
    "audit.unsealed": "as above",
    "core.told": "counts the rows that it is given",
    "clinic.practice": "public facts for every page's head",
    "clinic.first_site": "asked by an import, which sees no page",
    "clinic.team_named": "asked by an import, which sees no page",
    "people.patient_by_number": "asked by an import, which sees no page",
}


def takes_viewer(module: Module) -> Iterator[str]:
    """A query starts from who looks. The office's own questions say "For the office" instead."""
    if module.kind not in {"queries", "ailments"}:
        return
    for function in module.public_functions():
        first = function.args.args[0].arg if function.args.args else ""
        is_office = (ast.get_docstring(function) or "").startswith("For the office")
        if first == "viewer" or is_office or f"{module.room}.{function.name}" in NO_VIEWER:
            continue
        yield f"{module.at(function)} {function.name} does not begin with viewer"


# Who may act as somebody who is not there: nobody but these.
STANDING_IN = {
    "access/queries.py", "reactions/quick.py", "desk/views/runs.py",
    "demo/practice/workflow.py",  # the cast works before anybody of it has signed in
}  # fmt: skip


def stands_in(module: Module) -> Iterator[str]:
    """`working_for` makes the viewer of a person without their sign-in; where it is called is named here."""
    if module.path in STANDING_IN:
        return
    for node in ast.walk(module.tree):
        named = {ast.unparse(node)} if isinstance(node, ast.Attribute | ast.Name) else set()
        if isinstance(node, ast.ImportFrom):
            named = {name.name for name in node.names}
        if any(name.split(".")[-1] == "working_for" for name in named):
            yield f"{module.at(node)} acts as somebody who is not there"
            return


SMALL = {"module": 400, "function": 60, "view": 40}
AIM = {"module": 300, "function": 40, "view": 20}


def too_long(module: Module, limits: dict[str, int] = SMALL) -> Iterator[str]:
    if module.lines > limits["module"]:
        yield f"portico/{module.path} has {module.lines} lines, at most {limits['module']}"
    for function in module.functions():
        long = (function.end_lineno or 0) - function.lineno + 1
        kind = "view" if module.kind == "views" else "function"
        if long > limits[kind]:
            yield f"{module.at(function)} {function.name} has {long} lines, a {kind} at most {limits[kind]}"


# Where tables are asked beyond models, queries and actions, and why.
OBJECTS = {
    "core": "the ground runs the event log and the worker",
    "demo": "sets up what nobody could yet",
}


def asks_tables(module: Module) -> Iterator[str]:
    """`.objects` stands where rows are filtered by viewer: in models, queries and actions."""
    if module.kind in {"models", "queries", "ailments", "actions", "management"} or module.room in OBJECTS:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
            yield f"{module.at(node)} asks a table past the queries"


def known_file(module: Module) -> Iterator[str]:
    """A room may lack a file; it invents no new kinds."""
    if module.room == "lib":
        return
    known = FILES | FOLDERS | MORE.get(module.room, set())
    if module.kind not in known:
        yield f"portico/{module.path} is no kind of file that a room has"


# Code that makes HTML itself, and why.
MAKES_HTML = {
    "core/drawn.py": "what a page repeats so often that a template takes too long over it; each value is escaped",
    "core/templatetags/look.py": "Django's own widgets drew it, escaped",
}


def marks_safe(module: Module) -> Iterator[str]:
    if module.path in MAKES_HTML:
        return
    for node in ast.walk(module.tree):
        name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        if name in {"mark_safe", "SafeString", "SafeText"}:
            yield f"{module.at(node)} says of a text that it is safe"


def plain_verbs(module: Module) -> Iterator[str]:
    """A verb is a word: permissions.py imports the enum and nothing else, so that one table may name them all."""
    if module.kind != "permissions":
        return
    for node in ast.walk(module.tree):
        for name in _imported(node):
            if name != "enum":
                yield f"{module.at(node)} imports {name}"


EVERY_MODULE = (
    front_door, one_way, pure, wears_action, takes_viewer, too_long, asks_tables, known_file, marks_safe,
    plain_verbs, stands_in,
)  # fmt: skip

# Templates that show HTML as it is, and why.
SAFE = {"portico/chart/templates/chart/patient/document.html": "chart/rules/html.py cleaned it"}
RAW = re.compile(r"\|\s*safe(seq)?\b|autoescape\s+off")
INLINE = re.compile(
    r"<[a-z][^>]*\sstyle\s*=|<style\b|<[a-z][^>]*\son[a-z]+\s*=|javascript:|"
    # A block of data does not run: the content policy lets it be.
    r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"application/json\")",
    re.IGNORECASE,
)


def template_faults(path: str, text: str) -> Iterator[str]:
    """What the policy of the browser would refuse, and what could carry somebody's HTML."""
    for number, line in enumerate(text.splitlines(), start=1):
        if RAW.search(line) and path not in SAFE:
            yield f"{path}:{number} shows text as HTML"
        if INLINE.search(line):
            yield f"{path}:{number} has a style or a script within"
