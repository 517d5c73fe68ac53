"""What goes back to a sender: files with something to mend go in; a text to send with them and an
archive of marked copies, a folder a sender, come out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from campaign import Severity, Wording, issue_of_row
from exports import safe_name
from exports.papers import (
    COVERING,
    Cut,
    Field,
    Passage,
    covering_note,
    docx_bytes,
    passage,
    plain,
)
from ledger import own_template
from pages.door import Seat, opened
from pages.drawn import local_moment
from pages.drawn.marked_stored import marked_stored
from pages.office.submit.desk import Desk
from pages.office.submit.done import Done

_NAMED = 6
"""Doubts told in a text; the copy has them all."""


def sender_words(sender: str, desk: Desk, words: Wording) -> str:
    """Who sent it, as people call them; of a refused file nobody knows."""
    if not sender:
        return words.text("submit.back.unknown")
    if sender in desk.pack.group:
        return words.label(desk.pack.group[sender].label)
    return opened.ledger().roster(desk.district.id).name_of(sender)


def text_for(items: Sequence[Done], seat: Seat, desk: Desk) -> str:
    """What is written to one sender: which file, what is to be mended and where, by when."""
    return "\n".join(map(plain, _said(items, seat, desk)))


def _said(items: Sequence[Done], seat: Seat, desk: Desk) -> list[Passage]:
    """Whom it is to, and its lines."""
    words = seat.words
    lines: list[Passage] = [
        (words.text("submit.back.text", who=sender_words(items[0].sender, desk, words)),)
    ]
    for item in items:
        named = f"returned/{item.sha256[:12]}"
        told = {"name": Field(f"{named}/file", item.file_name, item.file_name)}
        if item.refused is None:
            told["n"] = Field(f"{named}/held", str(item.n_held), item.n_held)
        key = "file" if item.refused is None else "refused"
        lines.append(passage(words, f"submit.back.text.{key}", **told))
        lines += [(f"  {said}",) for said in _to_mend(item, desk, words)]
    if all(item.refused for item in items):  # of these there is no copy
        return [*lines, (words.text("submit.back.text.end.refused"),)]
    return [*lines, (_end(seat),)]


def _end(seat: Seat) -> str:
    """What is asked, and by the next weekly report where one is still due."""
    words, calendar, now = seat.words, seat.district.calendar, opened.now()
    ahead = (at for at in map(calendar.deadline, calendar.weeks) if at > now)
    if (at := next(ahead, None)) is None:
        return words.text("submit.back.text.end")
    return words.text("submit.back.text.end.by", by=local_moment(at, seat))


def _to_mend(item: Done, desk: Desk, words: Wording) -> list[str]:
    if item.refused is not None:
        return [words.issue(item.refused) + words.remedy(item.refused, desk.pack, to_sender=True)]
    own = opened.ledger().findings(desk.district.id, desk.viewer, of=item.submissions)
    own = own[own["severity"] == str(Severity.ERROR)]
    said = [
        words.text("submit.back.text.doubt", place=str(it.address or ""), what=words.issue(it))
        for it in map(issue_of_row, own.head(_NAMED).to_dict("records"))
    ]
    rest = len(own) - _NAMED
    return [*said, words.text("submit.back.text.more", n=rest)] if rest > 0 else said


def bundle(senders: Mapping[str, Sequence[Done]], seat: Seat, desk: Desk) -> bytes:
    """A zip with a folder a sender: the text, and the marked copy of each file."""
    words, file = seat.words, io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for sender, items in senders.items():
            folder = safe_name(sender_words(sender, desk, words))
            text = text_for(items, seat, desk)
            archive.writestr(f"{folder}/{words.text('submit.back.letter')}.txt", "\ufeff" + text)
            archive.writestr(
                f"{folder}/{words.text('submit.back.letter')}.docx", _note(items, seat, desk)
            )
            for item in items:
                if item.refused is None:
                    name = words.text("reply.file", name=safe_name(PurePath(item.file_name).stem))
                    archive.writestr(f"{folder}/{name}.xlsx", marked_stored(item.sha256, seat))
    return file.getvalue()


def _note(items: Sequence[Done], seat: Seat, desk: Desk) -> bytes:
    """The same text as a covering note, on the office's own template where it has one."""
    at, calendar = max(item.at for item in items), desk.district.calendar
    day = calendar.local(opened.now()).date()
    cut = Cut(calendar.weeks[-1], opened.revision(desk.district), at, "")
    paper = covering_note(desk.district, cut, seat.words, _said(items, seat, desk), day=day)
    return docx_bytes(paper, own_template(opened.ledger_url(), COVERING))
