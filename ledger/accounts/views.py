"""Views that an account keeps by name: a name and an address go in as a line of the accounts'
chain; those that stand come out. No row of the account changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from campaign import Viewer
from ledger.accounts import lines
from ledger.accounts.people import LONGEST, AccountRefused
from ledger.chain import Deed, told_in
from ledger.store import account_tables

MOST, LONGEST_ADDRESS = 30, 500
"""As many as one finds again at a glance; an address has a dozen short parts."""


def views(connection: sa.Connection, account_id: str) -> Mapping[str, str]:
    """Addresses by name, in the order in which they were first kept."""
    table, found = account_tables.account_line, dict[str, str]()
    here = (table.c.account == account_id) & (table.c.action == lines.VIEW)
    for new in connection.scalars(sa.select(table.c.new).where(here).order_by(table.c.seq)):
        told = told_in(new)
        found[str(told["view"])] = str(told["address"])
    return {name: address for name, address in found.items() if address}


def keep(connection: sa.Connection, *, by: Viewer, name: str, address: str, at: datetime) -> None:
    """Keep an address under a name, in the place of what it was; none drops it."""
    name = " ".join(name.split())
    if not by.account:
        raise AccountRefused("view")
    others = views(connection, by.account).keys() - {name}
    if not 0 < len(name) <= LONGEST or len(address) > LONGEST_ADDRESS:
        raise AccountRefused("view")
    if address and len(others) >= MOST:
        raise AccountRefused("views")
    new = {"view": name, "address": address}
    lines.write_line(connection, Deed(lines.VIEW, f"account:{by.account}", by.actor, at, new=new))
