"""The ledger's districts go in; a line each comes out, those of one definition together.

Each is counted by itself, by its own panel, and remembered until the ledger shows another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from campaign import (
    LAUNCH,
    CampaignPack,
    District,
    Label,
    PackFault,
    Viewer,
    Week,
    asked_of,
    load_pack,
    pack_of,
)
from measures import COMPLETENESS, REACH, guidance_coverage, launch_coverage, standing
from pages.door import Basis, opened, reading
from pages.door.filters import Filters
from pages.readings import log_spans, register, visits_so_far

GUIDED = "guidance_coverage"
SHARES = (COMPLETENESS, LAUNCH, REACH, GUIDED)
"""What is told of each district, in the order of the columns."""


@dataclass(frozen=True)
class Definition:
    """What figures must share to stand side by side: the campaign, the rules of counting, and what
    was asked; `is_own` where a district set some of it for itself."""

    pack_id: str
    name: Label
    rules: int
    asked: str
    is_own: bool


@dataclass(frozen=True)
class Line:
    """One district: the week its figures are of, None before any report, and its STANDING of that
    week by measure; `n_units` are those on its roster. `fault` is why it cannot be counted."""

    district: District
    definition: Definition | None
    week: Week | None = None
    n_units: int = 0
    shares: Mapping[str, pd.DataFrame] | None = None
    fault: PackFault | None = None


def lines(districts: Sequence[District], viewer: Viewer) -> list[Line]:
    """A line a district, in the order in which they came into the ledger."""
    return [_line(district, viewer) for district in reversed(districts)]


def together(found: Sequence[Line]) -> dict[Definition | None, list[Line]]:
    """The lines by what they are counted by, in their order; None for those that cannot be."""
    groups: dict[Definition | None, list[Line]] = {}
    for line in found:
        groups.setdefault(line.definition, []).append(line)
    return groups


def _line(district: District, viewer: Viewer) -> Line:
    try:
        pack = pack_of(district)
    except PackFault as fault:
        return Line(district, None, fault=fault)
    scope = opened.panel_of(district, viewer)
    told = Line(district, _definition(district, pack), n_units=len(scope.units))
    week = opened.default_week_of(district, pack)
    if week is None:
        return told
    until = scope.through(week.number)
    basis = Basis(
        viewer=viewer,
        district=district,
        pack=pack_of(district, week.number),
        filters=Filters(week),
        today=district.calendar.looked_at(week, now=opened.now()),
        source=scope,
        scope=until,
        panel=until,
    )
    return Line(district, told.definition, week, told.n_units, _shares(basis))


@reading
def _shares(basis: Basis) -> Mapping[str, pd.DataFrame]:
    """STANDING of the week alone: the weeks before are not told here."""
    panel, week = basis.panel, basis.week.number
    rows = standing(panel, basis.pack, week=week, measures=(COMPLETENESS, REACH))
    told = {name: rows[rows["measure"] == name] for name in (COMPLETENESS, REACH)}
    seen, spans = visits_so_far(basis), log_spans(basis)
    told[GUIDED] = guidance_coverage(seen, panel, week=week, spans=spans)
    return told | {LAUNCH: launch_coverage(register(basis), panel, week=week)}


def _definition(district: District, pack: CampaignPack) -> Definition:
    own, asked = load_pack(district.pack_id), asked_of(pack).fingerprint
    rules = opened.ledger().record.rules(district.id)
    return Definition(pack.id, own.name, rules, asked, asked != asked_of(own).fingerprint)


def total(found: Sequence[Line], measure: str) -> tuple[float, float, int]:
    """Of the districts whose share is known: units that have, units in all, and how many districts
    these are."""
    rows = [line.shares[measure] for line in found if line.shares is not None]
    known = [row.iloc[0] for row in rows if len(row) and row["value"].notna().all()]
    over, under = (sum(float(row[name]) for row in known) for name in ("numerator", "denominator"))
    return over, under, len(known)
