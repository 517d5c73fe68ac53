"""Rows of one table and the pack's rules go in; the doubts about figures against each other come
out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from campaign import (
    CUMULATIVE,
    Address,
    CampaignPack,
    Issue,
    Label,
    Past,
    Rule,
    Term,
    Unit,
    quantity_of,
)
from loaders.cells import shown_number
from loaders.reading import Entry, Value

_LAST, _MEDIAN = "last:", "median:"
_NOTHING = Past()
_SHARES = frozenset({"K03"})


@dataclass(frozen=True)
class RuleBook:
    """The rules of one form that its table's columns can break, tried row by row."""

    form: str
    pack: CampaignPack
    sheet: str
    rules: Sequence[Rule] = field(init=False)
    columns: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        mine = (rule for rule in self.pack.rules if rule.scope == self.form)
        kept = [rule for rule in mine if rule.is_possible(self.columns)]
        object.__setattr__(self, "rules", kept)

    def doubts(
        self,
        entry: Entry,
        *,
        unit: Unit | None = None,
        past: Past = _NOTHING,
        rates: Mapping[str, Value] | None = None,
    ) -> list[Issue]:
        """Every rule a row breaks, at the cell that the rule marks; `rates` are read only to be
        compared."""
        row = _Row({**entry.values, **(rates or {})}, unit, past)
        found = []
        is_new = not past.totals and not past.medians
        for rule in self.rules:
            if is_new and rule.looks_back:
                continue
            sides = rule.broken(row.number)
            if sides is not None:
                found.append(self._issue(rule, row, sides))
        return found

    def _issue(self, rule: Rule, row: _Row, sides: tuple[float | None, float | None]) -> Issue:
        left, right = (names[0] if (names := rule.names(s)) else "" for s in ("left", "right"))
        on_right = rule.marks == "right" or (sides[1] is None and right in row.values)
        told = row.values.get(right if on_right else left) or row.values.get(right)
        address = told.address(self.sheet) if told else Address(self.sheet)
        a, b = (_shown(side, rule.code) for side in sides)
        params = {"a": a, "b": b, "whole": self._named(rule.whole, right)}
        params["left"] = self._named("", left)
        basis = row.number(right) if right else None
        if sides[0] is not None and basis:
            params["x"] = shown_number(round(sides[0] / basis, 1))
        return Issue(rule.code, address, told.raw if told else "", params)

    def _named(self, term: str, name: str) -> Term | Label | str:
        """What a side is called: by a term, a quantity's or a field's label."""
        if term:
            return Term(term)
        bare = name.removeprefix(_LAST).removeprefix(_MEDIAN)
        quantity = self.pack.quantity.get(quantity_of(bare))
        known = self.pack.form[self.form].field.get(bare)
        return quantity.label if quantity else known.label if known else bare


@dataclass(frozen=True)
class _Row:
    """The numbers that rules may name, of one row."""

    values: Mapping[str, Value]
    unit: Unit | None
    past: Past

    def number(self, name: str) -> float | None:
        """What a name stands for; None where there is no number."""
        if name.startswith(_LAST):
            slot = name.removeprefix(_LAST)
            known = self.past.totals if slot.endswith(CUMULATIVE) else self.past.last_week
            return known.get(slot)
        if name.startswith(_MEDIAN):
            return self.past.medians.get(name.removeprefix(_MEDIAN)) or None
        if name == "unit.sub_org_total":
            return float(self.unit.sub_org_total) if self.unit and self.unit.sub_org_total else None
        value = self.values.get(name)
        return value.value if value is not None and isinstance(value.value, float) else None


def _shown(number: float | None, code: str) -> str:
    if number is None:
        return ""
    return f"{round(number * 100, 1):g}%" if code in _SHARES else shown_number(number)
