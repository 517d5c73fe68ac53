"""A table whose figures may be of the week or since the launch goes in; one question comes out,
both readings beside what is known of the weeks before."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import streamlit as st

from campaign import CampaignPack, Panel, Week, Wording
from loaders import ReachQuestion, TableReading
from measures import known_totals
from pages.door import opened
from pages.markup import caption, part
from pages.office.submit.desk import Desk
from pages.office.submit.paper import Paper

_WEEKS_BACK = 3
"""As many weeks as show a unit's usual pace and fit beside both readings."""
_NOTHING_KNOWN = "—"


def reach_questions(desk: Desk, paper: Paper, words: Wording) -> None:
    """The questions of a file, one for all tables that are asked the same."""
    asked = {t.asked.key: t for t in reversed(paper.reading.tables) if t.asked is not None}
    for table in asked.values():
        if table.asked is not None:
            _question(table, table.asked, desk, words)


def _question(table: TableReading, asked: ReachQuestion, desk: Desk, words: Wording) -> None:
    part(words.text("submit.reach.title"), words.text("submit.reach.note"))
    panel = opened.panel_of(desk.district, desk.viewer)
    week = next(iter(table.weeks), None)
    rows = both_readings(table, asked, panel, desk.pack, words, week=week)
    st.dataframe(rows, hide_index=True, width="stretch", alt=words.text("submit.reach.title"))
    if week is None:
        caption(words.text("submit.reach.no_week"))
    with st.container(horizontal=True, gap="small"):
        for answer in ("week", "cumulative"):
            key = f"reach_{answer}_{asked.key}"
            if st.button(words.text(f"submit.reach.{answer}"), key=key):
                layout = asked.answer(cumulative=answer == "cumulative")
                desk.confirm_layout(layout)
                st.rerun()


def both_readings(
    table: TableReading,
    asked: ReachQuestion,
    panel: Panel,
    pack: CampaignPack,
    words: Wording,
    *,
    week: Week | None,
) -> pd.DataFrame:
    """A row a quantity asked about, summed over the sheet's units: the last weeks' figures, what is
    known since the launch, the sheet's, and what either reading makes of the week and the total."""
    before = panel if week is None else panel.through(week.number - 1)
    units = {entry.unit_id for entry in table.entries}
    here = np.array([unit.id in units for unit in panel.units], dtype=bool)
    rows = []
    for id_ in dict.fromkeys(asked.quantities.values()):
        total = _total_before(before, pack, id_, here)
        weeks = _last_weeks(before, id_, here, words).values()
        said = _readings(_on_sheet(table, id_), total, words)
        rows.append([words.label(pack.quantity[id_].label), *weeks, _shown(total, words), *said])
    names = ("before", "sheet", "as_week", "as_cumulative")
    headings = [
        words.text("submit.change.column.figure"),
        *_last_weeks(before, "", here, words),
        *(words.text(f"submit.reach.{name}") for name in names),
    ]
    return pd.DataFrame(rows, columns=headings)


def _on_sheet(table: TableReading, quantity: str) -> float | None:
    """The sum of a quantity over the sheet's rows; None where no row has a figure."""
    values = (entry.values.get(quantity) for entry in table.entries)
    told = [v.value for v in values if v is not None and isinstance(v.value, float)]
    return sum(told) if told else None


def _last_weeks(panel: Panel, quantity: str, here: np.ndarray, words: Wording) -> Mapping[str, str]:
    """The figures of the last weeks by week, summed over the units on the sheet."""
    found = {}
    for week in panel.weeks[-_WEEKS_BACK:]:
        slot = panel.slot_index.get(quantity)
        values = week.values[slot][here] if slot is not None else np.array([])
        known = values[~np.isnan(values)]
        name = words.text("week.short", number=week.week.number)
        found[name] = _shown(float(known.sum()) if len(known) else None, words)
    return found


def _total_before(
    panel: Panel, pack: CampaignPack, quantity: str, here: np.ndarray
) -> float | None:
    """What is known since the launch of the units on the sheet; None where nothing is."""
    states = known_totals(panel, pack.quantity[quantity])
    if not states:
        return None
    totals = states[-1].cumulative[here]
    known = totals[~np.isnan(totals)]
    return float(known.sum()) if len(known) else None


def _readings(told: float | None, before: float | None, words: Wording) -> list[str]:
    """The sheet's figure, then what it makes of the week and the total, read either way."""
    if told is None:
        return [_NOTHING_KNOWN] * 3
    figures = (told, None if before is None else before + told)
    totals = (None if before is None else told - before, told)
    said = [
        words.text("submit.reach.reading", week=_shown(w, words), total=_shown(t, words))
        for w, t in (figures, totals)
    ]
    return [_shown(told, words), *said]


def _shown(value: float | None, words: Wording) -> str:
    return _NOTHING_KNOWN if value is None else words.number(value)
