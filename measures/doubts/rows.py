"""Rows that are alike beyond chance: cells of one unit type go in; DOUBTS with both rows come out.

Small counts repeat by chance, so a row counts by its surprise: -Σ ln((c + 1) / (m + 1)) over its
fields, c of the week's m units sharing the value; common values weigh nothing.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from measures.doubts.verdict import Cells, by_finding
from measures.statistics import Flags, Floats, Ints

FEWEST_FIELDS, FEWEST_ABOVE_ZERO = 6, 5
"""A convention: small counts repeat, but six fields, five of them not zero, hardly all at once."""


def duplicate_rows(cells: Cells) -> pd.DataFrame:
    """`duplicate_rows`: two units' rows of a week are the same, and surprise exceeds
    ln(m(m-1)/2) - ln .01, so that fewer than one honest week in a hundred has such a pair.

    `value` is the surprise in nats, `p` its e⁻ˢ. A row whose own surprise is below cannot tell.
    """
    could = np.zeros(len(cells.unit_ids), dtype=np.bool_)
    n = np.zeros(len(cells.unit_ids), dtype=np.int64)
    found: list[tuple[int, int, tuple[object, ...], float]] = []
    for w, week in enumerate(cells.weeks):
        rows = cells.values[:, w, :]
        here = np.nonzero(~np.isnan(rows).all(axis=0))[0]
        m = len(here)
        n[here] += 1
        if m < 2:
            continue
        surprise = _surprise(rows[:, here])
        telling = surprise > math.log(m * (m - 1) / 2) - math.log(0.01)
        could[here] |= telling
        for group in _alike(rows[:, here], telling):
            own = here[group]
            cited = tuple((week, slot, cells.unit_ids[i]) for i in own for slot in cells.slots)
            found += [(i, week, cited, surprise[g]) for i, g in zip(own, group, strict=True)]
    at, weeks, evidence, value = zip(*found, strict=True) if found else ((), (), (), ())
    nats = np.array(value, dtype=np.float64)
    return by_finding(
        "duplicate_rows",
        cells.unit_ids,
        at=np.array(at, dtype=np.int64),
        week=np.array(weeks, dtype=np.int64),
        evidence=evidence,
        value=nats,
        p=np.exp(-nats),
        can_tell=could,
        n=n,
    )


def repeated_row(cells: Cells) -> pd.DataFrame:
    """`repeated_row`: a unit's increments of a week are those of the week before, in at least 6
    fields known in both of which 5 are above zero. `value` is how many are above zero."""
    now, before = cells.values[:, 1:], cells.values[:, :-1]
    both = ~np.isnan(now - before)
    fields, above = both.sum(axis=0), (both & (now > 0)).sum(axis=0)
    differs = (np.isnan(now) != np.isnan(before)) | (both & (now != before))
    enough: Flags = (fields >= FEWEST_FIELDS) & (above >= FEWEST_ABOVE_ZERO)
    week, at = np.nonzero(enough & ~differs.any(axis=0))
    return by_finding(
        "repeated_row",
        cells.unit_ids,
        at=at,
        week=np.array(cells.weeks, dtype=np.int64)[week + 1],
        evidence=[
            tuple((cells.weeks[k], slot) for k in (w, w + 1) for slot in cells.slots) for w in week
        ],
        value=above[week, at].astype(np.float64),
        can_tell=enough.any(axis=0),
        n=enough.sum(axis=0),
    )


def _surprise(rows: Floats) -> Floats:
    """float64 [U]: of each column of [S, U]; a field without a figure adds nothing."""
    m = rows.shape[1]
    total = np.zeros(m)
    for field in rows:
        _, back, shared = np.unique(field, return_inverse=True, return_counts=True)
        total -= np.where(np.isnan(field), 0.0, np.log((shared[back] + 1) / (m + 1)))
    return total


def _alike(rows: Floats, telling: Flags) -> list[Ints]:
    """The groups of two and more telling columns that are the same in every field."""
    at = np.nonzero(telling)[0]
    if len(at) < 2:
        return []
    _, back = np.unique(np.nan_to_num(rows[:, at], nan=-1.0), axis=1, return_inverse=True)
    back = back.ravel()
    groups = (at[back == each] for each in np.nonzero(np.bincount(back) > 1)[0])
    return list(groups)
