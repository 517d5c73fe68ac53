"""Random checks of figures: what was drawn and what was found.

One `Checks` belongs to one `Ledger` and serves all of its threads. Whatever writes says by whom and
raises NotAllowed where that viewer has no right to it. Unknown districts raise KeyError.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

import pandas as pd
import sqlalchemy as sa

from campaign import Right, Viewer
from ledger.acts import checks
from ledger.queries import exchange_list
from ledger.store import Grant, Writer


class Checks:
    """The random checks of a ledger, a district's."""

    def __init__(self, reading: sa.Engine, writer: Writer) -> None:
        self._reading = reading
        self._writer = writer

    def draw(self, district_id: str, drawing: checks.Drawing, *, by: Viewer, at: datetime) -> None:
        """Keep a draw with its frame; the seed is the chain's own."""
        grant = Grant(by, Right.DRAW)
        does = partial(checks.draw, district_id=district_id, drawing=drawing)
        self._writer.write(partial(does, by=by.actor, at=at), grant=grant, key=district_id)

    def enter(self, district_id: str, checked: checks.Checked, *, by: Viewer, at: datetime) -> None:
        """Keep what was found on a draw."""
        grant = Grant(by, Right.CHECK)
        does = partial(checks.check, district_id=district_id, checked=checked)
        self._writer.write(partial(does, by=by.actor, at=at), grant=grant, key=district_id)

    def draws(self, district_id: str, viewer: Viewer) -> pd.DataFrame:
        """What was drawn, as DRAWS; nothing for who sees their own units only: a draw is of all."""
        if viewer.is_scoped:
            return exchange_list.DRAWS.frame()
        with self._reading.connect() as connection:
            return exchange_list.draws(connection, district_id)

    def found(self, district_id: str, viewer: Viewer) -> pd.DataFrame:
        """What was found, as CHECKS, the last word on each figure; likewise."""
        if viewer.is_scoped:
            return exchange_list.CHECKS.frame()
        with self._reading.connect() as connection:
            return exchange_list.checks(connection, district_id)
