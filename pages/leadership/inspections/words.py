"""Inspections in words: a view goes in; the answer sentence, the tiles and the rows come out.

Visits stand beside what was found on them; who is due is a date, never an order among units.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import pandas as pd

from campaign import FormRole, Wording
from pages.door import View, drawing
from pages.drawn import REACHED, count_change, is_mark, units_words
from pages.markup import Tile
from pages.readings import (
    counts_by_week,
    guidance_reach,
    letter_lines,
    streams_seen,
    units_visited,
)

COLUMNS = (
    *("unit", "type", "group", "visits", "last_visit", "days", "limit", "due"),
    *("longest_gap", "found", "at_least", "last_letter"),
)
_SUMS = ("visits", "problems", "advice", "solved")


def dueness(rows: pd.DataFrame) -> pd.Series[str]:
    """never, over, within or unknown for each line of UNIT_VISITS; within too where there is no
    interval, unknown where its group sent no log."""
    said = pd.Series("within", index=rows.index, dtype="str")
    said[rows["days"] > rows["limit"]] = "over"
    said[rows["visits"] == 0] = "never"
    said[~rows["is_known"]] = "unknown"
    return said


@drawing
def inspection_answer(view: View) -> str:
    """How many visits, how many units reached, who was never visited, where the effort went."""
    words, reach = view.words, guidance_reach(view)
    if not len(reach) or not reach["denominator"].iloc[-1]:
        return words.text("inspections.answer.nothing")
    now, week = reach.iloc[-1], words.text("answer.week", number=view.week.number)
    if math.isnan(now["value"]):
        return words.text("inspections.answer.unknown", week=week)
    made = counts_by_week(view)
    parts = [
        words.text(
            "inspections.answer.reach.at_least"
            if made["visits_open"].any()
            else "inspections.answer.reach",
            week=week,
            n=int(made["visits"].sum()),
            over=words.number(now["numerator"]),
            under=words.number(now["denominator"]),
            share=words.percent(now["value"]),
        )
    ]
    parts += [*_waiting(view), *_effort(view)]
    return words.text("answer.sentence", parts=words.text("answer.and").join(parts))


def _waiting(view: View) -> Iterator[str]:
    """How many units were never visited, are past their interval, or nothing is known of."""
    counts = dueness(units_visited(view)).value_counts()
    for word, key in {"never": "never", "over": "over", "unknown": "unknown_units"}.items():
        if n := int(counts.get(word, 0)):
            yield view.words.text(f"inspections.answer.{key}", n=n)


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


@drawing
def inspection_tiles(view: View) -> list[Tile]:
    """Visits and units reached, beside the problems found, the advice given and what was solved."""
    return [_reach(view), *(_sum(view, column) for column in _SUMS)]


def _reach(view: View) -> Tile:
    words, rows = view.words, guidance_reach(view)
    now = rows.iloc[-1]
    is_known = not math.isnan(now["value"])
    return Tile(
        title=words.text("inspections.tile.reach"),
        figure=words.percent(now["value"]) if is_known else words.text("unknown"),
        beside=(units_words(words, rows.tail(1)),),
        course=tuple(rows["value"]),
        why=words.text("inspections.tile.reach.why"),
        mark=is_mark(view, FormRole.GUIDANCE_LOG, REACHED),
    )


def _sum(view: View, column: str) -> Tile:
    """A count since the launch, with the week's; what logs leave open is told, never 0."""
    words, rows = view.words, counts_by_week(view)
    measure = words.text(f"inspections.measure.{column}")
    is_known = rows[column].notna().any()
    gaps = rows["visits_open"]
    left_open = gaps * 0 if column == "visits" else rows[f"{column}_open"]
    total = rows[column].cumsum().where(rows[column].notna())
    return Tile(
        title=words.text(f"inspections.tile.{column}"),
        before=words.text("overview.tile.at_least")
        if is_known and (left_open + gaps).any()
        else "",
        figure=words.number(rows[column].sum()) if is_known else words.text("unknown"),
        measure=measure if is_known else "",
        beside=tuple(_beside(words, rows[column].tolist(), measure, left_open, gaps)),
        course=tuple(total),
        why=words.text("overview.workload"),
        mark=is_mark(view, FormRole.GUIDANCE_LOG, column),
    )


