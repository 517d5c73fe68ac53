"""What passes between the office and those who send: files refused, sheets given back, what people
said of files that still wait, and what was done about reports not in and figures in doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import pandas as pd

from campaign import Right, Viewer, pack_of
from ledger.acts import exchange, follow_up
from ledger.queries import Room, Since, Whole, exchange_list, taught_since
from ledger.records import drafts
from ledger.store import Grant, NotAllowed

_TRIES = 5
"""How often a week is judged anew while figures come."""


class Exchange(Room):
    """The office's correspondence with its senders, a district's."""

    def refuse(
        self, district_id: str, refused: exchange.Refused, *, by: Viewer, at: datetime
    ) -> None:
        """Write down that a file was refused; of one with a secrecy mark only that, and when."""
        does = partial(exchange.refuse, refused=refused, at=at)
        self._write(Right.REFUSE, by, district_id, does)

    def give_back(
        self, district_id: str, given: Sequence[exchange.GivenBack], *, by: Viewer, at: datetime
    ) -> None:
        """Write down what went back to whom, and how."""
        does = partial(exchange.give_back, given=given, at=at)
        self._write(Right.GIVE_BACK, by, district_id, does)

    def refused(self, district_id: str, viewer: Viewer) -> pd.DataFrame:
        """What was refused, as REFUSED; of a group or a unit what its own account dropped, nothing
        for who could not have refused it."""
        if not viewer.may(Right.REFUSE):
            return exchange_list.REFUSED.frame()
        with self._reading.connect() as connection:
            return exchange_list.refused(connection, district_id, viewer)

    def given_back(self, district_id: str, viewer: Viewer) -> pd.DataFrame:
        """What went back to its sender, as GIVEN_BACK; nothing for who could not give it back."""
        if not viewer.may(Right.GIVE_BACK):
            return exchange_list.GIVEN_BACK.frame()
        with self._reading.connect() as connection:
            return exchange_list.given_back(connection, district_id)

    def say(
        self,
        district_id: str,
        sha256: str,
        said: drafts.Said | None,
        *,
        by: Viewer,
        at: datetime,
    ) -> None:
        """Keep answers on a file that waits, for everybody who looks at it; None forgets them all,
        once the file waits no more."""
        grant = Grant(by, Right.DRAFT)
        does = partial(drafts.say, district_id=district_id, sha256=sha256, said=said)
        self._writer.write(partial(does, by=by.actor.name, at=at), grant=grant, key=district_id)

    def drafts(self, district_id: str) -> Mapping[str, drafts.Said]:
        """By file that waits, what was said of it."""
        with self._reading.connect() as connection:
            return drafts.drafts(connection, district_id)

    def taught_since(self, district_id: str, revision: int) -> Since | None:
        """What was taught or ended after a revision; None where anything else was done since: then
        what was read before it is to be read anew."""
        with self._reading.connect() as connection:
            return taught_since(self._shelf.moment(connection, district_id), revision)

    def follow(
        self, district_id: str, marks: Sequence[follow_up.Mark], *, by: Viewer, at: datetime
    ) -> None:
        """Write down what was done about units' reports and doubts. Of other units than the
        viewer's own nothing is written, and NotAllowed raised."""
        Grant(by, Right.FOLLOW)  # before anything is looked at
        with self._seen(district_id, by) as (_, scope):
            pass
        if not all(scope.sees(one.unit_id, week=one.week) for one in marks):
            raise NotAllowed(by, Right.FOLLOW, code=follow_up.CODE_FOREIGN)
        does = partial(follow_up.follow, marks=tuple(marks), at=at)
        self._write(Right.FOLLOW, by, district_id, does)

    def followed(self, district_id: str, viewer: Viewer) -> pd.DataFrame:
        """What was done about the units in the viewer's scope, as FOLLOWED."""
        with self._seen(district_id, viewer) as (moment, scope):
            return exchange_list.followed(moment.connection, district_id, scope)

    def came(self, district_id: str, viewer: Viewer, *, week: int) -> pd.Series[Any]:
        """When the first accepted row of a week came, by unit in the viewer's scope."""
        with self._seen(district_id, viewer) as (moment, scope):
            return exchange_list.came(moment.connection, district_id, week=week, scope=scope)

    def complete(
        self,
        district_id: str,
        week: int,
        *,
        judge: Callable[[Whole], Sequence[follow_up.Doubt]],
        by: Viewer,
        at: datetime,
        why: str = "",
        holds: bool = True,
    ) -> None:
        """Mark a week as gone through, or take that back. `judge` says of the whole district what
        must be explained, and is asked again while figures come; raises Unsettled where anything is
        not, StaleList where they kept coming."""
        Grant(by, Right.COMPLETE)  # before anything is looked at
        does = partial(follow_up.complete, week=week, holds=holds, why=why, at=at)
        for left in reversed(range(_TRIES)):
            doubts, judged_at = self._judged(district_id, week, judge) if holds else ((), 0)
            judged = partial(does, doubts=doubts, judged_at=judged_at)
            try:
                self._write(Right.COMPLETE, by, district_id, judged)
            except follow_up.StaleList:
                if not left:
                    raise
            else:
                return

    def _judged(
        self, district_id: str, week: int, judge: Callable[[Whole], Sequence[follow_up.Doubt]]
    ) -> tuple[tuple[follow_up.Doubt, ...], int]:
        """What must be explained by all that is in, and the revision that says so."""
        with self._reading.connect() as connection:
            moment = self._shelf.moment(connection, district_id)
            asked = pack_of(moment.district, week).forms
            forms = tuple(form.id for form in asked if form.has_entries)
            whole = self._shelf.whole(moment, forms=forms, through=week)
        return tuple(judge(whole)), moment.revision

    def completed(self, district_id: str) -> pd.DataFrame:
        """The weeks that were marked as gone through, as COMPLETED, the latest first."""
        with self._reading.connect() as connection:
            return exchange_list.completed(connection, district_id)
