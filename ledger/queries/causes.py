"""Units whose week changed between two revisions go in; which act changed each comes out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

import sqlalchemy as sa

from campaign import District, Panel
from ledger.chain import ANSWER, CHOOSE, RULES, told_in
from ledger.panel import rows_that_count
from ledger.records import MANY, ROSTER, WITHDRAWN, kind_of, sources_in
from ledger.store import Kept, schema

Place: TypeAlias = tuple[int, str, str]
"""A week, a unit and a slot."""


@dataclass(frozen=True)
class Cause:
    """Where the figures came from before and after, and the act between: its revision and stamp."""

    old_submission_id: int | None = None
    new_submission_id: int | None = None
    revision: int | None = None
    at: datetime | None = None
    by: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Causes:
    """The causes found, of figures and of what the roster says."""

    figures: Mapping[tuple[int, str, str], Cause]
    roster: Mapping[str, Cause]

    def of(self, week: int, unit_id: str, slot: str) -> Cause:
        """The cause of one cell; an empty one where it lies outside the ledger's own acts."""
        return self.figures.get((week, unit_id, slot)) or self.roster.get(unit_id, Cause())


def causes(
    connection: sa.Connection,
    district: District,
    *,
    between: tuple[Panel, Panel],
    figures: Iterable[Place],
) -> Causes:
    """The causes of changes after the first panel and up to the second, of figures in these places
    (week, unit, slot) and of the roster."""
    revisions = (between[0].revision, between[1].revision)
    acts = _acts(connection, district.id, between=revisions)
    decisions = _decisions(connection, district.id, between=revisions)
    by_week: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for week, unit, slot in figures:
        by_week[week].add((unit, slot))
    found = {}
    for week, places in by_week.items():
        units = {unit for unit, _ in places}
        then, now = (_counted(connection, it, week=week, units=units) for it in between)
        for unit, slot in places:
            old, new = (it[unit].of(slot) if unit in it else None for it in (then, now))
            decided = [it for it in decisions if it.concerns(week, unit, slot)]
            found[week, unit, slot] = _figure_cause(old, new, acts=acts, decided=decided)
    return Causes(found, _roster_causes(connection, district, acts=acts))


def _acts(
    connection: sa.Connection, district_id: str, *, between: tuple[int, int]
) -> Mapping[int, Kept]:
    """What was entered and taken back between, by revision."""
    sent = schema.submission
    here = (sent.c.district_id == district_id) & sent.c.id.between(between[0] + 1, between[1])
    names = ("id", "state", "supersedes", "form", "received_at", "received_by", "reason")
    query = sa.select(*(sent.c[name] for name in names)).where(here)
    return {row["id"]: row for row in connection.execute(query).mappings()}


@dataclass(frozen=True)
class _Decision:
    """An act that let another figure count without a sheet: rules, an answer, a choice."""

    act: Kept
    cells: Mapping[str, Mapping[str, Mapping[str, object]]]

    def concerns(self, week: int, unit_id: str, slot: str) -> bool:
        """Whether it changed this cell."""
        return slot in self.cells.get(str(week), {}).get(unit_id, {})


def _decisions(
    connection: sa.Connection, district_id: str, *, between: tuple[int, int]
) -> Sequence[_Decision]:
    """What was decided between, the newest last."""
    audit = schema.audit
    query = sa.select(audit).where(
        audit.c.district_id == district_id,
        audit.c.rev.between(between[0] + 1, between[1]),
        audit.c.action.in_((RULES, ANSWER, CHOOSE)),
    )
    rows = connection.execute(query.order_by(audit.c.seq)).mappings()
    return [_Decision(row, told_in(row["new"]).get("counted", {})) for row in rows]


@dataclass(frozen=True)
class _Counting:
    """Whose a unit's line is: a submission, and by slot those that some of its cells are of."""

    submission_id: int
    sources: Mapping[str, int]

    def of(self, slot: str) -> int:
        """The submission that the cell is of."""
        return self.sources.get(slot, self.submission_id)


def _counted(
    connection: sa.Connection, panel: Panel, *, week: int, units: Iterable[str]
) -> Mapping[str, _Counting]:
    """Of each unit, whose figures counted at a panel's revision."""
    few = sorted(units)
    rows = rows_that_count(
        connection,
        panel.district,
        week=week,
        revision=panel.revision,
        rules=panel.rules,
        units=few if len(few) < MANY else (),
    )
    return {row[1]: _Counting(row[2], sources_in(row[6])) for row in rows if not row[3]}


def _figure_cause(
    old: int | None, new: int | None, *, acts: Mapping[int, Kept], decided: Sequence[_Decision]
) -> Cause:
    """A row that came since is itself the cause; else the withdrawal of what counted before, or
    what somebody decided."""
    taken_back = [
        rev for rev, act in acts.items() if act["state"] == WITHDRAWN and act["supersedes"] == old
    ]
    revision = new if new in acts else max(taken_back, default=None)
    if revision is None and decided:
        act = decided[-1].act
        return Cause(old, new, act["rev"], act["at"], str(act["by"]), str(act["why"]))
    return _stamped(Cause(old, new, revision), acts=acts)


def _roster_causes(
    connection: sa.Connection, district: District, *, acts: Mapping[int, Kept]
) -> Mapping[str, Cause]:
    """Of each unit, the last roster that named it or was taken back."""
    named: dict[str, int] = {}
    rosters = [rev for rev, act in acts.items() if kind_of(district, act["form"]) == ROSTER]
    table = schema.roster_row
    for rev in sorted(rosters):
        act = acts[rev]
        said_by = act["supersedes"] if act["state"] == WITHDRAWN else rev
        query = sa.select(table.c.unit_id).where(
            table.c.district_id == district.id, table.c.submission_id == said_by
        )
        named |= dict.fromkeys(connection.scalars(query), rev)
    return {unit: _stamped(Cause(revision=rev), acts=acts) for unit, rev in named.items()}


def _stamped(cause: Cause, *, acts: Mapping[int, Kept]) -> Cause:
    act = acts.get(cause.revision or 0)
    if act is None:
        return cause
    return Cause(
        cause.old_submission_id,
        cause.new_submission_id,
        cause.revision,
        act["received_at"],
        str(act["received_by"]),
        str(act["reason"]),
    )
