"""What a check has found: arrays by unit go in; DOUBTS come out, a line at least for every unit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from measures.counting import DOUBTS
from measures.statistics import Flags, Floats

Evidence = tuple[object, ...]

DETERMINISTIC = frozenset(
    {
        "above_most",
        "children_differ",
        "closed_before_found",
        "closed_without_reference",
        "dated_after",
        "falls",
        "part_over_whole",
        "total_apart",
    }
)
"""Checks whose doubts must be explained: true of honest figures only by an entry error. The others
ask for verification."""


ONE_WEEK = ("count_outlier", "z_outlier", "modified_z_outlier")
"""Checks of the same thing in the order in which they are believed: a week told by one of them is
told once, and they are one signal."""


@dataclass(frozen=True)
class Cells:
    """Figures of one unit type or of all: `values` [S, W, U] by slot, week and unit; NaN is no
    figure. Whoever makes them leaves out what is scheduled, for the checks that say so."""

    slots: tuple[str, ...]
    weeks: tuple[int, ...]
    unit_ids: tuple[str, ...]
    values: Floats

    def slot(self, name: str) -> Floats:
        """float64 [W, U]: one slot."""
        return np.asarray(self.values[self.slots.index(name)])

    def known_cells(self, unit: int, slots: Sequence[str]) -> Evidence:
        """Every (week, slot) with a figure of one unit."""
        return tuple(
            (week, name)
            for name in slots
            for week, value in zip(self.weeks, self.slot(name)[:, unit], strict=True)
            if not np.isnan(value)
        )


def by_unit(
    code: str,
    unit_ids: Sequence[str],
    *,
    is_doubt: Flags,
    can_tell: Flags,
    evidence: Callable[[int], Evidence],
    n: npt.NDArray[np.generic],
    value: Floats,
    p: Floats,
    week: int | npt.NDArray[np.int64] = 0,
) -> pd.DataFrame:
    """DOUBTS of a check that asks each unit once; evidence is looked up for doubts alone. `week` is
    that of all, or of each unit."""
    told = np.empty(len(unit_ids), dtype=object)
    told[:] = [()] * len(unit_ids)
    is_doubt = is_doubt & can_tell
    for i in np.nonzero(is_doubt)[0]:
        told[i] = evidence(int(i))
    return _framed(
        unit_id=np.array(unit_ids, dtype=object),
        week=np.where(is_doubt, week, 0),
        code=code,
        state=np.where(is_doubt, "doubt", np.where(can_tell, "clear", "not_enough")),
        evidence=told,
        n=n,
        value=np.where(can_tell, value, np.nan),
        p=np.where(can_tell, p, np.nan),
    )


def by_finding(
    code: str,
    unit_ids: Sequence[str],
    *,
    at: npt.ArrayLike,
    week: npt.NDArray[np.integer],
    evidence: Sequence[Evidence],
    value: Floats,
    can_tell: npt.ArrayLike,
    n: npt.NDArray[np.generic],
    p: Floats | None = None,
) -> pd.DataFrame:
    """DOUBTS of a check that may find several things of a unit [F]; the other units follow."""
    at, enough = np.asarray(at, dtype=np.int64), np.asarray(can_tell, dtype=np.bool_)
    rest = np.setdiff1d(np.arange(len(unit_ids)), at)
    ids = np.array(unit_ids, dtype=object)
    told = np.empty(len(at) + len(rest), dtype=object)
    told[:] = [*evidence, *[()] * len(rest)]
    blank = np.full(len(rest), np.nan)
    state = np.where(enough[rest], "clear", "not_enough").astype(object)
    chance = np.full(len(at), np.nan) if p is None else p
    return _framed(
        unit_id=np.concatenate([ids[at], ids[rest]]),
        week=np.concatenate([week, np.zeros(len(rest), dtype=np.int64)]),
        code=code,
        state=np.concatenate([np.full(len(at), "doubt", dtype=object), state]),
        evidence=told,
        n=np.concatenate([n[at], n[rest]]),
        value=np.concatenate([value, blank]),
        p=np.concatenate([chance, blank]),
    )


def escalated(doubts: pd.DataFrame) -> tuple[str, ...]:
    """The units with one deterministic doubt or two different statistical ones, in their order;
    those of `ONE_WEEK` are one."""
    found = doubts[doubts["state"] == "doubt"]
    signal = found["code"].replace(dict.fromkeys(ONE_WEEK, ONE_WEEK[0]))
    kinds = found.assign(code=signal).drop_duplicates(["unit_id", "code"])
    weight = kinds["code"].isin(DETERMINISTIC).astype(int) + 1
    enough = weight.groupby(kinds["unit_id"], sort=False).sum()
    return tuple(enough[enough >= 2].index)


def _framed(**columns: object) -> pd.DataFrame:
    index = pd.RangeIndex(len(np.asarray(columns["unit_id"])))
    series = {
        name: pd.Series(columns[name], index=index, dtype=dtype)
        for name, dtype in DOUBTS.columns.items()
    }
    return DOUBTS.check(pd.DataFrame(series, index=index))
