"""What must hold for every sheet, shown on many of them. `SOAK=1` runs the long ones in full."""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections import Counter
from collections.abc import Sequence

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaign import CUMULATIVE, Cadence, Kind
from campaign.issue import severities
from loaders import Reading
from tests.loaders.drawn import PACK, ROSTER, Drawing, figures, read, rows, workbook

SOAK = os.environ.get("SOAK") == "1"
FEW = settings(
    max_examples=200 if SOAK else 12,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
UNITS = [u.name for u in ROSTER.units if u.valid_to is None and not u.short_names]
COUNTS = [
    q.id
    for q in PACK.quantities
    if q.kind is Kind.COUNT and q.cadence is Cadence.WEEKLY and not q.part_of
]

numbers = st.sampled_from(["0", "1", "2", "7", "12", "/", "无", "'3", "3场次", "二十一", ""])
doubtful = st.sampled_from(["约3", "#REF!", "=A1", "2.5", "-1", "3-5", "待报", "TRUE", "天", "'"])
cells = st.one_of(numbers, numbers, numbers, doubtful)
names = st.one_of(st.sampled_from(UNITS), st.sampled_from(["未知局", "", "中心小学党支部", "合计"]))


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """A header and up to six rows: 序号, 单位名称 and one to four quantities."""
    chosen = draw(st.lists(st.sampled_from(COUNTS), min_size=1, max_size=4, unique=True))
    header = ["序号", "单位名称", *(PACK.quantity[q].label.zh for q in chosen)]
    listed = draw(st.lists(names, min_size=1, max_size=6))
    body = [
        [str(n), name, *(draw(cells) for _ in chosen)] for n, name in enumerate(listed, start=1)
    ]
    return [header, *body]


def drawing(lines: Sequence[Sequence[str]], title: str = "周报表（第3周）") -> str:
    return "\n".join([f"| {title} |", *("| " + " | ".join(line) + " |" for line in lines)])


def told(reading: Reading) -> Counter[tuple[str, str]]:
    return Counter((issue.code, issue.raw) for issue in reading.all_issues)


@FEW
@given(tables(), st.integers(0, 5), st.integers(0, 3))
def test_moving_a_table_changes_its_addresses_and_nothing_else(
    lines: list[list[str]], down: int, right: int
) -> None:
    here = read(drawing(lines))
    there = read(Drawing(drawing(lines), at=f"{'ABCD'[right]}{down + 1}"))
    assert figures(there) == figures(here)
    assert told(there) == told(here)
    for a, b in zip(here.tables, there.tables, strict=True):
        assert [e.row + down for e in a.entries] == [e.row for e in b.entries]
        for one, other in zip(a.entries, b.entries, strict=True):
            for slot, value in one.values.items():
                assert other.values[slot].column == value.column + right


@FEW
@given(
    tables(),
    st.lists(st.sampled_from(["", "附件1", "填报单位：第二指导组", "单位：个、场次"]), max_size=4),
)
def test_lines_above_the_header_change_no_entry(lines: list[list[str]], above: list[str]) -> None:
    plain = read(drawing(lines))
    titled = "\n".join([*(f"| {text} |" for text in above), drawing(lines)])
    assert figures(read(titled)) == figures(plain)


@FEW
@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_columns_changes_nothing(lines: list[list[str]], order: random.Random) -> None:
    columns = list(range(len(lines[0])))
    order.shuffle(columns)
    mixed = [[line[c] for c in columns] for line in lines]
    assert figures(read(drawing(mixed))) == figures(read(drawing(lines)))


@FEW
@given(st.data())
def test_what_is_written_is_read_back(data: st.DataObject) -> None:
    slots = [s for q in COUNTS[:4] for s in (q, q + CUMULATIVE)]
    listed = data.draw(st.lists(st.sampled_from(UNITS), min_size=1, max_size=5, unique=True))
    truth = {}
    for name in listed:
        week = [data.draw(st.integers(0, 50)) for _ in slots[::2]]
        truth[name] = [n for w in week for n in (w, w + data.draw(st.integers(0, 99)))]
    header = [
        PACK.quantity[s.removesuffix(CUMULATIVE)].label.zh
        + ("累计" if s.endswith(CUMULATIVE) else "本周")
        for s in slots
    ]
    lines = [["单位名称", *header], *([n, *map(str, truth[n])] for n in listed)]
    reading = read(drawing(lines))
    frame = rows(reading).set_index("raw_unit")
    held = {e.raw_unit for t in reading.tables for e in t.entries if not e.accepted}
    for name in set(listed) - held:
        assert frame.loc[name, slots].tolist() == truth[name]
    assert all(
        entry.values[slot].value == number
        for t in reading.tables
        for entry in t.entries
        for slot, number in zip(slots, truth[entry.raw_unit], strict=True)
    )


@FEW
@given(tables(), st.integers(1, 9))
def test_every_quoted_text_stands_where_it_is_said_to(lines: list[list[str]], top: int) -> None:
    data = workbook(Drawing(drawing(lines), at=f"B{top}"))
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    for issue in read(data).all_issues:
        at = issue.address
        if at is None or not at.row or not at.column or not issue.raw:
            continue
        found = sheet.cell(at.row, at.column).value
        text = str(int(found)) if isinstance(found, float) and found.is_integer() else str(found)
        assert issue.raw.lower() in text.lower(), (issue, found)


@FEW
@given(tables(), st.booleans(), st.booleans())
def test_no_row_vanishes(lines: list[list[str]], footer: bool, again: bool) -> None:
    body = lines[1:]
    lines = [lines[0], *body, *([lines[0], *body] if again else [])]
    lines += [["", "", ""], ["填表人：", "", ""]] if footer else []
    reading = read(drawing(lines))
    if reading.refused:
        assert reading.refused.code in ("L11", "L01")
        return
    (found,) = reading.tables
    aside, entered = set(found.set_aside), {entry.row for entry in found.entries}
    below = max(n for n, line in enumerate(lines) if any(line))
    assert not aside & entered
    assert len(aside) + len(entered) + found.n_blank_rows == below


BOOK = workbook(
    """
    | 云岭区周报表（第3周） | < | < | < |
    | 填报单位：第二指导组 | | | |
    | 序号 | 单位名称 | 研讨交流（场次） | < |
    | ^ | ^ | 本周 | 累计 |
    | 1 | 区财政局 | 2 | =1+4→5 |
    | 2 | 西城街道 | '3场次 | #REF! |
    | | 合计 | 5 | =SUM(D5:D6) |
    """
)


def mutant(seed: int) -> bytes:
    """The workbook with a few bytes changed, or cut off."""
    draw = random.Random(seed)
    data = bytearray(BOOK)
    for _ in range(draw.randint(1, 12)):
        data[draw.randrange(len(data))] = draw.randrange(256)
    return bytes(data[: draw.randrange(len(data))] if seed % 4 == 0 else data)


@pytest.mark.parametrize("seed", range(500 if SOAK else 60))
def test_a_damaged_file_ends_in_a_coded_reading(seed: int) -> None:
    reading = read(mutant(seed))
    assert reading.refused is None or reading.refused.code in severities()
    assert all(issue.code in severities() for issue in reading.all_issues)


def inner_mutant(seed: int) -> bytes:
    """The workbook with one member's text changed before it is packed: a valid archive."""
    draw = random.Random(seed)
    source = zipfile.ZipFile(io.BytesIO(BOOK))
    chosen = draw.choice(source.namelist())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in source.namelist():
            text = bytearray(source.read(name))
            if name == chosen:
                for _ in range(draw.randint(1, 6)):
                    text[draw.randrange(len(text))] = draw.choice(b'<>"/&0123456789ABCrst ')
            archive.writestr(name, bytes(text))
    return out.getvalue()


@pytest.mark.parametrize("seed", range(500 if SOAK else 60))
def test_a_damaged_member_ends_in_a_coded_reading(seed: int) -> None:
    reading = read(inner_mutant(seed))
    assert all(issue.code in severities() for issue in reading.all_issues)
