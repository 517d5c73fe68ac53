"""A submission and the ledger as it stands go in; what accepting would do comes out, by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import sqlalchemy as sa

from campaign import District, Roster, Submission, Unit, registered_slots
from ledger import schema
from ledger.districts import clocks
from ledger.facts import Current, Line, currents, lines
from ledger.membership import ROSTER_FORM, roster
from ledger.spans import RosterLine, details, roster_lines
from ledger.submissions import received_before

REASON_CODES = frozenset({"K05"})
"""A cumulative figure that falls asks for a reason, as a change to a past week does."""

_LATEST_WEEK = (
    sa.select(schema.cur.c.week)
    .where(
        schema.cur.c.district_id == sa.bindparam("district_id"),
        schema.cur.c.submission_id.is_not(None),
        schema.cur.c.is_held.is_(False),
    )
    .order_by(schema.cur.c.week.desc())
    .limit(1)
)


class StalePlan(Exception):  # noqa: N818
    """The ledger moved on and accepting would now do something else than was shown."""


@dataclass(frozen=True)
class Change:
    """One cell that would change: figures with their state letters, or words of the roster.

    `slot` is a slot or a roster field; `sender` is who sent the figure that stands there now.
    """

    unit_id: str
    slot: str
    old: float | str | None
    new: float | str | None
    old_state: str = ""
    new_state: str = ""
    sender: str = ""


@dataclass(frozen=True)
class Plan:
    """What accepting a submission would do, at ledger revision `revision`.

    new: units without an accepted row so far · same: units whose row says what already stands ·
    changed: cells of the same sender · clash: cells that another sender reported · held: sheet rows
    kept out · absent: open units a roster does not name (never closed by that) · received_as: the
    submission this is a copy of, where nothing would change · lines: its figures, read once.
    """

    district_id: str
    submission: Submission
    revision: int
    new: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    changed: tuple[Change, ...] = ()
    clash: tuple[Change, ...] = ()
    held: tuple[int, ...] = ()
    absent: tuple[str, ...] = ()
    received_as: int | None = None
    touches_past_week: bool = False
    lines: tuple[Line, ...] = field(default=(), repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether no figure and no word of the roster would change."""
        return not (self.new or self.changed or self.clash)

    @property
    def already_received(self) -> bool:
        """Whether the very same table was received, still counts, and nothing would change."""
        return self.received_as is not None

    @property
    def asks_reason(self) -> bool:
        """Whether the sender should say why; a missing reason never blocks."""
        codes = {issue.code for issue in self.submission.issues}
        return self.touches_past_week or bool(codes & REASON_CODES)

    def does_the_same_as(self, other: Plan) -> bool:
        """Whether accepting either would change the same cells and take in the same rows."""
        return self._outcome == other._outcome

    @property
    def _outcome(self) -> tuple[object, ...]:
        return (self.new, self.same, self.changed, self.clash, self.held, self.absent)


def planned(connection: sa.Connection, district: District, *, submission: Submission) -> Plan:
    """What accepting would do now; nothing is written.

    Raises ValueError for a week outside the district's calendar, a form of weekly figures without
    a week, and rows the loaders should have held.
    """
    held = tuple(submission.rows.loc[~submission.rows["accepted"], "row"].tolist())
    bare = Plan(district.id, submission, revision=0, held=held)
    if submission.form != ROSTER_FORM:
        bare = replace(bare, lines=lines(submission))
    standing = standing_for(connection, district, shown=bare)
    return replanned(connection, district, shown=bare, standing=standing)


def standing_for(
    connection: sa.Connection, district: District, *, shown: Plan
) -> Mapping[str, Current]:
    """What counts now for each unit of a plan, held ones too; nothing for a roster."""
    if shown.submission.form == ROSTER_FORM:
        return {}
    week = shown.submission.week
    if week is None:
        raise ValueError("weekly figures without a week")
    district.calendar.week(week)
    units = [line.unit_id for line in shown.lines]
    return currents(connection, district.id, week=week, units=units)


