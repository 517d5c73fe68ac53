"""What a person points at goes in; what would be read so is drawn at once, and the layout to keep
comes out."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from campaign import KnownLayout, Wording
from loaders import Pointing, Reading, TableReading
from pages.markup import caption, part, slot_words
from pages.office.submit.desk import Desk
from pages.office.submit.paper import Paper
from pages.office.submit.verdict import by_weight, doubt_html, together

_FIRST_ROWS, _DOUBTS = 3, 3
"""As many as fit beside the boxes without scrolling; the whole sheet is drawn once it is kept."""
_NOTHING = "—"


def would_read(told: Pointing, desk: Desk, paper: Paper, words: Wording) -> KnownLayout | None:
    """Draw it; None, with the reason, where it cannot be read so."""
    reading = desk.read_as(paper, told)
    tables = _pointed(reading, told)
    part(words.text("submit.point.would"), _summary(tables, words))
    if not tables:
        caption(words.text("submit.point.no_header"))
        return None
    st.dataframe(
        _first_rows(tables[0], desk, words),
        hide_index=True,
        width="stretch",
        alt=words.text("submit.point.would"),
    )
    lines = together(by_weight(tuple(issue for table in tables for issue in table.issues)))
    weighty = [line for line in lines if line[0].severity != "note"][:_DOUBTS]
    if weighty:
        listed = "".join(doubt_html(issue, words, desk.pack, n=n) for issue, n in weighty)
        st.html(f'<ul class="doubts">{listed}</ul>')
    if told.last_row and max(table.last_data_row or 0 for table in tables) > told.last_row:
        caption(words.text("submit.point.no_end", row=told.last_row))
        return None
    is_wrong = any(issue.code == "L24" for table in tables for issue in table.issues)
    return None if is_wrong else tables[0].said


def _pointed(reading: Reading, told: Pointing) -> list[TableReading]:
    """The table that was pointed at, one a week where its rows name weeks."""
    first, last = told.header_rows
    return [
        table
        for sheet in reading.sheets
        if sheet.sheet == told.sheet
        for table in sheet.tables
        if table.said is not None and table.header_rows == tuple(range(first, last + 1))
    ]


def _summary(tables: list[TableReading], words: Wording) -> str:
    entries = [entry for table in tables for entry in table.entries]
    weeks = [week for table in tables for week in table.weeks]
    n, ready = len(entries), sum(entry.accepted for entry in entries)
    told = words.text("submit.point.rows", n=n, ready=ready) if tables else ""
    named = [words.text("week.short", number=week.number) for week in weeks]
    return "　".join([*named[:3], told])


def _first_rows(table: TableReading, desk: Desk, words: Wording) -> pd.DataFrame:
    """The first rows with their unit and what stands in each column that is kept."""
    kept = [told for told in table.headed if told.slot and told.column != table.unit_column]
    rows = []
    for entry in table.entries[:_FIRST_ROWS]:
        values = [entry.values.get(told.slot) for told in kept]
        raw = [value.raw or _NOTHING if value is not None else _NOTHING for value in values]
        rows.append([entry.unit_name or entry.raw_unit, *raw])
    form = table.form or ""
    headings = [slot_words(told.slot, desk.pack, words, form=form) for told in kept]
    named = ["", *headings]
    frame = pd.DataFrame(rows, columns=range(len(named)), dtype="str")
    return frame.set_axis(_once(named), axis=1)


def _once(names: list[str]) -> list[str]:
    """The names, each said once: a frame's columns may not be alike."""
    return [name + "\u200b" * names[:n].count(name) for n, name in enumerate(names)]
