"""Ledgers that are sent again and again: their versions, and what was found at their lines.

One `Registers` belongs to one `Ledger` and serves all of its threads. Unknown districts raise
KeyError, revisions it never had UnknownRevision; what is written says by whom and raises NotAllowed
where that viewer has no right to it.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

import pandas as pd
import sqlalchemy as sa

from campaign import Right, Viewer
from ledger.acts import ProblemCheck, problem_checks
from ledger.queries import Shelf, own_rows, register_list
from ledger.store import Grant, NotAllowed, Writer, read_first


class Registers:
    """The versions of a district's registers, and checks of their lines."""

    def __init__(self, reading: sa.Engine, writer: Writer, shelf: Shelf) -> None:
        self._reading, self._writer, self._shelf = reading, writer, shelf

    def versions(
        self, district_id: str, viewer: Viewer, form: str, *, as_of: int | None = None
    ) -> pd.DataFrame:
        """Every version of a form's lines in the viewer's scope, as VERSIONS; what was withdrawn is
        left out."""
        with self._reading.connect() as connection:
            moment = self._shelf.moment(connection, district_id, as_of)
            scope = self._shelf.scope(moment, viewer)
            return register_list.versions(moment, scope=scope, form=form)

    def checked(
        self, district_id: str, viewer: Viewer, *, as_of: int | None = None
    ) -> pd.DataFrame:
        """What other bodies found at lines of the viewer's units, as CHECKED_LINES."""
        with self._reading.connect() as connection:
            moment = self._shelf.moment(connection, district_id, as_of)
            return register_list.checked(moment, scope=self._shelf.scope(moment, viewer))

    def check_problem(
        self, district_id: str, found: ProblemCheck, *, by: Viewer, at: datetime
    ) -> int:
        """Write down what the office or the unit's group found at a line; the new revision.

        Raises NotAllowed for another group's unit, NothingAsked for no such line, LockedWeek for an
        archived district.
        """
        grant = Grant(by, Right.CHECK_PROBLEM)
        seen_by = partial(self._shelf.scope_now, district_id=district_id, viewer=by)
        if not read_first(self._reading, seen_by).sees_unit(found.unit_id):
            raise NotAllowed(by, Right.CHECK_PROBLEM, code=own_rows.BEYOND)
        keep = partial(problem_checks.check_problem, district_id=district_id, found=found)
        keep = partial(keep, by=by.actor, at=at)
        return self._writer.write(keep, grant=grant, key=district_id)
