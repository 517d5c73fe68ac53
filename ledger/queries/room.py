"""What the rooms of a ledger have in common: they write by a right, and read as a viewer may."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TypeVar

import sqlalchemy as sa

from campaign import District, Right, Viewer
from ledger.queries.moment import Moment
from ledger.queries.scope import Scope
from ledger.queries.shelf import Shelf
from ledger.store import Grant, Writer, read_first

T = TypeVar("T")
Does = Callable[..., T]
"""An act: it takes a connection and, by name, of which district and by whom."""


class Room:
    """One part of a ledger, for all of its threads.

    Whatever writes says by whom and raises NotAllowed where that viewer has no right to it, before
    anything is looked at. Unknown districts raise KeyError, revisions it never had UnknownRevision.
    """

    def __init__(self, reading: sa.Engine, writer: Writer, shelf: Shelf) -> None:
        self._reading = reading
        self._writer = writer
        self._shelf = shelf

    def _write(self, right: Right, by: Viewer, district_id: str, does: Does[T]) -> T:
        """An act that is told the district's id."""
        grant = Grant(by, right)
        act = partial(does, district_id=district_id, by=by.actor)
        return self._writer.write(act, grant=grant, key=district_id)

    def _write_in(self, right: Right, by: Viewer, district_id: str, does: Does[T]) -> T:
        """An act that is told the district as it is set."""
        grant = Grant(by, right)
        act = partial(does, district=self._district(district_id), by=by.actor)
        return self._writer.write(act, grant=grant, key=district_id)

    @contextmanager
    def _seen(
        self, district_id: str, viewer: Viewer, as_of: int | None = None
    ) -> Iterator[tuple[Moment, Scope]]:
        """Now or a revision, and what the viewer may see of the district then."""
        with self._reading.connect() as connection:
            moment = self._shelf.moment(connection, district_id, as_of)
            yield moment, self._shelf.scope(moment, viewer)

    def _district(self, district_id: str) -> District:
        """As committed: what a transaction sees of itself may be undone."""
        return read_first(self._reading, partial(self._shelf.district, district_id=district_id))
