"""The week that pages and terminal begin with."""

from __future__ import annotations

import pytest

from measures import default_week
from tests.measures.drawn import pack, panel


def begun(*rows: str) -> int | None:
    """The default week's number of four units, by what they sent each week."""
    weeks = len(rows[0].split("|"))
    head = " | ".join(f"w{n}" for n in range(1, weeks + 1))
    lines = [f"| unit | type | group | orgs | {head} |"]
    lines += [f"| u{n} | section_team | g01 | 0 | {row} |" for n, row in enumerate(rows)]
    week = default_week(panel("\n".join(lines)), pack())
    return week.number if week else None


@pytest.mark.parametrize(
    ("rows", "week"),
    [
        (("1 | 1 | .", "1 | 1 | .", "1 | . | .", "1 | . | 2"), 2),  # a stray sheet of week 3
        (("1 | 1 | 1", "1 | 1 | 1", "1 | . | .", "1 | . | ."), 3),  # half of them is enough
        (("1 | . | .", ". | . | .", ". | . | 1", ". | . | ."), 3),  # no week is half in: the latest
        (("1 | . | held", "1 | . | held", "1 | . | .", "1 | 1 | 1"), 1),
        (("1 | 1 | exempt", "1 | 1 | exempt", "1 | 1 | exempt", "1 | 1 | 1"), 3),
        (("1 | 1 | -", "1 | 1 | -", "1 | . | -", "1 | . | 1"), 3),  # three have left the roster
        (("1 | 1 | blank", "1 | 1 | blank", "1 | 1 | blank", "1 | 1 | 1"), 2),
    ],
)
def test_it_is_the_latest_week_half_of_the_expected_units_reported(
    rows: tuple[str, ...], week: int
) -> None:
    assert begun(*rows) == week
