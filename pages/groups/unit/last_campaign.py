"""One unit in the same week of its district's last campaign: a view of one unit goes in; both weeks
side by side are drawn, where there was a campaign before.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from campaign import District, Unit, pack_of
from measures import narrow
from pages.door import View, opened
from pages.groups.unit.figures import figure_rows
from pages.markup import caption, part, plain_html


def last_campaign(view: View, unit: Unit) -> None:
    """A switch and, below it, the figures of this week and of that one; nothing for a district
    whose first campaign this is."""
    words, last = view.words, opened.ledger().record.last_campaign(view.district.id)
    if last is None or not st.toggle(words.text("unit.last"), key="unit_last"):
        return
    name = words.label(pack_of(last).short_name)
    part(words.text("unit.last.title", campaign=name, number=view.week.number))
    then = view_then(view, unit, last)
    if then is None:
        caption(words.text("unit.last.none", number=view.week.number))
        return
    old_unit = next(it for it in then.panel.units if it.id == unit.id)
    was = {row.quantity.id: row for row in figure_rows(then, old_unit)}
    heads = [words.text(f"unit.last.{key}") for key in ("quantity", "now", "then", "total")]
    lines = []
    for row in figure_rows(view, unit):
        old, not_asked = was.get(row.quantity.id), words.text("unit.last.not_asked")
        told = (old.said[-1], old.total) if old else (not_asked, not_asked)
        lines.append([words.label(row.quantity.label), row.said[-1], *told])
    st.html(_table(heads, lines))
    caption(words.text("unit.last.note"))


def view_then(view: View, unit: Unit, last: District) -> View | None:
    """What is known of the unit in the same week of that campaign, in the viewer's scope; None for
    a unit that was not there, and for a week that the campaign did not come to."""
    scope, number = opened.panel_of(last, view.viewer), view.week.number
    if all(week.week.number != number for week in scope.weeks):
        return None
    until = scope.through(number)
    panel = narrow(until, units=[unit.id])
    if not panel.weeks[-1].member.any():
        return None
    filters = replace(view.filters, week=last.calendar.week(number))
    return replace(
        view,
        district=last,
        pack=pack_of(last),
        filters=filters,
        today=filters.week.ends_on,
        source=scope,
        scope=until,
        panel=panel,
        as_of=None,
        has_cut=False,
    )


def _table(heads: list[str], lines: list[list[str]]) -> str:
    head = "".join(f"<th>{plain_html(it)}</th>" for it in heads)
    body = "".join(
        f"<tr>{''.join(f'<td>{plain_html(it)}</td>' for it in line)}</tr>" for line in lines
    )
    return f'<table class="told"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
