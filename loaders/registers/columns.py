"""A row-form's header goes in; which column holds which field, and the doubts, come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from campaign import Address, FieldRole, Form, Issue
from loaders.entries import nameless_column, one_column_each
from loaders.tables import Table, key_field, unheaded_figures


@dataclass(frozen=True)
class RowColumns:
    """`single` gives each field its one column, `ticked` each choice its columns with the options
    they stand for; `lacking` are the required fields that no column holds."""

    single: Mapping[str, int]
    ticked: Mapping[str, Mapping[int, str]]
    lacking: frozenset[str]
    issues: tuple[Issue, ...]

    @property
    def first(self) -> dict[str, int]:
        """One column a field: its own, or the first of those that are ticked."""
        return {**self.single, **{id_: min(columns) for id_, columns in self.ticked.items()}}


def row_columns(table: Table, *, has_own_unit: bool) -> RowColumns:
    """The columns of a row-form: L02 for a required one that is missing, L03 for two that differ,
    L04 for one that is not known. A unit's own sheet needs no column for the unit."""
    form = table.header.form
    ticked = _ticked(table)
    ignored = {field.id for field in form.fields if field.ignored}
    listed = {i: c for i, c in table.header.fields.items() if i not in ignored | ticked.keys()}
    told, doubled = one_column_each(table, listed)
    single = _by_its_day(told, form)
    held = set(single) | set(ticked) | ({key_field(form)} if has_own_unit else set())
    lacking = [field for field in form.fields if field.required and field.id not in held]
    at = Address(table.sheet.name, table.header.last_row)
    missing = [Issue("L02", at, "", {"col": field.title}) for field in lacking]
    nameless = [nameless_column(table, column) for column in unheaded_figures(table)]
    issues = (*missing, *doubled, *_unknown(table, ticked), *nameless)
    return RowColumns(single, ticked, frozenset(field.id for field in lacking), issues)


def _by_its_day(single: Mapping[str, int], form: Form) -> Mapping[str, int]:
    """The columns; that of the launch's day tells whether it was held where no other does, for a
    day may stand in either."""
    by_role = {field.role: field.id for field in form.fields}
    held, on = by_role.get(FieldRole.LAUNCHED), by_role.get(FieldRole.LAUNCHED_ON)
    if held is None or on not in single or held in single:
        return single
    return {held if id_ == on else id_: column for id_, column in single.items()}


def _ticked(table: Table) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    for column, option in sorted(table.header.ticks.items()):
        found.setdefault(str(table.header.columns[column].field), {})[column] = option
    return found


def _unknown(table: Table, ticked: Mapping[str, Mapping[int, str]]) -> list[Issue]:
    """L04 for each column without a field, and for one ticked for no option."""
    found = []
    for column, heading in sorted(table.header.columns.items()):
        options = ticked.get(heading.field or "")
        if heading.field is None or (options and column not in options):
            at = Address(table.sheet.name, table.header.last_row, column)
            found.append(Issue("L04", at, heading.label, {"col": heading.label}))
    return found
