"""Who may open which door, as a page: `python -m architecture.access_matrix --write` makes docs/access-matrix.md.

The cells follow from the doors' marks and the table of roles, so that a change of who may see is a change of the page.
"""

import os
import sys
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parent.parent / "docs" / "access-matrix.md"
HEAD = """# Who may open which door

Made by `python -m architecture.access_matrix --write` from the doors and the table of roles; a test compares. A change
here is a change of who may see something: read it as such.

- **yes**: the role has the verb. A patient and a proxy, only for the record that the address names, while the relation
  is open, less the kinds of data hidden from it. The care team, only for patients of their own sites.
- **-**: answered as if the page were not there.
- Everybody without an account is sent to sign in, but for the open doors below.
- Marks: *record* names a patient, open by relation; *chart* names a patient, open by site; *team* is for the care team;
  *fresh* wants a sign-in of the last five minutes; *one factor* opens to staff without a second factor; *polls* is
  asked by pages themselves and does not keep a session alive.
"""


def rows() -> list[tuple[str, str, Any]]:
    """(path, name, door) of every address, in order of the path."""
    from architecture.addresses import patterns

    return sorted((path, name, view.door) for path, name, view in patterns())


def marks(door: Any) -> str:
    kind = ("chart" if door.staff else "record") if door.patient else ("team" if door.staff else "")
    found = [
        kind,
        door.data_class,
        "fresh" if door.fresh else "",
        "" if door.needs_second_factor else "one factor",
        "polls" if door.is_poll else "",
    ]
    found.append(f"switch {door.feature}" if door.feature and door.feature != door.data_class else "")
    return ", ".join(str(mark) for mark in found if mark)


def may_pass(role: Any, door: Any) -> bool:
    """A staff member opens their account's pages as what they are; only people with a relation open a record."""
    if door.staff and not role.is_staff:
        return False
    is_for_records = door.patient and not door.staff
    if is_for_records and role.name not in {"patient", "proxy"}:
        return False
    if not door.patient and role.name in {"patient", "proxy"}:
        return _account_may(door)
    return door.verb in role.verbs


def _account_may(door: Any) -> bool:
    """On a page of no record, patient and proxy are an account like any other."""
    from portico.access.roles import ROLES

    return door.verb in ROLES["account"].verbs and not door.staff


def page() -> str:
    from portico.access.roles import PURPOSES, ROLES

    roles = list(ROLES.values())
    lines = [HEAD, "## Doors", ""]
    lines.append("| address | verb | marks | opens | " + " | ".join(role.name for role in roles) + " |")
    lines.append("|---|---|---|---|" + "---|" * len(roles))
    for path, _name, door in rows():
        if door.reason:
            continue
        cells = ["yes" if may_pass(role, door) else "-" for role in roles]
        lines.append(
            f"| `/{path}` | {door.verb} | {marks(door)} | {door.opens} | " + " | ".join(cells) + " |"
        )
    lines += ["", "## Open doors", "", "| address | why |", "|---|---|"]
    lines += [f"| `/{_plain(path)}` | {door.reason} |" for path, _name, door in rows() if door.reason]
    lines += ["", "## Roles", "", "| role | in a sentence | verbs |", "|---|---|---|"]
    lines += [f"| {role.name} | {role.sentence} | {', '.join(sorted(role.verbs))} |" for role in roles]
    lines += ["", "## Purposes", "", "For one purpose, the system or a person may do more.", ""]
    lines += ["| purpose | why | verbs |", "|---|---|---|"]
    lines += [f"| {name} | {why} | {', '.join(sorted(verbs))} |" for name, (why, verbs) in PURPOSES.items()]
    return "\n".join(lines) + "\n"


def _plain(path: str) -> str:
    """A regular expression holds a bar, which would end the cell."""
    return path.replace("|", "\\|")


def main(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    if arguments != ["--write"]:
        print(page(), end="")
        return 0
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(page(), encoding="utf-8")
    print(f"{FILE.name} is written.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
