"""Units whose week changed between two revisions go in; which act changed each comes out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from campaign import District
from ledger.panel import rows_that_count
from ledger.records import MANY, ROSTER, WITHDRAWN, kind_of
from ledger.store import Kept, schema


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

    figures: Mapping[tuple[int, str], Cause]
    roster: Mapping[str, Cause]

    def of(self, week: int, unit_id: str, *, is_of_roster: bool) -> Cause:
        """The cause of one cell; an empty one where it lies outside the ledger's own acts."""
        if is_of_roster:
            return self.roster.get(unit_id, Cause())
        return self.figures.get((week, unit_id), Cause())


def causes(
    connection: sa.Connection,
    district: District,
    *,
    between: tuple[int, int],
    wanted: Sequence[tuple[int, str]],
) -> Causes:
    """The causes of changes after the first revision and up to the second."""
    acts = _acts(connection, district.id, between=between)
    by_week: dict[int, set[str]] = defaultdict(set)
    for week, unit in wanted:
        by_week[week].add(unit)
    figures = {}
    for week, units in by_week.items():
        then, now = (
            _counted(connection, district.id, week=week, revision=revision, units=units)
            for revision in between
        )
        for unit in units:
            figures[week, unit] = _figure_cause(then.get(unit), now.get(unit), acts=acts)
    return Causes(figures, _roster_causes(connection, district, acts=acts))


def _acts(
    connection: sa.Connection, district_id: str, *, between: tuple[int, int]
) -> Mapping[int, Kept]:
    """What was entered and taken back between, by revision."""
    sent = schema.submission
    here = (sent.c.district_id == district_id) & sent.c.id.between(between[0] + 1, between[1])
    names = ("id", "state", "supersedes", "form", "received_at", "received_by", "reason")
    query = sa.select(*(sent.c[name] for name in names)).where(here)
    return {row["id"]: row for row in connection.execute(query).mappings()}


def _counted(
    connection: sa.Connection, district_id: str, *, week: int, revision: int, units: Iterable[str]
) -> Mapping[str, int]:
    """Of each unit, the submission whose row counted."""
    few = sorted(units)
    rows = rows_that_count(
        connection,
        district_id,
        week=week,
        revision=revision,
        units=few if len(few) < MANY else (),
    )
    return {row[1]: row[2] for row in rows if not row[3]}


def _figure_cause(old: int | None, new: int | None, *, acts: Mapping[int, Kept]) -> Cause:
    """A row that came since is itself the cause; else the withdrawal of what counted before."""
    taken_back = [
        rev for rev, act in acts.items() if act["state"] == WITHDRAWN and act["supersedes"] == old
    ]
    revision = new if new in acts else max(taken_back, default=None)
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
