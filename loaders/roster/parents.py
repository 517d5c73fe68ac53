"""The roster tables of a file go in; they come out with the parents and successors
that stand on another sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from campaign import Address, CampaignPack, FieldRole, Issue, Roster, fold
from loaders.entries import SheetReading, TableReading
from loaders.roster.lists import FirstSaid

_NONE = ("", "/", "-", "—", "无")


def across_rosters(
    sheets: Sequence[SheetReading], pack: CampaignPack, known: Roster
) -> tuple[SheetReading, ...]:
    """The sheets with each roster row's parent and successor found among all units of the file and
    those known. One that nobody knows is pointed out (U22): the unit goes in without it."""
    form = pack.roster_form
    rosters = [table for sheet in sheets for table in sheet.tables if table.form == form.id]
    if not rosters:
        return tuple(sheets)
    listed = ((unit, (unit.name, unit.code or unit.id)) for unit in known.units)
    names = {fold(name): unit.id for unit, called in listed for name in called}
    for table in rosters:
        names |= dict(_named(table))
    first, found = FirstSaid(pack), []
    fields = {
        "parent_id": form.field_of(FieldRole.PARENT),
        "successor_id": form.field_of(FieldRole.SUCCESSOR),
    }
    for sheet in sheets:
        tables = [first.joined(t) if t.form == form.id else t for t in sheet.tables]
        joined = (_joined(t, sheet.sheet, names, fields) for t in tables)
        found.append(replace(sheet, tables=tuple(joined)))
    return tuple(found)


def _named(table: TableReading) -> Iterator[tuple[str, str]]:
    if table.submission is None:
        return
    for line in table.submission.rows.to_dict("records"):
        for name in (*str(line["short_names"]).split("、"), line["name"], line["code"]):
            if name:
                yield fold(str(name)), str(line["unit_id"])


def _joined(
    table: TableReading, sheet: str, names: Mapping[str, str], fields: Mapping[str, str]
) -> TableReading:
    """The table with the ids of other units that `fields` name, by the column of its frame."""
    if table.submission is None or not fields.keys() <= {*table.submission.rows}:
        return table
    rows, issues = table.submission.rows.copy(), list(table.issues)
    for column, field in fields.items():
        told = {e.row: e.values[field] for e in table.entries if field in e.values}
        found: list[str] = []
        for row, unit, has in zip(rows["row"], rows["unit_id"], rows[column], strict=True):
            cell = told.get(row)
            said = cell.raw if cell else ""
            id_ = has or names.get(fold(said), "")
            found.append("" if id_ == unit else id_)
            if cell and not id_ and fold(said) not in _NONE:
                issues.append(Issue("U22", Address(sheet, cell.row, cell.column), said))
        rows[column] = found
    told_all = tuple(issues)
    submission = replace(table.submission, rows=rows, issues=told_all)
    return replace(table, issues=told_all, submission=submission)
