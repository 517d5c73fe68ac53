"""When figures come: weekly increments go in; units too regular, too late or with a week out of all
proportion come out. Leave out what is scheduled: a weekly meeting is constant by rule."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import special

from measures.doubts.verdict import Cells, by_finding, by_unit
from measures.statistics import Flags, Floats, Ints, unit_phis, upper_tail

RARE = 0.001
"""Some hundred units are judged every week: one of a thousand honest ones in doubt is bearable."""
FEWEST_WEEKS, FEWEST_MEAN = 8, 3.0
"""Eight equal weeks of a mean of 1 come about in 7 of 10,000 honest units, of 5 in 2 a million."""
FEWEST_EVENTS, HALF = 5, 0.5
"""Simulated beside the peers' share: with both, honest units are in doubt in .001 at most."""
FEWEST_OTHERS = 6
"""From seven weeks: six others say what a unit's week is like."""
FEWEST_LARGE = 20.0
"""Square roots of counts vary alike only when these are large, as the z tests ask."""
FEWEST_Z = 12
"""Of n weeks none can lie further out than √(n - 1), so that fewer show nothing."""
MODIFIED = 128.0
"""Simulated, Poisson and overdispersed weeks of means 20 to 60: one honest unit of a thousand lies
beyond 128 ÷ n (16 from 8 weeks, 8 from 16); beyond 3.5 it is one of eight."""
FEWEST_PEERS = 8
"""As many as any comparison within a type asks for (`peers.FEWEST`)."""


def too_regular(cells: Cells, *, slot: str) -> pd.DataFrame:
    """`too_regular`: weeks vary less than chance would let them: D = Σ(x - x̄)²/x̄ against the lower
    tail of χ² (n - 1). `value` is D; from 8 weeks with a mean of 3."""
    x = cells.slot(slot)
    n, mean = _mean(x)
    away = np.nansum((x - mean) ** 2, axis=0)
    d = np.divide(away, mean, out=np.full(len(mean), np.nan), where=mean > 0)
    p = special.chdtr(np.maximum(n - 1, 1), np.nan_to_num(d))
    can_tell = (n >= FEWEST_WEEKS) & (mean >= FEWEST_MEAN)
    return by_unit(
        "too_regular",
        cells.unit_ids,
        is_doubt=p < RARE,
        can_tell=can_tell,
        evidence=lambda i: cells.known_cells(i, (slot,)),
        n=n,
        value=d,
        p=p,
    )


def deadline_catch_up(cells: Cells, *, slot: str, types: Ints) -> pd.DataFrame:
    """`deadline_catch_up`: half and more of at least 5 fell into the last week, more than the last
    week's share among the other units of the type explains. `value` is the unit's share."""
    x = np.where(np.isnan(cells.slot(slot)), 0.0, cells.slot(slot))
    last, total = x[-1], x.sum(axis=0)
    usual = np.zeros(len(total))
    for each in np.unique(types):
        own = types == each
        others = total[own].sum() - total[own]
        rushed = last[own].sum() - last[own]
        usual[own] = np.divide(rushed, others, out=np.full(own.sum(), np.nan), where=others > 0)
    known = ~np.isnan(cells.slot(slot)[-1]) & ~np.isnan(usual)
    rate = np.clip(np.nan_to_num(usual), 1e-9, 1 - 1e-9)
    p = np.where(
        last > 0, special.bdtrc(np.floor(last) - 1, np.floor(total).astype(int), rate), 1.0
    )
    share = last / np.maximum(total, 1)
    return by_unit(
        "deadline_catch_up",
        cells.unit_ids,
        is_doubt=(share >= HALF) & (p < RARE),
        can_tell=known & (total >= FEWEST_EVENTS),
        evidence=lambda _: ((cells.weeks[-1], slot),),
        n=total.astype(np.int64),
        value=share,
        p=p,
        week=cells.weeks[-1],
    )


