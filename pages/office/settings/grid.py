"""What holds goes in; a grid of it is drawn, and what somebody changed in it comes out as settings.

A label takes a column a language, several words stand in one cell with 、 between them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd
from streamlit.column_config import (
    CheckboxColumn,
    DateColumn,
    DatetimeColumn,
    MultiselectColumn,
    NumberColumn,
    SelectboxColumn,
    TextColumn,
)

from campaign import NOTHING_OWED, PLACES, CampaignPack, Operator, Setting, SettingKind
from pages.door import Seat
from pages.drawn.lists.whole_table import table_to_edit
from pages.office.settings.editing import Editing
from pages.office.settings.words import key_words, shown_as

KEY, NAME, BACK = "key", "name", "back"
LANGUAGES = ("zh", "en")
MANY_ROWS = 12
"""Rows that a grid shows without a bar of its own to scroll by."""
HIGH = 460


def edited(
    kind: SettingKind,
    held: Mapping[str, Any],
    own: frozenset[str],
    at: Editing,
) -> list[Setting]:
    """Draw the grid of what is held; the settings that what was changed in it asks for.

    `own` are the keys that the district set itself, which alone can go back to the pack's own.
    """
    seat, pack, week = at.seat, at.pack, at.week
    rows = pd.DataFrame([_row(kind, key, it, seat, pack) for key, it in held.items()])
    rows[BACK] = False
    found = table_to_edit(
        rows,
        _config(kind, seat, pack),
        order=[NAME, *_columns(kind), *([BACK] if own else [])],
        hide_index=True,
        height=HIGH if len(rows) > MANY_ROWS else "content",
        disabled=[NAME],
        placeholder="",
        key=f"settings_{kind.name}_{week}_{at.turn}",
        alt=seat.words.text(f"settings.{kind.name}"),
    )
    return list(_changes(kind, held, own, found, week=week))


def _changes(
    kind: SettingKind,
    held: Mapping[str, Any],
    own: frozenset[str],
    found: pd.DataFrame,
    *,
    week: int,
) -> Iterator[Setting]:
    for key, line in zip(held, found.to_dict("records"), strict=True):
        if line[BACK] and key in own:
            yield Setting(kind.name, key, week, "")
            continue
        said = content_of(kind, line)
        if said != _as_compared(kind, held[key]):
            yield Setting(kind.name, key, week, json.dumps(said, ensure_ascii=False))


def _as_compared(kind: SettingKind, content: Any) -> Any:
    """The content as a line of the grid gives it back."""
    return content_of(kind, dict(_cells(kind, content)))


def _row(
    kind: SettingKind, key: str, content: Any, seat: Seat, pack: CampaignPack
) -> dict[str, Any]:
    return {NAME: key_words(kind, key, seat, pack), **dict(_cells(kind, content))}


def _fields(kind: SettingKind) -> Mapping[str, str]:
    return {name: of.removesuffix("?") for name, of in kind.fields.items()}


def _columns(kind: SettingKind) -> list[str]:
    return [
        column
        for name, of in _fields(kind).items()
        for column in ([f"{name}_{it}" for it in LANGUAGES] if of == "label" else [name])
    ]


def _cells(kind: SettingKind, content: Any) -> Iterator[tuple[str, Any]]:
    fields = _fields(kind)
    told = content if isinstance(content, dict) and "value" not in fields else None
    for name, of in fields.items():
        value = told.get(name) if told is not None else content
        if of == "label":
            yield from ((f"{name}_{it}", (value or {}).get(it, "")) for it in LANGUAGES)
        elif of == "texts":
            yield name, "、".join(value or ())
        elif of == "types":
            yield name, list(value or ())
        elif of == "day":
            yield name, date.fromisoformat(value) if value else None
        elif of == "moment":
            yield name, datetime.fromisoformat(value) if value else None
        else:
            yield name, value


def content_of(kind: SettingKind, line: Mapping[Any, Any]) -> Any:
    """What a line of the grid says, as a setting keeps it."""
    said = {name: _said(of, name, line) for name, of in _fields(kind).items()}
    only = next(iter(said.values()))
    if kind.is_single or tuple(said) == ("aliases",):
        return only
    return {n: it for n, it in said.items() if n in kind.needed or not _is_nothing(it)}


def _is_nothing(value: Any) -> bool:
    """Whether a field was left out; a label has a part a language."""
    told = value.values() if isinstance(value, dict) else (value,)
    return all(it in (None, "", []) for it in told)


def _said(of: str, name: str, line: Mapping[Any, Any]) -> Any:
    if of == "label":
        return {it: str(line[f"{name}_{it}"] or "").strip() for it in LANGUAGES}
    value = line[name]
    if of == "texts":
        return [word.strip() for word in str(value or "").split("、") if word.strip()]
    if value is None or value is pd.NaT or value != value:
        return None
    if of in ("whole", "week"):
        return int(value)
    if of == "day":
        return pd.Timestamp(value).date().isoformat()
    if of == "moment":
        return pd.Timestamp(value).isoformat()
    if of in ("number", "share", "hours"):
        return int(value) if float(value).is_integer() else float(value)
    return bool(value) if of == "flag" else value


def _config(kind: SettingKind, seat: Seat, pack: CampaignPack) -> dict[str, Any]:
    words = seat.words
    config: dict[str, Any] = {
        NAME: TextColumn(words.text("settings.column.name"), width="medium"),
        BACK: CheckboxColumn(words.text("settings.column.back"), width="small"),
    }
    for name, of in _fields(kind).items():
        title = words.text(f"settings.field.{name}")
        if of == "label":
            for it in LANGUAGES:
                config[f"{name}_{it}"] = TextColumn(words.text(f"settings.in.{it}", what=title))
        else:
            config[name] = _column(of, title, seat, pack)
    return config


def _column(of: str, title: str, seat: Seat, pack: CampaignPack) -> Any:
    last = seat.district.calendar.n_weeks
    if of in ("number", "hours"):
        return NumberColumn(title)
    if of == "share":
        return NumberColumn(title, min_value=0.0, max_value=1.0, step=0.05)
    if of in ("whole", "week"):
        return NumberColumn(title, min_value=1, max_value=last if of == "week" else None, step=1)
    if of == "flag":
        return CheckboxColumn(title)
    if of == "day":
        return DateColumn(title)
    if of == "moment":
        return DatetimeColumn(title, format="YYYY-MM-DD HH:mm")
    shown = shown_as(of, pack, seat.words)
    if shown and (options := options_of(of, pack)):
        column = MultiselectColumn if of == "types" else SelectboxColumn
        return column(title, options=options, format_func=shown)
    return TextColumn(title)


def options_of(of: str, pack: CampaignPack) -> list[str]:
    """What can be chosen for a part of a key or a field; nothing where it is typed."""
    subjects = [*pack.quantity, *dict.fromkeys(t.subject for t in pack.targets)]
    known: Mapping[str, list[str]] = {
        "target_kind": ["pace", "due_on", "interval", NOTHING_OWED],
        "count_kind": ["count", "days", "tick"],
        "operator": [str(operator) for operator in Operator],
        "type": list(pack.type),
        "types": list(pack.type),
        "quantity": list(pack.quantity),
        "subject": list(dict.fromkeys(subjects)),
        "workstream": list(pack.workstreams),
        "threshold": list(pack.thresholds),
        "choice": [*pack.choices, *(q.id for q in pack.quantity.values() if q.options)],
        "form": list(pack.form),
        "place": list(PLACES),
    }
    return known.get(of, [])
