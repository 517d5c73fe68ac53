"""How many examples a costly property is tried with: a part of them in every run, all under SOAK."""

from __future__ import annotations

import os

from hypothesis import settings


def tries(part: int) -> int:
    """The profile's examples, in every run but the long one divided by `part`."""
    every = settings.default.max_examples
    return every if os.environ.get("SOAK") else every // part
