"""A rule tried on many rows at once says the same as row by row."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from campaign import Missing, Operator, Rule, Severity, alike, broken_by_rule, broken_rows

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


@given(
    sides=st.lists(
        st.tuples(
            SIDES,
            SIDES,
            st.sampled_from([Operator.LESS_OR_EQUAL, Operator.EQUAL]),
            st.sampled_from(Missing),
        ),
        min_size=1,
        max_size=6,
    ),
    rows=st.lists(st.tuples(*[NUMBERS] * 3), min_size=1, max_size=5),
)
def test_rules_tried_together_are_broken_as_each_alone(
    sides: list[tuple[str, str, Operator, Missing]], rows: list[tuple[float | None, ...]]
) -> None:
    rules = [
        replace(RULE, id=f"r{n}", left=left, right=right, op=op, left_missing=missing)
        for n, (left, right, op, missing) in enumerate(sides)
    ]
    columns = {
        name: np.array([np.nan if row[i] is None else row[i] for row in rows], dtype=float)
        for i, name in enumerate(NAMES)
    }
    together = {
        (rule.id, at)
        for group in alike(rules)
        for rule, places in broken_by_rule(group, lambda ns: np.array([columns[n] for n in ns]))
        for at in places
    }
    single = {
        (rule.id, at)
        for rule in rules
        for at, row in enumerate(rows)
        if rule.broken(dict(zip(NAMES, row, strict=True)).__getitem__) is not None
    }
    # two numbers against each other are one row to an array, whatever the rows are
    told = {r.id for r in rules if any(c.isalpha() for c in r.left + r.right)}
    assert {found for found in together if found[0] in told} == {
        found for found in single if found[0] in told
    }
