"""What a stranger may send ends in figures or in a code, and costs a bounded multiple of plain work.

One file a kind: what took more than three seconds or ended in a fault of the program (F16) before.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.loaders.drawn import doubts, read
from tests.loaders.hostile import BOOK, changed

HEAD = "周报（第3周）\n单位名称,研讨交流,备注\n"
WORKBOOK, STRINGS = "xl/workbook.xml", "xl/sharedStrings.xml"
MOST = 32
"""Times the floor, as for the largest sheets."""


def many(line: str, n: int) -> bytes:
    return (HEAD + line * n).encode()


def named(n: int) -> bytes:
    names = "".join(f'<definedName name="n{i}">A1</definedName>' for i in range(n))
    close = "</workbook>"
    return changed(WORKBOOK, lambda xml: xml.replace(close, f"<definedNames>{names}</definedNames>{close}"))  # fmt: skip


def nested(part: str, tag: str, n: int) -> bytes:
    return changed(part, lambda xml: xml.replace(f"</{tag}>", f"{'<x>' * n}{'</x>' * n}</{tag}>"))


STRANGE: dict[str, Callable[[], bytes]] = {
    "long heading": lambda: ("周报（第3周）\n单位名称," + "研讨交流" * 50_000 + "\n区财政局,2\n").encode(),
    "long headings": lambda: many("党" * 30_000 + "," + "、" * 30_000 + "\n", 60),
    "title of weeks": lambda: ("云岭区" + "主题教育第3周" * 30_000 + "\n" + HEAD).encode(),
    "title of days": lambda: ("云岭区" + "2023年10月16日至" * 10_000 + "\n" + HEAD).encode(),
    "line beyond any cell": lambda: ("a" * 9_000_000 + "\n" + HEAD).encode(),
    "16,000 headings": lambda: ("周报（第3周）\n单位名称," + ",".join(f"研讨{i}" for i in range(16_000))).encode(),
    "200,000 rows of one unit": lambda: many("区财政局,1,\n", 200_000),
    "25,000 headed parts": lambda: many("一、区直,,\n", 24_000),
    "40,000 tables": lambda: (HEAD + "区财政局,1,\n\n").encode() * 40_000,
    "names upon names": lambda: many("中共" + "区委" * 3000 + "党组" * 3000 + ",1,\n", 300),
    "a million defined names": lambda: named(1_000_000),
    "nested book": lambda: nested(WORKBOOK, "workbook", 300_000),
    "nested texts": lambda: nested(STRINGS, "sst", 300_000),
    "text of six million letters": lambda: changed(STRINGS, lambda xml: xml.replace("</sst>", f"<si><t>{'研讨' * 3_000_000}</t></si></sst>")),
    "link to a file": lambda: changed("xl/_rels/workbook.xml.rels", lambda xml: xml.replace("worksheets/sheet1.xml", "../../../etc/passwd")),
    "sheet's name of three million letters": lambda: changed(WORKBOOK, lambda xml: xml.replace('name="', f'name="{"长" * 3_000_000}', 1)),
    "zeros": lambda: many("区财政局,1,\0\n", 300),
    "entities": lambda: f"<html><table><tr><td>{'&amp;' * 1_000_000}".encode(),
    "empty but for a sign": lambda: BOOK[:4],
}  # fmt: skip


@pytest.mark.parametrize("kind", STRANGE)
def test_it_ends_in_figures_or_a_code(kind: str) -> None:
    data = STRANGE[kind]()
    begun = time.process_time()
    kept = {i % 1000: str(i) for i in range(2_000_000)}
    floor, begun = time.process_time() - begun, time.process_time()
    reading = read(data, file_name="周报.csv")
    cost = (time.process_time() - begun) / floor
    assert kept
    assert reading.refused is None or reading.refused.code != "F16"
    assert cost < MOST


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("9" * 400, "C08"),
        ("-" + "9" * 400, "C07"),
        ("1e308", "C03"),
        ("NaN", "C03"),
        ("inf", "C03"),
    ],
)
def test_a_figure_beyond_all_figures_is_held(text: str, code: str) -> None:
    reading = read(f"{HEAD}区财政局,{text},\n".encode(), file_name="周报.csv")
    assert [line for line in doubts(reading) if line.startswith(code) and line.endswith("B3")]


@pytest.mark.parametrize("day", ["0000-00-00", "0001-01-01", "9999-99-99", "99999-12-31"])
def test_a_day_outside_all_calendars_is_no_fault(day: str) -> None:
    data = f"云岭区周报（第3周）\n填报日期：{day}\n单位名称,研讨交流,日期\n区财政局,2,{day}\n"
    reading = read(data.encode(), file_name="周报.csv")
    assert reading.refused is None


@pytest.mark.parametrize("name", ["\u202e周报", "a\u200bb", "=cmd()", "＝SUM(A1)", "../../x"])
def test_a_sheet_may_be_called_anything(name: str) -> None:
    data = changed(WORKBOOK, lambda xml: xml.replace('name="周报"', f'name="{name}"'))
    reading = read(data, file_name="../../etc/passwd\u202e.xlsx")
    assert reading.refused is None
