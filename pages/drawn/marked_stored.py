"""A stored file's hash goes in; its marked copy comes out: the sender's own workbook while it is
kept, then the sheets as they were read, with the doubts the ledger keeps."""

from __future__ import annotations

from pathlib import PurePath

import pandas as pd

from campaign import Issue, Right, Term, issue_of_row, pack_of
from exports import copy_apart
from loaders import Reading, SheetReading, workers
from pages.door import Seat, opened


def marked_stored(sha256: str, seat: Seat) -> bytes:
    """The copy as an .xlsx; that the original was read is a line of the audit."""
    pack, words = pack_of(seat.district), seat.words
    reading, data = _as_read(sha256, seat), _original(sha256, seat)
    lost = None if data else Term("copy_original_gone")
    with opened.staging(seat.district).room_within() as within:
        place = within / sha256
        place.write_bytes(data)
        return copy_apart(place, reading, words, pack, by=workers(), lost=lost)


def _original(sha256: str, seat: Seat) -> bytes:
    """The file as it was sent; empty where it is not kept, or not for who looks."""
    record = opened.ledger().record
    kept = record.originals(seat.district.id, seat.viewer)
    there = kept.loc[pd.isna(kept["dropped_at"]), "sha256"]
    if sha256 not in set(there) or not seat.viewer.may(Right.READ_ORIGINAL):
        return b""
    found = record.original(seat.district.id, sha256, by=seat.viewer, at=opened.now())
    return found.data if found else b""


def _as_read(sha256: str, seat: Seat) -> Reading:
    """What the ledger keeps of a file: each sheet as it first stood, before it was mended."""
    ledger, here = opened.ledger(), (seat.district.id, seat.viewer)
    sent = ledger.submissions(*here)
    sent = sent[sent["sha256"] == sha256].sort_values("submission_id")
    stands = sent[sent["state"] == "accepted"]
    first = (stands if len(stands) else sent).drop_duplicates(["sheet", "table"])
    grids = [ledger.record.sheet(*here, int(number)) for number in first["submission_id"]]
    sheets = {
        grid.sheet: SheetReading(grid.sheet, False, "", None, (), (), grid)
        for grid in grids
        if grid is not None
    }
    name = str(first["file_name"].iloc[0])
    kind = PurePath(name).suffix.lower().removeprefix(".")
    return Reading(name, sha256, kind, None, _doubts(first, seat), tuple(sheets.values()))


def _doubts(sent: pd.DataFrame, seat: Seat) -> tuple[Issue, ...]:
    numbers = sent["submission_id"].tolist()
    found = opened.ledger().findings(seat.district.id, seat.viewer, of=numbers)
    return tuple(issue_of_row(row) for row in found.to_dict("records"))
