"""A weekly table goes in; the rows of which a remark, or a line above them, says that their figures
are none of the week's come out, 沿用上周数 or 以下为上周补报单位, and what remarks say that they
cover: 含下属单位."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from campaign import Address, Calendar, Form, Issue, Unit, Week, fold
from loaders.tables import Table
from loaders.words import (
    UnitNames,
    claims_of,
    counted_jointly,
    doubts_figures,
    heads_others,
    said_scope,
    takes_back,
)

_DAYS = re.compile(
    r"[(]?((?:第\d{1,2}周|第[一二三四五六七八九十]{1,3}周)|(?:\d{4}年)?\d{1,2}[月.]\d{1,2}日?[-—–~至到]+[\d月.日]{1,6})"
    r"(?:的?(?:数据?|情况|数字))?[)]?"
)
_WITH = re.compile("[与和同跟]|邀请|联合(?!开展|举办|召开|组织|举行)")
_BEHIND = re.compile(r"[(（\[【][^()（）\[\]【】]+[)）\]】]\s*$")


@dataclass(frozen=True)
class Remarks:
    """What remarks say of the rows' figures: by row the doubt that none of them counts, what they
    cover with the doubt for a unit of another scope, and words by which they are another's too."""

    back: Mapping[int, Issue]
    scopes: Mapping[int, tuple[str, Issue]]
    jointly: Mapping[int, Issue]

    def against(
        self, row: int, unit: Unit | None, names: UnitNames | None, scope: tuple[str, Issue] | None
    ) -> list[Issue]:
        """The doubts about a row of a unit; what its name says of its scope comes first."""
        found = [self.back[row]] if row in self.back else []
        said = scope or self.scopes.get(row)
        if said and unit is not None and said[0] != unit.scope:
            found.append(said[1])
        joint = self.jointly.get(row)
        if joint and not found and names and _is_shared(joint.raw, unit, names):
            found.append(joint)
        return found


def _is_shared(remark: str, unit: Unit | None, names: UnitNames) -> bool:
    """Whether another unit may report it too: one is named, or nobody is; with 上级党委 only this
    one does."""
    return names.mentions_others(remark, unit) or not _WITH.search(remark)


def remarks_of(table: Table, calendar: Calendar, week: Week | None) -> Remarks:
    """P38 where a row's figures are said to be none of the week's, P43 to be another's too, and
    P40 to cover more or less."""
    form, back, scopes = table.header.form, _below_lines(table), dict[int, tuple[str, Issue]]()
    jointly: dict[int, Issue] = {}
    for at, text, label in _remarked(table):
        told = f"{label}:{text}" if label else text
        is_back = takes_back(text, form) or takes_back(told, form)
        if is_back or _is_of_other_days(text, week, calendar):
            back[at.row] = Issue("P38", at, text)
        elif counted_jointly(told, form):
            jointly[at.row] = Issue("P43", at, text)
        elif doubts_figures(text, form):
            back[at.row] = Issue("P38", at, text)
        if scope := said_scope(text, form):
            scopes[at.row] = scope, Issue("P40", at, text)
    return Remarks(back, scopes, jointly)


def _is_of_other_days(remark: str, week: Week | None, calendar: Calendar) -> bool:
    """Whether a remark is nothing but another week than the table's, or a span longer than one."""
    match = _DAYS.fullmatch(fold(remark))
    if match is None or week is None:
        return False
    claims = claims_of(match[1], calendar=calendar, address=None)
    return {claim.week for claim in claims} != {week.number}


def without_scope(name: str, form: Form) -> tuple[str, str]:
    """A unit's name without what it says in brackets that its figures cover, and that: 区财政局
    （本级）."""
    match = _BEHIND.search(name)
    scope = said_scope(match[0], form) if match else ""
    return (name[: match.start()], scope) if match and scope else (name, "")


def _remarked(table: Table) -> Iterator[tuple[Address, str, str]]:
    """The remarks of the rows with where they stand and what heads them."""
    rows, sheet = table.rows("data"), table.sheet
    for column, label in _remarks(table).items():
        for row, text in zip(rows, sheet.texts_down(column, rows), strict=True):
            if text:
                yield Address(sheet.name, row, column), text, label


def _below_lines(table: Table) -> dict[int, Issue]:
    """The rows below a line that heads others, down to the next line."""
    found: dict[int, Issue] = {}
    said, sections = "", table.rows("section")
    for row in sorted({*sections, *table.rows("data")} if sections else ()):
        if row in sections:
            text = next(filter(None, table.sheet.texts(row)), "")
            said = text if heads_others(text) else ""
        elif said:
            found[row] = Issue("P38", Address(table.sheet.name, row), said)
    return found


def _remarks(table: Table) -> dict[int, str]:
    """The columns of remarks, those that no field claims and the one without a heading behind the
    last, each with its heading."""
    columns = table.header.columns
    fields = {f.id: f for f in table.header.form.fields}
    plain = {id_ for id_, f in fields.items() if f.ignored and not (f.role or f.kind)}
    told = {c: h.label for c, h in sorted(columns.items()) if h.field in {None, *plain}}
    behind = max(columns, default=0) + 1
    return told | ({behind: ""} if behind <= table.sheet.right else {})
