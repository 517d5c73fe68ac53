"""Discussions in words: a view goes in; the answer sentence, the tiles and the rows come out.

Sessions are workload: they always stand beside the problems found and what was done about them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from campaign import DISCUSSIONS, LIVELIHOOD, PROBLEMS, RECTIFIED, Wording
from pages.door import View, drawing
from pages.drawn import Mark, bound_words, count_tile, figure_or_word, whole_of
from pages.markup import Tile
from pages.readings import frequencies, rows_now

OUTCOMES = {"problems": PROBLEMS, "rectified": RECTIFIED, "livelihood": LIVELIHOOD}
_COLUMNS = ("unit", "type", "group", "discussion_week", "discussion_total", "bound")


def held(rows: pd.DataFrame) -> pd.Series[str]:
    """held, none or unknown for each line of UNIT_ROWS of the sessions."""
    return rows["cumulative"].map(
        lambda total: "unknown" if math.isnan(total) else "held" if total > 0 else "none"
    )


@drawing
def discussion_answer(view: View) -> str:
    """How many sessions against the plan, how many this week, how many units without one."""
    words, rows = view.words, frequencies(view, DISCUSSIONS)
    week = words.text("answer.week", number=view.week.number)
    if not len(rows) or math.isnan(rows["cumulative"].iloc[-1]):
        return words.text("discussions.answer.nothing", week=week)
    now = rows.iloc[-1]
    measure = words.label(view.pack.quantity[DISCUSSIONS].measure)
    bound = "at_least" if now["is_lower_bound"] else "all"
    parts = [
        words.text(
            "discussions.answer.total",
            week=week,
            whole=whole_of(view),
            bound=words.text(f"discussions.bound.{bound}"),
            n=words.number(now["cumulative"]),
            measure=measure,
            plan=_against_plan(now, measure, words),
        )
    ]
    if not math.isnan(now["week_sum"]):
        n = words.number(now["week_sum"])
        parts.append(words.text("discussions.answer.week", n=n, measure=measure))
    parts += _without(view)
    return words.text("answer.sentence", parts=words.text("answer.and").join(parts))


def _against_plan(now: pd.Series, measure: str, words: Wording) -> str:
    if math.isnan(now["plan"]):
        return words.text("discussions.plan.none")
    plan = round(float(now["plan"]), 1)
    gap = round(float(now["cumulative"]) - plan, 1)
    way = "behind" if gap < 0 else "ahead" if gap else "level"
    said = words.text(
        f"discussions.plan.{way}",
        n=words.number(abs(gap)),
        plan=words.number(plan),
        measure=measure,
    )
    # What is known at least may be more: the gap is of what is known.
    return words.text("discussions.plan.known", said=said) if now["is_lower_bound"] else said


def _without(view: View) -> list[str]:
    counts = held(rows_now(view, DISCUSSIONS)).value_counts()
    return [
        view.words.text(f"discussions.answer.{word}", n=int(counts[word]))
        for word in ("none", "unknown")
        if counts.get(word, 0)
    ]


@drawing
def discussion_tiles(view: View) -> list[Tile]:
    """Sessions and the units that held one, beside problems found, rectified, services done."""
    return [
        count_tile(view, DISCUSSIONS, with_checks=True),
        _units(view),
        count_tile(view, PROBLEMS, with_checks=True),
        count_tile(view, RECTIFIED, with_checks=True),
        count_tile(view, LIVELIHOOD, with_checks=True),
    ]


def _units(view: View) -> Tile:
    words, rows = view.words, rows_now(view, DISCUSSIONS)
    states = held(rows)
    n, total = int((states == "held").sum()), len(rows)
    is_known = total > 0 and (states != "unknown").any()
    return Tile(
        title=words.text("discussions.tile.units"),
        figure=words.percent(n / total) if is_known else words.text("no_report"),
        beside=(
            *([words.text("overview.tile.units", over=n, under=total)] if is_known else []),
            *_without(view)[-1:],
        ),
        why=words.text("overview.workload"),
        mark=str(Mark(DISCUSSIONS)),
    )


@drawing
def discussion_rows(view: View) -> pd.DataFrame:
    """One line a unit in protocol order: its sessions beside what came of them."""
    rows, words, pack = rows_now(view, DISCUSSIONS), view.words, view.pack
    types = {t.id: words.label(t.short) for t in pack.types}
    groups = {g.id: words.label(g.label) for g in pack.groups}
    shown = pd.DataFrame(
        {
            "unit": rows["name"],
            "type": rows["type_id"].map(types),
            "group": rows["group_id"].map(groups),
            "discussion_week": [
                figure_or_word(value, state, words)
                for value, state in zip(rows["week_count"], rows["week_state"], strict=True)
            ],
            "discussion_total": rows["cumulative"],
            "bound": bound_words(rows, words),
        }
    )
    for column, quantity_id in OUTCOMES.items():
        shown[column] = rows_now(view, quantity_id)["cumulative"]
    return shown


def headings(view: View) -> Mapping[str, str]:
    """The heading of every column; of what came of it, in the pack's words."""
    words, asked = view.words, view.pack.quantity
    named = {name: words.text(f"column.{name}") for name in _COLUMNS}
    for name, quantity_id in OUTCOMES.items():
        what, measure = (
            words.label(asked[quantity_id].label),
            words.label(asked[quantity_id].measure),
        )
        named[name] = words.text("column.outcome", what=what, measure=measure)
    return named
