"""Validation rules as data: a line of a pack's `rules.csv` goes in; a rule to try rows with comes
out.

A side is a number, or names joined with `+` or `/`, each with an optional factor: `30*slot`. A name
is a slot or field of the row, `unit.sub_org_total`, or, before a slot, `last:` (the last known
figure of an earlier week), `so_far:` (what is known before the week, as long as no week is missing
from it and the total did not fall since) or `median:` (the middle one of the unit's earlier weeks).
In a weekly rule `*` stands in turn for each quantity whose weeks add up, on both sides alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, cached_property
from typing import Any

from campaign.issue import Severity, severities

Known = Callable[[str], float | None]
"""The number a name stands for in a row; None where there is none."""
_PART = re.compile(r"(?:(\d+(?:\.\d+)?)\*)?([^\d\s+/*][^\s+/*]*)|(\d+(?:\.\d+)?)")
_CLOSE = 1e-6


class Operator(StrEnum):
    """How the two sides must stand to each other."""

    EQUAL = "equal_to"
    NOT_EQUAL = "not_equal_to"
    GREATER = "greater_than"
    GREATER_OR_EQUAL = "greater_than_or_equal_to"
    LESS = "less_than"
    LESS_OR_EQUAL = "less_than_or_equal_to"
    COMPULSORY_PAIR = "compulsory_pair"
    EXCLUSIVE_PAIR = "exclusive_pair"


class Missing(StrEnum):
    """What a side does that lacks a number: `any` skips the rule, `all` skips it only if all of the
    side's names lack one and else counts them as 0, `never` counts every one as 0."""

    SKIP_IF_ANY = "any"
    SKIP_IF_ALL = "all"
    NEVER_SKIP = "never"


@dataclass(frozen=True)
class Rule:
    """One condition that rows of a form should meet.

    `week_offset` -1 takes the right side's slots from the last known earlier week · `tolerance` is
    how far apart the sides may be where they may be equal · `least` lets a row be that is not above
    it on the left · `marks` says which side's cell is faulty · `whole` is the term that names the
    right side where it is no slot. `importance` is the severity of `code`: error holds the row.
    """

    id: str
    scope: str
    left: str
    op: Operator
    right: str
    left_missing: Missing
    right_missing: Missing
    week_offset: int
    tolerance: float
    least: float | None
    marks: str
    importance: Severity
    code: str
    whole: str = ""

    def names(self, side: str) -> tuple[str, ...]:
        """The names of one side, `left` or `right`, in their order."""
        text = self.left if side == "left" else self.right
        return tuple(name for part in text.split("/") for _, name, _ in summands(part) if name)

    def is_possible(self, columns: frozenset[str]) -> bool:
        """Whether rows with these columns can break it, whatever is known besides them."""
        left, right = self._of_row("left"), self._of_row("right")
        if self.op in (Operator.COMPULSORY_PAIR, Operator.EXCLUSIVE_PAIR):
            return bool(columns & (left | right))
        sides = ((left, self.left_missing), (right, self.right_missing))
        return all(names <= columns or m is not Missing.SKIP_IF_ANY for names, m in sides)

    def _of_row(self, side: str) -> frozenset[str]:
        """The names of a side that are columns of the row itself."""
        if side == "right" and self.week_offset:
            return frozenset()
        names = self.names(side)
        return frozenset(n for n in names if ":" not in n and not n.startswith("unit."))

    @cached_property
    def looks_back(self) -> bool:
        """Whether it compares with earlier weeks."""
        return bool(self.week_offset) or ":" in self.left + self.right

    def broken(self, known: Known) -> tuple[float | None, float | None] | None:
        """Both sides' numbers where the condition is false; None where it holds or is skipped."""
        left = _side(self.left, self.left_missing, known)
        right = _side(self.right, self.right_missing, self._earlier(known))
        if self.op in (Operator.COMPULSORY_PAIR, Operator.EXCLUSIVE_PAIR):
            both, one = None not in (left, right), (left is None) != (right is None)
            is_broken = both if self.op is Operator.EXCLUSIVE_PAIR else one
            return (left, right) if is_broken else None
        if left is None or right is None or (self.least is not None and left <= self.least):
            return None
        return None if HOLDS[self.op](left, right, self.margin) else (left, right)

    @property
    def margin(self) -> float:
        """How far apart the sides may be."""
        return self.tolerance + _CLOSE

    def _earlier(self, known: Known) -> Known:
        return (lambda name: known(f"last:{name}")) if self.week_offset else known

    def of(self, quantity: str) -> Rule:
        """A rule over `*` for one quantity."""
        return replace(
            self,
            id=f"{self.id}.{quantity}",
            left=_filled(self.left, quantity),
            right=_filled(self.right, quantity),
        )


