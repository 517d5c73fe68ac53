"""A week goes in; what is known of it now is frozen (数据截止), or opened again with a reason.

A cut is the revision at which a week was frozen: what was known then can be shown for ever. Nothing
is taken away by opening a week again; a later cut of it stands beside the earlier one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pandas as pd
import sqlalchemy as sa

from campaign import ASKED_DEFINITION, Actor, District, Shape
from ledger.acts.asked import asked_kept, asked_since, keep_asked
from ledger.chain import ARCHIVED, FREEZE, NEWEST, REOPEN, Deed, Turn, record, seal, turn_of
from ledger.store import Kept, schema

CUTS = Shape(
    "CUTS",
    {
        "week": "int64",
        "revision": "int64",
        "frozen_at": "datetime64[us, UTC]",
        "by": "str",
        "note": "str",
        "head": "str",
        "pack": "str",
        "is_asked_known": "bool",
        "asked_otherwise": "str",
        "is_locked": "bool",
        "reopened_at": "datetime64[us, UTC]",
        "reopened_by": "str",
        "reopened_reason": "str",
    },
)
"""One line a cut, the newest first. `revision` is what `as_of` takes; `head` the audit chain's head
since the cut; `pack` the fingerprint of what the campaign asked for then, `asked_otherwise` what of
it is asked otherwise now, by names, where `is_asked_known`; `is_locked` while nobody has opened the
week again."""


class WeekNotOpen(ValueError):  # noqa: N818
    """The week is frozen already, or was never frozen and cannot be opened again."""


def freeze(
    connection: sa.Connection, district: District, *, week: int, by: Actor, at: datetime, note: str
) -> int:
    """Freeze a week and return the cut's revision, which shows the same figures as the one before.

    Raises ValueError for a week outside the calendar, WeekNotOpen for one that is frozen.
    """
    district.calendar.week(week)
    turn = turn_of(connection, district.id)
    if week in turn.locked_weeks:
        raise WeekNotOpen(f"week {week} is frozen already")
    pack = keep_asked(connection, district, week=week)
    new = {"revision": turn.rev + 1, "pack": pack, "definition": ASKED_DEFINITION}
    deed = Deed(FREEZE, f"week:{week}", by, at, new=new)
    return turned(connection, turn, deed, week=week, reason=note, pack=pack)


def reopen(
    connection: sa.Connection,
    district: District,
    *,
    week: int,
    by: Actor,
    at: datetime,
    reason: str,
) -> int:
    """Let a frozen week be corrected and return the new revision; its cut stays as it is.

    Raises ValueError without a reason, WeekNotOpen for a week that is not frozen.
    """
    if not reason.strip():
        raise ValueError("opening a frozen week again needs a reason")
    turn = turn_of(connection, district.id)
    if turn.is_archived:
        raise WeekNotOpen(f"district {district.id!r} is archived")
    if week not in turn.locked_weeks:
        raise WeekNotOpen(f"week {week} is not frozen")
    deed = Deed(REOPEN, f"week:{week}", by, at, old={"revision": _last_cut(connection, turn, week)})
    return turned(connection, turn, deed, week=week, reason=reason.strip(), pack="")


def turned(
    connection: sa.Connection, turn: Turn, deed: Deed, *, week: int, reason: str, pack: str
) -> int:
    """Lock what was open or open what was locked, by a deed, and return the new revision."""
    row: dict[str, object] = {"district_id": turn.district_id, "rev": turn.rev + 1, "week": week}
    row |= {"action": deed.action, "at": deed.at, "by": deed.by.name, "reason": reason}
    row |= {"pack": pack, "definition": ASKED_DEFINITION}
    deed = replace(deed, why=reason, seal=seal.of_row("cut", row, NEWEST))
    head = record(connection, turn, deed)
    connection.execute(sa.insert(schema.cut), row | {"head": head})
    locked = turn.locked_weeks ^ {week}
    connection.execute(
        sa.update(schema.district)
        .where(schema.district.c.id == turn.district_id)
        .values(locked_weeks=" ".join(map(str, sorted(locked))))
    )
    return turn.rev + 1


def _last_cut(connection: sa.Connection, turn: Turn, week: int) -> int:
    cut = schema.cut
    here = (cut.c.district_id == turn.district_id) & (cut.c.week == week)
    found = connection.scalar(sa.select(sa.func.max(cut.c.rev)).where(here))
    return int(found or 0)


def cuts(connection: sa.Connection, district: District) -> pd.DataFrame:
    """Every cut of a district, as CUTS."""
    cut, kept = schema.cut, asked_kept(connection, district)
    query = sa.select(cut).where(cut.c.district_id == district.id, cut.c.week != ARCHIVED)
    query = query.order_by(cut.c.rev)
    listed: list[dict[str, object]] = []
    latest: dict[int, dict[str, object]] = {}
    for row in connection.execute(query).mappings():
        if row["action"] == FREEZE:
            then = _as_set(district, row["rev"])
            asked = _asked(asked_since(then, row["pack"], week=row["week"], kept=kept))
            latest[row["week"]] = {**_frozen(row), **asked}
            listed.append(latest[row["week"]])
        else:
            latest[row["week"]] |= {
                "is_locked": False,
                "reopened_at": row["at"],
                "reopened_by": row["by"],
                "reopened_reason": row["reason"],
            }
    return CUTS.frame(reversed(listed))


def _as_set(district: District, revision: int) -> District:
    said = tuple(one for one in district.settings if one.rev <= revision)
    return replace(district, settings=said)


def _frozen(row: Kept) -> dict[str, object]:
    return {
        **{name: row[name] for name in ("week", "by", "head", "pack")},
        "revision": row["rev"],
        "frozen_at": row["at"],
        "note": row["reason"],
        "is_locked": True,
        "reopened_at": None,
        "reopened_by": "",
        "reopened_reason": "",
    }


def _asked(otherwise: tuple[str, ...] | None) -> dict[str, object]:
    return {"is_asked_known": otherwise is not None, "asked_otherwise": "、".join(otherwise or ())}
