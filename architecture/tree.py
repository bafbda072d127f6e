"""The source as the checks see it: every module of a room, parsed once."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONT_DOOR = ("actions", "queries", "events", "rules", "permissions", "presenters", "ailments")


@dataclass(frozen=True)
class Import:
    """One name that a module takes from a room: `kind` is the part of the room, "" for the room itself."""

    room: str
    kind: str
    line: int


@dataclass(frozen=True)
class Module:
    """`path` is relative to portico/: messaging/views/patient.py."""

    path: str
    source: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @property
    def room(self) -> str:
        return self.path.split("/")[0]

    @property
    def kind(self) -> str:
        """The part of the room: views, urls, rules … are folders, the others files."""
        parts = self.path.split("/")
        return parts[1].removesuffix(".py") if len(parts) > 1 else ""

    @property
    def lines(self) -> int:
        return len(self.source.splitlines())

    def at(self, node: ast.AST | int) -> str:
        line = node if isinstance(node, int) else getattr(node, "lineno", 0)
        return f"portico/{self.path}:{line}"

    def imports(self) -> Iterator[Import]:
        """Names taken from rooms at run time; a type named for a checker alone binds nothing."""
        for node in _at_run_time(self.tree):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "portico":
                yield from _from(node)
            elif isinstance(node, ast.Import):
                for name in node.names:
                    parts = name.name.split(".")
                    if parts[0] == "portico" and len(parts) > 1:
                        yield Import(parts[1], parts[2] if len(parts) > 2 else "", node.lineno)

    def functions(self) -> Iterator[ast.FunctionDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef))

    def public_functions(self) -> Iterator[ast.FunctionDef]:
        for node in self.tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield node


def _from(node: ast.ImportFrom) -> Iterator[Import]:
    parts = (node.module or "").split(".")
    if len(parts) == 1:
        yield from (Import(name.name, "", node.lineno) for name in node.names)
    elif len(parts) == 2:
        yield from (Import(parts[1], name.name, node.lineno) for name in node.names)
    else:
        yield Import(parts[1], parts[2], node.lineno)


def _at_run_time(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from _at_run_time(child)


@cache
def modules(root: Path = ROOT) -> tuple[Module, ...]:
    """What runs in practice: no tests, no migrations."""
    found = []
    for file in sorted((root / "portico").rglob("*.py")):
        path = file.relative_to(root / "portico")
        if not {"tests", "migrations", "__pycache__"} & set(path.parts) and len(path.parts) > 1:
            found.append(Module(path.as_posix(), file.read_text(encoding="utf-8")))
    return tuple(found)


def rooms() -> list[str]:
    return sorted({module.room for module in modules()} - {"lib"})


def templates(root: Path = ROOT) -> dict[str, str]:
    files = sorted((root / "portico").rglob("templates/**/*.html"))
    return {f.relative_to(root).as_posix(): f.read_text(encoding="utf-8") for f in files}


def told(faults: list[str]) -> str:
    return "\n" + "\n".join(faults)
