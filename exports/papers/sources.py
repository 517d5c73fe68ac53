"""The list of sources beside a paper: a Paper goes in; a workbook, a line a number, comes out."""

from __future__ import annotations

import pandas as pd

from campaign import Wording
from exports.lists import xlsx_bytes
from exports.papers.paper import Field, Paper, plain

_COLUMNS = ("sentence", "said", "figure", "value", "n_reported", "n_expected", "behind")


def sources_xlsx(paper: Paper, words: Wording) -> bytes:
    """Every number of the paper, in its order: the sentence it stands in, the figure it is as
    `figures --as-of` has it, its unrounded value, how many units of how many gave it, and the first
    cells it was read from."""

    def behind(it: Field) -> str:
        return paper.behind(it.figure) if paper.behind else ""

    rows = [
        (plain(passage), it.said, it.figure, it.value, it.n_reported, it.n_expected, behind(it))
        for passage in paper.passages
        for it in passage
        if isinstance(it, Field)
    ]
    frame = pd.DataFrame(rows, columns=list(_COLUMNS), dtype="object")
    headings = {name: words.text(f"paper.source.{name}") for name in _COLUMNS}
    note = words.text("paper.source.note", week=paper.cut.week.iso, revision=paper.cut.revision)
    title = words.text("paper.source.title")
    return xlsx_bytes(frame, headings, title=title, note=note, made_at=paper.cut.frozen_at)
