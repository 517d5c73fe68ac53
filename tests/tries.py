"""How many examples a costly property is tried with: a part of them in every run, all under SOAK."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

IS_SOAK = bool(os.environ.get("SOAK"))
in_soak = pytest.mark.skipif(not IS_SOAK, reason="what takes long on the whole sample: SOAK=1")
"""What a smaller sample shows in every run."""


def tries(part: int) -> int:
    """The profile's examples, in every run but the long one divided by `part`."""
    every = settings.default.max_examples
    return every if IS_SOAK else every // part
