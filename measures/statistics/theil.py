"""Theil's T and its exact parts: numbers and their groups go in; what lies between comes out."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from measures.statistics.arrays import Floats, Ints

Groups = Sequence[Hashable] | npt.NDArray[np.generic]


class TheilSplit(NamedTuple):
    """Theil's T and its exact parts; `per_group` is each group's own contribution to `within`."""

    total: float
    between: float
    within: float
    per_group: dict[Hashable, float]


class NestedSplit(NamedTuple):
    """Theil's T of groups within groups: total = between_outer + between_inner + within."""

    total: float
    between_outer: float
    between_inner: float
    within: float


def theil_split(
    x: npt.ArrayLike, groups: Groups, weights: npt.ArrayLike | None = None
) -> TheilSplit:
    """Theil's T split exactly: total = between the groups + within them."""
    held, w, known = _held(x, weights)
    if not known.any() or np.isnan(held).any():
        nothing = float("nan")
        return TheilSplit(nothing, nothing, nothing, {})
    code, names = _coded(groups, known)
    between, per_group = _parts(held, w, code, len(names))
    within = float(per_group.sum())
    parts = dict(zip(names, per_group.tolist(), strict=True))
    return TheilSplit(between + within, between, within, parts)


def theil_nested(
    x: npt.ArrayLike, outer: Groups, inner: Groups, weights: npt.ArrayLike | None = None
) -> NestedSplit:
    """The split applied twice, as by type and by group within the type."""
    held, w, known = _held(x, weights)
    if not known.any() or np.isnan(held).any():
        return NestedSplit(*[float("nan")] * 4)
    first, names = _coded(outer, known)
    second, inside = _coded(inner, known)
    between, parts = _parts(held, w, first, len(names))
    both, pairs = pd.factorize(first * len(inside) + second)
    all_between, own = _parts(held, w, both, len(pairs))
    return NestedSplit(
        float(between + parts.sum()), between, float(all_between - between), float(own.sum())
    )


def _held(
    x: npt.ArrayLike, weights: npt.ArrayLike | None
) -> tuple[Floats, Floats, npt.NDArray[np.bool_]]:
    """Shares of the whole and of the weight, of what is known; NaN shares for a data error."""
    values = np.asarray(x, dtype=np.float64)
    w = np.ones_like(values) if weights is None else np.asarray(weights, dtype=np.float64)
    known = ~np.isnan(values)
    values, w = values[known], w[known]
    if (values < 0).any():
        return np.full_like(values, np.nan), w, known
    held = values * w
    whole = held.sum()
    return held / whole if whole else held, w / w.sum() if len(w) else w, known


def _coded(groups: Groups, known: npt.NDArray[np.bool_]) -> tuple[Ints, list[Hashable]]:
    member = np.empty(len(known), dtype=object)
    if isinstance(groups, np.ndarray):
        member = groups
    else:
        member[:] = list(groups)
    code, names = pd.factorize(member[known], use_na_sentinel=False)
    return code.astype(np.int64), np.asarray(names).tolist()


def _parts(held: Floats, w: Floats, code: Ints, n: int) -> tuple[float, Floats]:
    """Between the groups, and each group's own part: Σ s ln(s / v), s held and v weight shares."""
    s, v = _summed(code, held, n), _summed(code, w, n)
    between = _s_ln(s, s, v).sum()
    own = _s_ln(held, held * v[code], w * s[code])
    return float(between), _summed(code, own, n)


def _summed(code: Ints, amounts: Floats, n: int) -> Floats:
    return np.asarray(np.bincount(code, amounts, n), dtype=np.float64)


def _s_ln(s: Floats, up: Floats, down: Floats) -> Floats:
    logs = np.zeros_like(s)
    np.log(np.divide(up, down, out=np.ones_like(s), where=s > 0), out=logs, where=s > 0)
    return np.asarray(s * logs)
