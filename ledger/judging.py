"""What a whole district is judged by, told within a viewer's own units: a viewer and a judge go in;
its word on their units comes out, and nothing of another's."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import pandas as pd
import sqlalchemy as sa

from campaign import District, Memory, Panel, Viewer
from ledger.queries import EVERYBODY, Judge, Judgement, Shelf, judgement

J = TypeVar("J", bound=Judgement)
ROOM = 24
"""How many judgements are remembered: some weeks of two districts, two days each."""


class Judging:
    """The judgements of one ledger. Unknown districts raise KeyError, revisions it never had
    UnknownRevision."""

    def __init__(self, engine: sa.Engine, shelf: Shelf) -> None:
        self._engine, self._shelf = engine, shelf
        self._made = Memory(room=ROOM)

    def units(
        self,
        district_id: str,
        viewer: Viewer,
        judge: Judge[J],
        *,
        forms: tuple[str, ...],
        through: int,
        as_of: int | None = None,
        tried: District | None = None,
    ) -> J:
        """What `judge` makes of the whole district up to a week, of the viewer's own units then.

        Units are judged among all of their peers, whoever looks: nothing of another's unit leaves.
        `forms` are those whose entries the judge needs, `tried` is the district as it might be set.
        """
        with self._engine.connect() as connection:
            moment = self._shelf.moment(connection, district_id, as_of)
            whole = self._shelf.whole(moment, forms=forms, through=through)
            if tried is not None:
                panel = self._shelf.tried(moment, tried, EVERYBODY, through=through)
                whole = replace(whole, panel=panel)
            own = self._shelf.panel(moment, viewer, through=through)
        found = self._made.recall(judgement, judge, whole)
        return found.within(_members(own))

    def tried(self, tried: District, viewer: Viewer, *, through: int) -> Panel:
        """The panel in the viewer's scope as it would be if the district were set so."""
        with self._engine.connect() as connection:
            moment = self._shelf.moment(connection, tried.id)
            return self._shelf.tried(moment, tried, viewer, through=through)

    def spans(
        self, district_id: str, viewer: Viewer, form: str, *, as_of: int | None = None
    ) -> pd.DataFrame:
        """The days for which a log was received from the viewer's own senders, as SPANS, now or by
        revision `as_of`: between them a week without an entry is one without an event."""
        with self._engine.connect() as connection:
            moment = self._shelf.moment(connection, district_id, as_of)
            scope, spans = self._shelf.scope(moment, viewer), self._shelf.entries.spans
            found = spans(moment, form=form)
        is_own = [scope.sees_sender(sender) for sender in found["sender"]]
        return found[is_own].reset_index(drop=True)


def _members(panel: Panel) -> frozenset[str]:
    """The units on the roster in a panel's last week."""
    last = panel.weeks[-1].member if panel.weeks else ()
    return frozenset(u.id for u, own in zip(panel.units, last, strict=False) if own)
