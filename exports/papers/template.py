"""A paper as a Word file: a Paper and its template go in; the bytes of a .docx come out.

A template is a Word file of the office's (templates/*.docx): its page, faces, footer and styles are
changed in Word, and so is where each section stands, which docxtpl puts in. A number stands in a
content control that is tagged with its figure. The same paper on the same template gives the same
bytes: every date is the cut's.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from importlib import resources
from xml.sax.saxutils import escape, quoteattr

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from exports.papers.paper import Field, Paper, Passage, Section, Table
from exports.pinned import pinned

_LONGEST_TAG = 64
"""Word refuses a longer one; the list of sources has the whole."""
_NOT_A_FILE = (TemplateError, KeyError, ValueError, SyntaxError, zipfile.BadZipFile)


class TemplateFault(ValueError):  # noqa: N818
    """A template that cannot be filled in: it is no Word file, or names what the paper has not."""


@dataclass(frozen=True)
class _Runs:
    """A passage as Word has it: its words as runs, its numbers as tagged content controls."""

    passage: Passage

    def __str__(self) -> str:
        return "".join(_field(it) if isinstance(it, Field) else _run(it) for it in self.passage)


@dataclass(frozen=True)
class _Rows:
    head: tuple[_Runs, ...]
    rows: tuple[tuple[_Runs, ...], ...]


@dataclass(frozen=True)
class _Part:
    """A section as a template sees it."""

    head: _Runs
    body: tuple[_Runs, ...]
    parts: tuple[_Part, ...]
    tables: tuple[_Rows, ...]


def packaged(kind: str) -> bytes:
    """The template of a kind that comes with the program."""
    return (resources.files("exports.papers") / "templates" / f"{kind}.docx").read_bytes()


def docx_bytes(paper: Paper, template: bytes | None = None) -> bytes:
    """The paper as a .docx on the office's own template, else on the packaged one.

    Raises TemplateFault for a template that cannot be filled in.
    """
    from docxtpl import DocxTemplate  # half a second, which no other command waits for

    told = {name: _part(section) for name, section in paper.sections.items()}
    try:
        drawn = DocxTemplate(io.BytesIO(template or packaged(paper.kind)))
        drawn.render(told, SandboxedEnvironment(undefined=StrictUndefined))
    except _NOT_A_FILE as error:
        raise TemplateFault(str(error)) from error
    properties = drawn.docx.core_properties
    properties.title = paper.title
    properties.author = properties.last_modified_by = ""
    properties.created = properties.modified = paper.cut.frozen_at
    file = io.BytesIO()
    drawn.save(file)
    return pinned(file.getvalue(), paper.cut.frozen_at)


def _part(section: Section) -> _Part:
    return _Part(
        _Runs(section.head),
        tuple(map(_Runs, section.body)),
        tuple(map(_part, section.parts)),
        tuple(map(_rows, section.tables)),
    )


def _rows(table: Table) -> _Rows:
    return _Rows(tuple(map(_Runs, table.head)), tuple(tuple(map(_Runs, row)) for row in table.rows))


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _field(field: Field) -> str:
    tag = quoteattr(field.figure[:_LONGEST_TAG])
    return (
        f"<w:sdt><w:sdtPr><w:tag w:val={tag}/></w:sdtPr>"
        f"<w:sdtContent>{_run(field.said)}</w:sdtContent></w:sdt>"
    )
