"""Figures to verify in words: a view goes in; the answer, the lines and what they mean come out."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from campaign import Wording
from pages.door import View, drawing
from pages.drawn import Cell, cells_behind, doubt_cell_words, doubt_words
from pages.readings import checks_on_site, doubts, late_sheets, to_verify, totals_off

COLUMNS = ("unit", "group", "week", "says", "level", "first_cell", "second_cell")


def quality_answer(view: View, *, n_asked: int) -> str:
    """How many units have something to verify, what checks found, what does not tie out, and how
    many questions sheets leave open."""
    words, found = view.words, doubts(view)
    week = words.text("answer.week", number=view.week.number)
    if not len(found):
        said = [words.text("quality.answer.none", week=week)]
    else:
        units = found.drop_duplicates("unit_id")
        said = [words.text("quality.answer.some", week=week, n=len(units), lines=len(found))]
        grave = int(units["is_escalated"].sum())
        said += [words.text("quality.answer.escalated", n=grave)] if grave else []
    said += (
        [words.text("quality.answer.untied", n=len(totals_off(view)))] if totals_off(view) else []
    )
    said += [words.text("quality.answer.asked", n=n_asked)] if n_asked else []
    return words.text("answer.sentence", parts=words.text("answer.and").join(said))


def checks_words(view: View) -> str:
    """The verification factor with how many checks it rests on, and how much was ever checked."""
    words, rows = view.words, checks_on_site(view)
    if not len(rows) or not rows["checks"].iloc[0]:
        return words.text("quality.checks.none")
    row = rows.iloc[0]
    return words.text(
        "quality.checks",
        n=int(row["checks"]),
        agreeing=int(row["agreeing"]),
        share=words.percent(row["agreeing"] / row["checks"]),
        factor=factor_word(row["factor"], words),
        units=int(row["units"]),
        members=int(row["members"]),
        reach=words.percent(row["units"] / row["members"]),
    )


def factor_word(factor: float, words: Wording) -> str:
    """A verification factor with two decimals; the word for unknown where nothing was found."""
    return words.text("unknown") if math.isnan(factor) else f"{factor:.2f}"


def late_words(view: View) -> str:
    """How many sheets were filled in afterwards; empty where none was."""
    late, every = late_sheets(view)
    return view.words.text("quality.late", n=late, every=every) if late else ""


def unjudged_words(view: View) -> str:
    """In one line, how much could be judged and how much could not."""
    judged = to_verify(view).judged
    looked = int(judged[["n_doubt", "n_clear"]].to_numpy().sum())
    few = int(judged["n_not_enough"].sum())
    return view.words.text(
        "quality.unjudged", n=looked, few=few, units=len(view.scope.weeks[-1].member.nonzero()[0])
    )


def quality_rows(view: View) -> tuple[pd.DataFrame, list[tuple[Cell, ...]]]:
    """A line a doubt in protocol order, and the cells behind each."""
    return _rows(view, view.question.revision)


@drawing
def _rows(view: View, revision: int) -> tuple[pd.DataFrame, list[tuple[Cell, ...]]]:  # noqa: ARG001
    words, found = view.words, doubts(view)
    groups = {g.id: words.label(g.label) for g in view.pack.groups}
    behind = [cells_behind(e, u) for e, u in zip(found["evidence"], found["unit_id"], strict=True)]
    told = [[doubt_cell_words(view, cell) for cell in two] for two in behind]
    records = zip(found.to_dict("records"), behind, strict=True)
    rows = pd.DataFrame(
        {
            "unit": found["name"],
            "group": found["group_id"].map(groups),
            "week": [
                words.text("week.short", number=w) if w else words.text("quality.weeks")
                for w in found["week"]
            ],
            "says": [doubt_words(view, row, two) for row, two in records],
            "level": [
                words.text("quality.level.explain" if c else "quality.level.verify")
                for c in found["is_contradiction"]
            ],
            "first_cell": [two[0] for two in told],
            "second_cell": [two[1] if len(two) > 1 else "" for two in told],
        }
    )
    return rows, behind


def kinds(view: View) -> pd.DataFrame:
    """What each check looks for and from when it speaks, and how many units it judged."""
    words, judged = view.words, to_verify(view).judged
    rows = judged.groupby("code", sort=False)[["n_doubt", "n_clear", "n_not_enough"]].sum()
    return pd.DataFrame(
        {
            words.text("quality.column.check"): [
                words.text(f"quality.name.{c}") for c in rows.index
            ],
            words.text("quality.column.why"): [words.text(f"quality.why.{c}") for c in rows.index],
            words.text("quality.column.judged"): (rows["n_doubt"] + rows["n_clear"]).tolist(),
            words.text("quality.column.few"): rows["n_not_enough"].tolist(),
        },
        index=rows.index,
    )


def headings(words: Wording) -> Mapping[str, str]:
    """The heading of every column."""
    return {column: words.text(f"column.{column}") for column in (*COLUMNS, "follow")}
