"""Folds a style sheet and what it imports into one, layers kept, so that a page waits for one request."""

import re
from collections.abc import Mapping
from pathlib import Path

_IMPORT = re.compile(
    r"@import url\(\"(?P<file>[^\"]+)\"\)(?: layer\((?P<layer>[\w-]+)\))?(?P<media>[^;]*);",
)
_REMARK = re.compile(r"/\*(?!!).*?\*/", re.DOTALL)
_STRING = re.compile(r"(\"[^\"\n]*\"|'[^'\n]*')")


class MissingStyleError(ValueError):
    """A style sheet imports a file that is not there."""


def bundle(entry: Path, elsewhere: Mapping[str, Path]) -> str:
    """The entry file with each import put in place; `elsewhere` says where files of other folders stand.

    Addresses of fonts and pictures stay as written: serve the result as deep as the files it came from.
    """
    return _IMPORT.sub(lambda found: _in_place(found, entry.parent, elsewhere), _small(_read(entry)))


def _in_place(found: re.Match[str], folder: Path, elsewhere: Mapping[str, Path]) -> str:
    name = found["file"]
    css = _small(_read(elsewhere.get(name, folder / name)))
    if found["layer"]:
        css = f"@layer {found['layer']}{{{css}}}"
    if media := found["media"].strip():
        css = f"@media {media}{{{css}}}"
    return css + "\n"


def _read(file: Path) -> str:
    if not file.is_file():
        raise MissingStyleError(f"The style sheet {file.name} is not there.")
    return file.read_text(encoding="utf-8").replace('@charset "UTF-8";', "", 1)


def _small(css: str) -> str:
    """Without remarks (a licence, `/*!`, stays) and without needless space; strings are left alone."""
    parts = _STRING.split(_REMARK.sub("", css))
    # Splitting by a group puts the strings at the odd places.
    return "".join(part if place % 2 else _tight(part) for place, part in enumerate(parts)).strip()


def _tight(css: str) -> str:
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(";}", "}")
