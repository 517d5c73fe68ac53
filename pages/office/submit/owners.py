"""Whose file waits on the desk: who looks and a file go in; whether they see it, and may store it,
come out."""

from __future__ import annotations

from collections.abc import Iterator

from campaign import District, Viewer
from ledger import Waiting
from pages.door import opened
from pages.office.submit.paper import Paper


def seen_waiting(district: District, viewer: Viewer, *, by: str) -> Iterator[tuple[Waiting, str]]:
    """What waits, with whose it is where it is another's: without accounts all is everybody's; with
    them each sees what they dropped, alone or as others did too, and the office all."""
    for waiting in opened.staging(district).waiting():
        is_own = not viewer.account or by in waiting.owners
        of_others = "" if is_own else min(waiting.owners)
        if not (of_others and viewer.is_scoped):
            yield waiting, of_others


def take_over(district: District, viewer: Viewer, paper: Paper) -> None:
    """Make another's file one's own to store; the audit says so."""
    told = {"file_name": paper.file_name, "sha256": paper.sha256, "owner": paper.of_others}
    opened.ledger().record.take_over(district.id, **told, by=viewer, at=opened.now())
    opened.staging(district).give_to(paper.sha256, viewer.account)
