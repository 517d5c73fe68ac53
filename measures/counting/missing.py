"""What the missing could be: a panel and a measure go in; every unit's part in it, and what it may
still become, come out.

A share is a sum over units of done ÷ of, each [U]. Filling in what is missing can only raise a
unit's `done`, up to `most`; a figure that is in stands as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from campaign import CampaignPack, Panel
from measures.counting.definitions import ORGS_STUDYING, STUDY
from measures.counting.known_totals import known_totals
from measures.counting.obligations import excuses_in, owed_in
from measures.counting.places import row_of
from measures.counting.roll_call import roll_in
from measures.statistics import Flags, Floats

PARTS_OF = {
    "study_reach": STUDY,
    "study_org_share": ORGS_STUDYING,
    "study_week_share": STUDY,
}
"""The shares that rest on one quantity's figures, and which."""


@dataclass(frozen=True)
class UnitParts:
    """Every unit's part in a share in one week, each [U]: `done` of `of`, 0 of 0 where it is not
    counted; whether its figure is in; the `most` it may have done, of `possible`, once all is in.

    `is_lasting`: what was once done stays done, so that no part is ever less than the week before.
    """

    done: Floats
    of: Floats
    is_in: Flags
    most: Floats
    possible: Floats
    is_lasting: bool = True

    @property
    def is_missing(self) -> Flags:
        """bool [U]: what is not in may still raise the unit's part."""
        return (self.most > self.done) | (self.possible > self.of)


def unit_parts(panel: Panel, pack: CampaignPack, measure: str, *, at: int) -> UnitParts:
    """The parts of the week at position `at`; raises KeyError for a measure that has none."""
    makers = {
        "study_reach": _reach,
        "study_org_share": _organisations,
        "study_week_share": _this_week,
        "completeness": _reports,
    }
    return makers[measure](panel, pack, at)


def _reach(panel: Panel, pack: CampaignPack, at: int) -> UnitParts:
    quantity, week = pack.quantity[STUDY], panel.weeks[at]
    state = known_totals(panel, quantity, upto=at)[at]
    owed = owed_in(week, panel.type_ids, quantity)
    done, of = _number(owed & state.has_any), _number(owed)
    unsure = owed & (state.is_open | ~state.is_known)
    return UnitParts(done, of, state.is_known & owed, np.maximum(done, unsure), of)


def _organisations(panel: Panel, pack: CampaignPack, at: int) -> UnitParts:
    quantity, week = pack.quantity[ORGS_STUDYING], panel.weeks[at]
    state = known_totals(panel, quantity, upto=at)[at]
    owed = owed_in(week, panel.type_ids, quantity)
    is_in, total = owed & state.is_known, np.where(owed, week.sub_org_total, 0).astype(np.float64)
    done = np.where(is_in, state.total, 0.0)
    unsure = owed & (state.is_open | ~state.is_known)
    most = np.where(unsure, np.maximum(done, total), done)
    return UnitParts(done, np.where(is_in, total, 0.0), is_in, most, total)


def _this_week(panel: Panel, pack: CampaignPack, at: int) -> UnitParts:
    quantity, week = pack.quantity[STUDY], panel.weeks[at]
    own = row_of(panel, week, STUDY)
    owed = owed_in(week, panel.type_ids, quantity)
    is_in = owed & ~np.isnan(own)
    unsure = owed & ~is_in & ~excuses_in(panel, week, quantity)
    done = _number(is_in & (own > 0))
    possible = _number(is_in | unsure)
    return UnitParts(done, _number(is_in), is_in, done + unsure, possible, is_lasting=False)


def _reports(panel: Panel, pack: CampaignPack, at: int) -> UnitParts:
    called = roll_in(panel, panel.weeks[at], pack)
    done, of = _number(called.reported), _number(called.expected)
    return UnitParts(done, of, called.reported, done, of, is_lasting=False)


def _number(flags: Flags) -> Floats:
    return flags.astype(np.float64)
