"""A pattern goes in; whether a text is matched by it, asked once of each text, comes out."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from campaign import fold


def told(
    matches: Callable[[str], object], shaped: Callable[[str], str] = fold
) -> Callable[[str], bool]:
    """Whether a text is matched once it is folded, or shaped in another way."""
    return lru_cache(maxsize=1 << 14)(lambda text: bool(matches(shaped(text))))
