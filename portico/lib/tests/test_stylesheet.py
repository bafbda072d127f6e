"""A folded style sheet means the same as the files it was folded from."""

from pathlib import Path

import pytest

from portico.lib.stylesheet import MissingStyleError, bundle


def _files(folder: Path, **css: str) -> Path:
    for name, text in css.items():
        (folder / f"{name}.css").write_text(text)
    return folder / "entry.css"


def test_each_import_stands_in_its_layer_and_in_order(tmp_path: Path) -> None:
    entry = _files(
        tmp_path,
        entry='@layer a, b;\n@import url("one.css") layer(a);\n@import url("two.css") layer(b);\n',
        one="p { color: red; }",
        two="p { color: blue; }",
    )
    folded = bundle(entry, {})
    assert folded.index("@layer a,b;") < folded.index("@layer a{p{") < folded.index("@layer b{p{")
    assert "@import" not in folded


def test_what_is_for_paper_stays_for_paper(tmp_path: Path) -> None:
    entry = _files(tmp_path, entry='@import url("paper.css") layer(print) print;', paper="a { color: #000; }")
    assert "@media print{@layer print{a{" in bundle(entry, {})


def test_files_of_other_folders_are_found_where_they_stand(tmp_path: Path) -> None:
    elsewhere = tmp_path / "reset.min.css"
    elsewhere.write_text('@charset "UTF-8";/*! Licence kept */*{margin:0}')
    entry = _files(tmp_path, entry='@import url("../../vendor/reset.css") layer(vendor);')

    folded = bundle(entry, {"../../vendor/reset.css": elsewhere})

    assert "@layer vendor{/*! Licence kept */*{margin:0}" in folded
    assert "@charset" not in folded


def test_remarks_go_and_strings_are_left_alone(tmp_path: Path) -> None:
    entry = _files(tmp_path, entry='/* why */ q::before { content: "a ;  b"; }')
    assert bundle(entry, {}) == 'q::before{content: "a ;  b"}'


def test_spaces_that_mean_something_are_kept(tmp_path: Path) -> None:
    entry = _files(
        tmp_path,
        entry=".a .b > * + * { margin: calc(1rem + 2px) auto; }\n@media (min-width: 62em) { a { top: 0; } }",
    )
    folded = bundle(entry, {})
    assert ".a .b > * + *{margin: calc(1rem + 2px) auto}" in folded
    assert "@media (min-width: 62em){a{top: 0}}" in folded


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    entry = _files(tmp_path, entry='@import url("gone.css") layer(a);')
    with pytest.raises(MissingStyleError, match=r"gone\.css"):
        bundle(entry, {})
