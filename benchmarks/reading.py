"""A thousand small workbooks read and checked, as a ratio to the bare value reader."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from statistics import median

import pandas as pd
from python_calamine import CalamineWorkbook

from campaign import Roster, Unit, load_pack
from loaders import Hints, Upload, Workers, read_workbook
from loaders.files.workbook import sheets_of
from sample_data.sheets.sheets import SheetPlan, workbook_bytes

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
_LOG = ("序号", "日期", "被指导单位", "督导方式", "督导内容", "发现问题数", "提出意见建议")


@dataclass(frozen=True)
class Took:
    """Seconds by the wall clock and of this process's CPU."""

    wall: float
    cpu: float

    def times(self, other: Took) -> str:
        """How many times as long as another."""
        return f"{self.cpu / other.cpu:.2f}× CPU, {self.wall / other.wall:.2f}× wall"

    def each(self, n: int) -> str:
        """The time of one of several, in milliseconds."""
        return f"{1000 * self.cpu / n:.2f} ms CPU, {1000 * self.wall / n:.2f} ms wall each"


def report(seed: int, n_units: int = 30, *, is_doubtful: bool = False) -> bytes:
    """A group's report: title, two rows of headings, units by twenty columns, a total, a footer. A
    doubtful one is said to be since the launch too, and has names and cells that must be asked
    about, a heading nobody knows and a wrong total."""
    draw = Random(seed)
    sheet = SheetPlan("周报")
    sheet.merge((1, 1, 1, 20), f"主题教育工作进展情况周报表（第{seed % 16 + 1}周）", "title")
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
        8,
        40,
        *(0, 20) * 5,
        0,
        10,
    )  # totals above weeks, speeches above sessions
    rows = [[low + draw.randint(0, 9) for low in lowest] for _ in range(n_units)]
    for place, (unit, row) in enumerate(zip(names(n_units), rows, strict=True)):
        sheet.put_row(5 + place, 1, (place + 1, unit, *row))
    sheet.put_row(5 + n_units, 2, ("合计", *map(sum, zip(*rows, strict=True))), "total")
    sheet.put(6 + n_units, 1, "填表人：      审核人：", "plain")
    if is_doubtful:
        _doubt(sheet, n_units)
    return workbook_bytes([sheet])


def _doubt(sheet: SheetPlan, n_units: int) -> None:
    """Puts doubts into a report: two readings, an unknown heading, names, cells, a total."""
    sheet.put(2, 8, "以下数据为启动以来累计数", "plain")
    sheet.put(3, 19, "集中整改会商", "header")
    for place in range(0, n_units, 5):
        sheet.put(5 + place, 2, f"基准{place + 1}支部", "plain")
        sheet.put(6 + place, 4, "约20", "plain")
        sheet.put(7 + place, 6, "3场次", "plain")
    sheet.put(5 + n_units, 3, 7, "total")


def visits(seed: int, n_rows: int = 30) -> bytes:
    """A group's log of visits, a row each."""
    draw, sheet = Random(seed), SheetPlan("督导工作台账")
    sheet.put(1, 1, "第二指导组督导工作台账", "title")
    sheet.put_row(2, 1, _LOG, "header")
    first = _PACK.calendar.starts_on
    for row in range(n_rows):
        day = first + timedelta(days=draw.randint(0, 60))
        unit = f"基准{draw.randint(1, 30)}号支部"
        words = (draw.choice(("听取汇报", "查阅资料、座谈访谈")), draw.choice(("学习", "整改")))
        counts = (draw.randint(0, 5), draw.randint(0, 5))
        sheet.put_row(3 + row, 1, (row + 1, None, unit, *words, *counts))
        sheet.put(3 + row, 2, day, "day")
    return workbook_bytes([sheet])


def names(n_units: int) -> tuple[str, ...]:
    """The names of the units."""
    return tuple(f"基准{place}号支部" for place in range(1, n_units + 1))


