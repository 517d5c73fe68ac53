"""A person's word on a name goes in; it is kept, and counts from its own revision on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from campaign import Actor, fold
from ledger.acts.locks import LockedWeek
from ledger.chain import ALIAS, ARCHIVED, END_ALIAS, NEWEST, Deed, record, seal, turn_of
from ledger.store import schema


def write_alias(
    connection: sa.Connection, district_id: str, *, raw: str, unit_id: str, by: Actor, at: datetime
) -> int:
    """Keep a person's word that `raw` names the unit, and return the new revision.

    Raises KeyError for a unit that is in no roster, LockedWeek in an archived district.
    """
    turn, table = turn_of(connection, district_id), schema.membership
    if turn.is_archived:
        raise LockedWeek([ARCHIVED])
    here = (table.c.district_id == district_id) & (table.c.unit_id == unit_id)
    if connection.scalar(sa.select(table.c.unit_id).where(here).limit(1)) is None:
        raise KeyError(f"no unit {unit_id!r} in {district_id!r}")
    row: dict[str, object] = {"district_id": district_id, "rev": turn.rev + 1}
    row |= {"folded": fold(raw), "raw": raw}
    row |= {"unit_id": unit_id, "confirmed_by": by.name, "confirmed_at": at}
    row |= {"ended": False}
    before = _meant(connection, district_id, fold(raw))
    connection.execute(sa.insert(schema.alias), row)
    old = {"unit": before} if before else {}
    deed = Deed(ALIAS, f"name:{raw}", by, at, old=old, new={"unit": unit_id})
    sealed = seal.of_row("alias", row, NEWEST)
    record(connection, turn, replace(deed, seal=sealed), moves_roster=True)
    return turn.rev + 1


def end_alias(
    connection: sa.Connection, district_id: str, *, raw: str, by: Actor, at: datetime, why: str
) -> int:
    """Keep that a name means nothing from now on, and return the new revision; what was read by it
    stays. Raises KeyError for a name that nobody taught, LockedWeek in an archived district."""
    turn = turn_of(connection, district_id)
    if turn.is_archived:
        raise LockedWeek([ARCHIVED])
    unit_id = _meant(connection, district_id, fold(raw))
    if not unit_id:
        raise KeyError(f"no name {raw!r} was taught in {district_id!r}")
    row: dict[str, object] = {"district_id": district_id, "rev": turn.rev + 1}
    row |= {"folded": fold(raw), "raw": raw, "unit_id": unit_id}
    row |= {"confirmed_by": by.name, "confirmed_at": at, "ended": True}
    connection.execute(sa.insert(schema.alias), row)
    told: dict[str, object] = {"unit": unit_id}
    deed = Deed(END_ALIAS, f"name:{raw}", by, at, old=told, new={**told, "ended": True}, why=why)
    sealed = seal.of_row("alias", row, NEWEST)
    record(connection, turn, replace(deed, seal=sealed), moves_roster=True)
    return turn.rev + 1


def _meant(connection: sa.Connection, district_id: str, folded: str) -> str:
    """The unit the name was kept for before; empty without one, or once it was ended."""
    names = schema.alias
    query = sa.select(names.c.unit_id, names.c.ended).where(
        names.c.district_id == district_id, names.c.folded == folded
    )
    last = connection.execute(query.order_by(names.c.rev.desc()).limit(1)).first()
    return "" if last is None or last.ended else str(last.unit_id)
