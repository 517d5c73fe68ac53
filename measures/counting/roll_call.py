"""The roll call: a panel and a pack go in; who was expected and what came, by week and unit.

Definitions: docs/design.md §8.3. Expected: members whose type owes anything and who are not exempt;
reported: those with an accepted row holding at least one number or zero that was asked for. A row
that says exempt and nothing else excuses its unit of all it owes: its sheet may lack columns.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from campaign import SUCCESSOR_RULES, CampaignPack, Panel, PanelWeek
from measures.counting.obligations import excuses_in, exempt_in, given_in, obligatory, owed_in
from measures.counting.past import memory
from measures.statistics import Flags, Ints


@dataclass(frozen=True, eq=False)
class Roll:
    """Flags [U] of one week, or [W, U] of all: who was expected and what came; `cells_owed` and
    `cells_filled` count the cells asked for, answers of not applicable and exempt left out of both.
    """

    expected: Flags
    reported: Flags
    on_time: Flags
    held: Flags
    exempt: Flags
    unexpected: Flags
    cells_owed: Ints
    cells_filled: Ints

    @property
    def late(self) -> Flags:
        """Reported after the deadline."""
        return self.reported & ~self.on_time

    @property
    def missing(self) -> Flags:
        """Expected, and nothing usable and nothing held has come."""
        return self.expected & ~self.reported & ~self.held

    @property
    def cells_due(self) -> Ints:
        """The cells asked for of the units expected."""
        return self.cells_owed * self.expected

    @property
    def cells_in(self) -> Ints:
        """The cells filled of the units whose report is in."""
        return self.cells_filled * self.reported


def roll(panel: Panel, pack: CampaignPack) -> Roll:
    """Who was expected in each week and what came of it, [W, U]."""
    weeks = [roll_in(panel, week, pack) for week in panel.weeks]
    shape = (len(panel.weeks), len(panel.units))

    def stacked(name: str) -> npt.NDArray[Any]:
        kind = np.int64 if name in ("cells_owed", "cells_filled") else np.bool_
        rows = [getattr(week, name) for week in weeks]
        return np.array(rows, dtype=kind).reshape(shape)

    return Roll(**{field.name: stacked(field.name) for field in fields(Roll)})


def roll_in(panel: Panel, week: PanelWeek, pack: CampaignPack) -> Roll:
    """The roll call of one week, [U]."""
    return _called(week, panel.type_ids, pack, panel.rules)


@memory
def _called(week: PanelWeek, type_ids: tuple[str, ...], pack: CampaignPack, rules: int) -> Roll:
    n_units = len(week.member)
    every, any_exempt = np.zeros(n_units, dtype=np.bool_), np.zeros(n_units, dtype=np.bool_)
    owed, filled = np.zeros(n_units, dtype=np.int64), np.zeros(n_units, dtype=np.int64)
    for quantity in obligatory(pack):
        asked = owed_in(week, type_ids, quantity)
        is_given = given_in(week, quantity) & asked
        every |= asked
        filled += is_given
        owed += is_given | (asked & ~excuses_in(week, quantity))
        any_exempt |= asked & ~is_given & exempt_in(week, quantity)
    excused = any_exempt & ((filled if rules >= SUCCESSOR_RULES else owed) == 0)
    expected = every & ~excused
    reported = expected & week.reported & (filled > 0)
    return Roll(
        expected=expected,
        reported=reported,
        on_time=reported & week.on_time,
        held=expected & ~reported & week.held,
        exempt=excused,
        unexpected=week.reported & ~expected & ~excused,
        cells_owed=owed,
        cells_filled=filled,
    )