def roster(n_units: int = 30) -> Roster:
    """The units of every report."""
    starts_on = _PACK.calendar.starts_on
    return Roster(
        tuple(
            Unit(f"u{n}", name, "grassroots", "g02", n, starts_on)
            for n, name in enumerate(names(n_units), start=1)
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


def opened(books: Sequence[bytes]) -> int:
    """The sheets with every fact, nothing read in them yet."""
    found = (sheets_of(book) for book in books)
    return sum(len(sheets[0]) for sheets in found if isinstance(sheets, tuple))


def with_frames(books: Sequence[bytes], known: Roster) -> int:
    """Read and checked, and every submission's rows made a frame, as planning a commit does."""
    return sum(
        len(submission.rows)
        for book in books
        for submission in read_workbook(
            book, file_name="周报.xlsx", roster=known, pack=_PACK, hints=Hints()
        ).submissions
    )


def isolated(books: Sequence[bytes], known: Roster, pool: Workers) -> int:
    """Read and checked by worker processes; the number of rows that go in."""
    uploads = (Upload("周报.xlsx", book) for book in books)
    return sum(
        submission.n_accepted
        for reading in pool.read(uploads, roster=known, pack=_PACK)
        for submission in reading.submissions
    )


def took(stages: Mapping[str, Callable[[], int]], rounds: int) -> dict[str, Took]:
    """The median times of each stage, the stages taking turns."""
    times: dict[str, list[Took]] = {name: [] for name in stages}
    for _ in range(rounds):
        for name, work in stages.items():
            wall, cpu = time.perf_counter(), time.process_time()
            work()
            times[name].append(Took(time.perf_counter() - wall, time.process_time() - cpu))
    return {
        name: Took(median(t.wall for t in found), median(t.cpu for t in found))
        for name, found in times.items()
    }


def run(
    n_books: int = 200, n_framed: int = 40, rounds: int = 5, n_large: int = 20_000
) -> Iterator[str]:
    """One line for each comparison: medians of rounds that take turns with the baseline. CPU tells
    of a busy machine what the wall clock cannot; of two workers only the wall clock tells."""
    known, pool = roster(), Workers()
    books = [report(number) for number in range(n_books)]
    few = books[:n_framed]
    doubtful = [report(number, is_doubtful=True) for number in range(n_books)]
    logs = [visits(number) for number in range(n_books)]
    read([doubtful[0], logs[0]], known)
    isolated(books, known, pool)  # the workers start and warm up
    read(books[:2], known)
    found = took(
        {
            "values": lambda: bare(books),
            "sheets": lambda: opened(books),
            "checked": lambda: read(books, known),
            "doubtful": lambda: read(doubtful, known),
            "log values": lambda: bare(logs),
            "logs": lambda: read(logs, known),
            "framed": lambda: with_frames(books, known),
            "workers": lambda: isolated(books, known, pool),
            "one": lambda: isolated(books[:1], known, pool),
            "few": lambda: read(few, known),
            "frames": lambda: framed(few),
        },
        rounds,
    )
    pool.close()
    floor = found["values"]
    load = f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    yield f"reading {n_books} workbooks ({load}), values alone: {floor.each(n_books)}"
    yield f"sheets with their facts: {found['sheets'].times(floor)} the values alone"
    yield f"read and checked: {found['checked'].times(floor)}, {found['checked'].each(n_books)}"
    yield f"sheets full of doubts: {found['doubtful'].times(found['checked'])} the clean ones"
    yield f"logs of {len(logs)} workbooks: {found['logs'].times(found['log values'])} their values"
    yield f"and made frames: {found['framed'].times(floor)}"
    yield f"by two workers: {found['workers'].wall / floor.wall:.2f}× by the wall clock"
    yield f"one workbook, bytes to findings by a warm worker: {1000 * found['one'].wall:.1f} ms"
    yield f"the most memory of a worker: {pool.peak_memory / 2**20:.0f} MB"
    yield f"a plain frame of each of {n_framed}: {found['frames'].times(found['few'])} that"
    yield large(n_large, min(rounds, 3))


def large(n_rows: int, rounds: int) -> str:
    """One sheet of many rows and 20 columns beside its bare values."""
    book, known = [report(0, n_rows)], roster(n_rows)
    stages = {"values": lambda: bare(book), "checked": lambda: read(book, known)}
    found = took(stages, rounds)
    return f"{n_rows} rows: {found['checked'].times(found['values'])}, {found['checked'].each(1)}"


if __name__ == "__main__":
    for line in run():
        print(line)
