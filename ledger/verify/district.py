"""A district of a ledger goes in; everything in it that is not as it must be comes out."""

from __future__ import annotations

from itertools import chain

import sqlalchemy as sa

from campaign import District
from ledger.acts import asked_faults, layout_faults
from ledger.chain import Fault
from ledger.queries import Shelf
from ledger.verify.chain import chain_faults
from ledger.verify.counted import counted_faults
from ledger.verify.stored import stored_faults


def faults(connection: sa.Connection, district: District, *, shelf: Shelf) -> tuple[Fault, ...]:
    """The faults of one district, as one connection sees it; none where all is well.

    The chain comes first: it says what was changed; the rest says what that did to the figures.
    """
    moment = shelf.moment(connection, district.id)
    found = chain(
        chain_faults(connection, district.id),
        stored_faults(connection, district),
        layout_faults(connection, district.id),
        asked_faults(connection, district),
        counted_faults(
            connection, district, shown=shelf.full_panel(moment), revision=moment.revision
        ),
    )
    return tuple(found)
