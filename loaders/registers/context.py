"""A row-form's table, its file and its sender go in; what reading each row needs comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from campaign import Address, FormField, FormRole, Unit
from loaders.entries import FileContext, Value
from loaders.files import CellValue, texts_of_merges
from loaders.registers.cells import CellReader, cell_reader
from loaders.registers.columns import RowColumns
from loaders.tables import Table
from loaders.words import UnitNames

_SPREAD = (
    "unit",
    "group",
    "date",
    "due",
    "choices",
    "choice",
    "issuer",
    "number",
    "text",
    "leader",
)


@dataclass(frozen=True)
class RowContext:
    """What reading the rows needs: the columns, the file, and who sent the sheet; `covered` are
    the first and last day that a log says it covers."""

    table: Table
    file: FileContext
    columns: RowColumns
    sender: str = ""
    own_unit: Unit | None = None
    own_name: str = ""
    guarded_cells: frozenset[tuple[int, int]] = frozenset()
    covered: tuple[str, str] | None = None

    @cached_property
    def cells(self) -> CellReader:
        """How a cell of each field is read."""
        days = self.file.calendar
        return cell_reader(self.table.header.form, self.file.pack, days.starts_on, days.n_weeks)

    @cached_property
    def shown(self) -> Callable[[CellValue], str]:
        """How a cell's value is shown as text."""
        return self.table.sheet.shown

    @cached_property
    def filled(self) -> Mapping[int, Mapping[int, str]]:
        """The words of vertical merges by column and row; figures are not filled down."""
        fields = self.cells.fields
        columns = self.columns.single.items()
        spread = [column for id_, column in columns if fields[id_].kind in _SPREAD]
        return {column: texts_of_merges(self.table.sheet, column) for column in spread}

    @cached_property
    def last_day(self) -> date:
        """The day after which nothing can have happened yet: that of arrival, at most the
        campaign's end."""
        calendar = self.file.calendar
        end = calendar.week(calendar.n_weeks).ends_on
        return min(self.file.arrived_on or end, end)

    def of_kind(self, kind: str) -> FormField | None:
        """The form's first field of a kind, required or not."""
        return self._of_kind.get(kind)

    @cached_property
    def _of_kind(self) -> Mapping[str, FormField]:
        return {f.kind: f for f in reversed([*self.cells.fields.values()])}

    @cached_property
    def group_field(self) -> str:
        """The field that names a row's guidance group; empty for a form without one."""
        field = self.of_kind("group")
        return field.id if field else ""

    @cached_property
    def dated(self) -> frozenset[str]:
        """The fields that hold days."""
        return frozenset(f.id for f in self.cells.fields.values() if f.kind == "date")

    @cached_property
    def names(self) -> dict[str, UnitNames]:
        """The names units had on the days that rows say, as far as they were looked up."""
        return {}

    @cached_property
    def bounds(self) -> tuple[str, str]:
        """The campaign's first day and the last on which anything can have happened, as texts."""
        return self.file.calendar.starts_on.isoformat(), self.last_day.isoformat()

    @cached_property
    def day_field(self) -> str:
        """The field that dates a row; empty for a form whose rows have no day."""
        return self.table.header.form.day_field

    @cached_property
    def visit_day(self) -> str:
        """The field that dates a guidance visit; empty in every other form: what else was done may
        have been done before the campaign."""
        return self.day_field if self.cells.form.role is FormRole.GUIDANCE_LOG else ""

    def at(self, row: int, field_id: str) -> Address:
        """Where a field stands in a row; its line alone where it has no column."""
        return Address(self.table.sheet.name, row, self.columns.first.get(field_id, 0))

    def value(self, row: int, column: int) -> CellValue:
        """A cell, or the words of the merge it lies in."""
        value = self.table.sheet.value(row, column)
        return value if value != "" else self._above(row, column)

    def values_down(self, column: int, rows: Sequence[int]) -> list[CellValue]:
        """The cells of a column in some rows of the sheet, each as `value` gives it."""
        sheet, at = self.table.sheet, column - self.table.sheet.left
        values = [sheet.rows[row - sheet.top][at] for row in rows]
        if not self.filled.get(column):
            return values
        return [self._above(r, column) if v == "" else v for r, v in zip(rows, values, strict=True)]

    def heading(self, column: int) -> str:
        """The lowest level of a column's heading."""
        return self.table.header.columns[column].path[-1]

    def _above(self, row: int, column: int) -> CellValue:
        if row not in self.filled.get(column, {}):
            return ""
        sheet = self.table.sheet
        merge = sheet.merge_at(row, column)
        return sheet.value(merge[0], column) if merge else ""


def group_of(context: RowContext, values: Mapping[str, Value]) -> str:
    """The guidance group of a row: its own, else the sender's; empty if nobody says."""
    stated = values.get(context.group_field)
    if stated and stated.value:
        return str(stated.value)
    return context.sender if context.sender in context.file.pack.group else ""
