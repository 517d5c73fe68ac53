"""A rule tried on many rows at once says the same as row by row."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from campaign import Missing, Operator, Rule, Severity, broken_rows

NAMES = ("a", "b", "c")
NUMBERS = st.none() | st.integers(0, 3).map(float) | st.sampled_from([0.5, 10.0])
SIDES = st.sampled_from(["a", "b", "2*a", "a+b", "a+2*c", "a/b", "a+b/c", "3", "b+1"])
RULE = Rule(
    id="r",
    scope="weekly_report",
    left="a",
    op=Operator.EQUAL,
    right="b",
    left_missing=Missing.SKIP_IF_ANY,
    right_missing=Missing.SKIP_IF_ANY,
    week_offset=0,
    tolerance=0.0,
    least=None,
    marks="left",
    importance=Severity.WARNING,
    code="K08",
)


@given(
    left=SIDES,
    right=SIDES,
    op=st.sampled_from(Operator),
    left_missing=st.sampled_from(Missing),
    right_missing=st.sampled_from(Missing),
    offset=st.sampled_from([0, -1]),
    tolerance=st.sampled_from([0.0, 1.0]),
    least=st.none() | st.just(1.0),
    rows=st.lists(st.tuples(*[NUMBERS] * 6), min_size=1, max_size=5),
)
def test_the_rows_that_break_a_rule_are_those_that_break_it_one_by_one(
    left: str,
    right: str,
    op: Operator,
    left_missing: Missing,
    right_missing: Missing,
    offset: int,
    tolerance: float,
    least: float | None,
    rows: list[tuple[float | None, ...]],
) -> None:
    rule = replace(
        RULE,
        left=left,
        right=right,
        op=op,
        left_missing=left_missing,
        right_missing=right_missing,
        week_offset=offset,
        tolerance=tolerance,
        least=least,
    )
    names = (*NAMES, *(f"last:{name}" for name in NAMES))
    columns = {
        name: np.array([np.nan if row[i] is None else row[i] for row in rows], dtype=float)
        for i, name in enumerate(names)
    }
    single = [
        rule.broken(dict(zip(names, row, strict=True)).__getitem__) is not None for row in rows
    ]
    found = np.broadcast_to(broken_rows(rule, columns.__getitem__), len(rows))
    assert found.tolist() == single
