"""One quantity added up by place and week: a ground and a quantity go in; sums [A, P] come out.

Each sum is kept with its week, so that a page, a filter or the next report adds up what is new.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from campaign import CampaignPack, PanelWeek, Quantity
from measures.counting.by_place import Ground, shares
from measures.counting.known_totals import known_totals
from measures.counting.obligations import owed_in, plans_in, share_there, type_plans
from measures.counting.past import memory
from measures.counting.seats import Seats
from measures.statistics import Flags, Floats


def cumulative_sums(ground: Ground, quantity: Quantity) -> Floats:
    """What is known since the launch, closed units included: what was done stays done. NaN, never
    0, where no unit of the place has a figure."""
    total = of_states(ground, quantity, "total", with_left=True)
    n_known = of_states(ground, quantity, "is_known", with_left=True)
    return np.where(n_known > 0, total, np.nan)


def week_sums(ground: Ground, quantity: Quantity) -> Floats:
    """What the weeks brought; NaN where no unit of the place gave a figure."""
    sums = of_states(ground, quantity, "week", with_left=True)
    return np.where(of_states(ground, quantity, "given", with_left=True) > 0, sums, np.nan)


def given_sums(ground: Ground, quantity: Quantity) -> Floats:
    """How many of the units that owe gave the week's figure."""
    return of_states(ground, quantity, "given", among_owed=True)


def known_sums(ground: Ground, quantity: Quantity) -> Floats:
    """Of how many of the units that owe anything is known since the launch."""
    return of_states(ground, quantity, "is_known", among_owed=True)


def begun_sums(ground: Ground, quantity: Quantity) -> Floats:
    """How many of the units that owe have had any since the launch."""
    return of_states(ground, quantity, "has_any", among_owed=True)


def open_sums(ground: Ground, quantity: Quantity) -> Floats:
    """How many units have weeks without a figure since their last cumulative one."""
    return of_states(ground, quantity, "is_open", with_left=True)


def of_states(
    ground: Ground,
    quantity: Quantity,
    name: str,
    *,
    among_owed: bool = False,
    with_left: bool = False,
) -> Floats:
    """One of the arrays of each week's KnownTotals added up, over all members, those that owe, or
    members and the units closed before."""
    states = known_totals(ground.panel, quantity, upto=max(ground.at, default=-1))
    rows = [getattr(states[i], name) for i in ground.at]
    if with_left:
        ground = ground.with_left
    if among_owed:
        return ground.row_sums_among(rows, owed_by_week(ground, quantity))
    return ground.row_sums(rows)


def owed_at(ground: Ground, quantity: Quantity, i: int) -> Flags:
    """bool [U]: who owes the quantity in the week at position `i`."""
    return owed_in(ground.panel.weeks[i], ground.panel.type_ids, quantity)


def owed_sums(ground: Ground, quantity: Quantity) -> Floats:
    """How many units owe the quantity."""
    return ground.row_sums(owed_by_week(ground, quantity))


def owed_by_week(ground: Ground, quantity: Quantity) -> Iterator[Flags]:
    """`owed_at` of the weeks that are added up."""
    return (owed_at(ground, quantity, i) for i in ground.at)


def plan_sums(
    ground: Ground, pack: CampaignPack, quantity: Quantity, *, subject: str, weighed: bool = False
) -> Floats:
    """The units' plans to date for a subject, added up over those that owe the quantity, weighed
    by their subordinate organisations if asked; NaN where none of them has a pace target."""
    total, n = _planned(ground, pack, quantity, subject, weighed)
    return np.where(n > 0, total, np.nan)


def plan_means(
    ground: Ground, pack: CampaignPack, quantity: Quantity, *, subject: str, weighed: bool = False
) -> Floats:
    """The mean of the units' plans for a share, weighed alike; NaN without any."""
    total, n = _planned(ground, pack, quantity, subject, weighed)
    return shares(total, n)


def _planned(
    ground: Ground, pack: CampaignPack, quantity: Quantity, subject: str, weighed: bool
) -> Floats:
    """float64 [2, A, P]: the plans added up, and the weights of the units that have one."""
    panel = ground.panel
    if not ground.at or not any(t.subject == subject and t.kind == "pace" for t in pack.targets):
        return np.zeros((2, len(ground.at), len(ground.ids)))
    weeks = zip(ground.laid, ground.at, owed_by_week(ground, quantity), strict=True)
    states = known_totals(panel, quantity, upto=ground.at[-1]) if weighed else ()
    return ground.tables(
        [
            _plan_sums(
                laid,
                panel.weeks[i],
                owed,
                type_plans(panel, pack, subject, panel.weeks[i]),
                share_there(panel, panel.weeks[i]),
                states[i].orgs if states else 1,
            )
            for laid, i, owed in weeks
        ]
    )


@memory
def _plan_sums(
    laid: Seats,
    week: PanelWeek,
    owed: Flags,
    by_type: tuple[float, ...],
    there: Floats | float,
    weight: npt.NDArray[np.generic] | int,
) -> Floats:
    """float64 [2, P]: a week's plans and the weights of the units that have one."""
    plans = plans_in(week, by_type) * there
    has_plan = owed & ~np.isnan(plans)
    rows = np.where(has_plan, plans, 0.0) * weight, has_plan * weight
    return np.array([laid.sums(row) for row in rows])
