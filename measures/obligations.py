"""What each unit owes: a panel and a pack go in; flags by week and unit come out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from campaign import CampaignPack, Kind, Panel, PanelWeek, Quantity, State
from measures.places import Flags, Floats, places

_GIVEN = tuple(ord(state) for state in (State.VALUE, State.ZERO))
_EXEMPT = (ord(State.EXEMPT),)
_EXCUSED = (ord(State.NOT_APPLICABLE), *_EXEMPT)


def obligatory(pack: CampaignPack) -> tuple[Quantity, ...]:
    """The quantities asked of a unit whatever it answers elsewhere: choices are asked on a zero."""
    return tuple(q for q in pack.quantities if q.only_if_zero is None and q.kind is not Kind.CHOICE)


def owed_in(week: PanelWeek, type_ids: tuple[str, ...], quantity: Quantity) -> Flags:
    """bool [U]: members whose type owes the quantity in that week."""
    # The last entry answers for index -1, the non-members.
    by_type = np.array([*(t in quantity.owed_by for t in type_ids), False], dtype=np.bool_)
    owed = by_type[week.type_index] & week.member
    return owed & (week.sub_org_total > 0) if quantity.only_with_children else owed


def owed(panel: Panel, quantity: Quantity) -> Flags:
    """bool [W, U]: members whose type owes the quantity, week by week."""
    return _by_week(panel, lambda week: owed_in(week, panel.type_ids, quantity))


def given_in(panel: Panel, week: PanelWeek, quantity: Quantity) -> Flags:
    """bool [U]: the quantity has a number or a reported zero, for the week or since the launch."""
    return _any_slot(panel, week, quantity, _GIVEN)


def excused_in(panel: Panel, week: PanelWeek, quantity: Quantity) -> Flags:
    """bool [U]: one of the quantity's cells says not applicable or exempt."""
    return _any_slot(panel, week, quantity, _EXCUSED)


def exempt_in(panel: Panel, week: PanelWeek, quantity: Quantity) -> Flags:
    """bool [U]: one of the quantity's cells is exempt."""
    return _any_slot(panel, week, quantity, _EXEMPT)


def excused(panel: Panel, quantity: Quantity) -> Flags:
    """bool [W, U]: `excused_in` over all weeks."""
    return _by_week(panel, lambda week: excused_in(panel, week, quantity))


def exempt(panel: Panel, quantity: Quantity) -> Flags:
    """bool [W, U]: exempt from the quantity that week, and no figure given all the same."""
    return _by_week(
        panel,
        lambda week: exempt_in(panel, week, quantity) & ~given_in(panel, week, quantity),
    )


def target_amounts(panel: Panel, pack: CampaignPack, subject: str, *, kind: str) -> Floats:
    """float64 [W, U]: the whole amount each unit's type owes; NaN without a target of the kind."""
    targets = [pack.target(subject, type_id) for type_id in panel.type_ids]
    amounts = [t.amount if t is not None and t.kind == kind else np.nan for t in targets]
    return np.asarray(np.array([*amounts, np.nan])[places(panel, "type").index])


def plan_shares(panel: Panel, pack: CampaignPack, subject: str) -> Floats:
    """float64 [W, U]: what each unit should have by the week's end; NaN without a pace target.

    Linear in weeks, the current one included, capped at the target (docs/design.md §8.5).
    """
    n_weeks = panel.district.calendar.n_weeks
    targets = [pack.target(subject, type_id) for type_id in panel.type_ids]
    by_type = np.full((len(panel.weeks), len(targets) + 1), np.nan)
    for column, target in enumerate(targets):
        if target is not None and target.kind == "pace":
            by_type[:, column] = [
                target.amount * target.expected_share(week.week.number, n_weeks)
                for week in panel.weeks
            ]
    return np.take_along_axis(by_type, places(panel, "type").index, axis=1)


def _by_week(panel: Panel, flags: Callable[[PanelWeek], Flags]) -> Flags:
    if not panel.weeks:
        return np.empty((0, len(panel.units)), dtype=np.bool_)
    return np.stack([flags(week) for week in panel.weeks])


def _any_slot(panel: Panel, week: PanelWeek, quantity: Quantity, letters: tuple[int, ...]) -> Flags:
    found = np.zeros(week.states.shape[1], dtype=np.bool_)
    for slot in quantity.slots:
        row = week.states[panel.slot_index[slot]]
        for letter in letters:
            found |= row == letter
    return found
