"""Every check of the weekly figures: a panel and a pack go in; DOUBTS by what they are about come
out. What a check needs at least, and what it leaves out: docs/design.md §8.18."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from campaign import FIRST_RULES, CampaignPack, Operator, Panel, Rule
from measures.counting import last_ids, owed, stack_weeks
from measures.doubts.cells import asked_slots, cells, reporting_for_all, unscheduled, weekly
from measures.doubts.digits import heaped, last_digit
from measures.doubts.facts import (
    above_most,
    children_differ,
    denominator_drift,
    falls,
    part_over_whole,
)
from measures.doubts.rhythm import (
    count_outlier,
    deadline_catch_up,
    modified_z_outlier,
    too_regular,
    z_outlier,
)
from measures.doubts.rows import duplicate_rows, repeated_row
from measures.doubts.sums import sums_and_parts, without_moves
from measures.doubts.verdict import Cells
from measures.statistics import Flags, Floats

Checked = tuple[str | None, pd.DataFrame]
"""What the check is about, a quantity's id or a form's, empty for whole rows, None where each doubt
is about the quantity of its own cells; and its DOUBTS."""

SUB_ORGS = "unit.sub_org_total"
"""What rules and evidence call the organisations of a unit on the roster, which are no slot."""


def weekly_checks(panel: Panel, pack: CampaignPack) -> Iterator[Checked]:
    """Every check of every quantity owed, contradictions first. The panel has a week at least."""
    totals = cells(panel, asked_slots(panel, pack.quantities, at=1))
    yield None, falls(without_moves(panel, pack, totals))
    yield None, denominator_drift(_subordinates(panel))
    yield from _limits(panel, pack)
    yield from _families(panel, pack)
    weeks = cells(panel, asked_slots(panel, weekly(pack), at=0))
    yield from _rows(panel, weeks)
    yield from _rhythm(panel, pack)


def _subordinates(panel: Panel) -> Cells:
    """The organisations that each unit has on the roster, week by week; none is no denominator."""
    total = stack_weeks(panel, "sub_org_total").astype(np.float64)
    total[(total == 0) | ~stack_weeks(panel, "member").astype(np.bool_)] = np.nan
    weeks = tuple(week.week.number for week in panel.weeks)
    return Cells((SUB_ORGS,), weeks, tuple(unit.id for unit in panel.units), total[None])


def _one(of: Cells, slot: str) -> Cells:
    return replace(of, slots=(slot,), values=of.slot(slot)[None])


def _limits(panel: Panel, pack: CampaignPack) -> Iterator[Checked]:
    """The pack's rules that one figure of a week is at most another, or at most a number."""
    slots = {slot: owed(panel, q) for q in pack.quantities for slot in q.slots}
    pairs = []
    for rule in pack.rules:
        if not _bounds_one(rule, pack) or rule.left not in slots:
            continue
        if rule.right in slots and not rule.week_offset:
            pairs.append((rule.left, rule.right))
        elif (most := _most(panel, rule)) is not None:
            own = cells(panel, [(rule.left, slots[rule.left])])
            yield rule.left, above_most(own, most=most)
    asked = dict.fromkeys(slot for pair in pairs for slot in pair)
    yield None, part_over_whole(cells(panel, [(slot, slots[slot]) for slot in asked]), pairs)


def _bounds_one(rule: Rule, pack: CampaignPack) -> bool:
    return rule.scope == pack.weekly_form.id and rule.op is Operator.LESS_OR_EQUAL


def _most(panel: Panel, rule: Rule) -> float | Floats | None:
    """The limit of a rule whose right side is a number, or the unit's organisations [W, U]."""
    if rule.right == SUB_ORGS:
        total = stack_weeks(panel, "sub_org_total").astype(np.float64)
        return np.asarray(np.where(total > 0, total, np.nan))
    return float(rule.right) if rule.right.replace(".", "", 1).isdigit() else None


def _families(panel: Panel, pack: CampaignPack) -> Iterator[Checked]:
    """Units below one that reports for all of them have done no more than it says."""
    if panel.rules > FIRST_RULES:
        yield from sums_and_parts(panel, pack)
        return
    parent = reporting_for_all(panel)
    if (parent < 0).all():
        return
    figures = cells(panel, asked_slots(panel, weekly(pack), at=1))
    for slot in figures.slots:
        yield slot, children_differ(figures, slot=slot, parent=parent, has_own=True)


def _rows(panel: Panel, weeks: Cells) -> Iterator[Checked]:
    """Rows alike within a type, or to the week before."""
    types = last_ids(panel, "type")
    for type_id in panel.type_ids:
        own = types == type_id
        if own.any():
            yield "", duplicate_rows(_of_units(weeks, own))
    yield "", repeated_row(weeks)


def _of_units(of: Cells, own: Flags) -> Cells:
    units = tuple(np.array(of.unit_ids, dtype=object)[own].tolist())
    known: Flags = np.asarray(~np.isnan(of.values[:, :, own]).all(axis=(1, 2)))
    slots = tuple(slot for slot, is_known in zip(of.slots, known.tolist(), strict=True) if is_known)
    return replace(of, slots=slots, unit_ids=units, values=of.values[known][:, :, own])


def _rhythm(panel: Panel, pack: CampaignPack) -> Iterator[Checked]:
    """How figures end and when they come, of what nothing asks to be a certain number."""
    figures = cells(panel, asked_slots(panel, unscheduled(pack), at=0))
    for check in (heaped, last_digit):
        yield "", check(figures)
    types = stack_weeks(panel, "type_index")[-1]
    for slot in figures.slots:
        own = _one(figures, slot)
        yield slot, too_regular(own, slot=slot)
        yield slot, deadline_catch_up(own, slot=slot, types=types)
    for quantity in weekly(pack):
        own = cells(panel, asked_slots(panel, [quantity], at=0))
        for of_a_week in (count_outlier, z_outlier, modified_z_outlier):
            yield quantity.id, of_a_week(own, slot=quantity.id)
