"""Rows of a form as they count: ENTRIES and the form's role go in; a column a field comes out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from campaign import CampaignPack, FieldRole, FormRole, Panel
from measures.counting import members_at

_OWN = ("unit_id", "group_id", "day", "week")

known_sum = partial(pd.Series.sum, min_count=1)
"""A sum that is unknown, not 0, where nothing is known."""


def told(
    entries: pd.DataFrame, pack: CampaignPack, role: FormRole, columns: Mapping[str, FieldRole]
) -> pd.DataFrame:
    """unit_id, group_id, day and week of each row of the form of a role, and a column each of
    `columns` with what its field says: None where the row or the form has none."""
    form = pack.form_of(role)
    own = entries[entries["form"] == form.id] if form else entries.iloc[:0]
    fields = [json.loads(text) for text in own["fields"]]
    ids = {name: form.field_of(field) if form else "" for name, field in columns.items()}
    said = {
        name: pd.Series([row.get(id_) for row in fields], dtype=object) for name, id_ in ids.items()
    }
    return own[[*_OWN]].reset_index(drop=True).assign(**said)


def placed(rows: pd.DataFrame, panel: Panel, by: str) -> pd.DataFrame:
    """Rows of units with their `place_id` in the panel's last week; those of no member are left
    out."""
    if not panel.weeks or not len(rows):
        return rows.iloc[:0].assign(place_id=pd.Series(dtype="str"))
    found = rows["unit_id"].map(members_at(panel, by))
    return rows[found.notna()].assign(place_id=found.dropna().astype("str"))


def lines_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Its lines, by the names of its columns."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def columns_of(frame: pd.DataFrame) -> dict[str, pd.Series[Any]]:
    """Its columns by their names."""
    return {str(name): frame[name] for name in frame}