def count_outlier(cells: Cells, *, slot: str) -> pd.DataFrame:
    """`count_outlier`: a week far above the unit's other weeks, as its counts vary.

    Given the T events of n weeks, one week has x of them with the beta-binomial chance of a = r,
    b = (n - 1) r: exact for negative binomial weeks of size r = (T / n) / (phi - 1), phi being what
    the other units' weeks vary. A chance below .001 ÷ n is a doubt. From 7 weeks with 5 events
    beside the week and 8 units to know phi by.
    """
    x = cells.slot(slot)
    known = ~np.isnan(x)
    n, total = known.sum(axis=0), np.where(known, x, 0.0).sum(axis=0)
    phi = _others_phi(x)
    most = np.where(known, x, 0.0).max(axis=0, initial=0.0)
    can_tell = (n > FEWEST_OTHERS) & (total - most >= FEWEST_EVENTS) & ~np.isnan(phi)
    mean = total / np.maximum(n, 1)
    # Counts lean to the right: what is rarer than one in thousands lies beyond three deviations.
    week, at = np.nonzero(known & can_tell & (x > mean + 3 * np.sqrt(mean * np.nan_to_num(phi))))
    size = total[at] / n[at] / (phi[at] - 1)
    p = upper_tail(np.floor(x[week, at]), np.floor(total[at]), size, (n[at] - 1) * size)
    rare = p < RARE / n[at]
    week, at = week[rare], at[rare]
    return by_finding(
        "count_outlier",
        cells.unit_ids,
        at=at,
        week=np.array(cells.weeks, dtype=np.int64)[week],
        evidence=[((cells.weeks[w], slot),) for w in week],
        value=x[week, at],
        can_tell=can_tell,
        n=n,
        p=p[rare],
    )


def _others_phi(x: Floats) -> Floats:
    """float64 [U]: the mean phi of all other units, so that a week cannot excuse itself; a hair
    above 1 at least, which is Poisson; NaN with fewer than 7 of them."""
    own = unit_phis(x)
    known = ~np.isnan(own)
    others = known.sum() - known
    mean = (np.nansum(own) - np.nan_to_num(own)) / np.maximum(others, 1)
    return np.where(others >= FEWEST_PEERS - 1, np.maximum(mean, 1.001), np.nan)


def z_outlier(cells: Cells, *, slot: str) -> pd.DataFrame:
    """`z_outlier`: |√x - mean| / sd (population) beyond what one unit of a thousand shows in any
    week: √(n - 1) · √(t² / (n - 2 + t²)), t the Student quantile of 1 - .001 / 2n with n - 2
    degrees (Grubbs 1950).

    For large figures, from 12 weeks with a mean of 20. sd = 0 cannot tell.
    """
    x = np.sqrt(cells.slot(slot))
    n, mean = _mean(x)
    sd = np.sqrt(np.nansum((x - mean) ** 2, axis=0) / np.maximum(n, 1))
    freedom = np.maximum(n - 2, 1)
    t = special.stdtrit(freedom, 1 - RARE / (2 * np.maximum(n, 1)))
    limit = np.sqrt(np.maximum(n - 1, 0) * t**2 / (freedom + t**2))
    enough = (n >= FEWEST_Z) & _is_large(cells, slot)
    return _away("z_outlier", cells, slot, np.abs(x - mean), sd, limit, enough)


def modified_z_outlier(cells: Cells, *, slot: str) -> pd.DataFrame:
    """`modified_z_outlier`: .6745 |√x - median| / MAD (Iglewicz and Hoaglin 1993) above 128 ÷ n, of
    large figures from 8 weeks. A MAD of 0, where half the weeks are alike, cannot tell."""
    x = np.sqrt(cells.slot(slot))
    n, _ = _mean(x)
    median = _median(x)
    away = np.abs(x - median)
    enough = (n >= FEWEST_WEEKS) & _is_large(cells, slot)
    limit = MODIFIED / np.maximum(n, 1)
    return _away("modified_z_outlier", cells, slot, 0.6745 * away, _median(away), limit, enough)


def _is_large(cells: Cells, slot: str) -> Flags:
    return np.asarray(_mean(cells.slot(slot))[1] >= FEWEST_LARGE)


def _away(
    code: str, cells: Cells, slot: str, away: Floats, scale: Floats, limit: Floats, enough: Flags
) -> pd.DataFrame:
    can_tell = enough & (scale > 0)
    z = np.divide(away, scale, out=np.zeros_like(away), where=can_tell & ~np.isnan(away))
    week, at = np.nonzero(z > limit)
    return by_finding(
        code,
        cells.unit_ids,
        at=at,
        week=np.array(cells.weeks, dtype=np.int64)[week],
        evidence=[((cells.weeks[w], slot),) for w in week],
        value=z[week, at],
        can_tell=can_tell,
        n=(~np.isnan(cells.slot(slot))).sum(axis=0),
    )


def _mean(x: Floats) -> tuple[Ints, Floats]:
    n = (~np.isnan(x)).sum(axis=0)
    return n, np.nansum(x, axis=0) / np.maximum(n, 1)


def _median(x: Floats) -> Floats:
    """The median of each column; 0 for one without figures. NaN are sorted to the end."""
    n = (~np.isnan(x)).sum(axis=0)
    ranked = np.sort(x, axis=0)
    low, high = np.maximum((n - 1) // 2, 0), np.minimum(n // 2, len(x) - 1)
    unit = np.arange(x.shape[1])
    middle = (ranked[low, unit] + ranked[high, unit]) / 2
    return np.asarray(np.where(n > 0, middle, 0.0))
