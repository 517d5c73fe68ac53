"""A viewer and a right go in; what lets the ledger be written to comes out, or a refusal."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from campaign import Issue, Right, Term, Viewer
from ledger.store import account_tables

CODE, ENDED, ELSEWHERE, ANEW = "P11", "A02", "A03", "A04"


class NotAllowed(Exception):  # noqa: N818
    """The viewer's door does not have the right, or not here, or no longer; nothing was written.

    `issue` says so in the catalogue's words.
    """

    def __init__(self, viewer: Viewer, right: Right, *, code: str = CODE) -> None:
        self.viewer, self.right, self.code = viewer, right, code
        super().__init__(f"{code}: {right} is no right of {viewer.door or 'no door'}")

    @property
    def issue(self) -> Issue:
        """The doubt to show."""
        return Issue(self.code, params={"right": Term(f"may_{self.right}")})


@dataclass(frozen=True)
class Grant:
    """That a viewer may do a thing: there is none for who may not. Raises NotAllowed."""

    viewer: Viewer
    right: Right

    def __post_init__(self) -> None:
        if not self.viewer.may(self.right):
            raise NotAllowed(self.viewer, self.right)

    def still_holds(self, connection: sa.Connection, today: date, at: Hashable = None) -> None:
        """Whoever acts by an account acts in a role that it has on the day itself, `at` a district
        in that one: what a page knew a minute ago may have ended. Raises NotAllowed."""
        account, given, viewer = account_tables.account, account_tables.account_role, self.viewer
        if not viewer.account:
            return
        query = sa.select(given.c.district_id).join(account, account.c.id == given.c.account_id)
        query = query.where(
            account.c.id == viewer.account,
            account.c.ended_at.is_(None),
            given.c.door == str(viewer.door),
            given.c.place == viewer.place,
            given.c.valid_from <= today,
            sa.or_(given.c.valid_to.is_(None), given.c.valid_to >= today),
        )
        places = set(connection.scalars(query))
        if not places:
            raise NotAllowed(viewer, self.right, code=ENDED)
        if at is not None and not places & {"", at}:
            raise NotAllowed(viewer, self.right, code=ELSEWHERE)


def grant_to_begin(by: Viewer, follows: str) -> Grant:
    """The grant to begin a district, or the next campaign of the one it follows. Raises NotAllowed
    for who has none, or may begin no district anew."""
    grant = Grant(by, Right.ADD_DISTRICT)
    if not by.may_begin(follows=bool(follows)):
        raise NotAllowed(by, Right.ADD_DISTRICT, code=ANEW)
    return grant
