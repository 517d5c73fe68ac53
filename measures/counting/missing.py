"""What the missing could be: a panel and a measure go in; every unit's part in it, and what it may
still become, come out.

A share is a sum over units of done ÷ of, each [U]. Filling in what is missing can only raise a
unit's `done`, up to `most`; a figure that is in stands as it is, but for what a parent that reports
含所属 may have to leave to units below it: down to `least`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from campaign import ORGS_STUDYING, STUDY, CampaignPack, Panel, PanelWeek, Quantity
from measures.counting.definitions import COMPLETENESS, ORG_SHARE, REACH, WEEK_SHARE
from measures.counting.known_totals import known_totals
from measures.counting.obligations import excuses_in, owed_in
from measures.counting.roll_call import Roll, roll_in
from measures.counting.states import KnownTotals
from measures.statistics import Flags, Floats

PARTS_OF = {
    REACH: STUDY,
    ORG_SHARE: ORGS_STUDYING,
    WEEK_SHARE: STUDY,
}
"""The shares that rest on one quantity's figures, and which."""


@dataclass(frozen=True)
class UnitParts:
    """Every unit's part in a share in one week, each [U]: `done` of `of`, 0 of 0 where it is not
    counted; whether its figure is in; the `most` it may have done, of `possible`, once all is in,
    and the `least`.

    `is_lasting`: what was once done stays done, so that no part is ever less than the week before.
    """

    done: Floats
    of: Floats
    is_in: Flags
    most: Floats
    possible: Floats
    least: Floats
    is_lasting: bool = True

    @property
    def is_missing(self) -> Flags:
        """bool [U]: what is not in may still raise the unit's part."""
        return (self.most > self.done) | (self.possible > self.of) | (self.least < self.done)


def unit_parts(panel: Panel, pack: CampaignPack, measure: str, *, at: int) -> UnitParts:
    """The parts of the week at position `at`; raises KeyError for a measure that has none."""
    week = panel.weeks[at]
    if measure == COMPLETENESS:
        return _reports(roll_in(panel, week, pack))
    quantity = pack.quantity[PARTS_OF[measure]]
    state = known_totals(panel, quantity, upto=at)[at]
    return share_parts(measure, week, owed_in(week, panel.type_ids, quantity), quantity, state)


def share_parts(
    measure: str, week: PanelWeek, owed: Flags, quantity: Quantity, state: KnownTotals
) -> UnitParts:
    """The parts of a share of `PARTS_OF` in one week, among the units that owe its quantity."""
    if measure == "study_week_share":
        return _this_week(week, owed, quantity, state)
    return _reach(owed, state) if measure == "study_reach" else _organisations(owed, state)


def _reach(owed: Flags, state: KnownTotals) -> UnitParts:
    done, of = _number(owed & state.has_any), _number(owed)
    unsure = owed & (state.is_open | ~state.is_known)
    least = done if state.family is None else np.where(state.family.waits_total, 0.0, done)
    return UnitParts(done, of, state.is_known & owed, np.maximum(done, unsure), of, least)


def _organisations(owed: Flags, state: KnownTotals) -> UnitParts:
    is_in, total = owed & state.is_known, np.where(owed, state.orgs, 0).astype(np.float64)
    done = np.where(is_in, state.total, 0.0)
    unsure = owed & (state.is_open | ~state.is_known)
    most = np.where(unsure, np.maximum(done, total), done)
    return UnitParts(done, np.where(is_in, total, 0.0), is_in, most, total, done)


def _this_week(week: PanelWeek, owed: Flags, quantity: Quantity, state: KnownTotals) -> UnitParts:
    own = state.week
    is_in = owed & ~np.isnan(own)
    unsure = owed & ~is_in & ~excuses_in(week, quantity)
    done = _number(is_in & (own > 0))
    possible = _number(is_in | unsure)
    least = done if state.family is None else np.where(state.family.waits_week, 0.0, done)
    return UnitParts(done, _number(is_in), is_in, done + unsure, possible, least, is_lasting=False)


def _reports(called: Roll) -> UnitParts:
    done, of = _number(called.reported), _number(called.expected)
    return UnitParts(done, of, called.reported, done, of, done, is_lasting=False)


def _number(flags: Flags) -> Floats:
    return flags.astype(np.float64)
