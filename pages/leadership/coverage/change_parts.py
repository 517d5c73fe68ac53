"""Why a share moved since last week: a view goes in; a sentence, and below it the parts of the
change, are drawn. Silence is told apart from work: the sentence says so first."""

from __future__ import annotations

import pandas as pd

from campaign import Wording
from figures import Spec, is_empty, waterfall_steps
from measures import WEEK_SHARE
from pages.door import View, states
from pages.drawn import CAUSES, Mark, cause_of, chart, draw, points
from pages.markup import caption, index_hover, measure_hover, part
from pages.readings import claim_now, waterfall_now

_BARS = len(CAUSES)
"""As many as a chart can have: they are parts of one share, and open its units."""


def change_parts(view: View) -> None:
    """The share of units studying this week, and what its change since last week is made of."""
    words, rows = view.words, waterfall_now(view, WEEK_SHARE)
    hover = [
        measure_hover(WEEK_SHARE, view.pack, words),
        index_hover("waterfall", words),
    ]
    part(words.text("parts.title"), words.text("parts.note"), hover="\n".join(hover))
    if is_empty(rows, "change"):
        states.no_figures(words)
        return
    line = rows.iloc[0]
    caption(change_words(line, words))
    marks = [str(Mark(WEEK_SHARE, at=view.week.number))] * _BARS
    draw(_steps(view), marks, key="change_parts", alt=words.text("parts.title"))
    if said := survival_words(view):
        caption(said)


@chart
def _steps(view: View) -> Spec:
    line = waterfall_now(view, WEEK_SHARE).iloc[0]
    return waterfall_steps(line, view.palette, view.words)


def change_words(line: pd.Series, words: Wording) -> str:
    """How the share moved, and the part without which it would not have."""
    change = float(line["change"])
    share, before = words.percent(line["value"]), words.percent(line["previous"])
    if round(100 * change, 1) == 0:
        return words.text("parts.level", share=share)
    way = "up" if change > 0 else "down"
    said = words.text(f"parts.{way}", share=share, before=before, points=points(change))
    cause = cause_of(line)
    n = int(line.get(f"n_{cause}", 0))
    return said + words.text(f"parts.because.{cause}", n=n)


def survival_words(view: View) -> str:
    """Whether up or down still holds once all is in; empty where nothing is missing."""
    rows = claim_now(view, WEEK_SHARE, "change")
    if not len(rows) or not rows["n_missing"].iloc[0]:
        return ""
    key = "parts.survives" if rows["survives"].iloc[0] else "parts.unsure"
    return view.words.text(key, n=int(rows["n_missing"].iloc[0]))
