"""Who needs a call, and why: a panel, a pack, visits and launches go in; one `Attention` a unit
comes out. The rules, every case decided: docs/design.md §8.10.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import overload

import numpy as np
import pandas as pd

from campaign import Attention, CampaignPack, Keyed, Panel, Unit
from measures.attention.behind import behind_plan
from measures.attention.deadlines import not_visited, overdue
from measures.attention.inference import standing_still, too_slow, unlike_peers
from measures.attention.items import LEVELS, Items
from measures.attention.silence import Silence, not_reported, silence, zero_streak
from measures.attention.untold import untold_units
from measures.counting import Course, memory, roll_in
from measures.logs.log_weeks import NONE_RECEIVED
from measures.statistics import Flags, Ints


def worklist(
    panel: Panel,
    pack: CampaignPack,
    *,
    week: int,
    today: date,
    visits: pd.DataFrame | None = None,
    launches: pd.DataFrame | None = None,
    spans: pd.DataFrame = NONE_RECEIVED,
    asks_groups: bool = True,
) -> Worklist:
    """Every member of week `week`, in protocol order, with its items.

    `today` is the week's last day for a closed week and the cut-off for the current one. Without
    VISITS nobody is asked about visits, without LAUNCHES nobody about the launch; SPANS are the
    days that guidance logs were sent for. With `asks_groups` nobody is asked for a figure that
    no report of the group ever gave. It is made of a whole district and cut with `within`.
    """
    upto = panel.through(week)
    if not upto.weeks or upto.weeks[-1].week.number != week:
        return Worklist.empty()
    day = _Day(visits, launches, spans, today, asks_groups)
    found, last = _found(Course(upto), pack, day), upto.weeks[-1]
    no_data = found.silent.no_data
    return Worklist(
        units=panel.units,
        order=_in_protocol_order(np.flatnonzero(last.member), panel.units),
        rules=found.rules,
        no_data=no_data > 0,
        listed=_within_budget(found.level, no_data, int(pack.thresholds["review_budget"])),
        # Silence catches up nothing.
        caught_up=_was_open(panel.through(week - 1), pack, day) & ~found.has_items & (no_data == 0),
    )


def _in_protocol_order(members: Ints, units: Sequence[Unit]) -> Ints:
    listed = sorted(members.tolist(), key=lambda i: (units[i].sort_no, units[i].id))
    return np.array(listed, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Worklist(Sequence[Attention]):
    """The members' `Attention` in protocol order, each made when it is asked for: of many units few
    are ever shown. Equal to any sequence of the same; arrays are [U], `order` [M] points into them.
    """

    units: tuple[Unit, ...]
    order: Ints
    rules: tuple[Items, ...]
    no_data: Flags
    listed: Flags
    caught_up: Flags

    @classmethod
    def empty(cls) -> Worklist:
        """Of a week without any members."""
        none = np.zeros(0, dtype=np.bool_)
        return cls((), np.zeros(0, dtype=np.int64), (), none, none, none)

    def within(self, unit_ids: frozenset[str]) -> Worklist:
        """The same of these units alone: nothing said of any changes, nothing of others is kept."""
        own = np.array([unit.id in unit_ids for unit in self.units], dtype=np.bool_)
        units, place = np.flatnonzero(own), own.cumsum() - 1
        return Worklist(
            units=tuple(self.units[i] for i in units.tolist()),
            order=place[self.order[own[self.order]]],
            rules=tuple(rule.of(units) for rule in self.rules),
            no_data=self.no_data[units],
            listed=self.listed[units],
            caught_up=self.caught_up[units],
        )

    def __len__(self) -> int:
        return len(self.order)

    @overload
    def __getitem__(self, at: int) -> Attention: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Attention]: ...
    def __getitem__(self, at: int | slice) -> Attention | Sequence[Attention]:
        if isinstance(at, slice):
            return replace(self, order=self.order[at])
        return self._attention(int(self.order[at]))

    def __iter__(self) -> Iterator[Attention]:
        return (self._attention(i) for i in self.order.tolist())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def _attention(self, i: int) -> Attention:
        level = max((int(rule.level[i]) for rule in self.rules), default=0)
        return Attention(
            unit_id=self.units[i].id,
            level=LEVELS[level],
            no_data=bool(self.no_data[i]),
            listed=bool(self.listed[i]),
            reasons=tuple(rule.reason(i) for rule in self.rules if rule.level[i]),
            caught_up=bool(self.caught_up[i]),
        )


@dataclass(frozen=True)
class _Day(Keyed):
    """What is known beside the panel, and the day it is looked at."""

    visits: pd.DataFrame | None
    launches: pd.DataFrame | None
    spans: pd.DataFrame
    today: date
    asks_groups: bool

    @property
    def key(self) -> tuple[object, ...]:
        """All of it."""
        return self.visits, self.launches, self.spans, self.today, self.asks_groups


def _rules(panel: Panel, pack: CampaignPack, day: _Day, silent: Silence) -> tuple[Items, ...]:
    """Every rule's items at the panel's last week, in the order of `REASONS`."""
    rules = [
        *behind_plan(panel, pack),
        *overdue(panel, pack, today=day.today, launches=day.launches),
    ]
    if day.asks_groups:
        unknown = untold_units(panel, pack)
        rules = [rule.without(unknown.get(rule.subject)) for rule in rules]
    if day.visits is not None:
        rules.append(not_visited(panel, pack, today=day.today, visits=day.visits, spans=day.spans))
    zeros = zero_streak(panel, pack)
    return (
        *rules,
        zeros,
        not_reported(silent, pack),
        *unlike_peers(panel, pack),
        *standing_still(panel, pack, named=zeros.level > 0),
        *too_slow(panel, pack),
    )


@dataclass(frozen=True)
class _Found:
    """Every rule's items in one week, their levels [R, U], and who was silent."""

    rules: tuple[Items, ...]
    level: Ints
    silent: Silence

    @property
    def has_items(self) -> Flags:
        """bool [U]: any item at all."""
        return np.asarray(self.level.any(axis=0))


