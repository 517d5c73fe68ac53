"""The fields of a new pack: one to begin with goes in; what is to be otherwise comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from campaign import CampaignPack, Wording, pack_files

GRIDS = ("types.csv", "quantities.csv", "targets.csv", "options.csv")
"""The files that are edited as grids; all else is taken over, and may be edited in the folder."""
_STREAM_GRID = "streams"
_STREAMS = ("id", "label_zh", "label_en")
_MOST_WEEKS, _MOST_HOURS = 120, 504
"""Two years and a bit; three weeks from a week's first midnight: as a district may set them."""


@dataclass(frozen=True)
class Draft:
    """What a new pack says of its own."""

    head: Mapping[str, Any]
    tables: Mapping[str, list[dict[str, str]]]


def draft_of(pack: CampaignPack, words: Wording) -> Draft:
    """Names, dates and grids, filled with those of the pack to begin with."""
    names = _names(pack, words)
    calendar = _calendar(pack, words)
    named = [name.partition(".")[0] for name in (_STREAM_GRID, *GRIDS)]
    shown = st.tabs([words.text(f"packs.grid.{name}") for name in named])
    with shown[0]:
        rows = [(key, label.zh, label.en) for key, label in pack.workstreams.items()]
        listed = pd.DataFrame(rows, columns=_STREAMS, dtype="str")
        streams = _grid(listed, pack, _STREAM_GRID, words)
    tables, files = {}, pack_files(pack.id)
    for tab, name in zip(shown[1:], GRIDS, strict=True):
        with tab:
            lines = pd.DataFrame([dict(line) for line in files.lines(name)], dtype="str").fillna("")
            tables[name] = _grid(lines, pack, name, words)
    told = {line["id"]: {"zh": line["label_zh"], "en": line["label_en"]} for line in streams}
    return Draft({**names, "calendar": calendar, "workstreams": told}, tables)


def _names(pack: CampaignPack, words: Wording) -> dict[str, dict[str, str]]:
    told: dict[str, dict[str, str]] = {}
    for key, label in (("name", pack.name), ("short_name", pack.short_name)):
        zh, en = st.columns(2)
        with zh:
            was = st.text_input(words.text(f"packs.{key}.zh"), label.zh, key=f"{key}_zh_{pack.id}")
        with en:
            told[key] = {
                "zh": was,
                "en": st.text_input(
                    words.text(f"packs.{key}.en"), label.en, key=f"{key}_en_{pack.id}"
                ),
            }
    return told


def _calendar(pack: CampaignPack, words: Wording) -> dict[str, object]:
    own = pack.calendar
    first, weeks, hours, zone = st.columns(4)
    with first:
        day = st.date_input(words.text("packs.starts_on"), own.starts_on, key=f"start_{pack.id}")
    with weeks:
        n = st.number_input(
            words.text("packs.n_weeks"), 1, _MOST_WEEKS, own.n_weeks, key=f"weeks_{pack.id}"
        )
    with hours:
        after = int(own.deadline_after.total_seconds() // 3600)
        due = st.number_input(
            words.text("packs.deadline"), 0, _MOST_HOURS, after, key=f"hours_{pack.id}"
        )
    with zone:
        place = st.text_input(words.text("packs.zone"), own.zone, key=f"zone_{pack.id}")
    starts_on = day if isinstance(day, date) else own.starts_on
    return {
        "starts_on": starts_on,
        "n_weeks": int(n),
        "deadline_after_hours": int(due),
        "zone": place,
    }


def _grid(
    lines: pd.DataFrame, pack: CampaignPack, name: str, words: Wording
) -> list[dict[str, str]]:
    """The lines as they were edited; one without its first cell is none."""
    titles = {
        column: st.column_config.TextColumn(words.text(f"packs.column.{column}"))
        for column in map(str, lines.columns)
    }
    edited = st.data_editor(
        lines,
        key=f"grid_{name}_{pack.id}",
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        column_config=titles,
    )
    rows = edited.fillna("").astype(str).to_dict("records")
    first = str(lines.columns[0])
    return [{str(k): str(v) for k, v in row.items()} for row in rows if row[first]]
