"""One fact, one value: every figure of the sample by page, by filter, as a group's viewer, by
download and by `figures --json`."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest

from campaign import Door, Viewer, wording
from exports import csv_bytes
from measures import ORG_SHARE, REACH
from pages.door.view import View
from pages.drawn import need_headings, need_rows, reach_headings, reach_rows
from pages.leadership.discussions.words import discussion_rows
from pages.leadership.discussions.words import headings as discussion_headings
from pages.leadership.inspections.words import headings as inspection_headings
from pages.leadership.inspections.words import inspection_rows
from pages.readings import listed, needs, rows_now
from tests.commands.conftest import Terminal
from tests.commands.said import COUNTS, PACK, SUMS, of_known, printed, shown

WORDS = wording("zh_CN")
WEEKS = (3, 12) if os.environ.get("SOAK") else (12,)
OPEN = SUMS.index("is_lower_bound")
"""A late week in every run, an early one too under SOAK=1."""


def units_drawn(view: View) -> list[str]:
    """Every thirtieth unit, some of each type."""
    return rows_now(view)["unit_id"].tolist()[::30]


@pytest.mark.parametrize("week", WEEKS)
def test_pages_filters_and_seats_say_what_the_terminal_says(
    sample: Terminal, looked: Any, week: int
) -> None:
    n_compared, iso = 0, PACK.calendar.week(week).iso
    whole = looked(week)
    ways = {
        "district": {"sample": [whole, looked(week, Viewer(Door.OFFICE))]},
        "type": {i: [looked(week, type_id=i)] for i in whole.panel.type_ids},
        "group": {
            i: [looked(week, group_id=i), looked(week, Viewer(Door.GROUPS, i))]
            for i in whole.panel.group_ids
        },
        "unit": {i: [looked(week, unit_id=i)] for i in units_drawn(whole)},
    }
    for by, places in ways.items():
        document = sample.json("figures", "--district", "sample", "--week", iso, "--by", by)
        for place, views in places.items():
            asked = printed(document, place)
            for view in views:
                assert of_known(shown(view), asked) == asked, (by, place, view.viewer)
                n_compared += len(asked)
    assert n_compared > 350


def test_groups_and_types_add_up_to_the_district(looked: Any) -> None:
    whole = looked(WEEKS[-1])
    total = shown(whole)
    for name in ("group", "type"):
        parts = [
            shown(looked(WEEKS[-1], **{f"{name}_id": i}))
            for i in getattr(whole.panel, f"{name}_ids")
        ]
        for id_ in COUNTS:
            columns = zip(*(part[id_] for part in parts), strict=True)  # type: ignore[call-overload]
            added = [sum(n or 0 for n in column) for column in columns]
            added[OPEN] = min(added[OPEN], 1)  # a total is “at least” where any part of it is
            assert added == [n or 0 for n in total[id_]], (name, id_)  # type: ignore[attr-defined]


def downloaded(frame: pd.DataFrame, headings: Mapping[str, str]) -> list[dict[str, str]]:
    """The lines of the file that a reader saves, by the columns' own names."""
    lines = csv.DictReader(io.StringIO(csv_bytes(frame, headings).decode("utf-8-sig")))
    names = {title: name for name, title in headings.items()}
    return [{names[title]: cell for title, cell in line.items()} for line in lines]


def added(lines: list[dict[str, str]], column: str) -> float | None:
    """The sum of a column's numbers; none where it has none."""
    numbers = [float(line[column]) for line in lines if line[column]]
    return sum(numbers) if numbers else None


@pytest.mark.parametrize("kept", [{}, {"group_id": "g03"}, {"type_id": "second_tier"}])
def test_downloads_add_up_to_the_figures_above_them(looked: Any, kept: dict[str, str]) -> None:
    """No unit of the sample was closed: the lists have everybody whose figures count."""
    view = looked(12, **kept)
    told: Any = shown(view)
    reach = downloaded(reach_rows(view), reach_headings(WORDS))
    over, under, *_ = told[REACH]
    studied = [line for line in reach if line["reach"] == WORDS.text("reach.reached")]
    assert len(reach) == len(rows_now(view)) >= under
    assert len(studied) >= over, "who owes no study may have studied"
    assert added(reach, "cumulative") == told["study_session_count"][1]
    assert (added(reach, "org_covered"), added(reach, "org_total")) == told[ORG_SHARE][:2]
    talks = downloaded(discussion_rows(view), discussion_headings(view))
    assert added(talks, "discussion_total") == told["discussion_session_count"][1]
    assert added(talks, "problems") == told["problem_found_count"][1]
    assert added(talks, "rectified") == told["rect_done_count"][1]
    assert added(talks, "livelihood") == told["livelihood_done_count"][1]
    seen = downloaded(inspection_rows(view), inspection_headings(WORDS))
    assert added(seen, "visits") == told["visits"][1]
    assert added(seen, "found") == told["visits"][2]
    assert sum(line["visits"] not in ("", "0") for line in seen) == told["visited"][0]
    everyone = needs(view)
    first = listed(view, everyone)
    calls = downloaded(need_rows(view, first), need_headings(WORDS))
    assert [line["unit"] for line in calls] == [need.name for need in first]


def test_lists_handed_out_name_no_unit_outside_a_seat(looked: Any) -> None:
    seat = looked(12, Viewer(Door.GROUPS, "g03"))
    names = set(rows_now(looked(12, group_id="g03"))["name"])
    for frame in (reach_rows(seat), discussion_rows(seat), inspection_rows(seat)):
        assert set(frame["unit"]) == names
