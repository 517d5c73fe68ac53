"""What is asked of which type goes in; a grid of quantities by types is drawn, and what was ticked
otherwise comes out as settings."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pandas as pd
from streamlit.column_config import CheckboxColumn, TextColumn

from campaign import Setting, SettingKind
from pages.drawn.lists.whole_table import table_to_edit
from pages.office.settings.editing import Editing
from pages.office.settings.words import subject_words, type_words

HIGH = 460


def ticked(kind: SettingKind, held: Mapping[str, bool], at: Editing) -> list[Setting]:
    """Draw the grid of a kind whose keys are a quantity and a type; the settings it asks for."""
    words, pack = at.seat.words, at.pack
    types = list(dict.fromkeys(key.split("/")[1] for key in held))
    subjects = list(dict.fromkeys(key.split("/")[0] for key in held))
    rows = [
        {"name": subject_words(it, pack, words), **{t: held[f"{it}/{t}"] for t in types}}
        for it in subjects
    ]
    titles = {t: CheckboxColumn(type_words(t, pack, words), width="small") for t in types}
    found = table_to_edit(
        pd.DataFrame(rows),
        {"name": TextColumn(words.text("settings.column.name")), **titles},
        hide_index=True,
        height=HIGH,
        disabled=["name"],
        key=f"settings_{kind.name}_{at.week}_{at.turn}",
        alt=words.text(f"settings.{kind.name}"),
    )
    return [
        Setting(kind.name, f"{it}/{t}", at.week, json.dumps(bool(line[t])))
        for it, line in zip(subjects, found.to_dict("records"), strict=True)
        for t in types
        if bool(line[t]) != held[f"{it}/{t}"]
    ]
