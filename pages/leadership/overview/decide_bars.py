"""What a leader decides on: a view goes in; problems due and overdue, and where help would close
most of the gap, are drawn as bars."""

from __future__ import annotations

from campaign import FormRole
from measures import ORG_SHARE
from pages.door import View, drawing
from pages.drawn import Mark, is_mark, type_names
from pages.markup import Bar, Bars, bar_table, caption, part
from pages.readings import problems_counted, shortfalls_now

_DUE = ("overdue", "near", "claimed", "closed")


def problem_bars(view: View) -> None:
    """Problems overdue, soon due, to be verified and verified, of all in the ledger; without
    a ledger it is not known."""
    words, rows = view.words, problems_counted(view)
    title = words.text("overview.due")
    if not len(rows) or not rows["base"].iloc[0] > 0:
        part(title)
        caption(words.text("overview.due.unknown"))
        return
    now = rows.iloc[0]
    lines = [
        Bar(
            words.text(f"overview.due.{name}"),
            now[name] / now["base"],
            words.number(now[name]),
            is_mark(view, FormRole.PROBLEMS, name),
        )
        for name in _DUE
    ]
    bar_table(Bars(title, words.text("overview.due.note", n=words.number(now["base"])), lines))


def help_bars(view: View) -> None:
    """Where organisations below are not yet studying though the plan asks for it, by type in the
    pack's order; nothing where none is short."""
    words, rows = view.words, shortfalls_now(view)
    if not len(rows):
        return
    most = rows[rows["is_most"]]
    told = {"n": len(most), "share": words.percent(most["share"].sum())}
    bar_table(
        Bars(words.text("overview.help"), words.text("overview.help.note", **told), _help(view))
    )


@drawing
def _help(view: View) -> list[Bar]:
    rows, names = shortfalls_now(view), type_names(view)
    total, bars = rows["shortfall"].sum(), []
    for type_id, name in names.items():
        own = rows[rows["type_id"] == type_id]
        if len(own):
            short = view.words.number(round(own["shortfall"].sum(), 1))
            figure = view.words.text("overview.help.figure", short=short, n=len(own))
            mark = str(Mark(ORG_SHARE, place=f"type:{type_id}"))
            bars.append(Bar(name, own["shortfall"].sum() / total, figure, mark))
    return bars
