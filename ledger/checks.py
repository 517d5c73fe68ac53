"""Random checks of figures: what was drawn and what was found."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import pandas as pd

from campaign import Right, Viewer
from ledger.acts import checks
from ledger.queries import Room, exchange_list


class Checks(Room):
    """The random checks of a ledger, a district's."""

    def draw(self, district_id: str, drawing: checks.Drawing, *, by: Viewer, at: datetime) -> None:
        """Keep a draw with its frame; the seed is the chain's own."""
        does = partial(checks.draw, drawing=drawing, at=at)
        self._write(Right.DRAW, by, district_id, does)

    def enter(self, district_id: str, checked: checks.Checked, *, by: Viewer, at: datetime) -> None:
        """Keep what was found on a draw."""
        does = partial(checks.check, checked=checked, at=at)
        self._write(Right.CHECK, by, district_id, does)

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
