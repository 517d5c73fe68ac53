"""Research in words: a view goes in; the answer, the tiles, the way from topic to result and the
rows come out. Work stands beside what came of it."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from campaign import FieldRole, FormRole, Wording
from pages.door import View, drawing
from pages.drawn import day_words, is_mark, option_words, share_words, unit_columns
from pages.markup import Bar, Bars, Tile, measure_hover
from pages.readings import topics_counted

_STEPS = ("topics", "visited", "reported", "converted")
_COUNTS = ("visits", "found", "solved", "reports", "results")
COLUMNS = (
    *("unit", "group", "number", "topic", "field", "research_type", "place", "progress"),
    *(*_COUNTS, "due", "reported_on"),
)


def headings(words: Wording) -> Mapping[str, str]:
    """The heading of every column."""
    return {name: words.text(f"research.column.{name}") for name in COLUMNS}


@drawing
def answer(view: View) -> str:
    """How many topics, how many with visits, a report, a result put to use, and on time."""
    words, now = view.words, topics_counted(view).iloc[0]
    said = words.text(
        "research.answer",
        day=words.day(view.today),
        **{name: words.known(now[name], now.get(f"{name}_open", 0)) for name in _STEPS},
        share=share_words(view, now["on_time"], now["due"]),
    )
    return words.text("answer.sentence", parts=said)


@drawing
def tiles(view: View) -> list[Tile]:
    """Topics, visits, reports, results, problems found: each with what it is of."""
    words, now = view.words, topics_counted(view).iloc[0]
    told = [_count(view, now, name) for name in ("visits", "reports", "results", "found")]
    held = words.text("rectification.tile.units", n=now["units_held"], total=now["units"])
    share = share_words(view, now["on_time"], now["due"])
    topics = Tile(
        words.text("research.tile.topics"),
        words.number(now["topics"]),
        measure=words.text("research.measure.topics"),
        beside=(held, words.text("research.tile.on_time", share=share)),
        why=measure_hover("research_on_time", view.pack, words),
        mark=is_mark(view, FormRole.RESEARCH, "topics"),
    )
    return [topics, *told]


def _count(view: View, now: pd.Series, name: str) -> Tile:
    words, value, is_open = view.words, now[name], int(now[f"{name}_open"])
    is_known = not math.isnan(value)
    beside = (words.text("research.tile.open", n=is_open),) if is_open else ()
    if name == "found" and not math.isnan(now["solved"]):
        beside = (words.text("research.tile.solved", n=words.number(now["solved"])), *beside)
    return Tile(
        words.text(f"research.tile.{name}"),
        words.number(value) if is_known else words.text("unknown"),
        before=words.text("overview.tile.at_least") if is_known and is_open else "",
        measure=words.text(f"research.measure.{name}") if is_known else "",
        beside=beside,
        mark=is_mark(view, FormRole.RESEARCH, name),
    )


def funnel(view: View) -> Bars:
    """From topic over visits and report to a result put to use."""
    words, now = view.words, topics_counted(view).iloc[0]
    lines = [
        Bar(
            words.text(f"research.step.{name}"),
            now[name] / now["topics"] if now[name] == now[name] else 0.0,
            share_words(view, now[name], now["topics"]),
            is_mark(view, FormRole.RESEARCH, name),
        )
        for name in _STEPS
    ]
    return Bars(words.text("research.funnel"), words.text("research.funnel.note"), lines)


def found_bars(view: View) -> Bars:
    """Problems that research found, and those of them solved; what is left open is told."""
    words, now = view.words, topics_counted(view).iloc[0]
    most = max(now["found"], now["solved"]) if now["found"] > 0 else math.nan
    lines = []
    for name in ("found", "solved"):
        is_known = not math.isnan(now[name])
        figure = words.known(now[name], now[f"{name}_open"])
        share = now[name] / most if is_known and most > 0 else 0.0
        title, mark = words.text(f"research.column.{name}"), is_mark(view, FormRole.RESEARCH, name)
        lines.append(Bar(title, share, figure, mark))
    open_ = int(max(now["found_open"], now["solved_open"]))
    note = words.text("research.tile.open", n=open_) if open_ else ""
    return Bars(words.text("research.found"), note, lines)


def topic_rows(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """One line a topic, in words."""
    choices = {
        "field": FieldRole.FIELD,
        "research_type": FieldRole.RESEARCH_TYPE,
        "place": FieldRole.PLACE,
        "progress": FieldRole.PROGRESS,
    }
    return pd.DataFrame(
        {
            **unit_columns(view, rows["unit_id"]),
            "number": rows["number"].tolist(),
            "topic": rows["topic"].tolist(),
            **{
                name: option_words(view, rows[name], FormRole.RESEARCH, field)
                for name, field in choices.items()
            },
            **{name: rows[name].astype("Int64").tolist() for name in _COUNTS},
            **{name: day_words(view, rows[name]) for name in ("due", "reported_on")},
        }
    )