@memory
def _found(course: Course, pack: CampaignPack, day: _Day) -> _Found:
    """The rules' answer at the panel's last week, made once: next week asks for it again."""
    silent = silence(course.panel, pack, today=day.today)
    rules = _rules(course.panel, pack, day, silent)
    return _Found(rules, np.stack([rule.level for rule in rules]), silent)


def _was_open(before: Panel, pack: CampaignPack, day: _Day) -> Flags:
    """bool [U]: whether the unit had an item at the end of the week before, and had been heard of:
    a first report catches up nothing, since before it nothing was known."""
    if not before.weeks:
        return np.zeros(len(before.units), dtype=np.bool_)
    last = before.weeks[-1]
    found = _found(Course(before), pack, replace(day, today=last.week.ends_on))
    return np.asarray(found.has_items & last.member & _heard_of(before, pack))


def _heard_of(before: Panel, pack: CampaignPack) -> Flags:
    """bool [U]: whether the unit had sent any report by the end of the week before."""
    heard = np.zeros(len(before.units), dtype=np.bool_)
    for week in before.weeks:
        heard |= roll_in(before, week, pack).reported
    return heard


def _within_budget(level: Ints, no_data: Ints, budget: int) -> Flags:
    """bool [U]: units with an item, up to the budget by how much stands against them; all units
    that equal the last one are in. This order is used here and shown nowhere."""
    n_key, n_attention = (level == 2).sum(axis=0), (level == 1).sum(axis=0)
    has_items = (n_key + n_attention) > 0
    if has_items.sum() <= budget:
        return np.asarray(has_items)
    # One number a unit: key items first, then attention items, then silent weeks.
    weight = (n_key * (len(level) + 1) + n_attention) * (no_data.max() + 1) + no_data
    last = np.sort(weight[has_items])[-budget]
    return np.asarray(has_items & (weight >= last))
