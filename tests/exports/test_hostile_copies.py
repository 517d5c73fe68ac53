"""Copies of workbooks made to cost much come back all the same, from a worker, and say why they
are not the sender's own."""

from __future__ import annotations

import io
import os
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from campaign import Address, Issue, wording
from exports import copy_apart
from exports.own_workbook import own_workbook
from loaders import Upload, Workers
from loaders.processes.memory import MAX_GROWTH, held_memory
from tests.loaders import hostile
from tests.loaders.drawn import PACK, ROSTER

ZH, EN = wording("zh_CN"), wording("en")
TOO_MUCH = re.compile("合并、批注、样式|内容过多")


@pytest.fixture(scope="module")
def pool() -> Iterator[Workers]:
    opened = Workers(1)
    yield opened
    opened.close()


def copied(data: bytes, pool: Workers, folder: Path) -> tuple[openpyxl.Workbook, float]:
    """The copy opened, and the seconds it took."""
    file = folder / "staged"
    file.write_bytes(data)
    reading = pool.read_one(Upload("周报.xlsx", file), roster=ROSTER, pack=PACK)
    started = time.monotonic()
    copy = copy_apart(file, reading, ZH, PACK, by=pool)
    return openpyxl.load_workbook(io.BytesIO(copy)), time.monotonic() - started


def why(book: openpyxl.Workbook) -> str:
    """Why the list in front says that the copy is not the sender's own; empty where it is."""
    lines = [row for row in book.worksheets[0].iter_rows(values_only=True) if row[5] == "F21"]
    return str(lines[0][3]) if lines else ""


@pytest.mark.parametrize(
    "data",
    [
        hostile.merged(["W1:W1048576"]),
        hostile.merged(["A4:XFD1048576"]),
        hostile.merged(f"A{row}:B{row}" for row in range(10, 40_010)),
        hostile.linked("A1:A1048576"),
        hostile.linked("A1:XFD1048576"),
        hostile.validated(["A1:XFD1048576"], 90_000),
        hostile.validated(f"A{row}" for row in range(1, 300_000)),
        hostile.coloured(20_000),
        hostile.styled(20_000),
        hostile.commented(f"A{row}" for row in range(1, 20_000)),
        hostile.commented(["A1:XFD1048576"]),
    ],
    ids=[
        *("column", "rest", "merges", "link", "all linked", "rules", "ranges", "formats"),
        *("styles", "comments", "wide comment"),
    ],
)
def test_a_workbook_full_of_formatting_comes_back_as_it_was_read_and_says_so(
    data: bytes, pool: Workers, tmp_path: Path
) -> None:
    before = held_memory(os.getpid())
    book, seconds = copied(data, pool, tmp_path)
    assert TOO_MUCH.search(why(book))
    assert "约2" in book["周报"]["B3"].comment.text
    assert seconds < 10
    assert pool.peak_memory < MAX_GROWTH // 2
    assert held_memory(os.getpid()) - before < 100 << 20


@pytest.mark.parametrize(
    "data",
    [
        hostile.BOOK,
        hostile.merged(["A9:XFD9"]),
        hostile.merged(f"A{row}:B{row}" for row in range(10, 3_010)),
        hostile.validated(["A1:XFD1048576"]),
        hostile.coloured(50),
        hostile.styled(900),
        hostile.commented(f"D{row}" for row in range(1, 2_000)),
        hostile.styled_far_away(),
    ],
    ids=["plain", "row", "merges", "rule", "formats", "styles", "comments", "far"],
)
def test_what_an_office_s_workbook_may_have_is_kept(
    data: bytes, pool: Workers, tmp_path: Path
) -> None:
    book, _ = copied(data, pool, tmp_path)
    assert why(book) == ""
    assert "约2" in book["周报"]["B3"].comment.text
    assert pool.peak_memory < MAX_GROWTH // 2


def test_a_workbook_that_outlasts_its_worker_comes_back_as_it_was_read(tmp_path: Path) -> None:
    """The first worker is given no time at all for the sender's own workbook."""
    pool = Workers(1)
    file = tmp_path / "staged"
    file.write_bytes(hostile.BOOK)
    reading = pool.read_one(Upload("周报.xlsx", file), roster=ROSTER, pack=PACK)
    asked = pool._answer
    refusals = [Issue("F13")]
    pool._answer = lambda *request: refusals.pop() if refusals else asked(*request)  # type: ignore[method-assign]
    book = openpyxl.load_workbook(io.BytesIO(copy_apart(file, reading, ZH, PACK, by=pool)))
    assert "超时" in why(book)
    assert "约2" in book["周报"]["B3"].comment.text
    pool.close()


@pytest.mark.parametrize(("words", "said"), [(ZH, "已不在待处理区"), (EN, "no longer waits here")])
def test_a_file_that_is_gone_gives_the_list_alone_and_says_so(
    pool: Workers, tmp_path: Path, words: object, said: str
) -> None:
    file = tmp_path / "staged"
    file.write_bytes(hostile.BOOK)
    reading = pool.read_one(Upload("周报.xlsx", file), roster=ROSTER, pack=PACK)
    file.unlink()
    book = openpyxl.load_workbook(io.BytesIO(copy_apart(file, reading, words, PACK, by=pool)))  # type: ignore[arg-type]
    texts = [str(v) for row in book.worksheets[0].iter_rows(values_only=True) for v in row if v]
    assert said in "\n".join(texts)
    assert "周报!B3" in texts
    assert book.sheetnames == [words.text("reply.title")]  # type: ignore[attr-defined]


def test_a_list_alone_has_no_formula_and_no_end(pool: Workers, tmp_path: Path) -> None:
    reading = pool.read_one(Upload("周报.xlsx", hostile.BOOK), roster=ROSTER, pack=PACK)
    many = tuple(Issue("C04", Address("周报", row, 2), "=1+1") for row in range(1, 20_000))
    data = copy_apart(tmp_path / "gone", replace(reading, issues=many), ZH, PACK, by=pool)
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert book.worksheets[0].max_row < 5_010


def test_a_document_type_in_a_part_nobody_reads_is_not_opened() -> None:
    xml = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    data = hostile.zipped(hostile.members() | {"xl/theme/theme1.xml": xml})
    assert own_workbook(data) == "copy_broken"