HOLDS: Mapping[Operator, Callable[[Any, Any, float], Any]] = {
    Operator.EQUAL: lambda a, b, margin: abs(a - b) <= margin,
    Operator.NOT_EQUAL: lambda a, b, margin: abs(a - b) > margin,
    Operator.GREATER: lambda a, b, margin: a > b + _CLOSE,  # noqa: ARG005
    Operator.GREATER_OR_EQUAL: lambda a, b, margin: a >= b - margin,
    Operator.LESS: lambda a, b, margin: a < b - _CLOSE,  # noqa: ARG005
    Operator.LESS_OR_EQUAL: lambda a, b, margin: a <= b + margin,
}
"""Whether a left side stands to a right side as it must, within a margin; also of whole arrays."""


def _filled(text: str, quantity: str) -> str:
    """`*@cumulative` and `5*median:*` with the quantity's id in the place of the lone star."""
    return re.sub(r"(?<![\d.])\*", quantity, text)


def _side(text: str, missing: Missing, known: Known) -> float | None:
    """The number of one side; None where it is skipped."""
    if "/" in text:
        above, below = (_side(part, missing, known) for part in text.split("/"))
        return above / below if above is not None and below else None
    parts = summands(text)
    if len(parts) == 1:
        ((factor, name, constant),) = parts
        number = known(name) if name else constant
        is_skipped = number is None and missing is not Missing.NEVER_SKIP
        return None if is_skipped else factor * (number or 0.0)
    numbers = [known(name) if name else constant for _, name, constant in parts]
    n_lacking = numbers.count(None)
    if (missing is Missing.SKIP_IF_ANY and n_lacking) or (
        missing is Missing.SKIP_IF_ALL and n_lacking == len(numbers)
    ):
        return None
    return sum(part[0] * (n or 0.0) for part, n in zip(parts, numbers, strict=True))


@cache
def summands(text: str) -> tuple[tuple[float, str, float], ...]:
    """The summands of a side: factor, name and, without a name, the number itself."""
    return tuple((float(f or 1), name, float(n or 0)) for f, name, n in _PART.findall(text))


def rule_of(line: Mapping[str, str]) -> Rule:
    """The rule of a line; raises ValueError where its importance is not its code's severity."""
    rule = Rule(
        id=line["id"],
        scope=line["scope"],
        left=line["left"],
        op=Operator(line["op"]),
        right=line["right"],
        left_missing=Missing(line["left_missing"] or Missing.SKIP_IF_ANY),
        right_missing=Missing(line["right_missing"] or Missing.SKIP_IF_ANY),
        week_offset=int(line["week_offset"] or 0),
        tolerance=float(line["tolerance"] or 0),
        least=float(line["least"]) if line["least"] else None,
        marks=line["marks"] or "left",
        importance=Severity(line["importance"]),
        code=line["code"],
        whole=line["whole"],
    )
    if severities()[rule.code] is not rule.importance:
        raise ValueError(f"rule {rule.id}: {rule.code} is not of importance {rule.importance}")
    return rule


def spread(rules: Iterable[Rule], quantities: Iterable[str]) -> tuple[Rule, ...]:
    """The rules with those over `*` made one for each quantity."""
    ids = tuple(quantities)
    return tuple(
        one for rule in rules for one in (map(rule.of, ids) if is_over_all(rule) else (rule,))
    )


def is_over_all(rule: Rule) -> bool:
    """Whether it is a rule over `*`."""
    return _filled(rule.left, "") != rule.left
