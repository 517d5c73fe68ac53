"""The merged areas a file lists go in; those that matter to the sheet's cells come out, bounded."""

from __future__ import annotations

from collections.abc import Iterable

from campaign import Issue
from loaders.files.limits import MAX_AREA, MAX_MERGES, RefusedError

Merge = tuple[int, int, int, int]
"""Top, left, bottom, right: absolute, 1-based."""
_ORDINARY = 4_096
"""Cells of a merge that is taken as it is: a quarter of a merged row, more than any form has."""


def merges_within(listed: Iterable[Merge], box: Merge) -> tuple[Merge, ...]:
    """The merges of more than one cell. A whole column or row, which one click merges, is cut at
    the last cell of `box` that holds something, and left out where it begins beyond.

    Raises RefusedError (F20) for more merges than any report has, or for merges that together
    cover more cells than a sheet may have: no two of a real sheet cover the same cell.
    """
    kept: list[Merge] = []
    area = 0
    for n, merge in enumerate(listed, start=1):
        if n > MAX_MERGES:
            raise RefusedError(too_many_merges(n))
        found, n_cells = _cut(merge, box)
        if n_cells > 1:
            kept.append(found)
            area += n_cells
        if area > MAX_AREA:
            raise RefusedError(too_many_merges(n))
    return tuple(kept)


def too_many_merges(n: int) -> Issue:
    """F20 at the merge of that number."""
    return Issue("F20", params={"n": n})


def _cut(merge: Merge, box: Merge) -> tuple[Merge, int]:
    """The merge as it is kept, and of how many cells it then is."""
    n_cells = _area(*merge)
    if n_cells <= _ORDINARY:
        return merge, n_cells
    top, left, bottom, right = merge
    if not (box[0] <= top <= box[2] and box[1] <= left <= box[3]):
        return merge, 0
    merge = top, left, min(bottom, box[2]), min(right, box[3])
    return merge, _area(*merge)


def _area(top: int, left: int, bottom: int, right: int) -> int:
    return (bottom - top + 1) * (right - left + 1) if top <= bottom and left <= right else 0
