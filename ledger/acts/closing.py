"""A finished campaign goes in; it is closed for ever (归档), or opened again with a reason.

Every week is frozen, and the district takes nothing more: no sheet, no withdrawal, no name. It
stands among the locked weeks as week 0, on the row that every writer locks first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from campaign import Actor, District
from ledger.acts.cuts import WeekNotOpen, freeze, turned
from ledger.chain import ARCHIVE, ARCHIVED, RESUME, Deed, turn_of
from ledger.store import schema


def close(
    connection: sa.Connection, district: District, *, by: Actor, at: datetime, note: str
) -> tuple[int, ...]:
    """Freeze every week that is open, then the district; the weeks frozen by it.

    Raises WeekNotOpen for a district that is archived.
    """
    turn = turn_of(connection, district.id)
    if turn.is_archived:
        raise WeekNotOpen(f"district {district.id!r} is archived already")
    weeks = [w.number for w in district.calendar.weeks if w.number not in turn.locked_weeks]
    for week in weeks:
        freeze(connection, district, week=week, by=by, at=at, note=note)
    deed = Deed(ARCHIVE, f"district:{district.id}", by, at, new={"weeks": weeks})
    turned(
        connection,
        turn_of(connection, district.id),
        deed,
        week=ARCHIVED,
        reason=note,
        pack="",
    )
    return tuple(weeks)


def resume(
    connection: sa.Connection, district: District, *, by: Actor, at: datetime, reason: str
) -> int:
    """Let an archived district take sheets again and return the new revision.

    Its weeks stay frozen until each is opened again. Raises ValueError without a reason,
    WeekNotOpen for a district that is not archived.
    """
    if not reason.strip():
        raise ValueError("opening an archived district again needs a reason")
    turn = turn_of(connection, district.id)
    if not turn.is_archived:
        raise WeekNotOpen(f"district {district.id!r} is not archived")
    deed = Deed(RESUME, f"district:{district.id}", by, at)
    return turned(connection, turn, deed, week=ARCHIVED, reason=reason.strip(), pack="")


def closing_of(connection: sa.Connection, district_id: str) -> Mapping[str, Any] | None:
    """When, by whom and with which note an archived district was closed; None while it is open."""
    cut = schema.cut
    query = sa.select(cut.c.action, cut.c.at, cut.c.by, cut.c.reason).where(
        cut.c.district_id == district_id, cut.c.week == ARCHIVED
    )
    last = connection.execute(query.order_by(cut.c.rev.desc()).limit(1)).mappings().first()
    return None if last is None or last["action"] != ARCHIVE else dict(last)
