"""One report written as any kind of file reads back the same, and what is said of a cell is what
another reader finds there."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
import xlrd
from hypothesis import given
from hypothesis import strategies as st

from loaders.files.sheet import CellValue
from tests.loaders import written
from tests.loaders.drawn import figures, read

UNITS = ("区财政局", "区应急管理局", "西城街道", "幸福社区党支部", "区教育局")
HEADER = ["单位名称", "集中学习", "研讨交流", "检视问题", "完成整改", "备注"]
DOUBTFUL = ("约20", "3-5", "若干", "#REF!", "2.5", "-3", "/", "待报", "３场次", "二十一")
KINDS: dict[str, Callable[[written.Rows], bytes]] = {
    "周报.xls": written.xls,
    "周报.et": written.xls,
    "周报.ods": written.ods,
    "周报.csv": lambda rows: written.csv_text(rows).encode("gbk"),
    "周报.tsv": lambda rows: written.csv_text(rows, "\t").encode("utf-16"),
    "周报.htm": lambda rows: written.html(rows).encode("gbk"),
    "周报.xml": lambda rows: written.xml2003(rows).encode(),
    "周报.xlsb": written.xlsb,
}

counts = st.one_of(st.just(""), st.integers(0, 60).map(float))
remarks = st.sampled_from(["", "正常", "含“,”和;的备注", "两行\n备注", "007", "=1+1"])
entry = st.tuples(counts, counts, counts, counts, remarks)
reports = st.lists(entry, min_size=1, max_size=len(UNITS))


def report(entries: list[tuple[CellValue, ...]]) -> list[list[CellValue]]:
    """The rows of a whole sheet."""
    rows: list[list[CellValue]] = [["主题教育工作进展情况周报表（第3周）", *[""] * 5], [*HEADER]]
    rows += [[unit, *values] for unit, values in zip(UNITS, entries, strict=False)]
    return rows


@pytest.mark.parametrize("name", KINDS)
@given(entries=reports)
def test_every_kind_reads_back_what_the_xlsx_does(
    name: str, entries: list[tuple[CellValue, ...]]
) -> None:
    rows = report(entries)
    there = read(written.xlsx(rows))
    here = read(KINDS[name](rows), file_name=name)
    assert len(figures(there)) == len(entries)
    assert figures(here) == figures(there)
    assert [e.accepted for t in here.tables for e in t.entries] == [
        e.accepted for t in there.tables for e in t.entries
    ]


doubtful = st.lists(
    st.tuples(*[st.one_of(counts, st.sampled_from(DOUBTFUL))] * 4, remarks),
    min_size=1,
    max_size=len(UNITS),
)


def by_openpyxl(data: bytes) -> Callable[[int, int], object]:
    page = openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    return lambda row, column: page.cell(row, column).value


def by_xlrd(data: bytes) -> Callable[[int, int], object]:
    page = xlrd.open_workbook(file_contents=data).sheet_by_index(0)
    return lambda row, column: page.cell_value(row - 1, column - 1)


def as_text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


@pytest.mark.parametrize(
    ("write", "other", "name"),
    [(written.xlsx, by_openpyxl, "周报.xlsx"), (written.xls, by_xlrd, "周报.xls")],
    ids=["xlsx", "xls"],
)
@given(entries=doubtful)
def test_another_reader_finds_at_every_address_what_was_said_to_stand_there(
    write: Callable[[written.Rows], bytes],
    other: Callable[[bytes], Callable[[int, int], object]],
    name: str,
    entries: list[tuple[CellValue, ...]],
) -> None:
    data = write(report(entries))
    reading, found = read(data, file_name=name), other(data)
    assert len(figures(reading)) == len(entries)
    named = [i for i in reading.all_issues if i.address and i.address.row and i.address.column]
    for issue in named:
        if issue.raw:
            assert issue.address is not None
            assert as_text(found(issue.address.row, issue.address.column)) == issue.raw.strip()
    for table in reading.tables:
        for line in table.entries:
            for value in line.values.values():
                assert as_text(found(value.row, value.column)) == value.raw.strip()


def test_a_date_reads_the_same_in_every_kind_that_has_dates() -> None:
    rows: list[list[CellValue]] = [
        ["督导工作台账（10月16日—10月29日）", "", "", ""],
        ["日期", "被指导单位", "督导方式", "督导内容"],
        [date(2023, 10, 17), "区财政局", "随机抽查", "理论学习"],
    ]
    there = figures(read(written.xlsx(rows)))
    assert there
    for name in ("周报.xls", "周报.ods", "周报.xml", "周报.csv"):
        assert figures(read(KINDS[name](rows), file_name=name)) == there
