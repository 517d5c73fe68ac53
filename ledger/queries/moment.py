"""A connection and a revision, or none, go in; the moment that everything else is asked of comes
out."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from campaign import District, Keyed, rules_at


@dataclass(frozen=True)
class Moment(Keyed):
    """A district's ledger at one revision, read through a connection.

    `is_now` where the newest was asked for, which another thread may have gone beyond; else what
    was known then never changes. `newest` is the last revision that the connection sees, `moved`
    the last that changed the roster; `told` says since when it goes by which rules.
    """

    connection: sa.Connection
    district: District
    revision: int
    is_now: bool
    newest: int
    moved: int
    told: str

    @property
    def rules(self) -> int:
        """What figures were counted by at the moment."""
        return rules_at(self.told, self.revision)

    @property
    def rules_now(self) -> int:
        """What they are counted by at the newest revision that the connection sees."""
        return rules_at(self.told, self.newest)

    @property
    def key(self) -> tuple[object, ...]:
        """What was known then, whoever reads it."""
        return self.district.id, self.revision
