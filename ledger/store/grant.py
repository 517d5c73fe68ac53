"""A viewer and a right go in; what lets the ledger be written to comes out, or a refusal."""

from __future__ import annotations

from dataclasses import dataclass

from campaign import Issue, Right, Term, Viewer

CODE = "P11"


class NotAllowed(Exception):  # noqa: N818
    """The viewer's door does not have the right; nothing was written.

    `issue` says so in the catalogue's words.
    """

    def __init__(self, viewer: Viewer, right: Right) -> None:
        self.viewer, self.right = viewer, right
        super().__init__(f"{CODE}: {right} is no right of {viewer.door or 'no door'}")

    @property
    def issue(self) -> Issue:
        """The doubt to show."""
        return Issue(CODE, params={"right": Term(f"may_{self.right}")})


@dataclass(frozen=True)
class Grant:
    """That a viewer may do a thing: there is none for who may not. Raises NotAllowed."""

    viewer: Viewer
    right: Right

    def __post_init__(self) -> None:
        if not self.viewer.may(self.right):
            raise NotAllowed(self.viewer, self.right)