def replanned(
    connection: sa.Connection,
    district: District,
    *,
    shown: Plan,
    standing: Mapping[str, Current],
) -> Plan:
    """The plan for the same submission against what counts now."""
    if shown.submission.form == ROSTER_FORM:
        made = _roster_plan(shown, roster=roster(connection, district), district=district)
    else:
        made = _weekly_plan(shown, standing=standing)
        week = shown.submission.week or 0
        if made.changed or made.clash:
            latest = _latest_week(connection, district.id)
            made = replace(made, touches_past_week=week < latest)
    return _compared_with_copies(connection, made)


def _weekly_plan(shown: Plan, *, standing: Mapping[str, Current]) -> Plan:
    accepted = [line for line in shown.lines if not line.is_held]
    reported = {unit for unit, it in standing.items() if it.is_reported}
    differing = [
        change
        for line in accepted
        if line.unit_id in reported
        for change in _changes(standing[line.unit_id], line)
    ]
    touched = {change.unit_id for change in differing}
    units, sender = [line.unit_id for line in accepted], shown.submission.source.sender
    return replace(
        shown,
        new=tuple(unit for unit in units if unit not in reported),
        same=tuple(unit for unit in units if unit in reported and unit not in touched),
        changed=tuple(change for change in differing if change.sender == sender),
        clash=tuple(change for change in differing if change.sender != sender),
    )


def _compared_with_copies(connection: sa.Connection, made: Plan) -> Plan:
    revision, _ = clocks(connection, made.district_id)
    copy = None
    if made.is_empty:
        copy = received_before(connection, made.district_id, submission=made.submission)
    return replace(made, revision=revision, received_as=copy)


def _changes(standing: Current, line: Line) -> Iterator[Change]:
    before = standing.line
    if before is None or (before.states == line.states and before.values == line.values):
        return
    for i, slot in enumerate(registered_slots()):
        old, new = before.values[i], line.values[i]
        was, is_now = before.states[i], line.states[i]
        if old != new or was != is_now:
            yield Change(line.unit_id, slot, old, new, was, is_now, standing.sender)


def _latest_week(connection: sa.Connection, district_id: str) -> int:
    return connection.scalar(_LATEST_WEEK, {"district_id": district_id}) or 0


def _roster_plan(shown: Plan, *, roster: Roster, district: District) -> Plan:
    submission, calendar = shown.submission, district.calendar
    starts_on = calendar.starts_on
    if submission.week is not None:
        starts_on = calendar.week(submission.week).starts_on
    found = roster_lines(submission, otherwise_from=starts_on)
    known: Mapping[str, Unit] = roster.by_id
    differing = [
        change
        for line in found
        if line.unit.id in known
        for change in _roster_changes(known[line.unit.id], line, launch=calendar.starts_on)
    ]
    touched = {change.unit_id for change in differing}
    new = [
        x.unit.id for x in found if x.unit.id not in known and not _is_over(x, calendar.starts_on)
    ]
    named = set(submission.rows["unit_id"])
    return replace(
        shown,
        new=tuple(new),
        same=tuple(x.unit.id for x in found if x.unit.id not in touched | set(new)),
        changed=tuple(differing),
        absent=tuple(u.id for u in known.values() if u.valid_to is None and u.id not in named),
    )


def _is_over(line: RosterLine, launch: date) -> bool:
    return line.unit.valid_to is not None and line.unit.valid_to < launch


def _roster_changes(known: Unit, line: RosterLine, *, launch: date) -> Iterator[Change]:
    before, after = details(known), details(line.unit)
    for name, old in before.items():
        if old != after[name]:
            yield Change(known.id, name, str(old), str(after[name]))
    if known.valid_to != line.unit.valid_to:
        yield Change(known.id, "valid_to", _day(known.valid_to), _day(line.unit.valid_to))
    stated = None if line.stated_from is None else max(line.stated_from, launch)
    if stated is not None and stated < known.valid_from:
        yield Change(known.id, "valid_from", _day(known.valid_from), _day(stated))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
