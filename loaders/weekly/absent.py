"""The rows of a sheet go in; the units of its group that it leaves out come out, as a doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from campaign import Issue, Week
from loaders.entries import FileContext, ReadRow
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
