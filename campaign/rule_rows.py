"""A rule and its names' numbers in many rows, as arrays, go in; the rows that break it come out.

The same as `Rule.broken` row by row, for tables of many rows that break next to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce

import numpy as np
import numpy.typing as npt

from campaign.rule import HOLDS, Missing, Operator, Rule, summands

Numbers = npt.NDArray[np.float64]
Broken = npt.NDArray[np.bool_]
KnownRows = Callable[[str], Numbers]
"""The numbers a name stands for, a row each; NaN where there is none."""


def broken_rows(rule: Rule, known: KnownRows) -> Broken:
    """Whether each row breaks the rule."""
    left = _side(rule.left, rule.left_missing, known)
    earlier = (lambda name: known(f"last:{name}")) if rule.week_offset else known
    right = _side(rule.right, rule.right_missing, earlier)
    has_left, has_right = ~np.isnan(left), ~np.isnan(right)
    if rule.op is Operator.COMPULSORY_PAIR:
        return np.not_equal(has_left, has_right)
    if rule.op is Operator.EXCLUSIVE_PAIR:
        return has_left & has_right
    tried = has_left & has_right
    if rule.least is not None:
        tried &= left > rule.least
    holds: Broken = HOLDS[rule.op](left, right, rule.margin)
    return tried & ~holds


def alike(rules: Iterable[Rule]) -> tuple[tuple[Rule, ...], ...]:
    """The rules in groups that `broken_by_rule` can try together: one name against another, by the
    same operator and margin; every other rule alone."""
    groups: dict[tuple[object, ...], list[Rule]] = {}
    for rule in rules:
        is_plain = _is_name(rule.left) and _is_name(rule.right)
        is_plain = is_plain and rule.op in HOLDS and rule.least is None and not rule.week_offset
        is_plain = is_plain and Missing.NEVER_SKIP not in (rule.left_missing, rule.right_missing)
        groups.setdefault((rule.op, rule.margin) if is_plain else (rule.id,), []).append(rule)
    return tuple(map(tuple, groups.values()))


def _is_name(side: str) -> bool:
    parts = summands(side)
    return "/" not in side and len(parts) == 1 and bool(parts[0][1]) and parts[0][0] == 1.0


def broken_by_rule(group: Sequence[Rule], known: KnownRows) -> Iterator[tuple[Rule, list[int]]]:
    """The rules of one group of `alike` that rows break, each with the rows' places."""
    if len(group) == 1:
        found = np.flatnonzero(broken_rows(group[0], known)).tolist()
        yield from [(group[0], found)] if found else []
        return
    left, right = (np.stack([known(n) for n in ns]) for ns in zip(*map(_names, group), strict=True))
    fails: Broken = ~HOLDS[group[0].op](left, right, group[0].margin)
    at, places = np.nonzero(fails & ~np.isnan(left) & ~np.isnan(right))
    for index in dict.fromkeys(at.tolist()):
        yield group[index], places[at == index].tolist()


def _names(rule: Rule) -> tuple[str, str]:
    return rule.left, rule.right


def _side(text: str, missing: Missing, known: KnownRows) -> Numbers:
    """The numbers of one side; NaN where it is skipped."""
    if "/" in text:
        above, below = (_side(part, missing, known) for part in text.split("/"))
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(below == 0, np.nan, above / below)
    parts = summands(text)
    found = [known(name) if name else np.asarray(constant) for _, name, constant in parts]
    lacking = [np.isnan(numbers) for numbers in found]
    total: Numbers = np.asarray(0.0)
    for (factor, _, _), numbers, lacks in zip(parts, found, lacking, strict=True):
        total = total + factor * (numbers if len(parts) == 1 else np.where(lacks, 0.0, numbers))
    if missing is Missing.NEVER_SKIP:
        return np.nan_to_num(total) if len(parts) == 1 else total
    skipped = np.logical_and if missing is Missing.SKIP_IF_ALL else np.logical_or
    return np.where(reduce(skipped, lacking), np.nan, total)
