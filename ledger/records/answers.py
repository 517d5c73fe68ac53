"""What people said of blanks and of two senders goes in, as rows that are never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from ledger.store import insert_rows, schema

Cell = tuple[str, str]
"""A unit and a slot."""


@dataclass(frozen=True)
class Choice:
    """A person's word: from a week on the figures of `sender` on a unit count before those of
    `other`; where it no longer `holds`, the pack's rule does again."""

    unit_id: str
    week: int
    sender: str
    other: str
    holds: bool = True


def write_blanks(
    connection: sa.Connection,
    district_id: str,
    *,
    rev: int,
    submission_id: int,
    words: Mapping[Cell, bool],
) -> None:
    """Keep, by cell, whether a submission's blank takes its sender's figure back."""
    rows = [
        (district_id, rev, submission_id, unit_id, slot, takes_back)
        for (unit_id, slot), takes_back in words.items()
    ]
    insert_rows(connection, schema.blank, rows)


def write_choice(connection: sa.Connection, district_id: str, *, rev: int, choice: Choice) -> None:
    """Keep whom a person chose."""
    insert_rows(
        connection, schema.choice, [{"district_id": district_id, "rev": rev, **vars(choice)}]
    )
