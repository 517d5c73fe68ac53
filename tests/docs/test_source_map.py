"""Whatever the source map names is there."""

from pathlib import Path

import pytest

import measures
from campaign import FINDINGS, LOCALES, load_pack, menu, pack_ids, wording
from commands.documents.source_map import STATES, SourceRow, report_words, source_rows

ROOT, PACK = Path(__file__).parents[2], load_pack(pack_ids()[0])
ROWS = source_rows()


def is_counted(name: str) -> bool:
    """A quantity of the pack, a field of one of its forms, or a function of measures."""
    form, _, field = name.partition(".")
    if field:
        return field in PACK.form[form].field
    return name in PACK.quantity or hasattr(measures, name)


@pytest.mark.parametrize("row", [row for row in ROWS if row.report], ids=lambda row: row.row)
def test_the_piece_of_the_report_that_a_row_names_is_there_and_has_words(row: SourceRow):
    """A piece that the pack's report says, or a problem that findings may tell of."""
    name, _, code = row.report.partition(":")
    said = {says for part in PACK.report for says in part.says}
    assert code in FINDINGS if name == "finding" else row.report in said
    assert all(report_words(row.report, wording(locale)) for locale in LOCALES)


def test_every_piece_of_the_report_answers_a_sentence():
    said = {says for part in PACK.report for says in part.says}
    assert said - {row.report for row in ROWS} == {"quantity:party_lecture_count"}


def test_all_ninety_sentences_have_a_row():
    assert len({row.row for row in ROWS}) == len(ROWS) == 90
    assert {row.state for row in ROWS} <= set(STATES)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.row)
def test_what_a_row_names_is_there(row: SourceRow):
    assert [name for name in row.counts if not is_counted(name)] == []
    assert not row.form or row.form in PACK.form
    assert not row.page or row.page in {line.name for line in menu()}
    if row.state == "none":
        assert row.note
        return
    assert row.counts
    assert row.note or row.state == "live"
    path, name = row.test.split("::")
    assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8")
