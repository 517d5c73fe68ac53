"""What the loaders hand over: one form, one week, one source, and its rows as a typed frame."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

import pandas as pd

from campaign.issue import Address, Issue
from campaign.quantity import registered_slots
from campaign.shape import Shape
from campaign.unit import Unit

WEEKLY_ROWS = Shape(
    "WEEKLY_ROWS",
    {
        "row": "int64",
        "unit_id": "str",
        "raw_unit": "str",
        "accepted": "bool",
        "states": "str",
        **dict.fromkeys(registered_slots(), "float64"),
    },
)
"""One line a sheet row. `states` has one letter a registered slot; a number is NaN unless its state
is v or z; a held row carries only h and NaN. `unit_id` is empty where the unit is unknown."""

ROSTER_ROWS = Shape(
    "ROSTER_ROWS",
    {
        "row": "int64",
        "accepted": "bool",
        "unit_id": "str",
        "code": "str",
        "name": "str",
        "short_names": "str",
        "parent_id": "str",
        "type_id": "str",
        "group_id": "str",
        "sub_org_total": "int64",
        "sort_no": "int64",
        "scope": "str",
        "sector": "str",
        "admin_level": "str",
        "party_form": "str",
        "successor_id": "str",
        "valid_from": "str",
        "valid_to": "str",
    },
)
"""One line a unit; several short names are joined with 、; dates are ISO text, empty where the
sheet gives none."""


ENTRY_ROWS = Shape(
    "ENTRY_ROWS",
    {
        "row": "int64",
        "accepted": "bool",
        "unit_id": "str",
        "raw_unit": "str",
        "group_id": "str",
        "day": "str",
        "key": "str",
        "fields": "str",
    },
)
"""One line a row of a row-form (a visit, a launch). `day` is ISO text, empty where the form has
none; `key` names a register's line (its unit, its number) and is empty in a log; `fields` is a JSON
object of field id to value: a number, true or false, text, or a list of option ids; a field without
a value is left out. A held row carries {}."""

ENTRIES = Shape(
    "ENTRIES",
    {
        "submission_id": "int64",
        "form": "str",
        "row": "int64",
        "unit_id": "str",
        "group_id": "str",
        "day": "str",
        "week": "int64",
        "key": "str",
        "fields": "str",
    },
)
"""One line an entry that counts now, as the ledger hands it out; `week` is the campaign week of its
day, 0 for a day before the launch, after the end, or for none."""

NO_DAYS = ("9999-12-31", "0001-01-01")
"""The period of a log that replaces nothing: its rows stand beside all that was received."""

SPANS = Shape("SPANS", {"sender": "str", "first_on": "str", "last_on": "str"})
"""One line a log received and a sender it speaks for: the days (ISO, both included) it covers."""


def unit_in_row(row: Mapping[Any, object], *, valid_from: date, valid_to: date | None) -> Unit:
    """The unit one ROSTER_ROWS line describes, for a span of time."""
    return Unit(
        id=str(row["unit_id"]),
        name=str(row["name"]),
        type_id=str(row["type_id"]),
        group_id=str(row["group_id"]),
        sort_no=int(str(row["sort_no"])),
        valid_from=valid_from,
        valid_to=valid_to,
        code=str(row["code"]),
        short_names=tuple(name for name in str(row["short_names"]).split("、") if name),
        parent_id=str(row["parent_id"]) or None,
        sub_org_total=int(str(row["sub_org_total"])),
        scope=str(row["scope"]),
        sector=str(row["sector"]),
        admin_level=str(row["admin_level"]),
        party_form=str(row["party_form"]),
        successor_id=str(row["successor_id"]),
    )


@dataclass(frozen=True)
class Source:
    """Where a submission came from.

    `table` counts the tables of the sheet from 1; `sender` is the id of the group or unit that
    sent it, empty where neither sheet nor uploader says; `reader` is the loaders' version.
    """

    sha256: str
    file_name: str
    sheet: str
    table: int = 1
    sender: str = ""
    reader: str = "1"


HIDDEN = "（已隐去）"
"""What stands in a sheet as read where persons were named; `Wording.sheet_text` says it."""


@dataclass(frozen=True)
class Grid:
    """A sheet as it was read, for showing: texts by position, footers emptied, HIDDEN for persons.

    `top` and `left` are the 1-based position of `cells[0][0]`; `merges` are absolute (top, left,
    bottom, right); `roles` names what a row was taken as: title, header, numbering, data, held,
    total, footer, note, blank or ignored. `places` says of each cell of a sheet that was read
    re-arranged (units across, weeks side by side) where it stands in the workbook; empty where
    nothing was moved.
    """

    sheet: str
    top: int
    left: int
    cells: tuple[tuple[str, ...], ...]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    roles: Mapping[int, str] = field(default_factory=dict)
    places: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def place(self, row: int, column: int) -> tuple[int, int]:
        """Where a cell stands in the workbook."""
        return self.places.get((row, column), (row, column))

    def shown_at(self, row: int, column: int) -> tuple[int, int]:
        """Where a cell of the workbook stands here; where it was if it was not moved."""
        found = (here for here, place in self.places.items() if place == (row, column))
        return next(found, (row, column))

    def text(self, row: int, column: int) -> str:
        """The text at an absolute 1-based position; empty outside."""
        r, c = row - self.top, column - self.left
        inside = 0 <= r < len(self.cells) and 0 <= c < len(self.cells[r])
        return self.cells[r][c] if inside else ""

    def to_json(self) -> str:
        """The grid as one JSON document."""
        moved = [[*here, *place] for here, place in self.places.items()]
        told = [self.sheet, self.top, self.left, self.cells, self.merges, dict(self.roles)]
        return json.dumps(
            [*told, moved] if moved else told, ensure_ascii=False, separators=(",", ":")
        )

    @staticmethod
    def from_json(text: str) -> Grid:
        """The grid written by `to_json`."""
        sheet, top, left, cells, merges, roles, *moved = json.loads(text)
        return Grid(
            sheet,
            top,
            left,
            tuple(tuple(row) for row in cells),
            tuple((m[0], m[1], m[2], m[3]) for m in merges),
            {int(row): role for row, role in roles.items()},
            {(r, c): (row, column) for r, c, row, column in (moved[0] if moved else ())},
        )


class RowsWhenAsked(Protocol):
    """Rows that become a frame when somebody looks at it: most readings are only talked about."""

    @property
    def n_accepted(self) -> int:
        """How many rows go in."""

    def __len__(self) -> int:
        """How many rows there are."""

    def frame(self) -> pd.DataFrame:
        """The rows in their form's shape."""


