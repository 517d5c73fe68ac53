"""A draw that anybody can make again: a frame and a seed go in; who is checked comes out, and how
far the checked ones bound the whole (docs/design.md §8.21)."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from scipy import special

from measures.statistics.arrays import Floats, Ints

_BYTES = 8
"""So many bytes of a hash make a number finer than any frame is long."""


class Picks(NamedTuple):
    """The units drawn at random from all, and those drawn by risk from the rest, each in its order
    of drawing."""

    random: tuple[str, ...]
    risk: tuple[str, ...]


def chance(*parts: str) -> float:
    """A number between 0 and 1 that these texts, and nothing else, decide: the first eight bytes of
    the SHA-256 of the texts joined with |, and a half, ÷ 2⁶⁴."""
    digest = hashlib.sha256("|".join(parts).encode()).digest()
    return (int.from_bytes(digest[:_BYTES], "big") + 0.5) / float(256**_BYTES)


def drawn(frame: Mapping[str, float], seed: str, size: int) -> Picks:
    """Of a frame of units with their risks, `size` units: the larger half purely at random, those
    with the lowest chance; the rest by risk, those with the lowest −ln(chance) ÷ risk.

    The order of the frame decides nothing. Raises ValueError for a risk of 0 or less.
    """
    if min(frame.values(), default=1) <= 0:
        raise ValueError("a risk is above 0")
    at_random = sorted(frame, key=lambda unit: (chance(seed, "random", unit), unit))
    first = tuple(at_random[: (size + 1) // 2])
    rest = frame.keys() - set(first)
    by_risk = sorted(rest, key=lambda u: (-math.log(chance(seed, "risk", u)) / frame[u], u))
    return Picks(first, tuple(by_risk[: size // 2]))


def whole_interval(found: int, n: int, total: int, confidence: float = 0.95) -> tuple[float, float]:
    """The exact interval of a share of `total` of which `n`, drawn without putting back, were seen
    and `found` have it: lowest and highest share (hypergeometric tails); NaN where n is 0."""
    if not n:
        return math.nan, math.nan
    outside = (1 - confidence) / 2
    low = _first(found, total - (n - found), lambda k: _tail(found, n, k, total) > outside)
    misses = n - found
    high = total - _first(misses, total - found, lambda k: _tail(misses, n, k, total) > outside)
    return low / total, high / total


def _first(low: int, high: int, is_enough: Callable[[int], bool]) -> int:
    """The least whole number from low to high for which it holds; it holds from there on."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if is_enough(middle) else (middle + 1, high)
    return low


def _tail(found: int, n: int, own: int, total: int) -> float:
    """The chance of `found` and more of n, where `own` of the total have it."""
    x = np.arange(found, min(n, own) + 1)
    logs = _ways(own, x) + _ways(total - own, n - x) - _ways(total, np.array([n]))
    return float(np.exp(logs).sum())


def _ways(n: int, k: Ints) -> Floats:
    """ln C(n, k); −∞ where k is not within 0 … n."""
    fits = (k >= 0) & (k <= n)
    safe = np.where(fits, k, 0)
    ways = special.gammaln(n + 1) - special.gammaln(safe + 1) - special.gammaln(n - safe + 1)
    return np.asarray(np.where(fits, ways, -np.inf))
