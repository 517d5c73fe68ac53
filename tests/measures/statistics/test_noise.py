"""The noise floor: unit by unit and by size agree."""

import numpy as np
import pytest

from measures.statistics.noise import noise_floor


def test_units_drawn_by_size_and_one_by_one_have_one_floor():
    rng = np.random.default_rng(2)
    over = rng.integers(1, 6, 400).astype(float)
    counts = rng.poisson(2 * over)
    # A hair's breadth of difference makes every unit a size of its own.
    alike = over + np.arange(400) * 1e-9
    assert noise_floor(counts, over, seed=1) == pytest.approx(
        noise_floor(counts, alike, seed=2), rel=0.03
    )
