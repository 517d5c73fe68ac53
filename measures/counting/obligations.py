"""What each unit owes: a panel and a pack go in; flags by week and unit come out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from campaign import FIRST_RULES, CampaignPack, Kind, Panel, PanelWeek, Quantity, State
from measures.counting.past import memory
from measures.statistics import Flags, Floats

DAYS = 7
"""Of a week."""
_GIVEN = tuple(ord(state) for state in (State.VALUE, State.ZERO))
_EXEMPT = (ord(State.EXEMPT),)
_EXCUSED = (ord(State.NOT_APPLICABLE), *_EXEMPT)


def obligatory(pack: CampaignPack) -> tuple[Quantity, ...]:
    """The quantities asked of a unit whatever it answers elsewhere: choices are asked on a zero."""
    return tuple(q for q in pack.quantities if q.only_if_zero is None and q.kind is not Kind.CHOICE)


def owed_in(week: PanelWeek, type_ids: tuple[str, ...], quantity: Quantity) -> Flags:
    """bool [U]: members whose type owes the quantity in that week."""
    return _owed(week, type_ids, quantity.owed_in(week.week.number), quantity.only_with_children)


@memory
def _owed(
    week: PanelWeek, type_ids: tuple[str, ...], by: frozenset[str], only_with_children: bool
) -> Flags:
    """The same array for all quantities that are asked of the same units; nobody may change it."""
    # The last entry answers for index -1, the non-members.
    by_type = np.array([*(t in by for t in type_ids), False], dtype=np.bool_)
    owed = by_type[week.type_index] & week.member
    owed = owed & (week.sub_org_total > 0) if only_with_children else owed
    owed.setflags(write=False)
    return owed


def owed(panel: Panel, quantity: Quantity) -> Flags:
    """bool [W, U]: members whose type owes the quantity, week by week."""
    return _by_week(panel, lambda week: owed_in(week, panel.type_ids, quantity))


def owed_now(panel: Panel, quantity: Quantity) -> Flags:
    """bool [U]: `owed_in` of the panel's last week."""
    return owed_in(panel.weeks[-1], panel.type_ids, quantity)


def given_in(week: PanelWeek, quantity: Quantity) -> Flags:
    """bool [U]: the quantity has a number or a reported zero, for the week or since the launch."""
    return _any_slot(week, quantity, _GIVEN)


def excuses_in(week: PanelWeek, quantity: Quantity) -> Flags:
    """bool [U]: one of the quantity's cells says not applicable or exempt."""
    return _any_slot(week, quantity, _EXCUSED)


def exempt_in(week: PanelWeek, quantity: Quantity) -> Flags:
    """bool [U]: one of the quantity's cells is exempt."""
    return _any_slot(week, quantity, _EXEMPT)


def exempt_in_week(week: PanelWeek, quantity: Quantity) -> Flags:
    """bool [U]: exempt from the quantity that week, and no figure given all the same."""
    found = exempt_in(week, quantity)
    return found & ~given_in(week, quantity) if found.any() else found


def exempt_now(panel: Panel, quantity: Quantity) -> Flags:
    """bool [U]: `exempt` of the panel's last week."""
    return exempt_in_week(panel.weeks[-1], quantity)


def target_now(panel: Panel, pack: CampaignPack, subject: str) -> Floats:
    """float64 [U]: the whole pace target of each unit's type in the last week; NaN without one."""
    return plans_in(panel.weeks[-1], type_amounts(panel, pack, subject, kind="pace"))


def weeks_left(panel: Panel, pack: CampaignPack, subject: str) -> Floats:
    """float64 [U]: the weeks after the last one in which each type's pace target is to be reached;
    NaN without one."""
    last, n_weeks = panel.weeks[-1], panel.district.calendar.n_weeks
    targets = [pack.target(subject, type_id) for type_id in panel.type_ids]
    left = [
        t.weeks_left(last.week.number, n_weeks) if t is not None and t.kind == "pace" else np.nan
        for t in targets
    ]
    return plans_in(last, tuple(left))


def work_so_far(panel: Panel) -> Floats | None:
    """float64 [W]: which part of each week is worked; None where every week is a whole one."""
    calendar = panel.district.calendar
    if not calendar.work:
        return None
    return np.array([calendar.work_in(week.week.number) for week in panel.weeks])


def type_amounts(panel: Panel, pack: CampaignPack, subject: str, *, kind: str) -> tuple[float, ...]:
    """The whole amount a unit of each type owes; NaN without a target of the kind."""
    targets = [pack.target(subject, type_id) for type_id in panel.type_ids]
    return tuple(t.amount if t is not None and t.kind == kind else np.nan for t in targets)


def plan_now(panel: Panel, pack: CampaignPack, subject: str) -> Floats:
    """float64 [U]: what each unit should have by the end of the panel's last week; NaN without a
    pace target. Linear in weeks, the current one included, capped (docs/design.md §8.5)."""
    return unit_plans(panel, pack, subject, panel.weeks[-1])


def unit_plans(panel: Panel, pack: CampaignPack, subject: str, week: PanelWeek) -> Floats:
    """float64 [U]: `plan_now` of any week."""
    by_type = type_plans(panel, pack, subject, week)
    return plans_in(week, by_type) * share_there(panel, week)


def share_there(panel: Panel, week: PanelWeek) -> Floats | float:
    """float64 [U], or 1 for all: the part of the weeks so far in which each unit existed. It owes
    from the day it is there; by the first rules, from the launch."""
    if panel.rules == FIRST_RULES or week.lineage is None:
        return 1.0
    return _share_there(week, panel.district.calendar.starts_on.toordinal())


@memory
def _share_there(week: PanelWeek, launch: int) -> Floats | float:
    number = week.week.number
    before = np.maximum(week.lineage.began - launch, 0) // DAYS if week.lineage else 0
    return np.clip((number - before) / number, 0, 1)


def type_plans(
    panel: Panel, pack: CampaignPack, subject: str, week: PanelWeek
) -> tuple[float, ...]:
    """What a unit of each type should have by the week's end; NaN without a pace target."""
    n_weeks, here = panel.district.calendar.n_weeks, pack.at(week.week.number)
    targets = [here.target(subject, type_id) for type_id in panel.type_ids]
    return tuple(
        t.amount * t.expected_share(week.week.number, n_weeks)
        if t is not None and t.kind == "pace"
        else np.nan
        for t in targets
    )


def plans_in(week: PanelWeek, by_type: tuple[float, ...]) -> Floats:
    """float64 [U]: each member's plan by its type in that week."""
    index = np.where(week.member, week.type_index, -1)
    return np.asarray(np.array([*by_type, np.nan])[index])


def _by_week(panel: Panel, flags: Callable[[PanelWeek], Flags]) -> Flags:
    if not panel.weeks:
        return np.empty((0, len(panel.units)), dtype=np.bool_)
    return np.stack([flags(week) for week in panel.weeks])


def _any_slot(week: PanelWeek, quantity: Quantity, letters: tuple[int, ...]) -> Flags:
    found = np.zeros(week.states.shape[1], dtype=np.bool_)
    for slot in quantity.slots:
        row = week.letters(slot)
        for letter in letters:
            found |= row == letter
    return found
