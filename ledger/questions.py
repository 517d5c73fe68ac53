"""What sheets leave open: figures of two senders that differ, blanks where a figure stood.

Nothing is asked where a district goes by the first rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial

import pandas as pd

from campaign import Right, Viewer
from ledger.acts import answers
from ledger.queries import Room, question_list
from ledger.records import Choice


class Questions(Room):
    """What is open about a district's figures, and the answers to it."""

    def disputes(
        self, district_id: str, viewer: Viewer, *, week: int | None = None
    ) -> pd.DataFrame:
        """Cells in which another sender says something else than what counts, as DISPUTES."""
        with self._seen(district_id, viewer) as (moment, scope):
            return question_list.disputes(moment, scope=scope, week=week)

    def blanks(self, district_id: str, viewer: Viewer, *, week: int | None = None) -> pd.DataFrame:
        """Blanks of which nobody has said whether they take a figure back, as BLANKS."""
        with self._seen(district_id, viewer) as (moment, scope):
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
        keep = partial(answers.answer_blanks, submission_id=submission_id, words=words)
        return self._write_in(Right.ANSWER, by, district_id, partial(keep, at=at, why=reason))

    def choose(
        self, district_id: str, choice: Choice, *, by: Viewer, at: datetime, reason: str = ""
    ) -> int:
        """Keep whose figures on a unit count of two senders, from a week on and for later sheets,
        until that is undone (`holds` false); the new revision.

        Raises NothingAsked for an unknown unit, LockedWeek where a frozen week would change.
        """
        keep = partial(answers.choose, choice=choice, at=at, why=reason)
        return self._write_in(Right.CHOOSE, by, district_id, keep)
