"""Copies to send back: a file with its doubts goes in; a button that hands out the marked copy."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath

from campaign import Wording
from pages.door import hand_out
from pages.office.submit.desk import Desk
from pages.office.submit.paper import Paper


def marked_button(desk: Desk, paper: Paper, words: Wording) -> None:
    """The waiting file's marked copy, made when asked for."""
    hand_out(
        words.text("reply.button"),
        data=partial(desk.marked, paper, words),
        file_name=words.text("reply.file", name=PurePath(paper.file_name).stem) + ".xlsx",
        key=f"marked_{paper.sha256[:12]}",
        explained=words.text("reply.help"),
    )
