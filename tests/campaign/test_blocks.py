"""Blocks: what goes in comes out, a changed unit copies its own block, numbers stay exact."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign import BLOCK, Blocks, as_blocks

WIDE = 2 * BLOCK + 3


def numbered(n_units: int, n_slots: int = 2) -> np.ndarray:
    """[S, U] with a different number everywhere and a gap in the first place."""
    whole = np.arange(float(n_slots * n_units)).reshape(n_slots, n_units)
    whole[0, 0] = np.nan
    return whole


@pytest.mark.parametrize("n_units", [1, BLOCK, BLOCK + 1, WIDE])
def test_rows_and_the_whole_come_out_as_they_went_in(n_units: int) -> None:
    whole = numbered(n_units)
    blocks = Blocks.of(whole)
    assert blocks.shape == whole.shape
    np.testing.assert_array_equal(np.asarray(blocks), whole)
    np.testing.assert_array_equal(blocks[1], whole[1])
    assert blocks[1].dtype == np.float64


def test_no_units_are_an_empty_row() -> None:
    blocks = Blocks.of(np.empty((3, 0)))
    assert blocks.shape == (3, 0)
    assert blocks[2].shape == (0,)


def test_a_changed_unit_copies_its_block_alone() -> None:
    whole = numbered(WIDE)
    before = Blocks.of(whole)
    after = before.with_columns(np.array([BLOCK]), np.array([[7.0], [8.0]]))
    shared = [a is b for a, b in zip(before.parts, after.parts, strict=True)]
    assert shared == [True, False, True]
    assert after.columns(np.array([BLOCK]))[:, 0].tolist() == [7, 8]
    np.testing.assert_array_equal(np.asarray(before), whole)


def test_blocks_cannot_be_written_to() -> None:
    blocks = Blocks.of(numbered(WIDE)).with_columns(np.array([1]), np.ones((2, 1)))
    assert not any(part.flags.writeable for part in blocks.parts)


def test_numbers_are_kept_small_only_where_that_is_exact() -> None:
    small, large = 16_777_216.0, 16_777_217.0
    blocks = Blocks.of(np.array([[small, np.nan]]))
    assert blocks.parts[0].dtype == np.float32
    grown = blocks.with_columns(np.array([0]), np.array([[large]]))
    assert grown.parts[0].dtype == np.float64
    assert grown[0][0] == large
    assert grown.with_columns(np.array([0]), np.array([[0.5]])).parts[0].dtype == np.float32


@given(st.lists(st.floats(allow_infinity=False), min_size=1, max_size=5))
def test_every_number_comes_out_exactly(numbers: list[float]) -> None:
    whole = np.array([numbers])
    np.testing.assert_array_equal(Blocks.of(whole)[0], whole[0])


def test_what_is_blocks_already_is_handed_back() -> None:
    blocks = Blocks.of(numbered(2))
    assert as_blocks(blocks) is blocks
    np.testing.assert_array_equal(as_blocks(numbered(2))[1], blocks[1])
