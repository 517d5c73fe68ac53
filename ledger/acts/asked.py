"""What a campaign asked when a week was frozen: kept once a fingerprint, and compared with now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

import sqlalchemy as sa

from campaign import (
    ASKED_DEFINITION,
    Asked,
    District,
    asked_before,
    asked_of,
    asked_otherwise,
    pack_of,
)
from ledger.chain import Fault
from ledger.store import schema


def keep_asked(connection: sa.Connection, district: District, *, week: int) -> str:
    """Keep what the campaign asks of a week now, where it is not kept yet, and return its
    fingerprint."""
    now, table = asked_of(pack_of(district, week)), schema.asked
    here = (table.c.district_id == district.id) & (table.c.fingerprint == now.fingerprint)
    if connection.scalar(sa.select(table.c.definition).where(here)) is None:
        row: dict[str, object] = {"district_id": district.id, "fingerprint": now.fingerprint}
        row |= {"definition": ASKED_DEFINITION, "content": now.content}
        connection.execute(sa.insert(table), row)
    return now.fingerprint


def asked_kept(connection: sa.Connection, district: District) -> Mapping[str, Asked]:
    """By fingerprint, what the campaign asked when the district's weeks were frozen."""
    table = schema.asked
    query = sa.select(table.c.fingerprint, table.c.content)
    rows = connection.execute(query.where(table.c.district_id == district.id))
    return {row.fingerprint: Asked(row.content) for row in rows}


def asked_since(
    district: District, fingerprint: str, *, week: int, kept: Mapping[str, Asked]
) -> tuple[str, ...] | None:
    """What was asked at a cut of this fingerprint and the program asks otherwise now, by name.

    `district` is as it was set at the cut: what it set since is no difference, for the cut is shown
    by the settings of then. None where what was asked then is not known any more.
    """
    then = kept.get(fingerprint) or asked_before(district.pack_id, fingerprint)
    if then is None:
        return None
    try:
        return asked_otherwise(then, asked_of(pack_of(district, week)))
    except (ValueError, KeyError, TypeError):  # changed by another hand, which `asked_faults` tells
        return None


def asked_faults(connection: sa.Connection, district: District) -> Iterator[Fault]:
    """What was kept and is not what its fingerprint says, or is gone though a cut names it."""
    kept = asked_kept(connection, district)
    for fingerprint, asked in kept.items():
        if hashlib.sha256(asked.content.encode()).hexdigest() != fingerprint:
            yield Fault("asked_changed", district.id, {"asked": fingerprint[:12]})
    cut, table = schema.cut, schema.asked
    by = sa.select(table.c.fingerprint).where(
        table.c.district_id == district.id, table.c.definition != ASKED_DEFINITION
    )
    for fingerprint in connection.scalars(by):  # there is one definition that keeps what was asked
        yield Fault("asked_changed", district.id, {"asked": fingerprint[:12]})
    here = (cut.c.district_id == district.id) & (cut.c.definition == ASKED_DEFINITION)
    query = sa.select(cut.c.week, cut.c.rev, cut.c.pack).where(here, cut.c.pack != "")
    for week, rev, fingerprint in connection.execute(query.order_by(cut.c.rev)):
        if fingerprint not in kept:
            at = {"week": week, "revision": rev, "asked": fingerprint[:12]}
            yield Fault("asked_gone", district.id, at)
