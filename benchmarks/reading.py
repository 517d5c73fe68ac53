"""A thousand small workbooks read and checked, as a ratio to the bare value reader."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from random import Random

import pandas as pd
from python_calamine import CalamineWorkbook

from campaign import Roster, Unit, load_pack
from loaders import Hints, Upload, Workers, read_workbook
from loaders.sheets import sheets_of
from sample_data.sheets import Sheet, workbook_bytes

_PACK = load_pack("c2023_ztjy")
_HEADINGS = (
    "集中学习（场次）",
    "研讨交流（场次）",
    "交流发言（人次）",
    "专题党课（次）",
    "实地调研（次）",
    "形成调研报告（篇）",
    "办实事（件）",
    "检视问题（个）",
    "完成整改（个）",
)
_UNITS = tuple(f"基准{place}号支部" for place in range(1, 31))


def report(seed: int) -> bytes:
    """A group's report: title, header, thirty units of twenty columns, a total row, a footer."""
    draw = Random(seed)
    sheet = Sheet("周报")
    sheet.merge((1, 1, 1, 20), f"主题教育工作进展情况周报表（第{seed % 16 + 1}周）", "title")
    sheet.put(2, 1, "填报单位：第二指导组", "plain")
    for place, text in enumerate(_HEADINGS):
        sheet.merge((3, 3 + 2 * place, 3, 4 + 2 * place), text, "header")
        sheet.put_row(4, 3 + 2 * place, ("本周", "累计"), "header")
    sheet.merge((3, 1, 4, 1), "序号", "header")
    sheet.merge((3, 2, 4, 2), "单位名称", "header")
    lowest = (0, 20, 0, 20, 8, 40, *(0, 20) * 5, 0, 10)  # totals above weeks, speeches above sessions
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


def opened(books: Sequence[bytes]) -> int:
    """The sheets with every fact, nothing read in them yet."""
    found = (sheets_of(book) for book in books)
    return sum(len(sheets[0]) for sheets in found if isinstance(sheets, tuple))


def isolated(books: Sequence[bytes], known: Roster, pool: Workers) -> int:
    """Read and checked by worker processes; the number of rows that go in."""
    uploads = (Upload("周报.xlsx", book) for book in books)
    return sum(
        submission.n_accepted
        for reading in pool.read(uploads, roster=known, pack=_PACK)
        for submission in reading.submissions
    )


def run(n_books: int = 1000, n_framed: int = 100, rounds: int = 3) -> Iterator[str]:
    """One line for each comparison: medians of rounds that take turns with the baseline."""
    known, pool = roster(), Workers()
    books = [report(number) for number in range(n_books)]
    few = books[:n_framed]
    isolated(books[:2], known, pool)  # the workers start
    stages = {
        "values": lambda: bare(books),
        "sheets": lambda: opened(books),
        "checked": lambda: read(books, known),
        "workers": lambda: isolated(books, known, pool),
        "one": lambda: isolated(books[:1], known, pool),
        "few": lambda: read(few, known),
        "frames": lambda: framed(few),
    }
    times: dict[str, list[float]] = {name: [] for name in stages}
    for _ in range(rounds):
        for name, work in stages.items():
            times[name].append(seconds(work))
    pool.close()
    took = {name: statistics.median(found) for name, found in times.items()}
    floor = took["values"]
    yield f"reading {n_books} workbooks: values alone {1000 * floor / n_books:.2f} ms each"
    yield f"sheets with their facts: {took['sheets'] / floor:.2f}× the values alone"
    yield f"read and checked: {took['checked'] / floor:.2f}× the values alone"
    yield f"by two workers: {took['workers'] / floor:.2f}× the values alone"
    yield f"one workbook, bytes to findings by a warm worker: {1000 * took['one']:.1f} ms"
    yield f"the most memory of a worker: {pool.peak_memory / 2**20:.0f} MB"
    ratio = took["frames"] / took["few"]
    yield f"a plain frame of each of {n_framed}: {ratio:.2f}× read and checked"


if __name__ == "__main__":
    for line in run():
        print(line)
