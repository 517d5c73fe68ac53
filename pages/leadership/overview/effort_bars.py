"""Where the visits went: BY_STREAM of all shown units goes in; a bar a workstream is drawn."""

from __future__ import annotations

from campaign import FieldRole, FormRole
from pages.door import View
from pages.drawn import option_mark
from pages.markup import Bar, Bars, bar_table
from pages.readings import streams_seen


def effort_bars(view: View) -> None:
    """The share of each workstream in the visits that name one; nothing where there is none."""
    words, rows = view.words, streams_seen(view)
    if not len(rows) or not rows["n"].iloc[0]:
        return
    lines = [
        Bar(
            words.label(view.pack.workstreams[row["stream"]]),
            row["share"],
            words.percent(row["share"]),
            option_mark(view, FormRole.GUIDANCE_LOG, FieldRole.STREAMS, row["stream"]),
        )
        for row in rows.to_dict("records")
    ]
    note = words.text("overview.effort.note", n=int(rows["n"].iloc[0]))
    bar_table(Bars(words.text("overview.effort"), note, lines))
