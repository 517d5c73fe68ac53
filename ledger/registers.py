"""Ledgers that are sent again and again: their versions, and what was found at their lines."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import pandas as pd

from campaign import Right, Viewer
from ledger.acts import ProblemCheck, checks
from ledger.queries import Room, own_rows, register_list
from ledger.store import Grant, NotAllowed, read_first


class Registers(Room):
    """The versions of a district's registers, and checks of their lines."""

    def versions(
        self, district_id: str, viewer: Viewer, form: str, *, as_of: int | None = None
    ) -> pd.DataFrame:
        """Every version of a form's lines in the viewer's scope, as VERSIONS; what was withdrawn is
        left out."""
        with self._seen(district_id, viewer, as_of) as (moment, scope):
            return register_list.versions(moment, scope=scope, form=form)

    def checked(
        self, district_id: str, viewer: Viewer, *, as_of: int | None = None
    ) -> pd.DataFrame:
        """What other bodies found at lines of the viewer's units, as CHECKED_LINES."""
        with self._seen(district_id, viewer, as_of) as (moment, scope):
            return register_list.checked(moment, scope=scope)

    def check_problem(
        self, district_id: str, found: ProblemCheck, *, by: Viewer, at: datetime
    ) -> int:
        """Write down what the office or the unit's group found at a line; the new revision.

        Raises NotAllowed for another group's unit, NothingAsked for no such line, LockedWeek for an
        archived district.
        """
        Grant(by, Right.CHECK_PROBLEM)  # before anything is looked at
        seen_by = partial(self._shelf.scope_now, district_id=district_id, viewer=by)
        if not read_first(self._reading, seen_by).sees_unit(found.unit_id):
            raise NotAllowed(by, Right.CHECK_PROBLEM, code=own_rows.BEYOND)
        keep = partial(checks.check_problem, found=found, at=at)
        return self._write(Right.CHECK_PROBLEM, by, district_id, keep)
