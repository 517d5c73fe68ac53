"""Why a rate moved: two weeks of a panel go in; the parts of the change come out, and add up to it.

With N of D done, R1 - R0 = sum over units of (dn - m dd) / h, where m is the mean of both rates and
h the mean of both D: exact, and the same in either direction. docs/design.md §8.16.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from campaign import CampaignPack, Panel
from measures.counting import (
    WATERFALL,
    Seats,
    UnitParts,
    frame_of,
    place_ids,
    seats,
    shares,
    unit_parts,
)
from measures.statistics import Floats


def waterfall(
    panel: Panel,
    pack: CampaignPack,
    *,
    measure: str,
    week: int,
    since: int | None = None,
    by: str = "district",
) -> pd.DataFrame:
    """WATERFALL of one share from week `since` (the one before) to `week`, a line a place.

    newly_in and newly_missing: units whose figure came or is no longer there · within: units with a
    figure in both · denominators: what they are counted over · moves: units that came to the place
    or left it, and the roster. Raises KeyError for a share that is not made of units.
    """
    at = {w.week.number: i for i, w in enumerate(panel.weeks)}
    first = week - 1 if since is None else since
    if week not in at or first not in at:
        return WATERFALL.frame()
    then, now = (unit_parts(panel, pack, measure, at=at[number]) for number in (first, week))
    before, after = (seats(panel, by)[at[number]] for number in (first, week))
    old = shares(before.sums(then.done), before.sums(then.of))
    new = shares(after.sums(now.done), after.sums(now.of))
    shown = before.shown | after.shown
    return frame_of(
        WATERFALL,
        place_kind=by,
        place_id=np.array(place_ids(panel, by), dtype=object)[shown],
        measure=measure,
        since=first,
        week=week,
        previous=old[shown],
        value=new[shown],
        change=(new - old)[shown],
        **{k: v[shown] for k, v in _parts(then, now, before, after, (old + new) / 2).items()},
    )


def _parts(
    then: UnitParts, now: UnitParts, before: Seats, after: Seats, rate: Floats
) -> dict[str, npt.NDArray[np.generic]]:
    """Every part [P], and how many units came in, went missing and moved."""
    over = (before.sums(then.of) + after.sums(now.of)) / 2
    over = np.where(over > 0, over, np.nan)
    stayed = (before.index == after.index) & (after.index >= 0)
    came, went = stayed & ~then.is_in & now.is_in, stayed & then.is_in & ~now.is_in
    rest, moved = stayed & ~came & ~went, ~stayed
    done, of = now.done - then.done, now.of - then.of
    leaving = before.sums(then.done * moved) - rate * before.sums(then.of * moved)
    coming = after.sums(now.done * moved) - rate * after.sums(now.of * moved)
    return {
        "newly_in": (after.sums(done * came) - rate * after.sums(of * came)) / over,
        "newly_missing": (after.sums(done * went) - rate * after.sums(of * went)) / over,
        "within": after.sums(done * rest) / over,
        "denominators": -rate * after.sums(of * rest) / over,
        "moves": (coming - leaving) / over,
        "n_newly_in": after.sums(came).astype(np.int64),
        "n_newly_missing": after.sums(went).astype(np.int64),
        "n_moves": (after.sums(moved) + before.sums(moved)).astype(np.int64),
    }


def is_made_by(change: float, part: float) -> bool:
    """Whether a change would not be there, or would go the other way, without this part of it."""
    return change * part > 0 and abs(part) >= abs(change) - 1e-12
