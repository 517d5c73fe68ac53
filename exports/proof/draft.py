"""A draft opened where it can do no harm: the bytes of a .docx go in; its paragraphs, and a copy
with comments, come out. Whatever opens the bytes runs in a worker."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.text.run import Run

from campaign import Issue
from exports.apart import done_apart
from loaders import Workers, parts_of

Note = tuple[int, int, int, str]
"""A paragraph, from which character on and to which, and what is to be said of it."""
_MOST = 20_000
"""Paragraphs: a book; a report has some hundred."""


def draft_apart(data: bytes, *, by: Workers) -> tuple[tuple[str, bool], ...] | Issue:
    """The text of each paragraph, in fields too, and whether it stands in a table; refused as any
    file is, F27 for what is no .docx."""
    return done_apart(by, _texts, data)


def marked_apart(data: bytes, notes: Sequence[Note], author: str, *, by: Workers) -> bytes | Issue:
    """The draft with a comment at each note; everything else stays as it is."""
    return done_apart(by, _marked, data, notes, author)


def _texts(data: bytes) -> tuple[tuple[str, bool], ...] | Issue:
    parts = parts_of(data, "word/document.xml", called=".docx")
    if isinstance(parts, Issue):
        return parts
    found = tuple(
        (_text(paragraph), any(True for _ in paragraph.iterancestors(qn("w:tc"))))
        for paragraph in _paragraphs(Document(io.BytesIO(data)))
    )
    if len(found) > _MOST:
        return Issue("F05", params={"size": str(len(found)), "limit": str(_MOST)})
    return found


def _marked(data: bytes, notes: Sequence[Note], author: str) -> bytes | Issue:
    parts = parts_of(data, "word/document.xml", called=".docx")
    if isinstance(parts, Issue):
        return parts
    document = Document(io.BytesIO(data))
    paragraphs = list(_paragraphs(document))
    for number, start, end, said in sorted(notes, reverse=True):  # the last first: runs are split
        runs = _runs_at(paragraphs[number], start, end)
        if runs:
            document.add_comment([Run(run, document) for run in runs], said, author, "校")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _paragraphs(document: Any) -> Iterator[Any]:
    return document.element.body.iter(qn("w:p"))  # type: ignore[no-any-return]


def _runs(paragraph: Any) -> list[Any]:
    """The runs of a paragraph, those in its fields too, but none of a text box inside it."""
    runs = paragraph.iter(qn("w:r"))
    return [run for run in runs if next(run.iterancestors(qn("w:p"))) is paragraph]


def _text(paragraph: Any) -> str:
    return "".join(map(_run_text, _runs(paragraph)))


def _run_text(run: Any) -> str:
    return "".join(part.text or "" for part in run.findall(qn("w:t")))


def _runs_at(paragraph: Any, start: int, end: int) -> list[Any]:
    """The first and the last run of a stretch; a run that reaches beyond it is split there."""
    found, at = [], 0
    for run in _runs(paragraph):
        length = len(_run_text(run))
        low, high = max(start - at, 0), min(end - at, length)
        if low < high:
            found.append(_cut(run, low, high))
        at += length
    return [found[0], found[-1]] if len(found) > 1 else found


def _cut(run: Any, low: int, high: int) -> Any:
    """The part of a run from one character to another as a run of its own, in the same place; the
    whole where it holds more than one text."""
    texts = run.findall(qn("w:t"))
    others = [part for part in run if part.tag not in (qn("w:t"), qn("w:rPr"))]
    if len(texts) != 1 or others:
        return run
    text = texts[0].text or ""
    for said, put in ((text[:low], run.addprevious), (text[high:], run.addnext)):
        if said:
            beside = deepcopy(run)
            _say(beside, said)
            put(beside)
    _say(run, text[low:high])
    return run


def _say(run: Any, text: str) -> None:
    part = run.find(qn("w:t"))
    part.text = text
    part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
