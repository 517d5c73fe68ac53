"""What a hash is made of, version by version: a line of the chain says by which it was sealed.

A version that was written with is never changed: a column that comes later is of a later version.
Nothing here is taken from the tables as they are today.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_LINE = (
    *("district_id", "seq", "rev", "at", "by", "action", "subject"),
    *("old", "new", "why", "seal", "previous"),
)
_LINE_OF_ACTORS = (*_LINE, "definition", "account", "role")
_SUBMISSION = (
    *("id", "state", "supersedes", "received_at", "received_by", "sender", "form", "week"),
    *("period_from", "period_to", "file_name", "sha256", "sheet", "table_no", "reader"),
    *("reason", "n_rows", "n_held"),
)
_FINDING = (
    *("ordinal", "code", "severity", "sheet", "sheet_row", "sheet_column", "raw", "params"),
    *("unit_id", "week"),
)
_ENTRY = ("sheet_row", "unit_id", "group_id", "day", "key", "fields", "is_held")
_UNIT = (
    *("code", "name", "short_names", "parent_id", "type_id"),
    *("group_id", "sub_org_total", "sort_no", "scope"),
)
_ROWS: Mapping[str, tuple[str, ...]] = {
    "district": (
        *("id", "name", "pack_id", "starts_on", "n_weeks", "deadline_after_seconds", "zone"),
        *("moved", "is_sample"),
    ),
    "alias": ("rev", "folded", "raw", "unit_id", "confirmed_by", "confirmed_at"),
    "layout": ("rev", "fingerprint", "form", "fields", "confirmed_by", "confirmed_at"),
    "cut": ("rev", "week", "action", "at", "by", "reason", "pack", "definition"),
    "original": ("sha256", "file_name", "kept_at", "by", "size"),
}
_UNIT_NOW = (*_UNIT, "sector", "admin_level", "party_form", "successor_id")
_ROWS_NOW = {
    **_ROWS,
    "alias": (*_ROWS["alias"], "ended"),
    "layout": (*_ROWS["layout"], "ended"),
    "setting": ("rev", "name", "key", "week", "content"),
}
_ISSUED = (
    *("sha256", "kind", "title", "language", "fields", "program", "by"),
    *("rev", "week", "revision", "at"),
)
_EXTRA = ("week", "unit_id", "slot", "sheet_row", "state", "value")
_ROSTER_DATES = ("unit_id", "sheet_row", "stated_from", "otherwise_from", "valid_to")
_ROSTER = (*_ROSTER_DATES, *_UNIT)


@dataclass(frozen=True)
class Definition:
    """One version: the columns of each thing that is hashed, and whether each is told by name.

    Figures of a week name their slots in every version (`ledger.records.statements`), line by line
    or all lines slot by slot. `rows` are the tables of which a line seals the one row it tells of.
    """

    number: int
    is_named: bool
    line: tuple[str, ...]
    has_figures_by_slot: bool = True
    submission: tuple[str, ...] = _SUBMISSION
    finding: tuple[str, ...] = _FINDING
    entry: tuple[str, ...] = _ENTRY
    roster: tuple[str, ...] = _ROSTER
    unit: tuple[str, ...] = _UNIT
    extra: tuple[str, ...] = ()
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def told(self, row: Mapping[Any, Any], columns: Sequence[str]) -> object:
        """What these columns of a row say, ready to be hashed; one that is not there says None."""
        if self.is_named:
            return {name: row.get(name) for name in columns}
        return [row.get(name) for name in columns]


DEFINITIONS: Mapping[int, Definition] = {
    0: Definition(0, is_named=False, line=_LINE, has_figures_by_slot=False),
    1: Definition(1, is_named=False, line=_LINE),
    2: Definition(2, is_named=True, line=_LINE_OF_ACTORS),
    3: Definition(3, is_named=True, line=_LINE_OF_ACTORS, rows=_ROWS),
    4: Definition(
        4,
        is_named=True,
        line=_LINE_OF_ACTORS,
        roster=(*_ROSTER_DATES, *_UNIT_NOW),
        unit=_UNIT_NOW,
        extra=_EXTRA,
        rows=_ROWS_NOW,
    ),
    5: Definition(
        5,
        is_named=True,
        line=_LINE_OF_ACTORS,
        roster=(*_ROSTER_DATES, *_UNIT_NOW),
        unit=_UNIT_NOW,
        extra=_EXTRA,
        rows={**_ROWS_NOW, "issued": _ISSUED},
    ),
}
FIRST_DEFINITION = DEFINITIONS[1]
NEWEST = DEFINITIONS[max(DEFINITIONS)]
"""What is written from now on is sealed by it."""
UNNUMBERED = (DEFINITIONS[1], DEFINITIONS[0])
"""What a line may be sealed by that was written before lines said so; in the tables it is of 1."""
ADDED_TO_A_LINE = frozenset(NEWEST.line) - frozenset(FIRST_DEFINITION.line)
"""Columns of a line that not every version has; empty in a line whose version has them not."""


def sealed_by(number: int) -> tuple[Definition, ...]:
    """The definitions that a line of this number may be sealed by; none for a number not known."""
    if number == FIRST_DEFINITION.number:
        return UNNUMBERED
    is_known = number > FIRST_DEFINITION.number and number in DEFINITIONS
    return (DEFINITIONS[number],) if is_known else ()
