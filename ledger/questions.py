"""What sheets leave open: figures of two senders that differ, blanks where a figure stood.

One `Questions` belongs to one `Ledger` and serves all of its threads. Nothing is asked where a
district goes by the first rules. Whatever is answered says by whom and raises NotAllowed where that
viewer has no right to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial

import pandas as pd
import sqlalchemy as sa

from campaign import District, Right, Viewer
from ledger.acts import answers
from ledger.queries import Shelf, question_list
from ledger.records import Choice
from ledger.store import Grant, Writer, read_first


class Questions:
    """What is open about a district's figures, and the answers to it."""

    def __init__(self, reading: sa.Engine, writer: Writer, shelf: Shelf) -> None:
        self._reading = reading
        self._writer = writer
        self._shelf = shelf

    def disputes(
        self, district_id: str, viewer: Viewer, *, week: int | None = None
    ) -> pd.DataFrame:
        """Cells in which another sender says something else than what counts, as DISPUTES."""
        with self._reading.connect() as connection:
            moment = self._shelf.moment(connection, district_id)
            scope = self._shelf.scope(moment, viewer)
            return question_list.disputes(moment, scope=scope, week=week)

    def blanks(self, district_id: str, viewer: Viewer, *, week: int | None = None) -> pd.DataFrame:
        """Blanks of which nobody has said whether they take a figure back, as BLANKS."""
        with self._reading.connect() as connection:
            moment = self._shelf.moment(connection, district_id)
            scope = self._shelf.scope(moment, viewer)
            return question_list.blanks(moment, scope=scope, week=week)

    def answer_blanks(
        self,
        district_id: str,
        submission_id: int,
        words: Mapping[tuple[str, str], bool],
        *,
        by: Viewer,
        at: datetime,
        reason: str = "",
    ) -> int:
        """Keep, by unit and slot, whether a submission's blanks take figures back, and return the
        new revision; a later word on a cell replaces an earlier one.

        Raises NothingAsked for a cell that is no blank of it, LockedWeek where a frozen week would
        change.
        """
        grant = Grant(by, Right.ANSWER)
        keep = partial(answers.answer_blanks, submission_id=submission_id, words=words)
        keep = partial(keep, district=self._district(district_id), by=by.actor, at=at, why=reason)
        return self._writer.write(keep, grant=grant, key=district_id)

    def choose(
        self, district_id: str, choice: Choice, *, by: Viewer, at: datetime, reason: str = ""
    ) -> int:
        """Keep whose figures on a unit count of two senders, from a week on and for later sheets,
        until that is undone (`holds` false); the new revision.

        Raises NothingAsked for an unknown unit, LockedWeek where a frozen week would change.
        """
        grant = Grant(by, Right.CHOOSE)
        keep = partial(answers.choose, choice=choice, district=self._district(district_id))
        keep = partial(keep, by=by.actor, at=at, why=reason)
        return self._writer.write(keep, grant=grant, key=district_id)

    def _district(self, district_id: str) -> District:
        return read_first(self._reading, partial(self._shelf.district, district_id=district_id))
