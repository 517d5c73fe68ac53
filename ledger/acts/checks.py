"""A random check: its frame and seed, then what was found, go in; each is a line of the chain.
No figure changes by it, and the revision stays.

What another body than the owner found at a line of a numbered ledger goes in too: the audit chain
keeps it, and the district moves on, as what is closed counts by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa

from campaign import Actor
from ledger.acts.answers import NothingAsked
from ledger.acts.locks import LockedWeek
from ledger.chain import ARCHIVED, CHECK, CHECK_PROBLEM, DRAW, Deed, note, record, turn_of
from ledger.store import schema


@dataclass(frozen=True)
class Drawing:
    """A draw to be made in a week: how many units, out of which, each with its risk."""

    week: int
    size: int
    frame: Mapping[str, float]


@dataclass(frozen=True)
class Checked:
    """What was found on one draw, by unit and quantity: the figure reported then, None without one,
    and the figure found."""

    draw: int
    week: int
    claimed: Mapping[str, Mapping[str, float | None]]
    verified: Mapping[str, Mapping[str, float]]


def draw(
    connection: sa.Connection, district_id: str, *, drawing: Drawing, by: Actor, at: datetime
) -> None:
    """Keep a draw. Its seed is the hash of the chain's last line: nobody chooses it, and whoever
    draws again leaves a line."""
    turn = turn_of(connection, district_id)
    new = {
        "week": drawing.week,
        "size": drawing.size,
        "seed": turn.head,
        "frame": dict(drawing.frame),
    }
    note(connection, turn, Deed(DRAW, f"draw:{drawing.week}", by, at, new=new))


def check(
    connection: sa.Connection, district_id: str, *, checked: Checked, by: Actor, at: datetime
) -> None:
    """Keep what was found; a later word on the same figure counts instead of an earlier one."""
    turn = turn_of(connection, district_id)
    new = {
        "draw": checked.draw,
        "week": checked.week,
        "claimed": {unit: dict(of) for unit, of in checked.claimed.items()},
        "cells": {unit: dict(of) for unit, of in checked.verified.items()},
    }
    note(connection, turn, Deed(CHECK, f"check:{checked.draw}", by, at, new=new))


@dataclass(frozen=True)
class ProblemCheck:
    """A line by its place in the ledger, what names it among its sender's own, and whether the
    check found it done; `on` is the ISO day of the check, `body` the group that made it, or
    office."""

    submission_id: int
    row: int
    unit_id: str
    sender: str
    key: str
    passed: bool
    on: str
    body: str


def check_problem(
    connection: sa.Connection,
    district_id: str,
    *,
    found: ProblemCheck,
    by: Actor,
    at: datetime,
) -> int:
    """Write the check down; the answer is the new revision.

    Raises NothingAsked for a line that the ledger does not have, LockedWeek for an archived
    district.
    """
    turn = turn_of(connection, district_id)
    if turn.is_archived:
        raise LockedWeek((ARCHIVED,))
    entry = schema.entry
    here = (entry.c.district_id == district_id) & (entry.c.submission_id == found.submission_id)
    here &= (entry.c.sheet_row == found.row) & (entry.c.key == found.key) & ~entry.c.is_held
    if connection.scalar(sa.select(entry.c.unit_id).where(here)) != found.unit_id:
        raise NothingAsked(f"no line {found.row} of submission {found.submission_id}")
    told = asdict(found)
    subject = f"submission:{told.pop('submission_id')}"
    record(connection, turn, Deed(CHECK_PROBLEM, subject, by, at, new=told))
    return turn.rev + 1
