"""`python -m config.assets NODE_MODULES TARGET`: one style sheet, one sheet of icons."""

import sys
from pathlib import Path

from portico.lib.icons import UnknownIconError, names_in, sprite
from portico.lib.stylesheet import MissingStyleError, bundle

CORE = Path(__file__).resolve().parent.parent / "portico" / "core"
STYLES = CORE / "static" / "portico" / "css"


def make_icons(node_modules: Path, target: Path) -> None:
    names = names_in((CORE / "icons.txt").read_text(encoding="utf-8"))
    drawn = sprite(names, node_modules / "bootstrap-icons" / "icons")
    (target / "icons.svg").write_text(drawn, encoding="utf-8")


def make_style_sheet(target: Path) -> None:
    """As deep as the files it is made of, so that their addresses of fonts hold."""
    reset = "bootstrap-reboot.min.css"
    folded = bundle(STYLES / "portico.css", {f"../../vendor/{reset}": target / reset})
    (target / "css").mkdir(exist_ok=True)
    (target / "css" / "portico.css").write_text(folded, encoding="utf-8")


def main(node_modules: Path, target: Path) -> int:
    try:
        make_icons(node_modules, target)
        make_style_sheet(target)
    except (UnknownIconError, MissingStyleError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
