"""A thousand small workbooks read and checked, as a ratio to the bare value reader."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pandas as pd
from python_calamine import CalamineWorkbook

from campaign import Roster, Unit, load_pack
from loaders import Hints, read_workbook
from sample_data.sheets import Sheet, workbook_bytes

_PACK = load_pack("c2023_ztjy")
_HEADINGS = (
    "集中学习（场次）",
    "研讨交流（场次）",
    "专题党课（次）",
    "检视问题（个）",
    "完成整改（个）",
)
_UNITS = tuple(f"基准{place}号支部" for place in range(1, 31))


def report(seed: int) -> bytes:
    """A group's report: title, header, thirty units of ten figures, a total row, a footer."""
    draw = Random(seed)
    sheet = Sheet("周报")
    sheet.merge((1, 1, 1, 12), f"主题教育工作进展情况周报表（第{seed % 16 + 1}周）", "title")
    sheet.put(2, 1, "填报单位：第二指导组", "plain")
    for place, text in enumerate(_HEADINGS):
        sheet.merge((3, 3 + 2 * place, 3, 4 + 2 * place), text, "header")
        sheet.put_row(4, 3 + 2 * place, ("本周", "累计"), "header")
    sheet.merge((3, 1, 4, 1), "序号", "header")
    sheet.merge((3, 2, 4, 2), "单位名称", "header")
    lowest = (
        0,
        20,
        0,
        20,
        0,
        20,
        0,
        20,
        0,
        10,
    )  # running totals above their weeks, done below found
    rows = [[low + draw.randint(0, 9) for low in lowest] for _ in _UNITS]
    for place, (unit, row) in enumerate(zip(_UNITS, rows, strict=True)):
        sheet.put_row(5 + place, 1, (place + 1, unit, *row))
    sheet.put_row(35, 2, ("合计", *map(sum, zip(*rows, strict=True))), "total")
    sheet.put(36, 1, "填表人：      审核人：", "plain")
    return workbook_bytes([sheet])


def roster() -> Roster:
    """The units of every report."""
    starts_on = _PACK.calendar.starts_on
    return Roster(
        tuple(
            Unit(f"u{n}", name, "grassroots", "g02", n, starts_on)
            for n, name in enumerate(_UNITS, start=1)
        )
    )


def bare(books: Sequence[bytes]) -> int:
    """The floor: the values of every first sheet, nothing else."""
    opened = (CalamineWorkbook.from_filelike(io.BytesIO(book)) for book in books)
    return sum(len(book.get_sheet_by_index(0).to_python()) for book in opened)


def read(books: Sequence[bytes], known: Roster) -> int:
    """Read and checked, as an upload is; the number of rows that go in."""
    return sum(
        submission.n_accepted
        for book in books
        for submission in read_workbook(
            book, file_name="周报.xlsx", roster=known, pack=_PACK, hints=Hints()
        ).submissions
    )


def framed(books: Sequence[bytes]) -> int:
    """The usual way: a frame by pandas' default engine, unchecked."""
    return sum(
        len(pd.read_excel(io.BytesIO(book), header=[2, 3], engine="openpyxl")) for book in books
    )


def seconds(work: Callable[[], int]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def run(n_books: int = 1000, n_framed: int = 100, rounds: int = 3) -> Iterator[str]:
    """One line for each comparison: medians of rounds that take turns with the baseline."""
    known = roster()
    with TemporaryDirectory() as folder:
        for number in range(n_books):
            (Path(folder) / f"{number}.xlsx").write_bytes(report(number))
        books = [path.read_bytes() for path in sorted(Path(folder).iterdir())]
    few = books[:n_framed]
    floors, ours, small, frames = [], [], [], []
    for _ in range(rounds):
        floors.append(seconds(lambda: bare(books)))
        ours.append(seconds(lambda: read(books, known)))
        small.append(seconds(lambda: read(few, known)))
        frames.append(seconds(lambda: framed(few)))
    floor, own = statistics.median(floors), statistics.median(ours)
    yield f"reading {n_books} workbooks: values alone {1000 * floor / n_books:.2f} ms each"
    yield f"read and checked: {own / floor:.2f}× the values alone"
    ratio = statistics.median(frames) / statistics.median(small)
    yield f"a plain frame of each of {n_framed}: {ratio:.2f}× read and checked"


if __name__ == "__main__":
    for line in run():
        print(line)
