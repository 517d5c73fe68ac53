"""A located table of the unit roster goes in; its rows and the doubts about them come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from campaign import INCLUDING, Address, FieldRole, GuidanceGroup, Issue, State, UnitType, fold
from loaders.entries import AskedWord, FileContext, ReadRow, Value
from loaders.files import texts_of_merges
from loaders.roster.below import NONE, Below, count_in
from loaders.roster.ids import RosterIds
from loaders.roster.layouts.listed_names import names_in
from loaders.roster.line import RosterLine
from loaders.roster.repeats import once_each
from loaders.roster.told import (
    GROUP,
    TYPE,
    KnownWords,
    Told,
    ToldWords,
    bare_word,
    group_word,
    numbered_group,
)
from loaders.tables import Table, is_person_heading
from loaders.words import day_of, plain_number

_FILLED = frozenset(
    {TYPE, GROUP, FieldRole.PARENT, FieldRole.SECTOR, FieldRole.ADMIN_LEVEL, FieldRole.PARTY_FORM}
)
"""What a merge over several rows tells of each of them."""
_CLOSED = frozenset({"停用", "撤销", "已撤销", "否", "注销"})
_INCLUDING = frozenset({"含所属", "含下属", "含下级"})


class RosterRows:
    """Reads the rows of one roster table."""

    def __init__(self, table: Table, file: FileContext, *, after: int = 0) -> None:
        """The file's roster gives the units that the ledger has already their ids; `after` is how
        many places of the protocol order the file's tables before this one may take."""
        self.table, self.sheet, self._file, self._after = table, table.sheet, file, after
        self._columns = {field: listed[0] for field, listed in table.header.fields.items()}
        fields, columns = table.header.form.fields, self._columns
        self._kinds = {field.id: field.kind for field in fields}
        self._places = [(f.role, columns[f.id]) for f in fields if f.role and self._says(f.id)]
        self._first = dict(reversed(self._places))
        self._filled = {
            column: texts_of_merges(self.sheet, column)
            for role, column in self._places
            if role in _FILLED
        }
        self._words = KnownWords(file.pack)
        self._told = ToldWords(
            table, self._words, self._first, of_several=len(file.sheet_names) > 1
        )
        titled = dict.fromkeys(self._told.titles, "section")
        self.table = table = replace(table, roles=table.roles | titled)
        self._below = Below(table, self._places)
        codes = {self._named(row)[0] for row in table.rows("data")}
        self._ids = RosterIds(file.roster, listed_codes=codes - {""})
        self._asked: dict[tuple[FieldRole, str], list[str]] = {}
        self._last = self._last_place()
        self._header = Address(self.sheet.name, table.header.last_row)

    def _says(self, field: str) -> bool:
        """Whether anything stands in a field's column; one left blank says as little as none."""
        column, rows = self._columns.get(field, 0), self.table.rows("data")
        return any(self.sheet.value(row, column) not in (None, "") for row in rows)

    @cached_property
    def _untold(self) -> frozenset[FieldRole]:
        """Of types and groups what nothing tells in a list with no columns but a roster's and
        persons'; one that tells neither may be a list of anything."""
        columns, missing = self.table.header.columns.values(), self._told.missing()
        is_known = all(head.field or is_person_heading(head.path[-1]) for head in columns)
        return frozenset(missing) if is_known and len(missing) == 1 else frozenset()

    def _last_place(self) -> int:
        """Of a list without a column of places that leaves known units out, the last place there
        is: those known keep theirs, and the others come behind. 0 for one that orders all anew."""
        if FieldRole.SORT_NO in self._first:
            return 0
        rows = self.table.rows("data")
        listed = {self._ids.unit_id(*self._named(row)) for row in rows}
        open_units = [u for u in self._file.roster.by_id.values() if u.valid_to is None]
        is_part = any(unit.id not in listed for unit in open_units)
        return max(unit.sort_no for unit in open_units) if is_part else 0

    def missing_columns(self) -> list[Issue]:
        """L02 for each required column that is not there and that no title stands for."""
        at, told = self._header, set(self._told.missing()) - self._untold
        return [
            Issue("L02", at, "", {"col": field.title})
            for field in self.table.header.form.fields
            if field.required and field.id not in self._columns
            if field.role in told or field.role not in (TYPE, GROUP)
        ]

    def untold(self, lines: Sequence[RosterLine]) -> list[Issue]:
        """What the sheet says of none of its lines, and nobody knows."""
        return self._below.untold([line.sub_org_total for line in lines])

    def asked(self) -> tuple[AskedWord, ...]:
        """Once the lines are read: the words nobody knows or that mean several, with their rows."""
        return tuple(
            AskedWord(role, word, tuple(units), tuple(sorted(self._ids_of(role, word))))
            for (role, word), units in self._asked.items()
        )

    def lines(self) -> tuple[list[RosterLine], list[ReadRow], list[Issue]]:
        """Every data row read; a row with an error is an entry that is not accepted."""
        lines: list[RosterLine] = []
        entries: list[ReadRow] = []
        issues: list[Issue] = []
        told: set[tuple[str, Address | None, str]] = set()  # a title says it for all its rows
        for order, row in enumerate(self.table.rows("data"), start=1):
            line, doubts = self._line(row, order)
            accepted = not any(issue.holds_row for issue in doubts)
            entries.append(self._entry(line, accepted=accepted))
            lines.append(line)
            issues += (issue for issue in doubts if _place(issue) not in told)
            told.update(map(_place, doubts))
        return once_each(lines, entries, issues, lambda row: self._at(row, FieldRole.NAME))

    def _line(self, row: int, order: int) -> tuple[RosterLine, list[Issue]]:
        (code, name), short = self._named(row), self._text(row, FieldRole.SHORT_NAMES)
        issues = self._named_doubts(row, code, name)
        line = RosterLine(
            row=row,
            unit_id=self._ids.unit_id(code, name),
            code=self._ids.own_code(code),
            name=name,
            short_names=tuple(n for n in _split(short) if n != name),
            above=self._text(row, FieldRole.PARENT),
            type_id=self._listed(row, TYPE, (code, name), issues),
            group_id=self._listed(row, GROUP, (code, name), issues),
            sub_org_total=self._below.number(row, issues),
            sort_no=count_in(self.sheet, row, self._column(FieldRole.SORT_NO), issues)
            or self._last + self._after + order,
            scope=INCLUDING if self._text(row, FieldRole.SCOPE) in _INCLUDING else "own",
            is_closed=self._text(row, FieldRole.IN_USE) in _CLOSED,
            closed_on=self._day(row, issues),
            sector=self._word(row, FieldRole.SECTOR),
            admin_level=self._word(row, FieldRole.ADMIN_LEVEL),
            party_form=self._word(row, FieldRole.PARTY_FORM),
        )
        return replace(line, **self._unsaid(line.unit_id)), issues

    def _named(self, row: int) -> tuple[str, str]:
        """A unit's code and name, as written."""
        return self._text(row, FieldRole.CODE), "".join(self._text(row, FieldRole.NAME).split())

    def _unsaid(self, unit_id: str) -> dict[str, Any]:
        """What is known of a unit and the sheet has no column for: a list without it takes nothing
        back."""
        units = self._file.roster.by_id
        if unit_id not in units:
            return {}
        known = units[unit_id]
        parent = units.get(known.parent_id or "")
        told: dict[FieldRole, tuple[str, Any]] = {
            FieldRole.CODE: ("code", known.code),
            FieldRole.SHORT_NAMES: ("short_names", known.short_names),
            FieldRole.PARENT: ("above", parent.name if parent else ""),
            FieldRole.SUB_ORGS: ("sub_org_total", known.sub_org_total),
            FieldRole.SCOPE: ("scope", known.scope),
            FieldRole.SECTOR: ("sector", known.sector),
            FieldRole.ADMIN_LEVEL: ("admin_level", known.admin_level),
            FieldRole.PARTY_FORM: ("party_form", known.party_form),
        }
        if self._last:
            told[FieldRole.SORT_NO] = ("sort_no", known.sort_no)
        said = self._first.keys() | ({FieldRole.SUB_ORGS} if self._below.is_told else set())
        return dict(named for role, named in told.items() if role not in said)

    def _named_doubts(self, row: int, code: str, name: str) -> list[Issue]:
        """U09 without a name, U27 with several, U11 where the code is another known unit's."""
        at = self._at(row, FieldRole.NAME)
        if not name:
            return [Issue("U09", at)]
        if listed := names_in(self._text(row, FieldRole.NAME), self._file.pack):
            return [Issue("U27", at, name, {"n": len(listed)})]
        other = self._ids.other(code, name)
        return [Issue("U11", at, name, {"code": code, "a": other.name})] if other else []

    def _column(self, role: FieldRole) -> int | None:
        return self._first.get(role)

    def _text(self, row: int, role: FieldRole) -> str:
        column = self._column(role)
        return "" if column is None else self._said(row, column)

    def _said(self, row: int, column: int) -> str:
        return self.sheet.text(row, column) or self._filled.get(column, {}).get(row, "")

    def _day(self, row: int, issues: list[Issue]) -> str:
        """The last day of a unit that was closed, as ISO text; one that is none holds the row."""
        column = self._column(FieldRole.CLOSED_ON)
        if column is None or fold(self._said(row, column)) in NONE:
            return ""
        found = day_of(self.sheet.value(row, column), calendar=self._file.calendar)
        if found.day is None:
            code = "C06" if found.code == "C06" else "C05"
            at = Address(self.sheet.name, row, column)
            issues.append(Issue(code, at, self._said(row, column)))
            return ""
        return found.day.isoformat()

    def _word(self, row: int, role: FieldRole) -> str:
        """A word of a further set; empty for what stands for none."""
        text = "".join(self._text(row, role).split())
        return "" if fold(text) in NONE else text

    def _at(self, row: int, role: FieldRole) -> Address:
        return Address(self.sheet.name, row, self._column(role) or 0)

    def _listed(self, row: int, role: FieldRole, unit: tuple[str, str], issues: list[Issue]) -> str:
        """The id of a known word; one that nobody knows, or that means several, is an error at its
        cell, or at the title that says it, and asked about once."""
        told = self._told.of(row, role)
        ids = self._ids_of(role, told.text)
        found = ids if len(ids) == 1 else {self._answered(unit, role)} & ids
        if found:
            return next(iter(found))
        if told.text or ids:
            word = group_word(told.text) if role is GROUP else bare_word(told.text)
            self._asked.setdefault((role, word), []).append(unit[1])
        if told.text or ids or not self._told.missing():
            issues.append(self._unknown(role, told, ids))
        return ""

    def _ids_of(self, role: FieldRole, word: str) -> set[str]:
        """What a word may mean; where the sheet has none for a unit, any of them."""
        if not word and (role in self._untold or role in self._first):
            return {one.id for one in self._listed_of(role)}
        is_number = role is GROUP and GROUP in self._first
        return self._words.ids(role, numbered_group(word) if is_number else word)

    def _answered(self, unit: tuple[str, str], role: FieldRole) -> str:
        """The type or group of a unit whose word means several: as a person said, or as it is
        known by."""
        said = self._file.hints.told_units.get((role, fold(unit[1])))
        known = self._file.roster.by_id.get(self._ids.unit_id(*unit))
        is_type = role is TYPE
        return said or ((known.type_id if is_type else known.group_id) if known else "")

    def _listed_of(self, role: FieldRole) -> Sequence[UnitType] | Sequence[GuidanceGroup]:
        return self._file.pack.types if role is TYPE else self._file.pack.groups

    def _unknown(self, role: FieldRole, told: Told, ids: set[str]) -> Issue:
        if role in self._untold:
            return Issue("U26" if role is TYPE else "U29", self._header)
        if not ids or not told.text:
            return Issue("U13" if role is TYPE else "U14", told.at, told.text)
        a, b, *_ = (one.label for one in self._listed_of(role) if one.id in ids)
        return Issue("U21", told.at, told.text, {"a": a, "b": b})

    def _entry(self, line: RosterLine, *, accepted: bool) -> ReadRow:
        values = {field: self._value(line.row, field) for field in self._columns}
        return ReadRow(line.row, line.unit_id, line.name, line.name, accepted, values)

    def _value(self, row: int, field: str) -> Value:
        """A cell as listed; of a column of counts its number, where it holds one."""
        column = self._columns[field]
        text, is_count = self._said(row, column), self._kinds[field] == "count"
        number = plain_number(self.sheet.value(row, column)) if is_count and text else None
        if number is not None:
            return Value(number, State.VALUE if number else State.ZERO, row, column, text)
        return Value(text, State.VALUE if text else State.MISSING, row, column, text)


def _place(issue: Issue) -> tuple[str, Address | None, str]:
    return issue.code, issue.address, issue.raw


def _split(text: str) -> list[str]:
    for mark in "，,；;/|":
        text = text.replace(mark, "、")
    return ["".join(part.split()) for part in text.split("、") if part.strip()]
