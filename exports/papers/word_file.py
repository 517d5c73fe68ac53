"""A paper as a Word file: a Paper and a template's styles go in; the bytes of a .docx come out.

The template is a Word file of the office's (paper.docx): its page, faces, footer and styles stay as
they are there, its text is replaced. A number stands in a content control that is tagged with its
figure. The same paper gives the same bytes: every date is the cut's.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from importlib import resources
from xml.sax.saxutils import escape, quoteattr

from exports.papers.paper import Block, Field, Paper, Passage, Table

_BODY, _PROPERTIES = "word/document.xml", "docProps/core.xml"
_BEGINS, _ENDS = "<w:body>", "<w:sectPr"
"""What is between the two in the template is replaced."""
_LONGEST_TAG = 64
"""Word refuses a longer one; the list of sources has the whole."""
_PLAIN = "http://purl.org/dc/"
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    f'core-properties" xmlns:dc="{_PLAIN}elements/1.1/" xmlns:dcterms="{_PLAIN}terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title>'
    '<dcterms:created xsi:type="dcterms:W3CDTF">{at}</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{at}</dcterms:modified></cp:coreProperties>'
)


def docx_bytes(paper: Paper) -> bytes:
    """The paper as a .docx, in the styles of the template."""
    template = (resources.files("exports.papers") / "paper.docx").read_bytes()
    made, file = paper.cut.frozen_at.astimezone(UTC), io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(template)) as blank,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as drawn,
    ):
        for name in blank.namelist():
            text = blank.read(name)
            if name == _BODY:
                text = _with_text(text.decode("utf-8"), paper).encode("utf-8")
            elif name == _PROPERTIES:
                told = _CORE.format(title=escape(paper.title), at=f"{made:%Y-%m-%dT%H:%M:%SZ}")
                text = told.encode("utf-8")
            drawn.writestr(_entry(name, made), text)
    return file.getvalue()


def _entry(name: str, made: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, made.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _with_text(document: str, paper: Paper) -> str:
    """The template's document with the paper's text before the page that its last section sets."""
    begins, ends = document.index(_BEGINS) + len(_BEGINS), document.rindex(_ENDS)
    parts = (_block(p) if isinstance(p, Block) else _table(p) for p in paper.parts)
    return document[:begins] + "".join(parts) + document[ends:]


def _block(block: Block) -> str:
    return _paragraph(block.style, block.passage)


def _paragraph(style: str, passage: Passage) -> str:
    inside = "".join(_field(it) if isinstance(it, Field) else _run(it) for it in passage)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>'


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _field(field: Field) -> str:
    tag = quoteattr(field.figure[:_LONGEST_TAG])
    return (
        f"<w:sdt><w:sdtPr><w:tag w:val={tag}/></w:sdtPr>"
        f"<w:sdtContent>{_run(field.said)}</w:sdtContent></w:sdt>"
    )


def _table(table: Table) -> str:
    """A ruled table as wide as the page, its first row on every page; a line of space below."""
    rows = "".join(_row(row, is_head=i == 0) for i, row in enumerate(table.rows))
    columns = "<w:gridCol/>" * len(table.rows[0])
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="PaperTable"/><w:tblW w:w="5000" w:type="pct"/>'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>" + _paragraph("Cell", ())
    )


def _row(row: tuple[Passage, ...], *, is_head: bool) -> str:
    style = "CellHead" if is_head else "Cell"
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>{_paragraph(style, cell)}</w:tc>'
        for cell in row
    )
    head = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>"
