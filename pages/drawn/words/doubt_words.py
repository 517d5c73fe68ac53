"""Doubts and what they rest on, in words: a view and rows of TO_VERIFY go in; sentences come out.

A doubt is a question to the unit. It never says why a figure is as it is, and never of whom.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from campaign import CUMULATIVE, quantity_of
from measures import SUB_ORGS
from pages.door import View


@dataclass(frozen=True)
class Cell:
    """One piece of evidence: a unit's slot in a week, or an entry of a form (`slot` is its id)."""

    unit_id: str
    slot: str
    week: int = 0
    row: int = 0


def cells_behind(evidence: tuple[object, ...], unit_id: str) -> tuple[Cell, ...]:
    """One or two cells that show what a doubt rests on: the first and the last, or of two units
    that are alike, one of each."""
    every = [_cell(each, unit_id) for each in evidence]
    others = [cell for cell in every if cell.unit_id != unit_id]
    own = [cell for cell in every if cell.unit_id == unit_id]
    last = others[0] if others else own[-1]
    return (own[0],) if last == own[0] else (own[0], last)


def _cell(each: object, unit_id: str) -> Cell:
    """(week, slot), (week, slot, unit) or (form, submission, row)."""
    told: tuple[object, ...] = each if isinstance(each, tuple) else ()
    if isinstance(told[0], str):
        return Cell(unit_id, told[0], row=int(str(told[2])))
    owner = str(told[2]) if len(told) > 2 else unit_id
    return Cell(owner, str(told[1]), week=int(str(told[0])))


def doubt_cell_words(view: View, cell: Cell) -> str:
    """A cell with what stands in it: 第12周 集中学习（累计）13; of another unit with its name."""
    words, pack = view.words, view.pack
    if cell.slot in pack.form:
        label = words.label(pack.form[cell.slot].label)
        return words.text("quality.cell.entry", form=label, row=cell.row)
    value = _value(view, cell)
    return words.text(
        "quality.cell",
        week=words.text("week.short", number=cell.week),
        slot=_slot_words(view, cell.slot),
        value=words.text("unknown") if math.isnan(value) else words.number(value),
    )


def _slot_words(view: View, slot: str) -> str:
    if slot == SUB_ORGS:
        return view.words.text("quality.sub_orgs")
    label = view.words.label(view.pack.quantity[quantity_of(slot)].label)
    return view.words.text("quality.total", slot=label) if slot.endswith(CUMULATIVE) else label


def _value(view: View, cell: Cell) -> float:
    panel = view.scope
    at = next(i for i, unit in enumerate(panel.units) if unit.id == cell.unit_id)
    week = next(w for w in panel.weeks if w.week.number == cell.week)
    if cell.slot == SUB_ORGS:
        return float(week.sub_org_total[at])
    return float(week.values[panel.slot_index[cell.slot]][at])


def doubt_words(view: View, row: Mapping[object, object], behind: tuple[Cell, ...]) -> str:
    """What a doubt says, with its figures."""
    words, subject = view.words, str(row["subject"])
    value = float(str(row["value"]))
    numbers = [] if behind[0].slot in view.pack.form else [_value(view, c) for c in behind]
    names = {unit.id: unit.name for unit in view.scope.units}
    label = view.pack.quantity[subject].label if subject in view.pack.quantity else None
    is_amount, code, other = not math.isnan(value), row["code"], names[behind[-1].unit_id]
    if code == "newly_below":  # it may rest on several, and on units of another's scope
        other = _others(view, row, names)
        code = code if other else "newly_below_unnamed"
    return words.text(
        f"quality.says.{code}",
        subject=words.label(label) if label else "",
        whole=_slot_words(view, behind[-1].slot) if numbers else "",
        before=words.number(numbers[0]) if numbers else "",
        after=words.number(numbers[-1]) if numbers else "",
        value=words.number(abs(value)) if is_amount else "",
        share=words.percent(value) if is_amount and 0 <= value <= 1 else "",
        n=int(str(row["n"])),
        other=other,
    )


def _others(view: View, row: Mapping[object, object], names: Mapping[str, str]) -> str:
    """The other units whose figures a doubt rests on, as far as the viewer may see them."""
    rests: tuple[object, ...] = row["evidence"] if isinstance(row["evidence"], tuple) else ()
    ids = [cell.unit_id for cell in (_cell(each, "") for each in rests)]
    told = [names[id_] for id_ in dict.fromkeys(ids) if id_ in names and id_ != row["unit_id"]]
    return view.words.text("finding.list_mark").join(told)
