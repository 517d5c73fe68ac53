"""One rule's answer for every unit at once: arrays go in; the reason of any one unit comes out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from campaign import Level, Reason
from measures.statistics import Flags, Floats, Ints

LEVELS = (Level.NORMAL, Level.ATTENTION, Level.KEY)


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
) -> Items:
    """Items from arrays [U]; a single value stands for all units."""
    size = level.shape

    def whole(given: Floats | Ints | float) -> Ints:
        return np.broadcast_to(np.nan_to_num(np.asarray(given)), size).astype(np.int64)

    return Items(
        code=code,
        subject=subject,
        level=level.astype(np.int64),
        value=np.asarray(value, dtype=np.float64),
        limit=np.broadcast_to(np.asarray(limit, dtype=np.float64), size),
        n=whole(n),
        weeks=whole(weeks),
        change=np.broadcast_to(np.asarray(change, dtype=np.float64), size),
        is_lower_bound=np.broadcast_to(np.asarray(is_lower_bound, dtype=np.bool_), size),
    )
