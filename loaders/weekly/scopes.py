"""The rows of a weekly table go in; units that report for others that report too come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from campaign import INCLUDING, Address, Issue, Past, Unit
from loaders.entries import FileContext, ReadRow
from loaders.weekly.rows import WeeklyContext


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
