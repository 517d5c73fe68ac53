"""Parts of a ledger as bars: PARTS and a field's options go in; a bar an option comes out."""

from __future__ import annotations

import pandas as pd

from campaign import FieldRole, FormRole
from pages.door import View
from pages.drawn.mark import option_mark
from pages.markup import Bar, Bars


def part_bars(
    view: View,
    rows: pd.DataFrame,
    of: str,
    *,
    field: tuple[FormRole, FieldRole],
    title: str,
    figure: str,
) -> Bars:
    """The options of a field in the pack's order with their lines and how many of those are done:
    `title` and `figure` are keys of the catalogue. A dimension that no line tells has one bar
    that says so."""
    words, own = view.words, rows[rows["of"] == of]
    n, told = (max(own[name].tolist(), default=0) for name in ("lines", "told"))
    if not told:
        return Bars(words.text(title), "", [Bar(words.text("parts.not_told"), 0.0, "")])
    by_part = {row["part"]: row for row in own.to_dict("records")}
    lines = []
    for option in view.pack.options_of(*field):
        row = by_part.get(option.id, {"n": 0, "closed": 0})
        has, done = row["n"], row["closed"]
        said = words.text(figure, n=has, done=int(done) if done == done else words.text("unknown"))
        mark = option_mark(view, *field, option.id)
        lines.append(Bar(words.label(option.label), has / n, said, mark))
    note = words.text("parts.told", told=told, n=n) if told < n else ""
    return Bars(words.text(title), note, lines)
