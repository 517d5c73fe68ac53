"""One quantity added up by place and week: a ground and a quantity go in; sums [A, P] come out.

Each sum is kept with its week, so that a page, a filter or the next report adds up what is new.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from campaign import CampaignPack, Quantity
from measures.counting.by_place import Ground, Part, Parts, shares
from measures.counting.known_totals import KnownTotals, known_totals
from measures.counting.obligations import obligation, owed_in, plans_in, type_plans
from measures.counting.places import row_of
from measures.counting.seats import Row
from measures.statistics import Flags, Floats

Pick = Callable[[KnownTotals], Row]


def cumulative_sums(ground: Ground, quantity: Quantity) -> Floats:
    """What is known since the launch; NaN, never 0, where no unit of the place has a figure."""
    total = of_states(ground, quantity, "total", lambda state: state.total)
    n_known = of_states(ground, quantity, "known", lambda state: state.is_known)
    return np.where(n_known > 0, total, np.nan)


def week_sums(ground: Ground, quantity: Quantity) -> Floats:
    """The weeks' own figures; NaN where no unit of the place gave one."""
    panel = ground.panel

    def part(i: int) -> Part:
        return Part(("week", quantity.id), lambda: row_of(panel, panel.weeks[i], quantity.id))

    n_given = of_states(ground, quantity, "given", lambda state: state.given)
    return np.where(n_given > 0, ground.kept_sums(part), np.nan)


def given_sums(ground: Ground, quantity: Quantity) -> Floats:
    """How many of the units that owe gave the week's figure."""
    return of_states(ground, quantity, "given", lambda state: state.given, among_owed=True)


def known_sums(ground: Ground, quantity: Quantity) -> Floats:
    """Of how many of the units that owe anything is known since the launch."""
    return of_states(ground, quantity, "known", lambda state: state.is_known, among_owed=True)


def begun_sums(ground: Ground, quantity: Quantity) -> Floats:
    """How many of the units that owe have had any since the launch."""
    return of_states(ground, quantity, "begun", lambda state: state.has_any, among_owed=True)


def open_sums(ground: Ground, quantity: Quantity) -> Floats:
    """How many members have weeks without a figure since their last cumulative one."""
    return of_states(ground, quantity, "open", lambda state: state.is_open)


def of_states(
    ground: Ground, quantity: Quantity, name: str, pick: Pick, *, among_owed: bool = False
) -> Floats:
    """A row of each week's running state added up, over all members or those that owe."""
    states = known_totals(ground.panel, quantity, upto=max(ground.at, default=-1))
    key = (name, among_owed, quantity, ground.panel.type_ids)

    def part(i: int) -> Part:
        def row() -> Row:
            picked = pick(states[i])
            return picked * owed_at(ground, quantity, i) if among_owed else picked

        return Part(key, row, after=states[i])

    return ground.kept_sums(part)


def owed_at(ground: Ground, quantity: Quantity, i: int) -> Flags:
    """bool [U]: who owes the quantity in the week at position `i`."""
    return owed_in(ground.panel.weeks[i], ground.panel.type_ids, quantity)


def owed_sums(ground: Ground, quantity: Quantity) -> Floats:
    """How many units owe the quantity."""
    name = obligation(ground.panel.type_ids, quantity)
    return ground.kept_sums(lambda i: Part(name, lambda: owed_at(ground, quantity, i)))


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
    owing = obligation(panel.type_ids, quantity)

    def parts(i: int) -> Parts:
        week = panel.weeks[i]
        by_type = type_plans(panel, pack, subject, week)

        def rows() -> tuple[Row, Row]:
            plans = plans_in(week, by_type)
            has_plan = owed_at(ground, quantity, i) & ~np.isnan(plans)
            plans = np.where(has_plan, plans, 0.0)
            weight = week.sub_org_total
            return (plans * weight, has_plan * weight) if weighed else (plans, has_plan)

        return Parts(("plan", owing, by_type, weighed), rows)

    return ground.kept_tables(parts)
