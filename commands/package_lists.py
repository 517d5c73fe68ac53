"""A district goes in; the files of its package that people read come out, as CSV and workbooks.

Everything in them is also in the package's tables; a cell without a figure says why it has none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from campaign import CUMULATIVE, CampaignPack, District, Panel, PanelWeek, State, Wording, pack_of
from commands.opened import OPERATOR
from exports import csv_bytes, xlsx_bytes
from ledger import Ledger

PART_ROWS = 50_000
"""At most so many rows go into one file: office machines open it, and it is written in memory."""

Files = Iterator[tuple[str, bytes]]
_STATES = {ord(state.value): f"state.{state.name.lower()}" for state in State}
_NO_ROW = "state.no_row"


def readable_files(ledger: Ledger, district: District, words: Wording) -> Files:
    """Each list twice, with a line on what the package is."""
    yield "readme.txt", words.text("package.readme", name=district.name).encode()
    note = words.text("package.note", name=district.name)
    for name, frames, headings in _lists(ledger, district, words):
        title = words.text(f"package.title.{name.split('-')[0]}")
        for told, part in _parts(name, frames):
            yield f"lists/{told}.csv", csv_bytes(part, headings)
            yield f"lists/{told}.xlsx", xlsx_bytes(part, headings, title=title, note=note)


def _parts(name: str, frames: Iterable[pd.DataFrame]) -> Iterator[tuple[str, pd.DataFrame]]:
    """Frames one after the other, cut where a file is full; later files are numbered from 2."""
    number, waiting, n_waiting = 1, list[pd.DataFrame](), 0
    for frame in frames:
        for first in range(0, max(len(frame), 1), PART_ROWS):
            part = frame.iloc[first : first + PART_ROWS]
            if n_waiting + len(part) > PART_ROWS:
                yield _numbered(name, number), pd.concat(waiting, ignore_index=True)
                number, waiting, n_waiting = number + 1, [], 0
            waiting, n_waiting = [*waiting, part], n_waiting + len(part)
    yield _numbered(name, number), pd.concat(waiting, ignore_index=True)


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}-{number}"


def _lists(
    ledger: Ledger, district: District, words: Wording
) -> Iterator[tuple[str, Iterable[pd.DataFrame], Mapping[str, str]]]:
    pack = pack_of(district)
    panel = ledger.panel(district.id, OPERATOR, through=district.calendar.n_weeks)
    yield "figures", *figure_list(panel, pack, words)
    for form in pack.forms:
        if form.has_entries:
            frame = ledger.entries(district.id, OPERATOR, form.id)
            if not len(frame):
                continue
            labels = {field.id: words.label(field.label) for field in form.fields}
            shown, headings = entry_list(frame, labels, words)
            yield f"entries-{form.id}", [shown], headings
    known: Mapping[str, Callable[[], pd.DataFrame]] = {
        "submissions": lambda: ledger.submissions(district.id, OPERATOR),
        "findings": lambda: ledger.findings(district.id, OPERATOR),
        "cuts": lambda: ledger.record.cuts(district.id),
        "audit": lambda: ledger.record.audit(district.id, OPERATOR),
    }
    for name, read in known.items():
        frame = read()
        yield name, [frame], _headings(frame.columns, words)


def figure_list(
    panel: Panel, pack: CampaignPack, words: Wording
) -> tuple[Iterator[pd.DataFrame], Mapping[str, str]]:
    """By week a row a unit that is on the roster or reported, a column a slot of the pack."""
    every = (*panel.slot_index, *panel.further_slots)
    slots = [slot for slot in every if slot.removesuffix(CUMULATIVE) in pack.quantity]
    said = np.full(256, words.text(_NO_ROW), dtype=object)
    for letter, key in _STATES.items():
        said[letter] = words.text(key)
    weeks = (_week(panel, week, slots, said, words) for week in panel.weeks)
    own = ("week", "unit_id", "unit", "type", "group", "reported")
    names = {slot: slot_name(slot, pack, words) for slot in slots}
    return weeks, {**_headings(own, words), **names}


def _week(
    panel: Panel, week: PanelWeek, slots: Sequence[str], said: Any, words: Wording
) -> pd.DataFrame:
    at = np.flatnonzero(week.member | week.reported | week.held)
    pack = pack_of(panel.district)
    units = [panel.units[i] for i in at]
    reports = np.where(week.reported, words.text("package.reported"), words.text(_NO_ROW)).astype(
        object
    )
    reports[week.held] = words.text("state.held")
    columns: dict[str, Any] = {
        "week": [week.week.iso] * len(at),
        "unit_id": [unit.id for unit in units],
        "unit": [unit.name for unit in units],
        "type": _labels(panel.type_ids, week.type_index[at], pack.type, words),
        "group": _labels(panel.group_ids, week.group_index[at], pack.group, words),
        "reported": reports[at],
    }
    for slot in slots:
        values, states = week.figures(slot)[at], week.letters(slot)[at]
        columns[slot] = np.where(np.isnan(values), said[states], values.astype(object))
    return pd.DataFrame(columns)


def _labels(ids: Sequence[str], index: Any, known: Mapping[str, Any], words: Wording) -> list[str]:
    names = [words.label(known[i].label) if i in known else i for i in ids]
    return [names[i] if i >= 0 else "" for i in index]


def slot_name(slot: str, pack: CampaignPack, words: Wording) -> str:
    """The name of a slot; one since the launch says so."""
    label = words.label(pack.quantity[slot.removesuffix(CUMULATIVE)].label)
    return words.text("record.cumulative", label=label) if slot.endswith(CUMULATIVE) else label


def entry_list(
    frame: pd.DataFrame, labels: Mapping[str, str], words: Wording
) -> tuple[pd.DataFrame, Mapping[str, str]]:
    """A row an entry that counts, a column a field that any of them fills in."""
    told = [json.loads(text) for text in frame["fields"]]
    fields = [name for name in labels if any(name in line for line in told)]
    fields += sorted({name for line in told for name in line} - labels.keys())
    shown = frame.drop(columns=["fields", "form"]).reset_index(drop=True)
    headings = dict(_headings(shown.columns, words))
    for name in fields:
        cells = [_cell(line.get(name), words) for line in told]
        shown[f"field {name}"] = pd.Series(cells, dtype=object)
        headings[f"field {name}"] = labels.get(name, name)
    return shown, headings


def _cell(value: object, words: Wording) -> object:
    if isinstance(value, bool):
        return words.text("package.yes" if value else "package.no")
    return "、".join(map(str, value)) if isinstance(value, list) else value


def _headings(columns: Sequence[str] | pd.Index, words: Wording) -> Mapping[str, str]:
    return {name: words.text(f"package.column.{name}") for name in columns}
