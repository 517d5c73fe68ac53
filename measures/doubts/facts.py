"""Figures that cannot all be right: cells go in; DOUBTS with both cells as evidence come out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from measures.doubts.verdict import Cells, by_finding
from measures.statistics import Flags, Floats, Ints

DRIFT = 0.10
"""A convention: persons come and go, but not every tenth of a unit from one week to the next."""

Wrong = Callable[[Floats, Floats], Flags]


def falls(cells: Cells) -> pd.DataFrame:
    """`falls`: a cumulative figure below the last known one; `value` is by how much. The caller
    leaves out cells that a correction replaced."""
    return _steps("falls", cells, lambda now, before: now < before)


def denominator_drift(cells: Cells, *, most: float = DRIFT) -> pd.DataFrame:
    """`denominator_drift`: a figure that should stand still moved by more than `most` of itself
    since it was last known; `value` is the difference."""
    return _steps(
        "denominator_drift", cells, lambda now, before: np.abs(now - before) > most * before + 1e-9
    )


def part_over_whole(cells: Cells, pairs: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """`part_over_whole`: a part above its whole in the same week, of each pair (part, whole) of
    slots; `value` is the excess."""
    at_part, at_whole = ([cells.slots.index(pair[side]) for pair in pairs] for side in (0, 1))
    excess = cells.values[at_part] - cells.values[at_whole]
    pair, week, at = np.nonzero(excess > 0)
    return by_finding(
        "part_over_whole",
        cells.unit_ids,
        at=at,
        week=_numbers(cells)[week],
        evidence=[
            tuple((cells.weeks[w], slot) for slot in pairs[p])
            for p, w in zip(pair.tolist(), week.tolist(), strict=True)
        ],
        value=excess[pair, week, at],
        can_tell=~np.isnan(excess).all(axis=(0, 1)),
        n=(~np.isnan(excess)).sum(axis=(0, 1)),
    )


def above_most(cells: Cells, *, most: float | Floats) -> pd.DataFrame:
    """`above_most`: a figure above what is possible, such as 100 %, or 7 days in a week.

    `most` may differ by week and unit, [W, U], as organisations on the roster do; NaN is no limit.
    """
    slot, week, at = np.nonzero(cells.values > most)
    known = ~np.isnan(cells.values)
    return by_finding(
        "above_most",
        cells.unit_ids,
        at=at,
        week=_numbers(cells)[week],
        evidence=[((cells.weeks[w], cells.slots[s]),) for s, w in zip(slot, week, strict=True)],
        value=cells.values[slot, week, at],
        can_tell=known.any(axis=(0, 1)),
        n=known.sum(axis=(0, 1)),
    )


def children_differ(
    cells: Cells, *, slot: str, parent: Ints, has_own: bool = False
) -> pd.DataFrame:
    """`children_differ`: the sub-units' figures do not add up to the parent's; on the parent.

    `parent` [U] is the position of each unit's parent, -1 without. A week in which the parent or
    any child is unknown is not looked at. With `has_own` the parent has work of its own in its
    figure, so that only more than the whole is wrong.
    """
    values = cells.slot(slot)
    has_parent = parent >= 0
    total = np.zeros_like(values)
    for row, summed in zip(values, total, strict=True):
        np.add.at(summed, parent[has_parent], row[has_parent])  # NaN of a child is NaN of the sum
    is_parent = np.isin(np.arange(len(parent)), parent)
    compared = ~np.isnan(values + total) & is_parent
    excess = total - values if has_own else np.abs(total - values)
    week, at = np.nonzero(compared & (excess > 1e-9))
    return by_finding(
        "children_differ",
        cells.unit_ids,
        at=at,
        week=_numbers(cells)[week],
        evidence=[((cells.weeks[w], slot),) for w in week],
        value=(total - values)[week, at],
        can_tell=compared.any(axis=0),
        n=compared.sum(axis=0),
    )


def last_known(values: Floats) -> Ints:
    """int64 [..., W, U]: the week before each one in which the figure was last known, or -1."""
    known = ~np.isnan(values)
    weeks = np.arange(values.shape[-2])[:, None]
    last = np.maximum.accumulate(np.where(known, weeks, -1), axis=-2)
    before = np.full(values.shape, -1, dtype=np.int64)
    before[..., 1:, :] = last[..., :-1, :]
    return before


def _steps(code: str, cells: Cells, is_wrong: Wrong) -> pd.DataFrame:
    values, before = cells.values, last_known(cells.values)
    earlier = np.take_along_axis(values, np.maximum(before, 0), axis=1)
    compared: Flags = (before >= 0) & ~np.isnan(values)
    slot, week, at = np.nonzero(compared & is_wrong(values, earlier))
    then = before[slot, week, at]
    return by_finding(
        code,
        cells.unit_ids,
        at=at,
        week=_numbers(cells)[week],
        evidence=[
            ((cells.weeks[b], cells.slots[s]), (cells.weeks[w], cells.slots[s]))
            for s, b, w in zip(slot, then, week, strict=True)
        ],
        value=(values - earlier)[slot, week, at],
        can_tell=compared.any(axis=(0, 1)),
        n=compared.sum(axis=(0, 1)),
    )


def _numbers(cells: Cells) -> Ints:
    return np.array(cells.weeks, dtype=np.int64)
