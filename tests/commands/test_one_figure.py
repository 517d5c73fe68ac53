"""One fact, one value: every figure of the sample by page, by filter, as a group's viewer, by
download and by `figures --json`."""

from __future__ import annotations

import csv
import io
import math
import os
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest

from campaign import Door, Viewer, load_pack, wording
from exports import csv_bytes
from figures import LIGHT
from measures import COMPLETENESS, ORG_SHARE, REACH
from pages.door import opened
from pages.door.filters import Filters
from pages.door.view import View, view_of
from pages.drawn import need_headings, need_rows, reach_headings, reach_rows
from pages.leadership.discussions.words import discussion_rows
from pages.leadership.discussions.words import headings as discussion_headings
from pages.leadership.inspections.words import headings as inspection_headings
from pages.leadership.inspections.words import inspection_rows
from pages.readings import (
    counts_by_week,
    frequencies,
    guidance_reach,
    launch_share,
    listed,
    methods_used,
    needs,
    rows_now,
    standing_now,
)
from tests.commands.conftest import Terminal

PACK, WORDS = load_pack("c2023_ztjy"), wording("zh_CN")
SHARES = (REACH, ORG_SHARE, COMPLETENESS, "timeliness")
COUNTS = [q.id for q in PACK.quantities if q.kind != "choice"]
WEEKS = (3, 12) if os.environ.get("SOAK") else (12,)
"""A late week in every run, an early one too under SOAK=1."""
LEADER = Viewer(Door.LEADERSHIP)
Figures = dict[str, object]


@pytest.fixture
def looked(sample: Terminal, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """What a viewer looks at in a week, through filters."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{sample.ledger}")
    district = next(d for d in opened.ledger().districts() if d.id == "sample")

    def look(week: int, viewer: Viewer = LEADER, **kept: str) -> View:
        scope = opened.panel_of(district, viewer)
        return view_of(
            words=WORDS,
            viewer=viewer,
            district=district,
            pack=PACK,
            palette=LIGHT,
            filters=Filters(PACK.calendar.week(week), **kept),
            latest=scope.weeks[-1].week,
            scope=scope,
        )

    return look


def shown(view: View) -> Figures:
    """Every figure that the pages take from the readings of one view."""
    found: Figures = {}
    for measure in SHARES:
        row = standing_now(view, measure).iloc[0]
        found[measure] = share(row.to_dict(), "plan")
    for quantity in COUNTS:
        row = frequencies(view, quantity).iloc[-1]
        found[quantity] = plain([row["week_sum"], row["cumulative"], row["n_reported"]])
    found["launch"] = share(launch_share(view).iloc[-1].to_dict())
    found["visited"] = share(guidance_reach(view).iloc[-1].to_dict())
    visits, kinds = counts_by_week(view), ["visits", "problems", "advice", "solved"]
    found["visits"] = plain([visits["visits"].iloc[-1], *visits[kinds].sum(min_count=1)])
    found["left open"] = plain(visits[[f"{kind}_open" for kind in kinds[1:]]].sum())
    used = methods_used(view)
    found["methods"] = dict(zip(used["method"], used["visits"], strict=True))
    return found


def printed(document: Mapping[str, Any], place: str) -> Figures:
    """The same figures of a place, as the terminal prints them."""

    def of(name: str) -> list[dict[str, Any]]:
        return [line for line in document[name] if line["place"]["id"] == place]

    found: Figures = {line["measure"]: share(line, "plan") for line in of("standing")}
    if place == "sample":
        for id_ in COUNTS:
            line = document["quantities"][id_]
            found[id_] = plain([line["week"], line["cumulative"], line["n_reported"]])
    found["launch"] = share(of("launch")[0])
    (visits,) = of("visits")
    found["visited"] = share(visits["units"])
    found["visits"] = plain([visits["week"], *visits["since_launch"].values()])
    found["left open"] = plain(visits["left_open"].values())
    found["methods"] = {line["method"]: line["visits"] for line in of("methods")}
    return found


def share(line: Mapping[Any, Any], *more: str) -> tuple[float | None, ...]:
    """Numerator, denominator and value; of nothing known there is no numerator."""
    value = plain([line["value"]])[0]
    over = line["numerator"] if value is not None else None
    return plain([over, line["denominator"], value, *(line[name] for name in more)])


def plain(numbers: Any) -> tuple[float | None, ...]:
    """Numbers with unknown as none, to nine digits."""
    return tuple(None if n is None or math.isnan(n) else round(float(n), 9) for n in numbers)


def of_known(found: Figures, asked: Figures) -> Figures:
    """Those figures that the other way has too."""
    return {name: found[name] for name in asked}


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
