"""The roster tables of a file go in; they come out with the parents that stand on another sheet,
and no unit told twice otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from campaign import Address, CampaignPack, FieldRole, Issue, Roster, fold
from loaders.entries import SheetReading, TableReading


def across_rosters(
    sheets: Sequence[SheetReading], pack: CampaignPack, known: Roster
) -> tuple[SheetReading, ...]:
    """The sheets with each roster row's parent found among all units of the file and those known.

    A parent nobody knows is pointed out (U22): the unit goes in without one.
    """
    form = pack.roster_form
    names = {fold(n): unit.id for unit in known.units for n in (unit.name, unit.code) if n}
    for table in _rosters(sheets, form.id):
        names |= dict(_named(table))
    if not names:
        return tuple(sheets)
    parent = form.field_of(FieldRole.PARENT)
    return tuple(
        replace(
            sheet,
            tables=tuple(
                _joined(table, sheet.sheet, names, parent) if table.form == form.id else table
                for table in sheet.tables
            ),
        )
        for sheet in sheets
    )


def _rosters(sheets: Sequence[SheetReading], form: str) -> Iterator[TableReading]:
    return (table for sheet in sheets for table in sheet.tables if table.form == form)


def _named(table: TableReading) -> Iterator[tuple[str, str]]:
    if table.submission is None:
        return
    for line in table.submission.rows.to_dict("records"):
        for name in (*str(line["short_names"]).split("、"), line["name"], line["code"]):
            if name:
                yield fold(str(name)), str(line["unit_id"])


def _joined(table: TableReading, sheet: str, names: Mapping[str, str], parent: str) -> TableReading:
    if table.submission is None:
        return table
    told = {e.row: e.values[parent] for e in table.entries if parent in e.values}
    rows = table.submission.rows.copy()
    issues: list[Issue] = []
    found: list[str] = []
    for row, unit, has in zip(rows["row"], rows["unit_id"], rows["parent_id"], strict=True):
        cell = told.get(row)
        said = cell.raw if cell else ""
        id_ = has or names.get(fold(said), "")
        found.append("" if id_ == unit else id_)
        if cell and not id_ and fold(said) not in ("", "/", "-", "—", "无"):
            issues.append(Issue("U22", Address(sheet, cell.row, cell.column), said))
    rows["parent_id"] = found
    told_all = (*table.issues, *issues)
    submission = replace(table.submission, rows=rows, issues=told_all)
    return replace(table, issues=told_all, submission=submission)
