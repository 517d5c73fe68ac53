"""The lists of units of one file go in (by type on one sheet, by group on another); what one tells
of a unit and another does not comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from campaign import CampaignPack, FieldRole, Submission, fold
from loaders.entries import SheetReading, TableReading

_TOLD = {FieldRole.TYPE: "type_id", FieldRole.GROUP: "group_id"}
_WORDS = ("code", "short_names", "parent_id", "sector", "admin_level", "party_form")
"""What a line may leave blank; what the first list says of it stands."""


def told_by_lists(
    sheets: Sequence[SheetReading], pack: CampaignPack
) -> Mapping[tuple[FieldRole, str], str]:
    """By role and folded name, the types and groups that a list asks about and another tells."""
    asked = {
        (word.role, fold(unit))
        for sheet in sheets
        for table in sheet.tables
        for word in table.words
        if not word.word
        for unit in word.units
    }
    found: dict[tuple[FieldRole, str], str] = {}
    for line in (line for said in _lists(sheets, pack) for line in said.rows.to_dict("records")):
        for role, column in _TOLD.items():
            key = (role, fold(str(line["name"])))
            if key in asked and line[column]:
                found.setdefault(key, str(line[column]))
    return found


def _lists(sheets: Sequence[SheetReading], pack: CampaignPack) -> list[Submission]:
    tables = (table for sheet in sheets for table in sheet.tables)
    listed = [t.submission for t in tables if t.form == pack.roster_form.id and t.submission]
    return listed if len(listed) > 1 else []


class FirstSaid:
    """What the lists of a file said of their units so far."""

    def __init__(self, pack: CampaignPack) -> None:
        below = (FieldRole.SUB_ORGS, FieldRole.SUB_ORGS_TOTAL)
        self._below = {field.id for field in pack.roster_form.fields if field.role in below}
        self._lines: dict[str, dict[str, Any]] = {}

    def joined(self, table: TableReading) -> TableReading:
        """A list, without U25 where another tells how many are below; a unit that an earlier list
        has keeps its place, and what this one says nothing of stays as it was said."""
        if table.submission is None:
            return table
        rows, issues = self._rows(table.submission), table.issues
        if any(rows["sub_org_total"]):
            issues = tuple(issue for issue in issues if issue.code != "U25")
        submission = replace(table.submission, rows=rows, issues=issues)
        return replace(table, issues=issues, submission=submission)

    def _rows(self, submission: Submission) -> pd.DataFrame:
        says_below = not self._below.isdisjoint(submission.columns)
        rows = submission.rows.copy()
        names = [str(name) for name in rows]
        lines = [dict(zip(names, line, strict=True)) for line in rows.itertuples(index=False)]
        for line in lines:
            first = self._lines.setdefault(str(line["unit_id"]), line)
            line["sort_no"] = first["sort_no"]
            line |= {name: first[name] for name in _WORDS if not line[name]}
            if not says_below:
                line["sub_org_total"] = first["sub_org_total"]
        for name in (*_WORDS, "sort_no", "sub_org_total"):
            rows[name] = [line[name] for line in lines]
        return rows
