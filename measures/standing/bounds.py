"""Lowest and highest possible: a panel and a pack go in; what a share can still become, and whether
what is said of it holds at both ends, come out. docs/design.md §8.15.

Figures that are in stand; whatever is missing may be none or all. Nothing that was once done is
undone, so a unit's part now is never less than its part the week before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from campaign import CampaignPack, Panel
from measures.counting import (
    BOUNDS,
    Seats,
    UnitParts,
    frame_of,
    of_known,
    place_ids,
    seats,
    shares,
    unit_parts,
)
from measures.standing.standing import standing
from measures.statistics import Flags, Floats

_LEVEL = 0.0005
"""Differences are said to a tenth of a point; one that rounds to nothing is level."""


def bounds(
    panel: Panel, pack: CampaignPack, *, measure: str, week: int, by: str = "district"
) -> pd.DataFrame:
    """BOUNDS of one share against its plan and against the week before, a line a place and claim.

    A claim that cannot be made (no plan, no week before, nothing known) has no line. Raises
    KeyError for a share that is not made of units.
    """
    numbers = {w.week.number: i for i, w in enumerate(panel.weeks)}
    if week not in numbers:
        return BOUNDS.frame()
    now, every = unit_parts(panel, pack, measure, at=numbers[week]), seats(panel, by)
    laid = every[numbers[week]]
    claims = [_against_plan(panel, pack, measure, week, by, now, laid)]
    if week - 1 in numbers:
        then = unit_parts(panel, pack, measure, at=numbers[week - 1])
        claims.append(_since_last_week(then, now, every[numbers[week - 1]], laid))
    frames = [_lines(panel, measure, week, by, laid, now, claim) for claim in claims]
    return pd.concat(frames, ignore_index=True)


@dataclass(frozen=True)
class _Claim:
    """One thing said of every place, each [P]: what is, its ends, and what is compared with."""

    name: str
    value: Floats
    lowest: Floats
    highest: Floats
    against: Floats

    @property
    def survives(self) -> Flags:
        """bool [P]: the same is said at both ends as now."""
        now, low, high = (_said(x - self.against) for x in (self.value, self.lowest, self.highest))
        return np.asarray((low == now) & (high == now))


def _said(difference: Floats) -> Floats:
    return np.where(abs(difference) < _LEVEL, 0.0, np.sign(difference))


def _against_plan(
    panel: Panel,
    pack: CampaignPack,
    measure: str,
    week: int,
    by: str,
    now: UnitParts,
    laid: Seats,
) -> _Claim:
    plan = np.full(laid.n_places, np.nan)
    rows = standing(panel, pack, week=week, by=by, measures=[measure])
    ids = {place: i for i, place in enumerate(place_ids(panel, by))}
    plan[[ids[place] for place in rows["place_id"]]] = rows["plan"].to_numpy()
    whole = laid.sums(now.possible)
    return _Claim(
        "plan",
        _share(now, laid),
        shares(laid.sums(now.least), whole),
        shares(laid.sums(now.most), whole),
        plan,
    )


def _share(parts: UnitParts, laid: Seats) -> Floats:
    """float64 [P]: what is done of all; NaN where no figure of what lasts is in."""
    done = laid.sums(parts.done)
    if parts.is_lasting:
        done = of_known(done, laid.sums(parts.is_in))
    return shares(done, laid.sums(parts.of))


def _since_last_week(then: UnitParts, now: UnitParts, before: Seats, after: Seats) -> _Claim:
    """The ends of the change are sums over units: each unit's part is chosen for itself."""
    old, new = before.sums(then.possible), after.sums(now.possible)
    value = _share(now, after) - _share(then, before)
    lowest, highest = (
        _end(then, now, before, after, old=old, new=new, lowest=is_low) for is_low in (True, False)
    )
    return _Claim("change", value, lowest, highest, np.zeros_like(value))


def _end(
    then: UnitParts,
    now: UnitParts,
    before: Seats,
    after: Seats,
    *,
    old: Floats,
    new: Floats,
    lowest: bool,
) -> Floats:
    """The change at one end: a unit's share of it is linear in its two parts, so that each unit is
    taken at one of the corners of what is possible."""
    weight_new, weight_old = _weights(after, new), _weights(before, old)
    corners = []
    for earlier, later in _corners(then, now):
        corners.append(weight_new * later - weight_old * earlier)
    best = np.minimum.reduce(corners) if lowest else np.maximum.reduce(corners)
    stays = (before.index == after.index) & (after.index >= 0)
    whole = after.sums(np.where(stays, best, 0.0))
    came = np.where(stays, 0.0, weight_new * (now.least if lowest else now.most))
    went = np.where(stays, 0.0, weight_old * (then.most if lowest else then.least))
    known = (old > 0) & (new > 0)
    return np.where(known, whole + after.sums(came) - before.sums(went), np.nan)


def _corners(then: UnitParts, now: UnitParts) -> Iterator[tuple[Floats, Floats]]:
    """Every unit's parts before and now [U] at the corners of what is possible."""
    most = then.most
    if now.is_lasting:
        most = np.maximum(then.done, np.minimum(then.most, now.most))
    for earlier in (then.least, np.clip(now.done, then.least, most), most):
        for later in (now.least, now.most):
            is_raised = now.is_lasting & (later < now.most)
            yield earlier, np.where(is_raised, np.maximum(later, earlier), later)


def _weights(laid: Seats, total: Floats) -> Floats:
    """float64 [U]: what one item of each unit weighs in its place's share; 0 where not counted."""
    each = np.append(np.where(total > 0, 1 / np.where(total > 0, total, 1), 0.0), 0.0)
    return np.asarray(each[laid.index])


def _lines(
    panel: Panel,
    measure: str,
    week: int,
    by: str,
    laid: Seats,
    now: UnitParts,
    claim: _Claim,
) -> pd.DataFrame:
    shown = laid.shown & ~np.isnan(claim.value) & ~np.isnan(claim.against)
    return frame_of(
        BOUNDS,
        place_kind=by,
        place_id=np.array(place_ids(panel, by), dtype=object)[shown],
        measure=measure,
        week=week,
        claim=claim.name,
        value=claim.value[shown],
        lowest=claim.lowest[shown],
        highest=claim.highest[shown],
        n_missing=laid.sums(now.is_missing)[shown].astype(np.int64),
        survives=claim.survives[shown],
    )
