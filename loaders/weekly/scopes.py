"""The rows of a weekly table go in; the units of its group that it leaves out, and those that
report for others that report too, come out as doubts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from campaign import INCLUDING, Address, Issue, Past, Unit, Week
from loaders.entries import FileContext, ReadRow
from loaders.weekly.rows import WeeklyContext
from loaders.words import names_on

_FEW = 3
"""Of one or two units no group is the usual one: each may be in the wrong sheet."""


def absent_units(
    entries: Sequence[ReadRow], sender: str, file: FileContext, week: Week | None
) -> list[Issue]:
    """U05 with the units of the sending group that the sheet leaves out."""
    if week is None:
        return []
    names = names_on(file.roster, week.ends_on, file.pack.district_words)
    present = {entry.unit_id for entry in entries}
    group = sender if sender in file.pack.group else _usual_group(present, names.groups)
    absent = [unit for unit in names.members.get(group, ()) if unit.id not in present]
    if not group or not absent:
        return []
    told = "、".join(unit.name for unit in absent)
    return [Issue("U05", None, "", {"n": len(absent), "names": told})]


def _usual_group(present: set[str | None], groups: Mapping[str, str]) -> str:
    """The group most of the sheet's units belong to, in a sheet of several units."""
    counted = Counter(groups[id_] for id_ in present if id_ and id_ in groups)
    if sum(counted.values()) < _FEW:
        return ""
    group, n = counted.most_common(1)[0]
    return group if n * 2 > sum(counted.values()) else ""


def counted_twice(
    context: WeeklyContext,
    entries: Sequence[ReadRow],
    *,
    file: FileContext,
    earlier: Mapping[str, Past],
) -> list[Issue]:
    """U16 at a unit that reports 含所属 while units below it report too, in this table or before.

    The figures stay as reported: which of them count is for the measures to decide.
    """
    sheet, column = context.table.sheet.name, context.table.header.key or 0
    reporting = {entry.unit_id for entry in entries if entry.accepted}
    units, found = file.roster.by_id, []
    for entry in entries:
        unit = units.get(entry.unit_id or "")
        if unit is None or unit.scope != INCLUDING:
            continue
        below = [u for u in units.values() if _is_below(u, unit.id, units)]
        also = [u.name for u in below if u.id in reporting or u.id in earlier]
        if also:
            at = Address(sheet, entry.row, column)
            found.append(Issue("U16", at, entry.raw_unit, {"names": "、".join(also)}))
    return found


def _is_below(unit: Unit, parent: str, units: Mapping[str, Unit]) -> bool:
    """Whether a unit lies below another, at any depth; a circle of parents ends."""
    seen: set[str] = set()
    above = unit.parent_id
    while above and above not in seen:
        if above == parent:
            return True
        seen.add(above)
        above = units[above].parent_id if above in units else None
    return False
