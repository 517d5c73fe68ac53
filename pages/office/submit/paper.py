"""What lies on the desk and what left it: a file's reading and plans go in; what may become of it
comes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from ledger import Plan
from loaders import Reading

KEPT = timedelta(days=14)
"""How long a file waits at most, and how far back what left the desk is shown: two meetings of the
office."""
ASKED_UNITS = ("U01", "U02", "U04")
"""Doubts that are settled by saying which unit a name means."""
_PASSING = frozenset({"F03", "F06", "F13", "F24", "F26"})


@dataclass(frozen=True)
class Paper:
    """One file on the desk: its bytes' hash, its reading and what accepting it would do; by whose
    account it was dropped, where that is another's than who looks; whether cells of it were mended
    here."""

    sha256: str
    file_name: str
    put_at: datetime
    reading: Reading
    plans: tuple[Plan, ...]
    of_others: str = ""
    is_mended: bool = False

    @property
    def can_go_in(self) -> bool:
        """Whether accepting would put anything into the ledger, if only rows that are held, which
        then go back to their sender; of another's desk, not before it was taken over."""
        brings = (not (plan.already_received or plan.locked) for plan in self.plans)
        return not self.of_others and any(brings)

    @property
    def effect(self) -> tuple[object, ...]:
        """What accepting would do, to be compared with what a person was shown."""
        told = [(p.new, p.changed, p.clash, p.gone, p.older, p.held, p.locked) for p in self.plans]
        asked = [(p.outranked, p.blanks, dict(p.answered)) for p in self.plans]
        return (*told, *asked)

    @property
    def locked(self) -> tuple[int, ...]:
        """The frozen weeks that keep something of it out."""
        return tuple(sorted({week for plan in self.plans for week in plan.locked}))


def is_locked(reading: Reading) -> bool:
    """Whether a password would open the file; those of OpenDocument cannot be opened here."""
    return reading.refused is not None and reading.refused.code == "F04" and reading.kind != "ods"


def is_asked(reading: Reading) -> bool:
    """Whether somebody could say what the file's sheets are: no form was found, and some are
    shown."""
    return (
        reading.refused is not None
        and reading.refused.code in ("L01", "L11")
        and not any(table.form for table in reading.tables)
        and any(sheet.grid.cells for sheet in reading.sheets)
    )


def is_unnamed(reading: Reading) -> bool:
    """Whether nobody knows yet which form the file's sheets are."""
    found = reading.tables
    return is_asked(reading) or (bool(found) and not any(table.form for table in found))


def may_pass(reading: Reading) -> bool:
    """Whether a file was refused for want of time, of memory or of the file itself."""
    return reading.refused is not None and reading.refused.code in _PASSING


def stands_for(new: Reading, old: Reading) -> bool:
    """Whether nothing is lost where a file gives way to a newer one of its name: all that could go
    in of it is in the new one too. A file of other units may bear the same name."""
    ready = {
        (w, e.unit_id)
        for t in old.tables
        for w in t.weeks or (None,)
        for e in t.entries
        if e.accepted
    }
    there = {(w, e.unit_id) for t in new.tables for w in t.weeks or (None,) for e in t.entries}
    named = _named_in(old)
    return ready <= there and (not named or bool(named & _named_in(new)))


def _named_in(reading: Reading) -> frozenset[str]:
    """Whom a file speaks of: the units found, else the names as they stand."""
    rows = (e.unit_id or e.raw_unit for t in reading.tables for e in t.entries)
    return frozenset([*rows, *(name for t in reading.tables if not t.entries for name in t.units)])


def in_order(paper: Paper, *, roster: str) -> tuple[int, str]:
    """Where it stands in the list: rosters first, then by week, then by name."""
    submissions = [plan.submission for plan in paper.plans]
    if any(submission.form == roster for submission in submissions):
        return 0, paper.file_name
    weeks = [submission.week for submission in submissions if submission.week is not None]
    return min(weeks, default=10_000), paper.file_name
