"""Rules of counting go in; a district's figures are counted by them from this revision on.

What was shown at earlier revisions, and at cuts, stays counted by the rules of then.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa

from campaign import FIRST_RULES, NEWEST_RULES, Actor, District, rules_at, with_rules
from ledger.acts.locks import LockedWeek
from ledger.acts.recount import Recount, recounts, told_recounts, write_recounts
from ledger.chain import ADD, ARCHIVED, RULES, Deed, Fault, record, told_in, turn_of
from ledger.store import schema


class RulesNotNewer(ValueError):  # noqa: N818
    """The district goes by these rules or newer ones already, or nobody knows them."""


def count_by(
    connection: sa.Connection, district: District, *, rules: int, by: Actor, at: datetime, why: str
) -> int:
    """Count by these rules from now on and return the new revision, of which they are.

    Raises RulesNotNewer, and LockedWeek in an archived district.
    """
    turn = turn_of(connection, district.id)
    before = rules_at(turn.rules)
    if turn.is_archived:
        raise LockedWeek([ARCHIVED])
    if not before < rules <= NEWEST_RULES:
        raise RulesNotNewer(f"district {district.id!r} goes by rules {before}, asked for {rules}")
    found = list(changes_by_rules(connection, district))
    write_recounts(connection, turn, found)
    (old, new), rev = told_recounts(found), turn.rev + 1
    old, new = {"rules": before, **old}, {"rules": rules, **new}
    record(connection, turn, Deed(RULES, f"district:{district.id}", by, at, old, new, why))
    table, told = schema.district, with_rules(turn.rules, rules, since=rev)
    here = table.c.id == district.id
    connection.execute(sa.update(table).where(here).values(rules=told))
    return rev


def changes_by_rules(connection: sa.Connection, district: District) -> Iterator[Recount]:
    """By week, the lines that count otherwise once each cell counts by itself."""
    weeks = [week.number for week in district.calendar.weeks]
    return recounts(connection, district, weeks=weeks)


def rules_faults(connection: sa.Connection, district_id: str) -> Iterator[Fault]:
    """Whether the district goes by other rules than its chain says, or since another revision."""
    audit, district = schema.audit, schema.district
    query = sa.select(audit.c.rev, audit.c.new).where(
        audit.c.district_id == district_id, audit.c.action.in_((ADD, RULES))
    )
    told = ""
    for rev, new in connection.execute(query.order_by(audit.c.seq)):
        if rules := told_in(new).get("rules"):
            told = with_rules(told, rules, since=rev)
    kept = connection.scalar(sa.select(district.c.rules).where(district.c.id == district_id)) or ""
    if kept != told:
        at = {"rules": kept or FIRST_RULES, "told": told or FIRST_RULES}
        yield Fault("rules_wrong", district_id, at)
