"""Papers of one kind as one file: papers and their template go in; a zip of them comes out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from campaign import Wording
from exports.papers.paper import Paper
from exports.papers.sources import sources_xlsx
from exports.papers.template import docx_bytes
from exports.pinned import pinned


def papers_zip(papers: Sequence[Paper], words: Wording, template: bytes | None = None) -> bytes:
    """Every paper with the list of its sources; the same papers give the same bytes. An empty zip
    where a cut gives none. Raises TemplateFault as `docx_bytes` does."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for paper in papers:
            packed.writestr(paper.cut.file_name(paper.title, "docx"), docx_bytes(paper, template))
            packed.writestr(paper.cut.file_name(paper.title, "xlsx"), sources_xlsx(paper, words))
    return pinned(file.getvalue(), papers[0].cut.frozen_at) if papers else file.getvalue()
