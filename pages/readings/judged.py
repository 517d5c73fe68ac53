"""One unit, one answer: a view goes in; what is said of its units, judged in the whole district,
comes out. No page judges units by what it shows of them."""

from __future__ import annotations

from typing import TypeVar

import pandas as pd

from campaign import Panel
from exports.judge import GroupJudge, UnitJudge
from ledger import Judge, Judgement
from measures import Judged, OtherGroups
from pages.door import Basis, opened, reading, whole_reading

J = TypeVar("J", bound=Judgement)


@reading
def judged_now(basis: Basis) -> Judged:
    """What is said of the shown units in the view's week."""
    judge = UnitJudge(basis.pack, basis.today)
    return _of_all(basis, judge, judge.forms).within(_shown(basis.panel))


@whole_reading
def other_groups_now(basis: Basis) -> OtherGroups:
    """How the visits of all groups but the viewer's are made up, as far as a group may be told."""
    judge = GroupJudge(basis.pack)
    return _of_all(basis, judge, judge.forms)


def _of_all(basis: Basis, judge: Judge[J], forms: tuple[str, ...]) -> J:
    """What is made of the whole district, told within the viewer's units."""
    return opened.ledger().judging.units(
        basis.district.id,
        basis.viewer,
        judge,
        forms=forms,
        through=basis.week.number,
        as_of=basis.as_of,
    )


def _shown(panel: Panel) -> frozenset[str]:
    last = panel.weeks[-1].member if panel.weeks else ()
    return frozenset(unit.id for unit, own in zip(panel.units, last, strict=False) if own)


def signals_now(basis: Basis) -> pd.DataFrame:
    """SIGNALS of the view's week."""
    return judged_now(basis).signals


def units_visited(basis: Basis) -> pd.DataFrame:
    """UNIT_VISITS of the week's units, as of the view's today."""
    return judged_now(basis).visited


def logs_of_groups(basis: Basis) -> pd.DataFrame:
    """GROUP_LOGS of the groups with units here."""
    return judged_now(basis).logs


def never_given(basis: Basis) -> pd.DataFrame:
    """UNTOLD of the groups with units here."""
    return judged_now(basis).untold


def is_guided(basis: Basis) -> bool:
    """Whether the district keeps a guidance log, whoever of its units the viewer sees."""
    return judged_now(basis).is_guided
