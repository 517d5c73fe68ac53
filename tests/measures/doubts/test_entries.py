"""Entries and sheets that contradict themselves."""

from datetime import date

import pandas as pd
import pytest

from measures.doubts.entries import (
    closed_before_found,
    closed_in_batch,
    closed_without_reference,
    dated_after,
)
from tests.measures.doubts.drawn import found, states

UNITS = ("u0", "u1", "u2")
COLUMNS = ("found_on", "measure_on", "closed_on", "reopened_on")


def entries(*rows):
    """(unit, found, measure, closed, reopened, proof); the reference is the line's number."""
    frame = pd.DataFrame(rows, columns=["unit_id", *COLUMNS, "proof"])
    for column in COLUMNS:
        frame[column] = pd.to_datetime(frame[column])
    return frame.assign(week=3, reference=[f"row {i}" for i in range(1, len(frame) + 1)])


RECTIFIED = entries(
    ("u0", "2023-10-10", "2023-10-12", "2023-10-09", None, ""),
    ("u0", "2023-10-01", "2023-10-02", "2023-10-09", "2023-10-09", "文件1"),
    ("u1", "2023-10-01", "2023-10-02", "2023-10-09", "2023-10-10", "文件2"),
    ("u2", "2023-10-01", None, None, None, None),
)


@pytest.mark.parametrize(
    ("check", "wrong", "told"),
    [
        (closed_before_found, ["row 1"], ["doubt", "clear", "not_enough"]),
        (closed_without_reference, ["row 1"], ["doubt", "clear", "not_enough"]),
    ],
)
def test_a_rectification_that_contradicts_itself(check, wrong, told):
    doubts = check(RECTIFIED, UNITS)
    assert [evidence for _, _, evidence in found(doubts)] == [(row,) for row in wrong]
    assert states(doubts) == told


def test_a_date_still_to_come():
    doubts = dated_after(RECTIFIED, UNITS, column="found_on", today=date(2023, 10, 9))
    assert found(doubts) == [("u0", 3, ("row 1",))]
    assert doubts["value"].tolist()[0] == 1


def test_most_closed_on_one_day_is_asked_about_from_five_on():
    day = ("2023-10-01", "2023-10-02", "2023-10-09", None, "x")
    other = ("2023-10-01", "2023-10-02", "2023-10-20", None, "x")
    rows = (
        [("u0", *day)] * 4
        + [("u0", *other)]
        + [("u1", *day)] * 4
        + [("u2", *day)] * 3
        + [("u2", *other)] * 3
    )
    doubts = closed_in_batch(entries(*rows), UNITS)
    assert states(doubts) == ["doubt", "not_enough", "clear"]
    assert found(doubts)[0][2] == ("row 1", "row 2", "row 3", "row 4")
    assert doubts["value"].tolist()[0] == 0.8
    assert states(closed_in_batch(entries(), UNITS)) == ["not_enough"] * 3
