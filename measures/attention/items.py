"""One rule's answer for every unit at once: arrays go in; the reason of any one unit comes out."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from campaign import Level, Reason
from measures.statistics import Flags, Floats, Ints

LEVELS = (Level.NORMAL, Level.ATTENTION, Level.KEY)
_NAMES = ("code", "subject")


@dataclass(frozen=True)
class Items:
    """A rule over all units, each array [U]. `level` points into `LEVELS`; 0 is no item; the other
    arrays are those of `Reason` and count only where there is an item; a change of NaN is none."""

    code: str
    subject: str
    level: Ints
    value: Floats
    limit: Floats
    n: Ints
    weeks: Ints
    change: Floats
    is_lower_bound: Flags
    is_known: Flags

    def of(self, units: Ints) -> Items:
        """The same items of the units at these positions alone."""
        cut = {f.name: getattr(self, f.name)[units] for f in fields(self) if f.name not in _NAMES}
        return replace(self, **cut)

    def without(self, units: Flags | None) -> Items:
        """The same with no item of these units; None for nobody."""
        return self if units is None else replace(self, level=np.where(units, 0, self.level))

    def reason(self, unit: int) -> Reason:
        """The reason of the unit at this position."""
        return Reason(
            code=self.code,
            level=LEVELS[self.level[unit]],
            value=float(self.value[unit]),
            limit=float(self.limit[unit]),
            n=int(self.n[unit]),
            weeks=int(self.weeks[unit]),
            change=None if np.isnan(self.change[unit]) else float(self.change[unit]),
            subject=self.subject,
            is_lower_bound=bool(self.is_lower_bound[unit]),
            is_known=bool(self.is_known[unit]),
        )


def items(
    code: str,
    subject: str,
    level: Ints,
    *,
    value: Floats | Ints,
    limit: Floats | float,
    weeks: Floats | Ints,
    change: Floats | float = 1.0,
    n: Floats | Ints | int = 0,
    is_lower_bound: Flags | bool = False,
    is_known: Flags | bool = True,
) -> Items:
    """Items from arrays [U]; a single value stands for all units."""
    number, flag = (partial(_spread, level.shape, kind) for kind in (np.float64, np.bool_))
    return Items(
        code=code,
        subject=subject,
        level=level.astype(np.int64),
        value=np.asarray(value, dtype=np.float64),
        limit=number(limit),
        n=np.nan_to_num(number(n)).astype(np.int64),
        weeks=np.nan_to_num(number(weeks)).astype(np.int64),
        change=number(change),
        is_lower_bound=flag(is_lower_bound),
        is_known=flag(is_known),
    )


def _spread(size: tuple[int, ...], kind: npt.DTypeLike, given: npt.ArrayLike) -> Any:
    """One value for all units, or each one's own."""
    return np.broadcast_to(np.asarray(given, dtype=kind), size)
