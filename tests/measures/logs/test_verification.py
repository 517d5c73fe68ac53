"""Claims against checks: sums over sums, with how many there were."""

from __future__ import annotations

import json
import math

from campaign import ENTRIES
from measures import verification, visits
from tests.measures.drawn import pack, panel

UNITS = """
| unit | type         | group | orgs | w1 | w2 |
| 甲   | county_team  | g01   | 0    | 1  | 1  |
| 乙   | section_team | g01   | 0    | 1  | 1  |
| 丙   | section_team | g02   | 0    | 1  | 1  |
"""


def checked(*rows):
    """(unit, day, claimed, verified) as VISITS; None leaves the number open."""
    names = ("checked_claimed", "checked_verified")
    return visits(
        ENTRIES.frame(
            {
                "submission_id": 1,
                "form": "guidance_log",
                "row": i,
                "unit_id": unit,
                "group_id": "g01",
                "day": day,
                "week": 1,
                "key": "",
                "fields": json.dumps(
                    {n: v for n, v in zip(names, told, strict=True) if v is not None}
                ),
            }
            for i, (unit, day, *told) in enumerate(rows)
        ),
        pack(),
    )


LOG = checked(
    ("甲", "2023-10-03", 10, 8),
    ("甲", "2023-10-04", 2, 2),
    ("乙", "2023-10-05", 5, None),
    ("丙", "2023-10-06", 0, 0),
)


def test_the_factor_is_a_ratio_of_sums_over_what_has_both_numbers():
    row = verification(LOG, panel(UNITS)).iloc[0]
    assert (row["checks"], row["agreeing"], row["units"], row["members"]) == (3, 2, 2, 3)
    assert (row["claimed"], row["verified"], row["factor"]) == (12, 10, 1.2)


def test_a_type_of_which_nothing_was_found_has_no_factor():
    rows = verification(LOG, panel(UNITS), by="type").set_index("place_id")
    assert rows.loc["county_team", "factor"] == 1.2
    assert math.isnan(rows.loc["section_team", "factor"])
    assert rows.loc["section_team", ["checks", "units", "members"]].tolist() == [1, 1, 2]


def test_without_a_check_there_is_nothing_to_divide():
    row = verification(checked(), panel(UNITS)).iloc[0]
    assert row["checks"] == 0
    assert math.isnan(row["factor"])
