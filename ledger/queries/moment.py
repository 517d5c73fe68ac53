"""A connection and a revision, or none, go in; the moment that everything else is asked of comes
out."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from campaign import District, Keyed


@dataclass(frozen=True)
class Moment(Keyed):
    """A district's ledger at one revision, read through a connection.

    `is_now` where the newest was asked for, which another thread may have gone beyond; else what
    was known then never changes. `newest` is the last revision that the connection sees, `moved`
    the last that changed the roster.
    """

    connection: sa.Connection
    district: District
    revision: int
    is_now: bool
    newest: int
    moved: int

    @property
    def key(self) -> tuple[object, ...]:
        """What was known then, whoever reads it."""
        return self.district.id, self.revision
