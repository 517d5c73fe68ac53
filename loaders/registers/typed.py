"""Lines of a row-form that somebody writes on screen go in; the submission that a sheet with these
lines would give comes out, so that it is planned, kept and traced like any other."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from campaign import CampaignPack, Form, Grid, Source, State, Submission
from loaders.entries import EntryLine, EntryRows, Value
from loaders.registers.table import line_key

Written: TypeAlias = float | str | tuple[str, ...]
_TITLE, _HEAD, _FIRST = 1, 2, 3
"""The rows of such a sheet: its title, its headings, its first line."""


@dataclass(frozen=True)
class TypedLine:
    """One line: the unit that owns it (empty for a body that is none) and as whom it is written,
    and its fields by id: days as ISO text, options by their ids."""

    unit_id: str
    owner: str
    fields: Mapping[str, Written]


def typed_sheet(
    form: Form, pack: CampaignPack, lines: Sequence[TypedLine], *, title: str, sender: str
) -> Submission:
    """The lines as one sheet of a sender's. Who asks has looked for persons in the texts before;
    what names no unit is known by its sender."""
    told = [f.id for f in form.fields if any(f.id in line.fields for line in lines)]
    unit = next((f.id for f in form.fields if f.kind == "unit"), "")
    columns = {name: i for i, name in enumerate((unit, *told), start=1) if name}
    heads = tuple(form.field[name].title for name in columns)
    body = [(line.owner, *(_text(form, pack, name, line) for name in told)) for line in lines]
    roles = {_TITLE: "title", _HEAD: "header", **{_FIRST + i: "data" for i in range(len(lines))}}
    grid = Grid(title, 1, 1, ((title,), heads, *body), roles=roles)
    digest = hashlib.sha256(grid.to_json().encode()).hexdigest()
    return Submission(
        form.id,
        None,
        Source(digest, title, title, sender=sender),
        EntryRows(
            tuple(
                _row(form, line, _FIRST + i, columns, body[i], sender)
                for i, line in enumerate(lines)
            )
        ),
        columns,
        (),
        grid,
    )


def _row(
    form: Form,
    line: TypedLine,
    row: int,
    columns: Mapping[str, int],
    texts: Sequence[str],
    sender: str,
) -> EntryLine:
    values = {
        name: Value(said, State.VALUE, row, columns[name], texts[columns[name] - 1])
        for name, said in line.fields.items()
    }
    key = line_key(form, line.unit_id or sender, values)
    return EntryLine(row, True, line.unit_id, line.owner, "", "", key, values)


def _text(form: Form, pack: CampaignPack, name: str, line: TypedLine) -> str:
    """What stands in the cell: options by their labels."""
    said = line.fields.get(name, "")
    labels = {it.id: it.label.zh for it in pack.choices.get(f"{form.id}.{name}", ())}
    listed = said if isinstance(said, tuple) else (said,)
    return "、".join(labels.get(str(one), str(one)) for one in listed)
