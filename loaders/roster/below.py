"""How many organisations are below a unit: a row of the roster goes in; their number comes out."""

from __future__ import annotations

from collections.abc import Sequence

from campaign import Address, FieldRole, Issue, fold
from loaders.files import CellError, Sheet, Uncached, cell_text
from loaders.tables import Table
from loaders.words import plain_number

NONE = frozenset({"", "/", "-", "—", "无"})
"""What stands in a cell for nothing at all."""


class Below:
    """The columns of a roster that tell what is below its units: one a kind, one of all, none."""

    def __init__(self, table: Table, places: Sequence[tuple[FieldRole, int]]) -> None:
        """`places` are the roles of the roster's columns, as numbered on the sheet."""
        self._sheet, self._header = table.sheet, table.header
        self._kinds = [column for role, column in places if role is FieldRole.SUB_ORGS]
        whole = [column for role, column in places if role is FieldRole.SUB_ORGS_TOTAL]
        self._whole = whole[0] if whole else None
        self.is_told = bool(self._kinds or whole)

    def number(self, row: int, issues: list[Issue]) -> int:
        """The kinds added up, or all of them as one column tells it where not every kind has a
        column. U24 where the two cannot both be right."""
        kinds = sum(count_in(self._sheet, row, column, issues) for column in self._kinds)
        text = "" if self._whole is None else self._sheet.text(row, self._whole)
        if fold(text) in NONE:
            return kinds
        whole = count_in(self._sheet, row, self._whole, issues)
        is_sum = self._has_every_kind and any(self._sheet.text(row, each) for each in self._kinds)
        if whole < kinds or (is_sum and whole != kinds):
            at = Address(self._sheet.name, row, self._whole or 0)
            issues.append(Issue("U24", at, text, {"n": kinds}))
        return kinds if is_sum else max(whole, kinds)

    @property
    def _has_every_kind(self) -> bool:
        fields = self._header.form.fields
        return len(self._kinds) == sum(field.role is FieldRole.SUB_ORGS for field in fields)

    def untold(self, numbers: Sequence[int]) -> list[Issue]:
        """U25 where no column tells it and nothing is known of any of the units read."""
        titles = [f.title for f in self._header.form.fields if f.role is FieldRole.SUB_ORGS_TOTAL]
        if self.is_told or not titles or not numbers or any(numbers):
            return []
        return [Issue("U25", Address(self._sheet.name, self._header.last_row), titles[0])]


def count_in(sheet: Sheet, row: int, column: int | None, issues: list[Issue]) -> int:
    """The whole number in a cell, 0 where it is empty or there is no column; C01–C03 for another
    thing."""
    value = sheet.value(row, column) if column is not None else ""
    if isinstance(value, str) and fold(value) in NONE:
        return 0
    number = plain_number(value)
    if number is None or number < 0 or not number.is_integer():
        code = {CellError: "C01", Uncached: "C02"}.get(type(value), "C03")
        issues.append(Issue(code, Address(sheet.name, row, column or 0), cell_text(value)))
        return 0
    return int(number)
