"""A random check: its frame and seed, then what was found, go in; each is a line of the chain.

No figure changes by it, and the revision stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from campaign import Actor
from ledger.chain import CHECK, DRAW, Deed, note, turn_of


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
