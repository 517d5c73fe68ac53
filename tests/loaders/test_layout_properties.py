"""What must hold for every layout: where a table stands and in what order its columns are changes
nothing but addresses, a turned sheet says what the upright one says, and no row vanishes."""

from __future__ import annotations

import os
from collections.abc import Sequence

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from loaders import Reading
from tests.loaders.drawn import ROSTER, Drawing, figures, read

FEW = settings(
    max_examples=300 if os.environ.get("SOAK") == "1" else 15,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
UNITS = [u.name for u in ROSTER.units if u.valid_to is None and not u.short_names]
HEADINGS = ("研讨交流", "集中学习", "专题党课", "检视问题", "实地调研", "办实事")

cells = st.sampled_from(["0", "1", "2", "7", "无", "3场次", "约3", "", "#REF!", "2.5", "/", "待报"])
headings = st.lists(st.sampled_from(HEADINGS), min_size=2, max_size=5, unique=True)
units = st.lists(st.sampled_from(UNITS), min_size=2, max_size=5, unique=True)


@st.composite
def weeks(draw: st.DrawFn) -> list[list[str]]:
    """A report as lines of texts: the headings with 单位名称 first, then a line a unit."""
    heads, names = draw(headings), draw(units)
    return [["单位名称", *heads], *([n, *(draw(cells) for _ in heads)] for n in names)]


def drawn(lines: Sequence[Sequence[str]]) -> str:
    """The lines as a drawing."""
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def upright(report: list[list[str]]) -> str:
    """The report under its title."""
    return drawn([["周报表（第3周）"], ["填报单位：第二指导组"], *report])


def turned(report: list[list[str]]) -> str:
    """The same with the units across."""
    return drawn(
        [["周报表（第3周）"], ["填报单位：第二指导组"], *map(list, zip(*report, strict=True))]
    )


def lines_told(reading: Reading) -> int:
    """The rows accepted, held, set aside and blank of the only table."""
    (table,) = reading.tables
    return len(table.entries) + len(table.set_aside) + table.n_blank_rows


@FEW
@given(weeks(), st.integers(0, 4), st.integers(0, 3), st.booleans())
def test_rows_and_columns_before_the_header_change_only_addresses(
    report: list[list[str]], down: int, right: int, titled: bool
) -> None:
    for layout in (upright, turned):
        text = layout(report)
        more = "| 附件2 |\n| |\n" if titled else ""
        there = read(Drawing(more + text, at=f"{'ABCD'[right]}{down + 1}"))
        here = read(text)
        assert figures(there) == figures(here)
        rows = down + (2 if titled else 0)
        for e, same in zip(there.tables[0].entries, here.tables[0].entries, strict=True):
            for slot, value in same.values.items():
                moved = e.values[slot]
                assert (moved.row, moved.column) == (value.row + rows, value.column + right)


@FEW
@given(weeks(), st.randoms(use_true_random=False))
def test_the_order_of_columns_changes_nothing(report: list[list[str]], draw: st.DataObject) -> None:
    order = list(range(len(report[0])))
    draw.shuffle(order)  # type: ignore[attr-defined]
    other = [[line[at] for at in order] for line in report]
    assert figures(read(upright(other))) == figures(read(upright(report)))


@FEW
@given(weeks())
@example([["单位名称", "研讨交流", "集中学习"], *([name, "2", "待报"] for name in UNITS[:2])])
def test_a_turned_sheet_says_what_the_upright_one_says(report: list[list[str]]) -> None:
    there, here = read(turned(report)), read(upright(report))
    assert figures(there) == figures(here)
    assert sorted(i.code for i in there.all_issues if i.code != "L09") == sorted(
        i.code for i in here.all_issues
    )
    for entry in there.tables[0].entries:
        for value in entry.values.values():
            assert value.raw == _raw(report, value.row - 3, value.column - 1)


def _raw(report: list[list[str]], head: int, unit: int) -> str:
    return report[unit][head]


@FEW
@given(weeks(), st.sampled_from(["合计", "小计", "平均"]))
def test_no_row_of_any_layout_vanishes(report: list[list[str]], word: str) -> None:
    total = [word, *("9" for _ in report[0][1:])]
    lines = [*report, total]
    assert lines_told(read(upright(lines))) == len(lines) - 1
    assert lines_told(read(turned(lines))) == len(lines) - 1


@FEW
@given(weeks(), weeks())
def test_weeks_side_by_side_say_what_each_would_alone(
    first: list[list[str]], second: list[list[str]]
) -> None:
    second = [second[0], *([name, *line[1:]] for (name, *_), line in _paired(first, second))]
    first = first[: len(second)]
    band = [
        "单位名称",
        "第1周",
        *["<"] * (len(first[0]) - 2),
        "第2周",
        *["<"] * (len(second[0]) - 2),
    ]
    heads = ["^", *first[0][1:], *second[0][1:]]
    body = [a + b[1:] for a, b in zip(first[1:], second[1:], strict=True)]
    both = read(drawn([["情况统计表"], band, heads, *body]))
    for number, alone in ((0, first), (1, second)):
        told = {e.raw_unit: _said(e.values) for e in both.tables[number].entries}
        only = read(drawn([[f"情况统计表（第{number + 1}周）"], *alone]))
        assert told == {e.raw_unit: _said(e.values) for e in only.tables[0].entries}


def _paired(first: list[list[str]], second: list[list[str]]) -> list[tuple[list[str], list[str]]]:
    return list(zip(first[1:], second[1:], strict=False))


def _said(values: object) -> dict[str, tuple[object, str, str]]:
    return {slot: (v.value, v.state.value, v.raw) for slot, v in dict(values).items()}  # type: ignore[call-overload]
