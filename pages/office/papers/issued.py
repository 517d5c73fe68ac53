"""Issued papers: a seat and ISSUED go in; the list, each file as it was given out, and what is
otherwise now come out."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from campaign import pack_of
from exports.papers import Correction
from pages.door import Seat, hand_out, opened
from pages.drawn import local_moment, who
from pages.drawn.lists.chosen_lines import chosen_lines
from pages.markup import caption, part

_COLUMNS = ("week", "paper", "revision", "at", "by", "sha")


def changed_words(seat: Seat, issued: pd.DataFrame, found: tuple[Correction, ...]) -> str:
    """How many papers were issued, and how many of them say what is otherwise now."""
    words = seat.words
    if issued.empty:
        return words.text("papers.answer.none")
    n = len({it.sha256 for it in found})
    key = "papers.answer.changed" if n else "papers.answer"
    return words.text(key, issued=len(issued), n=n, figures=len(found))


def issued_list(seat: Seat, issued: pd.DataFrame) -> None:
    """The issued papers, the newest first; the one whose row is pressed is handed out as it was."""
    words = seat.words
    part(words.text("papers.issued"), words.text("papers.issued.note"))
    if issued.empty:
        caption(words.text("papers.issued.none"))
        return
    lines, rows, alt = issued.to_dict("records"), _rows(seat, issued), words.text("papers.issued")
    for line in chosen_lines(rows, lines, key="issued_papers", alt=alt, first=0):
        _file(seat, line)


def _file(seat: Seat, line: Mapping[Hashable, Any]) -> None:
    """One issued paper as it was given out."""
    words = seat.words
    hand_out(
        words.text("papers.issued.file", title=line["title"], sha=line["sha256"][:12]),
        data=lambda: opened.ledger().papers.file(seat.district.id, line["sha256"], seat.viewer),
        file_name=f"{line['title']}_{line['sha256'][:12]}.docx",
        key="issued_docx",
    )


def _rows(seat: Seat, issued: pd.DataFrame) -> pd.DataFrame:
    words, pack = seat.words, pack_of(seat.district)
    rows = [
        (
            words.text("week.short", number=line["week"]),
            line["title"],
            str(line["revision"]),
            local_moment(line["at"], seat),
            who(line["by"], pack, words),
            line["sha256"][:12],
        )
        for line in issued.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=[words.text(f"papers.column.{name}") for name in _COLUMNS])
