"""What left the desk: the ledger goes in; what was stored, refused and given back comes out, the
same for everybody who looks and after a reload."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pandas as pd

from campaign import Issue, Keyed, issue_of_row
from pages.door import clock, opened
from pages.office.submit.desk import Desk
from pages.office.submit.paper import KEPT

_LAST = 3000
"""Lines of the chain that hold two weeks of a large district: a line a sheet, and some more."""


@dataclass(frozen=True)
class Done:
    """A file that left the desk, when and by whose hand: stored as submissions, of which those
    `standing` were not withdrawn, with `n_held` rows kept out, or refused; `withdrawn_at` is one
    moment of all that one act took back, `given_back` says when it went back to its sender,
    `is_answered` that something newer came in its place, `locked` the frozen weeks that what stands
    of it is of."""

    at: datetime
    by: str
    file_name: str
    sha256: str
    sender: str = ""
    submissions: tuple[int, ...] = ()
    standing: tuple[int, ...] = ()
    n_rows: int = 0
    n_held: int = 0
    refused: Issue | None = None
    withdrawn_at: datetime | None = None
    is_answered: bool = False
    given_back: datetime | None = None
    locked: tuple[int, ...] = ()

    @property
    def is_withdrawn(self) -> bool:
        """Whether nothing of it stands any more."""
        return self.withdrawn_at is not None

    @property
    def is_open(self) -> bool:
        """Whether its sender has something to mend, and nothing newer came since."""
        wants = self.refused is not None or self.n_held > 0
        return wants and not self.is_withdrawn and not self.is_answered


@dataclass(frozen=True)
class _Chain(Keyed):
    """A desk at one head of its district's chain: under it nothing else was ever done."""

    desk: Desk
    head: str

    @property
    def key(self) -> tuple[object, ...]:
        """Whoever looks: a refused file is its sender's own."""
        desk = self.desk
        return opened.ledger(), desk.district.id, desk.viewer, self.head


def done(desk: Desk) -> tuple[Done, ...]:
    """What left the desk in the last two weeks, the newest first."""
    return _done(_Chain(desk, opened.ledger().record.head(desk.district.id)))


@opened.memory
def _done(chain: _Chain) -> tuple[Done, ...]:
    ledger, desk = opened.ledger(), chain.desk
    since = pd.Timestamp(opened.now() - KEPT)
    back = ledger.exchange.given_back(desk.district.id, desk.viewer)
    stored = _stored(desk, back, since)
    names = {it.file_name: it.at for it in reversed(stored) if not it.is_withdrawn}
    refused = ledger.exchange.refused(desk.district.id, desk.viewer)
    files = dict(zip(back["sha256"], back["at"], strict=True))
    found = [
        Done(
            row["at"],
            row["by"],
            row["file_name"],
            row["sha256"],
            refused=issue_of_row(row),
            is_answered=row["at"] < names.get(row["file_name"], row["at"]),
            given_back=files.get(row["sha256"]) if row["sha256"] else None,
        )
        for row in refused[refused["at"] >= since].to_dict("records")
    ]
    return tuple(sorted([*stored, *found], key=lambda it: it.at, reverse=True))


def _stored(desk: Desk, back: pd.DataFrame, since: pd.Timestamp) -> list[Done]:
    """Every file stored since, with its sheets."""
    ledger, district = opened.ledger(), desk.district.id
    lines = ledger.record.audit(district, desk.viewer, last=_LAST)
    at = _by_submission(lines[(lines["action"] == "accept") & (lines["at"] >= since)])
    undone = _by_submission(lines[lines["action"] == "withdraw"])
    sent = ledger.submissions(district, desk.viewer)
    newest = _newest(sent)
    sent = sent[sent["submission_id"].isin(list(at))]
    given = dict(zip(back["submission_id"], back["at"], strict=True))
    files: dict[tuple[object, ...], list[dict[Any, Any]]] = {}
    for row in sent.to_dict("records"):
        files.setdefault((row["sha256"], row["file_name"]), []).append(row)
    found = (_file(rows, at, undone, newest, given) for rows in files.values())
    return [replace(item, locked=_locked(item, sent, desk)) for item in found]


def _locked(item: Done, sent: pd.DataFrame, desk: Desk) -> tuple[int, ...]:
    """The frozen weeks that what stands of a file is of; a list is of none."""
    weeks = sent[sent["submission_id"].isin(item.standing)]["week"]
    return tuple(sorted(set(weeks.dropna()) & clock.locked_weeks(desk.district)))


def _by_submission(lines: pd.DataFrame) -> dict[int, dict[Any, Any]]:
    """The lines of the chain by the submission that they are of."""
    return {int(str(row["subject"]).partition(":")[2]): row for row in lines.to_dict("records")}


def _newest(sent: pd.DataFrame) -> dict[tuple[object, ...], int]:
    """By sender, form and week, the last submission that stands."""
    stands = sent[sent["state"] == "accepted"]
    keys = zip(stands["sender"], stands["form"], stands["week"].fillna(0), strict=True)
    found: dict[tuple[object, ...], int] = {}
    for key, number in zip(keys, stands["submission_id"], strict=True):
        found[key] = max(number, found.get(key, 0))
    return found


def _last_of_each(rows: Sequence[dict[Any, Any]]) -> list[dict[Any, Any]]:
    """Of each table of a file the version that stands: one the office mended follows what came."""
    stands = [row for row in rows if row["state"] == "accepted"] or rows
    ordered = sorted(stands, key=lambda row: int(row["submission_id"]))
    return list({(row["sheet"], row["table"]): row for row in ordered}.values())


def _file(
    rows: Sequence[dict[Any, Any]],
    at: dict[int, dict[Any, Any]],
    undone: dict[int, dict[Any, Any]],
    newest: dict[tuple[object, ...], int],
    given: dict[int, datetime],
) -> Done:
    first, last = rows[0], _last_of_each(rows)
    numbers = tuple(int(row["submission_id"]) for row in rows)
    standing = tuple(int(row["submission_id"]) for row in rows if row["state"] == "accepted")
    keys = [(r["sender"], r["form"], 0 if pd.isna(r["week"]) else r["week"]) for r in rows]
    return Done(
        at[numbers[0]]["at"],
        at[numbers[0]]["by"],
        first["file_name"],
        first["sha256"],
        first["sender"],
        numbers,
        standing,
        sum(int(row["n_rows"]) for row in last),
        sum(int(row["n_held"]) for row in last),
        withdrawn_at=None if standing else max(undone[n]["at"] for n in numbers),
        is_answered=all(newest.get(key, 0) > max(numbers) for key in keys),
        given_back=next((given[n] for n in numbers if n in given), None),
    )
