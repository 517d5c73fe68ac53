"""A submission and the ledger as it stands go in; the plan of what accepting would do comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

import sqlalchemy as sa

from campaign import (
    FIRST_RULES,
    Calendar,
    District,
    Roster,
    Submission,
    Unit,
    as_kept,
    load_pack,
    rules_at,
)
from ledger.acts.gaps import cells_that_stand, only_gaps, unsaid
from ledger.acts.locks import of_figures, of_log, of_roster, with_lines
from ledger.acts.openings import still_locked
from ledger.acts.plan import Change, Plan, Standing
from ledger.acts.row_plan import arriving, row_plan
from ledger.acts.weekly_plan import weekly_plan
from ledger.chain import ARCHIVED, Turn, turn_seen
from ledger.records import (
    ROSTER,
    ROW_KINDS,
    WEEKLY,
    Cell,
    Entry,
    UnitLine,
    choices,
    currents,
    details,
    earlier_submission,
    entries_in,
    kind_of,
    lines,
    pack_submission,
    replaceable_entries,
    roster,
    roster_lines,
    unit_spans,
    voices,
)
from ledger.store import rows_of, schema

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


def plan_of(
    connection: sa.Connection,
    district: District,
    *,
    submission: Submission,
    answered: Mapping[Cell, bool] | bool | None = None,
    stays: Collection[str] = (),
    received_at: datetime | None = None,
) -> Plan:
    """What accepting would do now, with a person's words on blanks, or one for all of them; of the
    units of `stays` it only fills gaps. Nothing is written. What may be a person's name leaves the
    submission here, before anything is packed.

    Raises ValueError for a week outside the district's calendar, a form of weekly figures without
    a week, and rows the loaders should have held.
    """
    kind, turn = kind_of(district, submission.form), turn_seen(connection, district.id)
    said = dict(answered) if isinstance(answered, Mapping) else {}
    bare = _bare(as_kept(submission), district, kind=kind)
    bare = replace(bare, answered=said, received_at=received_at)
    made = planned_anew(connection, district, shown=bare, turn=turn)
    stand = cells_that_stand(connection, made, stays=stays) if _hears_cells(made) else ()
    if stand:
        bare = _bare(only_gaps(bare.submission, stand), district, kind=kind)
        bare = replace(bare, answered=said | unsaid(stand), received_at=received_at)
        made = planned_anew(connection, district, shown=bare, turn=turn)
    if not isinstance(answered, bool) or not made.blanks:
        return made
    cells = dict.fromkeys(((it.unit_id, it.slot) for it in made.blanks), answered)
    shown = replace(bare, answered={**bare.answered, **cells})
    return planned_anew(connection, district, shown=shown, turn=turn)


def _hears_cells(made: Plan) -> bool:
    """Whether each cell counts by itself, so that one may be left as it stands."""
    return made.kind == WEEKLY and made.standing.rules != FIRST_RULES


def _bare(submission: Submission, district: District, *, kind: str) -> Plan:
    """The submission as the tables will hold it, before it is compared with anything."""
    held = tuple(submission.rows.loc[~submission.rows["accepted"], "row"].tolist())
    bare = Plan(district.id, submission, revision=0, held=held, kind=kind)
    if kind in ROW_KINDS:
        bare = replace(bare, entries=entries_in(submission, kind=kind))
    elif kind != ROSTER:
        bare = replace(bare, lines=lines(submission))
    packed = pack_submission(submission, lines=bare.lines, entries=bare.entries)
    return replace(bare, packed=packed)


def planned_anew(connection: sa.Connection, district: District, *, shown: Plan, turn: Turn) -> Plan:
    """The plan for the same submission against what counts now."""
    shown = replace(shown, revision=turn.rev, head=turn.head)
    if shown.is_of_rows:
        standing, older = _rows_standing(connection, district, shown=replace(shown, older=()))
        shown = replace(shown, older=older)
    else:
        standing = _standing(connection, district, shown=shown, rules=rules_at(turn.rules))
    shown = replace(shown, standing=standing)
    if shown.kind == ROSTER:
        made = _roster_plan(shown, roster=roster(connection, district), district=district)
    elif shown.is_of_rows:
        made = row_plan(shown, standing=standing.entries)
    else:
        first = load_pack(district.pack_id).senders_first
        made = weekly_plan(shown, standing=standing, first=first)
    changed = _first_week_changed(made, calendar=district.calendar)
    is_past = changed is not None and changed < _latest_week(connection, district.id)
    locked = _locked(connection, district, made, locked=turn.locked_weeks)
    copy = None if made.changes_what_counts else _copy(connection, made)
    return replace(made, touches_past_week=is_past, locked=locked, received_as=copy)


def _standing(
    connection: sa.Connection, district: District, *, shown: Plan, rules: int
) -> Standing:
    """What counts now for each unit of a plan, held ones too; nothing for a roster."""
    if shown.kind == ROSTER:
        return Standing()
    week = shown.submission.week
    if week is None:
        raise ValueError("weekly figures without a week")
    district.calendar.week(week)
    units = [line.unit_id for line in shown.lines]
    known = currents(connection, district.id, week=week, units=units)
    if rules == FIRST_RULES or not known:
        return Standing(known, rules=rules)
    heard = voices(connection, district.id, week=week, units=list(known))
    chosen = choices(connection, district.id, week=week)
    return Standing(known, rules=rules, voices=heard, choices=chosen)


def _rows_standing(
    connection: sa.Connection, district: District, *, shown: Plan
) -> tuple[Standing, tuple[Entry, ...]]:
    """The rows that may give way to a plan's, and its own that give way to a later sheet's."""
    form, part = shown.submission.form, arriving(shown)
    found, older = replaceable_entries(
        connection, district, form=form, arriving=part, at=shown.received_at
    )
    return Standing(entries=found), older


def _locked(
    connection: sa.Connection, district: District, made: Plan, *, locked: frozenset[int]
) -> tuple[int, ...]:
    """The frozen weeks that accepting would change, as far as the sheet itself says."""
    if not locked:
        return ()
    if ARCHIVED in locked:
        return (ARCHIVED,)
    if made.kind == ROSTER:
        return tuple(sorted(_locked_by_roster(connection, district, made, locked=locked)))
    if made.is_of_rows:
        known = made.standing.entries
        would = of_log(made, standing=known, locked=locked, calendar=district.calendar)
    else:
        would = of_figures(made, currents=made.standing.currents, locked=locked)
    return tuple(sorted(still_locked(connection, district, would)))


def _locked_by_roster(
    connection: sa.Connection, district: District, made: Plan, *, locked: frozenset[int]
) -> set[int]:
    """By the lines that say since when; what counts from its arrival is judged as it arrives."""
    submission, calendar = made.submission, district.calendar
    starts_on = calendar.starts_on
    if submission.week is not None:
        starts_on = calendar.week(submission.week).starts_on
    before = unit_spans(connection, district)
    lines = roster_lines(submission, otherwise_from=starts_on, known=before)
    dated = [line for line in lines if line.stated_from or submission.week is not None]
    after = with_lines(before, dated, calendar=calendar)
    return of_roster(before, after, locked=locked, calendar=calendar)


def _first_week_changed(made: Plan, *, calendar: Calendar) -> int | None:
    """The earliest week in which something reported would change; 0 and less before the launch."""
    if made.is_of_rows:
        days = [date.fromisoformat(entry.day) for entry in made.gone]
        return min(((day - calendar.starts_on).days // 7 + 1 for day in days), default=None)
    return made.submission.week if made.changed or made.clash else None


def _copy(connection: sa.Connection, made: Plan) -> int | None:
    """The submission that a plan which changes nothing is a copy of, if it is of one."""
    counting = None
    if made.is_of_rows:
        counting = Counter(entry.submission_id for entry in made.standing.entries)
    return earlier_submission(
        connection,
        made.district_id,
        submission=made.submission,
        rules=made.standing.rules,
        counting=counting,
        n_older=len(made.older),
    )


def _latest_week(connection: sa.Connection, district_id: str) -> int:
    found = rows_of(connection, _LATEST_WEEK, district_id=district_id)
    return int(found[0][0]) if found else 0


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
    named, told = set(submission.rows["unit_id"]), touched | set(new)
    return replace(
        shown,
        new=tuple(new),
        same=tuple(x.unit.id for x in found if x.unit.id not in told),
        changed=tuple(differing),
        absent=tuple(u.id for u in known.values() if u.valid_to is None and u.id not in named),
    )


def _is_over(line: UnitLine, launch: date) -> bool:
    return line.unit.valid_to is not None and line.unit.valid_to < launch


def _roster_changes(known: Unit, line: UnitLine, *, launch: date) -> Iterator[Change]:
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
