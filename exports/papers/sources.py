"""The list of sources beside a paper: a Paper goes in; a workbook, a line a number, comes out;
papers of one kind go in; a zip of them, each with its list, comes out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import pandas as pd

from campaign import Wording
from exports.lists import xlsx_bytes
from exports.papers.paper import Field, Paper, plain
from exports.papers.template import docx_bytes
from exports.pinned import pinned

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


def papers_zip(papers: Sequence[Paper], words: Wording, template: bytes | None = None) -> bytes:
    """Every paper with the list of its sources; the same papers give the same bytes. An empty zip
    where a cut gives none. Raises TemplateFault as `docx_bytes` does."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for paper in papers:
            packed.writestr(paper.cut.file_name(paper.title, "docx"), docx_bytes(paper, template))
            packed.writestr(paper.cut.file_name(paper.title, "xlsx"), sources_xlsx(paper, words))
    return pinned(file.getvalue(), papers[0].cut.frozen_at) if papers else file.getvalue()
