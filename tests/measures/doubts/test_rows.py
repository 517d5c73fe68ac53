"""Rows that are alike beyond chance."""

import math

import numpy as np

from measures.doubts.rows import duplicate_rows, repeated_row
from tests.measures.doubts.drawn import NAN, drawn, found, states


def fields(rows):
    """Cells of one week: a line a unit, a column a field."""
    return drawn(**{f"f{k}": [column] for k, column in enumerate(np.array(rows, dtype=float).T)})


def test_a_copied_row_of_large_figures_is_found_on_both_units():
    rows = np.random.default_rng(1).integers(0, 200, (40, 6))
    rows[7] = rows[3]
    told = duplicate_rows(fields(rows))
    assert [f[0] for f in found(told)] == ["u3", "u7"]
    evidence = found(told)[0][2]
    assert (1, "f0", "u3") in evidence
    assert (1, "f5", "u7") in evidence
    assert len(evidence) == 12


def test_the_surprise_is_that_of_the_shared_values():
    rows = [[9, 9, 9, 9, 9, 9], [9, 9, 9, 9, 9, 9]] + [[0, 1, 0, 1, 0, 1]] * 30
    told = duplicate_rows(fields(rows))
    assert told["value"].tolist()[:2] == [6 * -math.log(3 / 33)] * 2
    assert states(told)[0] == "doubt"


def test_small_counts_repeat_by_chance_and_cannot_tell():
    rng = np.random.default_rng(2)
    for n_units, n_fields, mean in ((100, 4, 1), (1000, 8, 0.5)):
        told = duplicate_rows(fields(rng.poisson(mean, (n_units, n_fields))))
        assert not found(told)
        assert (told["state"] == "not_enough").mean() > 0.5


def test_honest_weeks_of_rich_rows_have_no_pair():
    rng = np.random.default_rng(3)
    with_pair = [bool(found(duplicate_rows(fields(rng.poisson(6, (100, 8)))))) for _ in range(60)]
    assert sum(with_pair) <= 2


def test_the_same_figures_two_weeks_running():
    row = [3, 5, 2, 8, 1, 4]
    cells = drawn(**{f"f{k}": [[v, v, 0], [v, v + (k == 2), 0]] for k, v in enumerate(row)})
    told = repeated_row(cells)
    assert [f[:2] for f in found(told)] == [("u0", 2)]
    assert len(found(told)[0][2]) == 12
    assert states(told) == ["doubt", "clear", "not_enough"]


def test_a_field_told_only_once_is_no_repetition():
    cells = drawn(**{f"f{k}": [[5], [5]] for k in range(6)}, more=[[NAN], [1]])
    assert states(repeated_row(cells)) == ["clear"]
