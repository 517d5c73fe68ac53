"""What goes back to a sender: files with something to mend go in; a text to send with them and an
archive of marked copies, a folder a sender, come out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import PurePath
from zoneinfo import ZoneInfo

from campaign import Severity, Wording, issue_of_row
from pages.door import Seat, opened
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
    unit = opened.ledger().roster(desk.district.id).by_id.get(sender)
    return unit.name if unit else sender


def moment_words(at: datetime, desk: Desk, words: Wording) -> str:
    """A moment in the district's own time."""
    return words.moment(at.astimezone(ZoneInfo(desk.district.calendar.zone)))


def text_for(items: Sequence[Done], seat: Seat, desk: Desk) -> str:
    """What is written to one sender: which file, what is to be mended and where."""
    words = seat.words
    lines = [words.text("submit.back.text", who=sender_words(items[0].sender, desk, words))]
    for item in items:
        key = "refused" if item.refused is not None else "file"
        lines.append(words.text(f"submit.back.text.{key}", name=item.file_name, n=item.n_held))
        lines += [f"  {said}" for said in _to_mend(item, desk, words)]
    return "\n".join([*lines, words.text("submit.back.text.end")])


def _to_mend(item: Done, desk: Desk, words: Wording) -> list[str]:
    if item.refused is not None:
        return [words.issue(item.refused) + words.remedy(item.refused, desk.pack, to_sender=True)]
    rows = opened.ledger().findings(desk.district.id, desk.viewer)
    own = rows[rows["submission_id"].isin(item.submissions)]
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
            folder = _safe(sender_words(sender, desk, words))
            text = text_for(items, seat, desk)
            archive.writestr(f"{folder}/{words.text('submit.back.letter')}.txt", "\ufeff" + text)
            for item in items:
                if item.refused is None:
                    name = words.text("reply.file", name=_safe(PurePath(item.file_name).stem))
                    archive.writestr(f"{folder}/{name}.xlsx", marked_stored(item.sha256, seat))
    return file.getvalue()


def _safe(name: str) -> str:
    """A name that no archive takes for a path."""
    return "".join("_" if letter in '/\\:*?"<>|' else letter for letter in name).strip(". ") or "_"
