"""One unit, one answer: a view goes in; what is said of its units, judged in the whole district,
comes out. No page judges units by what it shows of them."""

from __future__ import annotations

import pandas as pd

from campaign import Panel
from exports.judge import UnitJudge
from measures import Judged
from pages.door import Basis, opened, reading


@reading
def judged_now(basis: Basis) -> Judged:
    """What is said of the shown units in the view's week."""
    judge = UnitJudge(basis.pack, basis.today)
    found = opened.ledger().judging.units(
        basis.district.id,
        basis.viewer,
        judge,
        forms=judge.forms,
        through=basis.week.number,
        as_of=basis.as_of,
    )
    return found.within(_shown(basis.panel))


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


def is_guided(basis: Basis) -> bool:
    """Whether the district keeps a guidance log, whoever of its units the viewer sees."""
    return judged_now(basis).is_guided
