"""One value fills a column of a frame, and no other frame's."""

from __future__ import annotations

from campaign.shape import Shape

LINES = Shape("LINES", {"told": "str", "n": "int64"})


def test_values_that_equal_each_other_fill_columns_as_what_they_are() -> None:
    told = [LINES.filled({"told": value, "n": [1, 2]})["told"] for value in (1, True, "1")]
    assert [list(column) for column in told] == [["1", "1"], ["True", "True"], ["1", "1"]]


def test_a_column_of_one_value_is_the_frames_own() -> None:
    first = LINES.filled({"told": "甲", "n": [1, 2]})
    first.loc[0, "told"] = "乙"
    second = LINES.filled({"told": "甲", "n": [1, 2]})
    assert list(first["told"]) == ["乙", "甲"]
    assert list(second["told"]) == ["甲", "甲"]
