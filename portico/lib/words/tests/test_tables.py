"""The shipped tables are whole, tidy and plain."""

import csv
import re

import pytest

from portico.lib.words import Kind
from portico.lib.words.table import FOLDER, SYSTEMS, Row, table

TABLES = sorted(path.stem for path in FOLDER.glob("*.tsv"))
SHORT_SYSTEMS = {*SYSTEMS.values(), "text", "word"}
# Names of things that have no shorter everyday word, and medicine names, which are what stands on the box.
LONG_WORDS_ALLOWED = {"hydrochlorothiazide", "chlorpheniramine", "diphenhydramine", "dextromethorphan"} | {
    "hydroxychloroquine",
    "methylprednisolone",
    "medroxyprogesterone",
    "dextroamphetamine",
    "sulfamethoxazole",
    "lisdexamfetamine",
}


def lines(name: str) -> list[list[str]]:
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def rows(name: str) -> list[Row]:
    return list(table(name).values())


def test_every_kind_has_a_table_and_every_table_a_kind() -> None:
    assert set(TABLES) == {kind.value for kind in Kind}


@pytest.mark.parametrize("name", TABLES)
class TestEachTable:
    def test_has_at_most_eight_columns_and_no_stray_blanks(self, name: str) -> None:
        assert len(lines(name)[0]) == 8
        for line in lines(name):
            assert 4 <= len(line) <= 8, line
            assert line[-1], line
            assert all(cell == cell.strip() and "  " not in cell for cell in line), line

    def test_is_sorted_and_names_each_code_once(self, name: str) -> None:
        keys = [(line[0], line[1]) for line in lines(name)[1:]]
        assert keys == sorted(set(keys))

    def test_names_every_code_in_both_languages(self, name: str) -> None:
        for row in rows(name):
            assert row.system in SHORT_SYSTEMS, row
            assert row.code, row
            assert row.plain_en, row
            assert row.plain_es, row

    def test_says_a_thing_about_it_in_both_languages_or_in_neither(self, name: str) -> None:
        for row in rows(name):
            assert bool(row.about_en) == bool(row.about_es), row
            for sentence in filter(None, (row.about_en, row.about_es)):
                assert sentence.endswith("."), row
                assert sentence[0].isupper(), row
                assert len(sentence) <= 110, row

    def test_starts_each_name_as_a_sentence_and_keeps_it_short(self, name: str) -> None:
        for row in rows(name):
            for plain in (row.plain_en, row.plain_es):
                assert plain[0].isupper() or not plain[0].isalpha(), row
                assert not plain.endswith("."), row
                assert len(plain) <= 60, row

    def test_uses_no_word_longer_than_sixteen_letters(self, name: str) -> None:
        for row in rows(name):
            for word in re.findall(r"[^\W\d_]+", row.plain_en):
                assert len(word) <= 16 or word.lower() in LONG_WORDS_ALLOWED, row


def test_every_result_medicine_and_vaccine_is_explained() -> None:
    for name in ("results", "medicines", "vaccines"):
        assert not [row.code for row in rows(name) if not row.about_en]


def test_text_and_word_rows_are_written_the_way_queries_are_compared() -> None:
    written = re.compile(r"[a-z0-9]+([ +][a-z0-9]+)*")
    loose = [row for name in TABLES for row in rows(name) if row.system in ("text", "word")]
    assert loose
    assert not [row.code for row in loose if not written.fullmatch(row.code)]


def test_no_row_holds_a_procedure_code_that_is_under_licence() -> None:
    assert not [row for name in TABLES for row in rows(name) if re.fullmatch(r"9\d{4}", row.code)]
