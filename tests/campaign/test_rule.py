"""Rules as data: when a condition holds, when it is broken, and when it is not tried."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign import (
    Missing,
    Operator,
    Rule,
    Severity,
    load_pack,
    pack_ids,
    registered_slots,
    severities,
)
from campaign.pack.rule import rule_of, spread

NUMBERS = st.none() | st.integers(0, 20).map(float)
LINE = dict.fromkeys(
    ["left_missing", "right_missing", "week_offset", "tolerance", "least", "marks", "whole"], ""
)


def rule(left: str, op: str, right: str, **told: str) -> Rule:
    line = {"id": "r", "scope": "weekly_report", "left": left, "op": op, "right": right}
    return rule_of({**LINE, **line, "importance": "error", "code": "K02", **told})


def is_broken(made: Rule, **numbers: float | None) -> bool:
    return made.broken(numbers.get) is not None


@pytest.mark.parametrize(
    ("op", "a", "b", "broken"),
    [
        ("equal_to", 3, 3, False),
        ("equal_to", 3, 4, True),
        ("not_equal_to", 3, 3, True),
        ("not_equal_to", 3, 4, False),
        ("greater_than", 3, 3, True),
        ("greater_than", 4, 3, False),
        ("greater_than_or_equal_to", 3, 3, False),
        ("greater_than_or_equal_to", 2, 3, True),
        ("less_than", 3, 3, True),
        ("less_than", 2, 3, False),
        ("less_than_or_equal_to", 3, 3, False),
        ("less_than_or_equal_to", 4, 3, True),
        ("compulsory_pair", 3, None, True),
        ("compulsory_pair", None, 3, True),
        ("compulsory_pair", 0, 0, False),
        ("compulsory_pair", None, None, False),
        ("exclusive_pair", 3, 3, True),
        ("exclusive_pair", 0, 0, True),
        ("exclusive_pair", 3, None, False),
        ("exclusive_pair", None, None, False),
    ],
)
def test_a_condition_that_is_false_is_broken(
    op: str, a: float | None, b: float | None, broken: bool
) -> None:
    assert is_broken(rule("a", op, "b"), a=a, b=b) is broken


@pytest.mark.parametrize(
    ("missing", "a", "b", "broken"),
    [
        ("any", None, 5, False),
        ("any", 1, None, False),
        ("all", None, None, False),
        ("all", 1, None, False),
        ("all", 6, None, True),
        ("never", None, None, False),
        ("never", 6, None, True),
    ],
)
def test_a_missing_number_skips_or_counts_as_nothing(
    missing: str, a: float | None, b: float | None, broken: bool
) -> None:
    made = rule("a+b", "less_than_or_equal_to", "5", left_missing=missing)
    assert is_broken(made, a=a, b=b) is broken


def test_a_side_may_be_a_multiple_a_sum_or_a_share() -> None:
    assert is_broken(rule("a", "less_than_or_equal_to", "30*b"), a=91, b=3)
    assert not is_broken(rule("a", "less_than_or_equal_to", "30*b"), a=90, b=3)
    assert is_broken(rule("a+2*b", "less_than_or_equal_to", "7"), a=2, b=3)
    share = rule("r", "equal_to", "a/b", tolerance="0.005", importance="warning", code="K03")
    assert not is_broken(share, r=0.333, a=1, b=3)
    assert is_broken(share, r=0.34, a=1, b=3)
    assert not is_broken(share, r=0.34, a=1, b=0)  # nothing to share is no share


def test_an_offset_takes_the_right_side_from_an_earlier_week() -> None:
    made = rule("a", "greater_than_or_equal_to", "a", week_offset="-1")
    assert made.broken({"a": 3.0, "last:a": 4.0}.get) == (3.0, 4.0)
    assert made.broken({"a": 3.0}.get) is None


def test_small_numbers_may_be_let_be() -> None:
    made = rule("a", "less_than", "5*b", least="5")
    assert [is_broken(made, a=a, b=1) for a in (4, 5, 6)] == [False, False, True]


def test_a_rule_over_all_quantities_is_one_rule_each() -> None:
    made = spread([rule("*", "less_than", "5*median:*"), rule("a", "less_than", "b")], ["x", "y"])
    assert [(r.left, r.right) for r in made] == [
        ("x", "5*median:x"),
        ("y", "5*median:y"),
        ("a", "b"),
    ]


def test_importance_and_code_must_agree() -> None:
    with pytest.raises(ValueError, match="importance"):
        rule("a", "less_than", "b", importance="note")


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_rule_of_a_pack_names_what_there_is(pack_id: str) -> None:
    pack = load_pack(pack_id)
    assert len({rule.id for rule in pack.rules}) == len(pack.rules)
    for made in pack.rules:
        known = {*registered_slots(), *pack.form[made.scope].field, "unit.sub_org_total"}
        names = [n.removeprefix("median:") for s in ("left", "right") for n in made.names(s)]
        is_spread = "." in made.id
        unknown = [name for name in names if name not in known]
        assert unknown == (
            [] if not is_spread else [n for n in unknown if n.endswith("@cumulative")]
        )
        assert severities()[made.code] is made.importance
        assert made.importance in (Severity.ERROR, Severity.WARNING)


@given(NUMBERS, NUMBERS, st.sampled_from(list(Operator)[:6]), st.sampled_from(Missing))
def test_the_rule_says_what_the_operator_says(
    a: float | None, b: float | None, op: Operator, missing: Missing
) -> None:
    told = {"left_missing": str(missing), "right_missing": str(missing)}
    got = is_broken(rule("a", str(op), "b", **told), a=a, b=b)
    skips = (a is None or b is None) and missing is not Missing.NEVER_SKIP
    x, y = a or 0.0, b or 0.0
    holds = {
        Operator.EQUAL: x == y,
        Operator.NOT_EQUAL: x != y,
        Operator.GREATER: x > y,
        Operator.GREATER_OR_EQUAL: x >= y,
        Operator.LESS: x < y,
        Operator.LESS_OR_EQUAL: x <= y,
    }[op]
    assert got is (not skips and not holds)


@pytest.mark.parametrize(
    ("made", "columns", "possible"),
    [
        (rule("a", "less_than", "b"), {"a"}, False),
        (rule("a", "less_than", "b"), {"a", "b"}, True),
        (rule("a", "less_than", "b", right_missing="never"), {"a"}, True),
        (rule("a", "less_than", "a", week_offset="-1"), {"a"}, True),
        (rule("a", "less_than", "5*median:a"), {"a"}, True),
        (rule("a", "less_than", "unit.sub_org_total"), {"b"}, False),
        (rule("a", "compulsory_pair", "b"), {"b"}, True),
        (rule("a", "compulsory_pair", "b"), {"c"}, False),
    ],
)
def test_a_rule_is_tried_only_where_its_columns_are(
    made: Rule, columns: set[str], possible: bool
) -> None:
    assert made.is_possible(frozenset(columns)) is possible
