"""The largest sheets that are read cost a bounded multiple of plain work in the same run.

On a quiet machine the floor takes about an eighth of a second, and the full sheets must end within
three: a quarter of each within a quarter of that. `SOAK=1` reads them in full.
"""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable

import pytest
import xlsxwriter

from tests.loaders.drawn import read

PARTS = 1 if os.environ.get("SOAK") else 4
MOST = 32 if PARTS == 1 else 16
"""Times the floor: on a quiet machine 3 s are 24; among busy neighbours the largest page took 28.
A quarter may cost twice its share: beside other tests it tells what grows out of bounds alone."""
TALK = "理论学习不够深入，联系实际不紧密，存在以干代学的现象；定期开展研讨交流，明确完成时限。" * 6
Rows = list[list[object]]


def floor() -> float:
    """CPU seconds of two million small texts put away."""
    begun, kept = time.process_time(), {}
    for i in range(2_000_000):
        kept[i % 1000] = str(i)
    return time.process_time() - begun


def book(rows: Rows) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as made:
        sheet = made.add_worksheet("周报")
        for r, row in enumerate(rows):
            sheet.write_row(r, 0, row)
    return out.getvalue()


def page(rows: Rows) -> bytes:
    cells = ("".join(f'<td class="x" style="a:b">{cell}</td>' for cell in row) for row in rows)
    return f"<html><table><tr>{'</tr><tr>'.join(cells)}</tr></table></html>".encode()


def weekly(n: int, width: int, note: str = "") -> Rows:
    heads = ["单位名称", "集中学习", "研讨交流", *(f"指标{i}" for i in range(width - 3))]
    body = [
        [f"第{r}小学", *(r * c % 17 for c in range(width - 1 - bool(note))), *[f"{r}{note}"] * bool(note)]
        for r in range(n)
    ]  # fmt: skip
    return [["云岭区主题教育周报表（第3周）"], heads, *body]


def unknown(n: int) -> Rows:
    """Names of nobody without a digit in them: each is compared with the roster's."""
    letters = "山水林田湖草沙石云岭"
    names = ["".join(letters[r // 10**d % 10] for d in range(5)) + "服务中心" for r in range(n)]
    return [*weekly(0, 4), *([name, 1, 2, 3] for name in names)]


def ledger(n: int) -> Rows:
    heads = [
        "问题编号",
        "责任单位",
        "问题来源",
        "问题表现",
        "整改措施",
        "牵头科室",
        "整改时限",
        "整改进展",
    ]
    row = ["区财政局", "自查", TALK, TALK, "办公室", "2023年12月1日", "整改中"]
    rows = [[r + 1, *(f"{r}{text}" if text is TALK else text for text in row)] for r in range(n)]
    return [["第二指导组检视问题整改台账"], heads, *rows]  # type: ignore[list-item]


LARGE: dict[str, Callable[[], bytes]] = {
    "480,000 cells": lambda: book(weekly(8000 // PARTS, 60)),
    "20,000 long texts beside figures": lambda: book(weekly(20_000 // PARTS, 4, TALK)),
    "20,000 long texts of a ledger": lambda: book(ledger(10_000 // PARTS)),
    "20,000 unknown names": lambda: book(unknown(20_000 // PARTS)),
    "a page of 320,000 cells": lambda: page(weekly(16_000 // PARTS, 20)),
}


@pytest.mark.parametrize("kind", LARGE)
def test_a_large_sheet_is_read_within_a_bounded_multiple_of_plain_work(
    kind: str, figures: Callable[[str], None]
) -> None:
    data = LARGE[kind]()
    best = min(floor(), floor())
    begun = time.process_time()
    reading = read(data, file_name="周报.xls")
    cost = (time.process_time() - begun) / best
    figures(f"{kind} / {PARTS}: {cost:.1f} times the floor, {MOST:.1f} allowed")
    assert reading.refused is None
    assert cost < MOST
