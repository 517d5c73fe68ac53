"""A located table of the unit roster goes in; its rows and the doubts about them come out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from campaign import Address, CampaignPack, Issue, Roster, State, fold
from loaders.entries import ReadRow, Value
from loaders.files import CellError, Uncached, cell_text, texts_of_merges
from loaders.roster.ids import RosterIds
from loaders.tables import Table
from loaders.words import plain_number

_SUBORDINATE = ("committees", "general_branches", "branches")
_CLOSED = frozenset({"停用", "撤销", "已撤销", "否", "注销"})
_INCLUDING = frozenset({"含所属", "含下属", "含下级"})


@dataclass(frozen=True)
class RosterLine:
    """One unit as the roster gives it."""

    row: int
    unit_id: str
    code: str
    name: str
    short_names: tuple[str, ...]
    parent: str
    type_id: str
    group_id: str
    sub_org_total: int
    sort_no: int
    scope: str
    is_closed: bool


class RosterRows:
    """Reads the rows of one roster table."""

    def __init__(self, table: Table, *, pack: CampaignPack, known: Roster) -> None:
        """`known` gives the units that the ledger has already their ids."""
        self.table, self.sheet = table, table.sheet
        self._columns = {field: listed[0] for field, listed in table.header.fields.items()}
        self._types = {fold(a): t.id for t in pack.types for a in (t.label.zh, t.id, *t.aliases)}
        self._groups = {fold(a): g.id for g in pack.groups for a in (g.label.zh, g.id, *g.aliases)}
        self._filled = {
            field: texts_of_merges(self.sheet, column)
            for field, column in self._columns.items()
            if field in ("type", "group", "parent")
        }
        codes = {self._text(row, "code") for row in table.rows("data")}
        self._ids = RosterIds(known, listed_codes=codes - {""})

    def missing_columns(self) -> list[Issue]:
        """L02 for each required column that is not there."""
        at = Address(self.sheet.name, self.table.header.last_row)
        return [
            Issue("L02", at, "", {"col": field.title})
            for field in self.table.header.form.fields
            if field.required and field.id not in self._columns
        ]

    def lines(self) -> tuple[list[RosterLine], list[ReadRow], list[Issue]]:
        """Every data row read; a row with an error is an entry that is not accepted."""
        lines: list[RosterLine] = []
        entries: list[ReadRow] = []
        issues: list[Issue] = []
        for order, row in enumerate(self.table.rows("data"), start=1):
            line, doubts = self._line(row, order)
            accepted = not any(issue.holds_row for issue in doubts)
            entries.append(self._entry(line, accepted=accepted))
            lines.append(line)
            issues += doubts
        return self._once_each(lines, entries, issues)

    def _line(self, row: int, order: int) -> tuple[RosterLine, list[Issue]]:
        name, code = "".join(self._text(row, "name").split()), self._text(row, "code")
        issues = self._named_doubts(row, code, name)
        line = RosterLine(
            row=row,
            unit_id=self._ids.unit_id(code, name),
            code=code,
            name=name,
            short_names=tuple(n for n in _split(self._text(row, "short_names")) if n != name),
            parent=self._text(row, "parent"),
            type_id=self._listed(row, "type", self._types, issues),
            group_id=self._listed(row, "group", self._groups, issues),
            sub_org_total=sum(self._count(row, f, issues) for f in _SUBORDINATE),
            sort_no=self._count(row, "sort_no", issues) or order,
            scope="including" if self._text(row, "scope") in _INCLUDING else "own",
            is_closed=self._text(row, "in_use") in _CLOSED,
        )
        return line, issues

    def _named_doubts(self, row: int, code: str, name: str) -> list[Issue]:
        """U09 without a name, U11 where the code is another known unit's."""
        at = self._at(row, "name")
        if not name:
            return [Issue("U09", at)]
        other = self._ids.other(code, name)
        return [Issue("U11", at, name, {"code": code, "a": other.name})] if other else []

    def _text(self, row: int, field: str) -> str:
        column = self._columns.get(field)
        if column is None:
            return ""
        return self.sheet.text(row, column) or self._filled.get(field, {}).get(row, "")

    def _at(self, row: int, field: str) -> Address:
        return Address(self.sheet.name, row, self._columns.get(field, 0))

    def _listed(self, row: int, field: str, ids: dict[str, str], issues: list[Issue]) -> str:
        """The id of a listed word; one that is not listed is an error at its cell."""
        text = self._text(row, field)
        found = ids.get(fold(text))
        if found is None and field in self._columns:
            code = "U13" if field == "type" else "U14"
            issues.append(Issue(code, self._at(row, field), text))
        return found or ""

    def _count(self, row: int, field: str, issues: list[Issue]) -> int:
        column = self._columns.get(field)
        value = self.sheet.value(row, column) if column is not None else ""
        if isinstance(value, str) and fold(value) in ("", "/", "-", "—", "无"):
            return 0
        number = plain_number(value)
        if number is None or number < 0 or not number.is_integer():
            code = {CellError: "C01", Uncached: "C02"}.get(type(value), "C03")
            issues.append(Issue(code, self._at(row, field), cell_text(value)))
            return 0
        return int(number)

    def _entry(self, line: RosterLine, *, accepted: bool) -> ReadRow:
        values = {
            field: Value(
                text := self._text(line.row, field),
                State.VALUE if text else State.MISSING,
                line.row,
                column,
                text,
            )
            for field, column in self._columns.items()
        }
        return ReadRow(line.row, line.unit_id, line.name, line.name, accepted, values)

    def _once_each(
        self, lines: list[RosterLine], entries: list[ReadRow], issues: list[Issue]
    ) -> tuple[list[RosterLine], list[ReadRow], list[Issue]]:
        """Two rows of one unit: alike, the first counts; different, both are held."""
        seen: dict[str, int] = {}
        for index, line in enumerate(lines):
            key = line.unit_id
            if not key or key not in seen:
                seen.setdefault(key, index)
                continue
            first = lines[seen[key]]
            places = [self._at(first.row, "name"), self._at(line.row, "name")]
            alike = replace(first, row=0, sort_no=0) == replace(line, row=0, sort_no=0)
            repeats = first.row if alike else None
            entries[index] = replace(entries[index], accepted=False, repeats=repeats)
            if alike:
                issues.append(Issue("U07", places[1], line.name, {"a": str(places[0])}))
                continue
            entries[seen[key]] = replace(entries[seen[key]], accepted=False)
            params = {"a": str(places[0]), "b": str(places[1])}
            issues += [Issue("U06", place, line.name, params) for place in places]
        return lines, entries, issues


def _split(text: str) -> list[str]:
    for mark in "，,；;/|":
        text = text.replace(mark, "、")
    return ["".join(part.split()) for part in text.split("、") if part.strip()]
