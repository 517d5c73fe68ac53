"""Rows of one table and the pack's rules go in; the doubts about figures against each other come
out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from campaign import (
    CUMULATIVE,
    Address,
    CampaignPack,
    Issue,
    Label,
    Past,
    Rule,
    RuleGroup,
    Term,
    Unit,
    alike,
    broken_by_rule,
    quantity_of,
)
from loaders.entries.reading import ReadRow, Value
from loaders.entries.slot_values import Figures
from loaders.words import number_text

_LAST, _MEDIAN, _SO_FAR = "last:", "median:", "so_far:"
_BELOW = "unit.sub_org_total"
_NOTHING = Past()
_SHARES = frozenset({"K03"})


@lru_cache(maxsize=256)
def _possible(pack: CampaignPack, form: str, columns: frozenset[str]) -> tuple[Rule, ...]:
    """The rules of a form that rows with these columns can break."""
    return tuple(r for r in pack.rules if r.scope == form and r.is_possible(columns))


@lru_cache(maxsize=256)
def _together(pack: CampaignPack, form: str, columns: frozenset[str]) -> tuple[RuleGroup, ...]:
    """The same rules in groups tried together, those that look back apart."""
    rules = _possible(pack, form, columns)
    back = tuple(RuleGroup((rule,)) for rule in rules if rule.looks_back)
    return (*alike(rule for rule in rules if not rule.looks_back), *back)


@lru_cache(maxsize=256)
def _named(pack: CampaignPack, form: str, columns: frozenset[str]) -> tuple[str, ...]:
    """The columns that these rules name."""
    rules = _possible(pack, form, columns)
    told = {name for rule in rules for side in ("left", "right") for name in rule.names(side)}
    return tuple(sorted(told & columns))


@dataclass(frozen=True)
class RuleBook:
    """The rules of one form that its table's columns can break, tried on all rows at once."""

    form: str
    pack: CampaignPack
    sheet: str
    rules: Sequence[Rule] = field(init=False)
    columns: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "rules", _possible(self.pack, self.form, self.columns))

    @property
    def named(self) -> tuple[str, ...]:
        """The columns that its rules name."""
        return _named(self.pack, self.form, self.columns)

    def told(
        self,
        entry: ReadRow,
        rules: Iterable[Rule],
        *,
        unit: Unit | None,
        past: Past = _NOTHING,
        rates: Mapping[str, Value] | None = None,
    ) -> list[Issue]:
        """Those of some rules that a row breaks, each at the cell that the rule marks; `rates` are
        read only to be compared."""
        row = _Row({**entry.values, **rates} if rates else entry.values, unit, past)
        sides = ((rule, rule.broken(row.number)) for rule in rules)
        return [self._issue(rule, row, found) for rule, found in sides if found is not None]

    def suspected(
        self,
        entries: Sequence[ReadRow],
        figures: Figures,
        *,
        units: Sequence[Unit | None],
        pasts: Sequence[Past] | None = None,
        rates: Mapping[int, Mapping[str, Value]] | None = None,
    ) -> dict[int, list[Rule]]:
        """The rules that rows break, by the rows' places; told of all at once, for most break
        none."""
        pasts = pasts or [_NOTHING] * len(entries)
        is_known = [bool(past.totals or past.medians) for past in pasts]
        is_any_known = any(is_known)
        rows = _Rows(entries, figures, units, pasts, rates or {})
        found: dict[int, list[Rule]] = {}
        for group in _together(self.pack, self.form, self.columns) if entries else ():
            looks_back = group.rules[0].looks_back
            if looks_back and not is_any_known:
                continue
            for rule, places in broken_by_rule(group, rows.numbers):
                for at in places:
                    if is_known[at] or not looks_back:
                        found.setdefault(at, []).append(rule)
        order = {rule.id: i for i, rule in enumerate(self.rules)} if found else {}
        return {at: sorted(broken, key=lambda r: order[r.id]) for at, broken in found.items()}

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
            params["x"] = number_text(round(sides[0] / basis, 1))
        return Issue(rule.code, address, told.raw if told else "", params)

    def _named(self, term: str, name: str) -> Term | Label | str:
        """What a side is called: by a term, a quantity's or a field's label."""
        if term:
            return Term(term)
        bare = name.removeprefix(_LAST).removeprefix(_MEDIAN).removeprefix(_SO_FAR)
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
        if name.startswith(_SO_FAR):
            return self._so_far(name.removeprefix(_SO_FAR))
        if name == _BELOW:
            return _below(self.unit)
        value = self.values.get(name)
        return value.value if value is not None and isinstance(value.value, float) else None

    def _so_far(self, slot: str) -> float | None:
        """What is known before; nothing is compared with it where the total fell (K05)."""
        stated = self.number(slot)
        fell = stated is not None and stated < self.past.totals.get(slot, 0.0)
        return None if fell else self.past.so_far.get(slot)


@dataclass(frozen=True)
class _Rows:
    """The numbers that rules may name, of many rows."""

    entries: Sequence[ReadRow]
    figures: Figures
    units: Sequence[Unit | None]
    pasts: Sequence[Past]
    rates: Mapping[int, Mapping[str, Value]]
    known: dict[str, npt.NDArray[np.float64]] = field(default_factory=dict)

    def numbers(self, names: tuple[str, ...]) -> npt.NDArray[np.float64]:
        """What each name stands for in each row, a line a name; NaN where there is no number."""
        places = _places(self.figures.slots, names)
        if places is not None:
            return self.figures.numbers.T[places]
        own = self.figures.slots
        found = [
            self.figures.numbers[:, own.index(n)] if n in own else self._known(n) for n in names
        ]
        return np.array(found, dtype=np.float64)

    def _known(self, name: str) -> npt.NDArray[np.float64]:
        if name not in self.known:
            is_below = name == _BELOW
            told = map(_below, self.units) if is_below else [r.number(name) for r in self._rows]
            self.known[name] = np.array(list(told), dtype=np.float64)
        return self.known[name]

    @cached_property
    def _rows(self) -> list[_Row]:
        return [
            _Row(self.rates.get(entry.row, {}), unit, past)
            for entry, unit, past in zip(self.entries, self.units, self.pasts, strict=True)
        ]


@lru_cache(maxsize=1024)
def _places(slots: tuple[str, ...], names: tuple[str, ...]) -> npt.NDArray[np.intp] | None:
    """The places of names among slots; None where some are none of them."""
    if not set(names) <= set(slots):
        return None
    return np.array([slots.index(name) for name in names], dtype=np.intp)


def _below(unit: Unit | None) -> float | None:
    """How many organisations are below a unit; None where that is not known, or there are none."""
    return float(unit.sub_org_total) if unit and unit.sub_org_total else None


def _shown(number: float | None, code: str) -> str:
    if number is None:
        return ""
    return f"{round(number * 100, 1):g}%" if code in _SHARES else number_text(number)
