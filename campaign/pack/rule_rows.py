"""A rule and its names' numbers in many rows, as arrays, go in; the rows that break it come out.

The same as `Rule.broken` row by row, for tables of many rows that break next to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np
import numpy.typing as npt

from campaign.pack.rule import HOLDS, Missing, Operator, Rule, summands

Numbers = npt.NDArray[np.float64]
Broken = npt.NDArray[np.bool_]
KnownRows = Callable[[str], Numbers]
"""The numbers a name stands for, a row each; NaN where there is none."""
KnownLines = Callable[[tuple[str, ...]], Numbers]
"""The same of several names, a line each."""


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


def alike(rules: Iterable[Rule]) -> tuple[RuleGroup, ...]:
    """The rules in groups that `broken_by_rule` can try together: one name, or a number and a
    name's multiple, against another, by the same operator and margin; every other rule alone."""
    groups: dict[tuple[object, ...], list[Rule]] = {}
    for rule in rules:
        is_plain = all(_line(*side) for side in _sides(rule))
        is_plain = is_plain and rule.op in HOLDS and rule.least is None and not rule.week_offset
        groups.setdefault((rule.op, rule.margin) if is_plain else (rule.id,), []).append(rule)
    return tuple(RuleGroup(tuple(found)) for found in groups.values())


@dataclass(frozen=True)
class _Lines:
    """One side of several rules: the name each has, its factor, what is added to it, and whether a
    number that is missing counts as 0; a column, a row each rule."""

    names: tuple[str, ...]
    factors: Numbers
    constants: Numbers
    is_zero: Broken

    @staticmethod
    def of(sides: Sequence[tuple[str, float, float, bool]]) -> _Lines:
        """The sides, each a name with its numbers."""
        names, *numbers = zip(*sides, strict=True)
        factors, constants, zeros = (np.array(column)[:, None] for column in numbers)
        return _Lines(tuple(names), factors, constants, zeros)

    @cached_property
    def counts_zeros(self) -> bool:
        """Whether any of them counts what is missing as 0."""
        return bool(self.is_zero.any())

    def numbers(self, known: KnownLines) -> Numbers:
        """The side's number by rule and row; NaN where it is skipped."""
        found = known(self.names)
        if self.counts_zeros:
            found = np.where(self.is_zero & np.isnan(found), 0.0, found)
        return self.constants + self.factors * found


@dataclass(frozen=True)
class RuleGroup:
    """Rules that are tried together, one at the least."""

    rules: tuple[Rule, ...]

    @cached_property
    def lines(self) -> tuple[_Lines, _Lines]:
        """The left and the right sides of several."""
        left, right = zip(*map(_sides, self.rules), strict=True)
        told = ([line for side in sides if (line := _line(*side))] for sides in (left, right))
        first, second = map(_Lines.of, told)
        return first, second


def _sides(rule: Rule) -> tuple[tuple[str, Missing], tuple[str, Missing]]:
    return (rule.left, rule.left_missing), (rule.right, rule.right_missing)


def _line(side: str, missing: Missing) -> tuple[str, float, float, bool] | None:
    """A side that is one name's multiple, with what is added to it; None for any other."""
    parts = summands(side) if "/" not in side else ()
    named = [(name, factor) for factor, name, _ in parts if name]
    if len(named) != 1 or (missing is Missing.SKIP_IF_ALL and len(parts) > 1):
        return None
    constant = sum(factor * number for factor, name, number in parts if not name)
    return *named[0], float(constant), missing is Missing.NEVER_SKIP


def broken_by_rule(group: RuleGroup, known: KnownLines) -> Iterator[tuple[Rule, list[int]]]:
    """The rules of one group of `alike` that rows break, each with the rows' places."""
    rule = group.rules[0]
    if len(group.rules) == 1:
        found = np.flatnonzero(broken_rows(rule, lambda name: known((name,))[0])).tolist()
        yield from [(rule, found)] if found else []
        return
    left, right = (lines.numbers(known) for lines in group.lines)
    fails: Broken = ~HOLDS[rule.op](left, right, rule.margin)
    at, places = np.nonzero(fails & ~np.isnan(left) & ~np.isnan(right))
    for index in dict.fromkeys(at.tolist()):
        yield group.rules[index], places[at == index].tolist()


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
