"""What a column of rates says, by sign, style or the column as a whole."""

from __future__ import annotations

import pytest

from loaders.weekly.unstored import rates


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([95.0, 88.0, 100.0], [0.95, 0.88, 1.0]),
        ([0.95, 0.88, 1.0], [0.95, 0.88, 1.0]),
        ([1.0, 95.0], [0.01, 0.95]),
        (["95%", "８８％"], [0.95, 0.88]),
        (["0.5", "1"], [0.5, 1.0]),
    ],
)
def test_the_column_decides_what_a_plain_number_means(
    cells: list[float | str], expected: list[float]
) -> None:
    assert list(rates(dict(enumerate(cells))).values()) == pytest.approx(expected)


def test_of_a_lone_one_nobody_can_say_what_it_is() -> None:
    assert rates({4: 1.0, 5: ""}) == {}
    assert rates({4: 1.0, 5: 1.0}) == {}


def test_a_percent_style_says_it() -> None:
    assert rates({4: 1.0, 5: 0.5}, percent_style=[4, 5]) == {4: 1.0, 5: 0.5}


def test_more_than_all_of_it_is_no_rate() -> None:
    assert rates({1: "103%"}) == {}
    assert rates({1: 103.0, 2: 90.0}) == {2: 0.9}
    assert rates({1: -0.1}) == {}


def test_a_cell_without_a_number_has_no_rate() -> None:
    assert rates({1: "", 2: "—", 3: "约九成"}) == {}
