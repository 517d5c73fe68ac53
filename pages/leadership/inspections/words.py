"""Inspections in words: a view goes in; the answer sentence, the tiles and the rows come out.

Visits stand beside what was found on them; who is due is a date, never an order among units.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from campaign import Wording
from pages.door import View
from pages.drawn import count_change
from pages.markup import Tile
from pages.readings import counts_by_week, guidance_reach, streams_seen, units_visited

COLUMNS = ("unit", "type", "group", "visits", "last_visit", "days", "limit", "due", "found")
_SUMS = ("visits", "problems", "advice", "solved")


def dueness(rows: pd.DataFrame) -> pd.Series[str]:
    """never, over or within for each line of UNIT_VISITS; within too where there is no interval."""
    said = pd.Series("within", index=rows.index, dtype="str")
    said[rows["days"] > rows["limit"]] = "over"
    said[rows["visits"] == 0] = "never"
    return said


def inspection_answer(view: View) -> str:
    """How many visits, how many units reached, who was never visited, where the effort went."""
    words, reach = view.words, guidance_reach(view)
    if not len(reach) or not reach["denominator"].iloc[-1]:
        return words.text("inspections.answer.nothing")
    now = reach.iloc[-1]
    parts = [
        words.text(
            "inspections.answer.reach",
            week=words.text("answer.week", number=view.week.number),
            n=int(counts_by_week(view)["visits"].sum()),
            over=words.number(now["numerator"]),
            under=words.number(now["denominator"]),
            share=words.percent(now["value"]),
        )
    ]
    counts = dueness(units_visited(view)).value_counts()
    parts += [
        words.text(f"inspections.answer.{word}", n=int(counts[word]))
        for word in ("never", "over")
        if counts.get(word, 0)
    ]
    return words.text(
        "answer.sentence", parts=words.text("answer.and").join([*parts, *_effort(view)])
    )


def _effort(view: View) -> list[str]:
    """The workstream with most of the visits, once there are enough of them to say so."""
    rows = streams_seen(view)
    if not len(rows) or rows["n"].iloc[0] < view.pack.thresholds["effort_visits"]:
        return []
    most = rows.iloc[int(rows["share"].argmax())]
    label = view.words.label(view.pack.workstreams[most["stream"]])
    return [
        view.words.text(
            "inspections.answer.effort",
            stream=label.lower() if view.words.locale == "en" else label,
            share=view.words.percent(most["share"]),
        )
    ]


def inspection_tiles(view: View) -> list[Tile]:
    """Visits and units reached, beside the problems found, the advice given and what was solved."""
    return [_reach(view), *(_sum(view, column) for column in _SUMS)]


def _reach(view: View) -> Tile:
    words, rows = view.words, guidance_reach(view)
    now = rows.iloc[-1]
    is_known = bool(now["denominator"])
    return Tile(
        title=words.text("inspections.tile.reach"),
        figure=words.percent(now["value"]) if is_known else words.text("unknown"),
        beside=(
            words.text(
                "overview.tile.units",
                over=words.number(now["numerator"]),
                under=words.number(now["denominator"]),
            ),
        ),
        course=tuple(rows["value"]),
        why=words.text("inspections.tile.reach.why"),
    )


def _sum(view: View, column: str) -> Tile:
    words, rows = view.words, counts_by_week(view)
    weeks = rows[column].tolist()
    measure = words.text(f"inspections.measure.{column}")
    before = weeks[-2] if len(weeks) > 1 else float("nan")
    return Tile(
        title=words.text(f"inspections.tile.{column}"),
        figure=words.number(sum(weeks)),
        measure=measure,
        beside=(
            words.text("overview.tile.this_week", n=words.number(weeks[-1]), measure=measure),
            count_change(words, weeks[-1], before, measure=measure),
        ),
        course=tuple(rows[column].cumsum()),
        why=words.text("overview.workload"),
    )


def last_seen(day: pd.Timestamp, words: Wording) -> str:
    """When a unit was last visited, in words; the word for never."""
    return words.text("visited.never") if pd.isna(day) else words.day(day.date())


def waiting_words(view: View, rows: pd.DataFrame) -> list[str]:
    """For each line of UNIT_VISITS: when it was last visited and how long that is."""
    words = view.words
    return [
        words.text("visited.never_since", days=row["days"])
        if not row["visits"]
        else words.text("visited.since", day=last_seen(row["last_on"], words), days=row["days"])
        for row in rows.to_dict("records")
    ]


def groups_without_log(view: View) -> str:
    """The groups with units here of whose visits nothing is known, by name."""
    rows = counts_by_week(view, by="group").groupby("place_id")["visits"].sum()
    silent = [g for g in view.pack.groups if g.id in rows.index and not rows[g.id]]
    join = "、" if view.words.locale == "zh_CN" else ", "
    return join.join(view.words.label(group.label) for group in silent)


def inspection_rows(view: View) -> pd.DataFrame:
    """One line a unit in protocol order: visits, the last one, the days since, what was found."""
    rows, words, pack = units_visited(view), view.words, view.pack
    types = {t.id: words.label(t.short) for t in pack.types}
    groups = {g.id: words.label(g.label) for g in pack.groups}
    return pd.DataFrame(
        {
            "unit": rows["name"],
            "type": rows["type_id"].map(types),
            "group": rows["group_id"].map(groups),
            "visits": rows["visits"],
            "last_visit": [last_seen(day, words) for day in rows["last_on"]],
            "days": rows["days"],
            "limit": rows["limit"],
            "due": [words.text(f"visited.{word}") for word in dueness(rows)],
            "found": rows["problems"],
        }
    )


def headings(words: Wording) -> Mapping[str, str]:
    """The heading of every column."""
    return {column: words.text(f"column.{column}") for column in COLUMNS}