def _beside(
    words: Wording,
    weeks: list[float],
    measure: str,
    left_open: pd.Series[int],
    gaps: pd.Series[int],
) -> Iterator[str]:
    """The week's count, how many visits leave it open and in how many weeks a log is missing;
    without any, the change on last week."""
    now, before = weeks[-1], weeks[-2] if len(weeks) > 1 else math.nan
    n_open, unsure = int(left_open.sum()), (left_open + gaps).tolist()
    if math.isnan(now):
        if not n_open:
            yield words.text("inspections.tile.no_log")
    else:
        said = words.known(now, unsure[-1])
        yield words.text("overview.tile.this_week", n=said, measure=measure)
    if n_open:
        yield words.text("inspections.tile.open", n=n_open)
    if gaps.any():
        yield words.text("inspections.tile.gaps", n=int(gaps.sum()))
    elif not n_open and not math.isnan(now):
        yield count_change(words, now, before, measure=measure)


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


@drawing
def inspection_rows(view: View) -> pd.DataFrame:
    """One line a unit in protocol order: visits, the last one, the days since, what was found."""
    rows, words, pack, asked = units_visited(view), view.words, view.pack, _letters(view)
    types = {t.id: words.label(t.short) for t in pack.types}
    groups = {g.id: words.label(g.label) for g in pack.groups}
    return pd.DataFrame(
        {
            "unit": rows["name"],
            "type": rows["type_id"].map(types),
            "group": rows["group_id"].map(groups),
            "visits": rows["visits"].where(rows["is_known"]).astype("Int64"),
            "last_visit": [
                last_seen(day, words) if is_known else words.text("visited.unknown")
                for day, is_known in zip(rows["last_on"], rows["is_known"], strict=True)
            ],
            "days": rows["days"].where(rows["is_known"]).astype("Int64"),
            "limit": rows["limit"],
            "due": [words.text(f"visited.{word}") for word in dueness(rows)],
            "longest_gap": rows["longest_gap"].where(rows["is_known"]).astype("Int64"),
            "found": rows["problems"],
            "at_least": _left_open(rows, words),
            "last_letter": [asked.get(unit, "") for unit in rows["unit_id"]],
        }
    )


def _left_open(rows: pd.DataFrame, words: Wording) -> list[str]:
    """Why there may be more than a unit's counts say: weeks without a log, else visits that do not
    tell what was found; empty where its counts are whole."""
    told = zip(rows["is_known"], rows["visits_open"], rows["problems_open"], strict=True)
    return [
        words.text("inspections.at_least.gaps", n=int(gaps))
        if is_known and gaps
        else words.text("inspections.at_least.problems", n=int(n_open))
        if is_known and n_open
        else ""
        for is_known, gaps, n_open in told
    ]


def _letters(view: View) -> dict[str, str]:
    """By unit, what it was last asked in writing: the letter, its day, what is not closed of it, as
    far as it is told."""
    words, rows = view.words, letter_lines(view)
    told = {}
    for unit, own in rows.groupby("unit_id"):
        last = own[own["issued_on"] == own["issued_on"].max()]
        if len(last):
            first = last.iloc[0]
            is_told = bool(last["is_told"].all())
            told[str(unit)] = words.text(
                "inspections.last_letter" if is_told else "inspections.last_letter.untold",
                number=first["letter"],
                day=words.day(first["issued_on"].date()),
                n=len(last),
                open=int((last["is_told"] & ~last["is_closed"]).sum()),
                unknown=int((~last["is_told"]).sum()),
            )
    return told


def headings(words: Wording) -> Mapping[str, str]:
    """The heading of every column."""
    return {column: words.text(f"column.{column}") for column in COLUMNS}
