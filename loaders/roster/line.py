"""A roster's row as one unit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RosterLine:
    """One unit as the roster gives it."""

    row: int
    unit_id: str
    code: str
    name: str
    short_names: tuple[str, ...]
    above: str
    type_id: str
    group_id: str
    sub_org_total: int
    sort_no: int
    scope: str
    is_closed: bool
    closed_on: str = ""
    sector: str = ""
    admin_level: str = ""
    party_form: str = ""
