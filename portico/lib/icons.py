"""One sheet of the icons that pages really use, made from a folder of single SVG files."""

import re
from collections.abc import Iterable
from pathlib import Path

_DRAWING = re.compile(r"<svg[^>]*\bviewBox=\"([^\"]+)\"[^>]*>(.*)</svg>", re.DOTALL)


class UnknownIconError(ValueError):
    """The list names an icon that the folder does not have."""


def names_in(listing: str) -> list[str]:
    """The icon names in a list: one a line, `#` starts a remark."""
    lines = (line.partition("#")[0].strip() for line in listing.splitlines())
    return sorted({line for line in lines if line})


def sprite(names: Iterable[str], folder: Path) -> str:
    """One SVG document with a symbol for each name."""
    symbols = "".join(_symbol(name, folder / f"{name}.svg") for name in sorted(set(names)))
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>\n'


def _symbol(name: str, file: Path) -> str:
    if not file.is_file():
        raise UnknownIconError(f"There is no icon named {name} in {file.parent.name}/.")
    found = _DRAWING.search(file.read_text(encoding="utf-8"))
    if found is None:
        raise UnknownIconError(f"{file.name} holds no drawing.")
    box, paths = found.groups()
    return (
        f'<symbol id="{name}" viewBox="{box}">{"".join(line.strip() for line in paths.splitlines())}</symbol>'
    )