class _Rows:
    """A submission's frame, made of its rows when it is first asked for."""

    def __get__(self, sent: Submission | None, owner: type | None = None) -> pd.DataFrame:
        if sent is None:
            raise AttributeError("rows")  # so that the field has no default
        held: pd.DataFrame | RowsWhenAsked = vars(sent)["rows"]
        if not isinstance(held, pd.DataFrame):
            held = vars(sent)["rows"] = held.frame()
        return held

    def __set__(self, sent: Submission, rows: pd.DataFrame | RowsWhenAsked) -> None:
        vars(sent)["rows"] = rows


@dataclass(frozen=True)
class ExtraCell:
    """A figure of an accepted weekly row in a slot that the registry does not have; `state` is one
    letter, `value` None where it is neither v nor z."""

    row: int
    unit_id: str
    slot: str
    state: str
    value: float | None


@dataclass(frozen=True)
class Submission:
    """One form and week found in one table of one workbook.

    `week` is the campaign week's number, None for forms that have none (roster); `rows` has the
    form's shape; `columns` maps each slot or field to its 1-based sheet column, so that a value's
    address is its row with that column. `period` is the span of days (ISO, both included) that a
    log says it covers: it replaces its sender's earlier rows in it; None where the sheet says
    nothing, then its first to last row's day counts. `extra` has the figures of a weekly report
    beyond the registry's slots. `marks` has the words that may be a person's name or an
    organisation's, each with what stands for it in what is kept (`as_kept`).
    """

    form: str
    week: int | None
    source: Source
    rows: _Rows = _Rows()
    columns: Mapping[str, int]  # type: ignore[misc]
    issues: tuple[Issue, ...]  # type: ignore[misc]
    grid: Grid  # type: ignore[misc]
    set_aside: Mapping[int, str] = field(default_factory=dict)
    period: tuple[str, str] | None = None
    extra: tuple[ExtraCell, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)

    def address(self, row: int, slot: str) -> Address:
        """Where the value of `slot` in sheet row `row` stands; raises KeyError without a column."""
        return Address(self.source.sheet, *self.grid.place(row, self.columns[slot]))

    @property
    def n_accepted(self) -> int:
        """How many rows go in."""
        held: pd.DataFrame | RowsWhenAsked = vars(self)["rows"]
        if isinstance(held, pd.DataFrame):
            return int(held["accepted"].to_numpy().sum())
        return held.n_accepted

    @property
    def n_held(self) -> int:
        """How many rows are held back."""
        return len(vars(self)["rows"]) - self.n_accepted
