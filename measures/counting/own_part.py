"""A parent's own part: figures as sent go in; those that may be added up come out.

A unit that reports 含所属 counts what its figure leaves beside the units below it that reported the
same: max(0, its figure - theirs), worked out from below at any depth (docs/design.md §8.4).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from campaign import SCOPE_RULES, Kind, Lineage, PanelWeek, Quantity
from measures.counting.moves import DEEPEST, moved, settled
from measures.counting.obligations import excuses_in, owed_in
from measures.counting.past import memory
from measures.counting.states import Family, KnownTotals, Moves, nothing
from measures.statistics import Flags, Floats, Ints


@memory
def own_parts(
    week: PanelWeek,
    type_ids: tuple[str, ...],
    quantity: Quantity,
    sent: KnownTotals,
    earlier: KnownTotals | None,
    last: PanelWeek | None,
    rules: int,
) -> KnownTotals:
    """The state as it counts; the state as sent itself where nobody reports for others. `last` is
    the week before, None where moves between parents are not followed."""
    tree = None if week.lineage is None else _tree(week.lineage)
    before = earlier or nothing(week)
    if quantity.kind is Kind.CHOICE or (tree is None and before.family is None):
        return sent
    tree = tree or _flat(len(week.member))
    waits = _waits(tree, owed_in(week, type_ids, quantity), excuses_in(week, quantity), sent)
    has_total = len(quantity.slots) > 1
    moves = moved(last if has_total else None, week, sent, before, rules)
    had = _had(tree, before, moves, rules)
    _, under = tree.gathered(partial(tree.left, sent.total - moves.beside))
    work = np.where(tree.is_parent, np.maximum(under - had, 0), 0)
    moves = settled(moves, sent, before, work) if has_total else moves
    return _counted(tree, quantity, sent, before, moves, waits, had)


def _counted(
    tree: _Tree,
    quantity: Quantity,
    sent: KnownTotals,
    before: KnownTotals,
    moves: Moves,
    waits: tuple[Flags, Flags],
    had: Floats,
) -> KnownTotals:
    """The state in which every unit has its own part."""
    weekly = _without(moves, sent, before)
    own, below = tree.gathered(partial(tree.left, weekly))
    total, below_total = _totals(tree, quantity, sent, before, own, below, moves, had)
    return replace(
        sent,
        week=own,
        given=~np.isnan(weekly),
        added=np.where(tree.is_parent & (below > weekly), np.nan, own),
        total=total,
        is_open=sent.is_open | (moves.unsure > 0),
        falls=sent.falls | (total < before.total),
        has_any=before.has_any | (own > 0) | (total > 0),
        orgs=_orgs(tree, sent),
        family=Family(sent, tree.is_parent, below, below_total, *waits, moves),
    )


def _had(tree: _Tree, before: KnownTotals, moves: Moves, rules: int) -> Floats:
    """float64 [U]: what those now below each unit had done before the week, or before they came."""
    if rules < SCOPE_RULES:
        return moves.shift + (0.0 if before.family is None else before.family.below_total)
    _, below = tree.gathered(lambda units, _: before.total[units])
    return below + moves.shift


def _without(moves: Moves, sent: KnownTotals, before: KnownTotals) -> Floats:
    """The week's figures, those from two 累计 without what a move made of the difference."""
    is_alone = np.isnan(sent.week) | sent.is_derived
    is_told = (moves.jump != 0) & is_alone & sent.is_stated & before.sent.is_exact
    return np.where(is_told, sent.total - before.sent.total - moves.jump, sent.week)


def _orgs(tree: _Tree, sent: KnownTotals) -> Ints:
    """The subordinate organisations that a figure is of, where it is known."""
    own, _ = tree.gathered(partial(tree.left, np.where(sent.is_known, sent.orgs, np.nan)))
    return np.where(sent.is_known, own, sent.orgs).astype(np.int64)


def _waits(tree: _Tree, asked: Flags, excused: Flags, sent: KnownTotals) -> tuple[Flags, Flags]:
    """The parents below which a figure of the week is missing, and one since the launch."""
    missing, unsure = asked & ~excused & ~sent.given, asked & (sent.is_open | ~sent.is_known)
    return tree.waiting(missing), tree.waiting(unsure)


@dataclass(frozen=True, eq=False)
class _Tree:
    """The units of a week by depth, the deepest first, each with its parent's place (-1 without);
    is_parent [U]: reports 含所属 and has a unit below it."""

    levels: tuple[tuple[Ints, Ints], ...]
    is_parent: Flags

    def left(self, figures: Floats, units: Ints, below: Floats) -> Floats:
        """What of their figures these units leave beside what is below them."""
        own = figures[units]
        return np.where(self.is_parent[units], np.maximum(own - below, 0), own)

    def gathered(self, left: Callable[[Ints, Floats], Floats]) -> tuple[Floats, Floats]:
        """Each unit's own part by `left`, of units and what is below them, and what is below."""
        own, below = np.full(len(self.is_parent), np.nan), np.zeros(len(self.is_parent))
        for units, above in self.levels:
            own[units] = left(units, below[units])
            has_above = above >= 0
            passed = np.nan_to_num(own[units]) + below[units]
            np.add.at(below, above[has_above], passed[has_above])
        return own, below

    def waiting(self, missing: Flags) -> Flags:
        """bool [U]: a parent below which a figure is missing, so that its own may be another's."""
        _, n_missing = self.gathered(lambda units, _: missing[units].astype(np.float64))
        return self.is_parent & (n_missing > 0)


@memory
def _tree(lineage: Lineage) -> _Tree | None:
    """None where nobody reports for a unit below it."""
    parent = np.where(lineage.parent == np.arange(len(lineage.parent)), -1, lineage.parent)
    is_parent = np.isin(np.arange(len(parent)), parent) & lineage.including
    if not is_parent.any():
        return None
    depth = np.zeros(len(parent), dtype=np.int64)
    for _ in range(DEEPEST):
        depth = np.where(parent >= 0, depth[parent] + 1, 0)
    levels = [np.flatnonzero(depth == d) for d in range(int(depth.max()), -1, -1)]
    return _Tree(tuple((units, parent[units]) for units in levels), is_parent)


def _flat(n_units: int) -> _Tree:
    """Nobody has a parent any more."""
    everyone = np.arange(n_units)
    return _Tree(((everyone, np.full(n_units, -1)),), np.zeros(n_units, dtype=np.bool_))


def _totals(
    tree: _Tree,
    quantity: Quantity,
    sent: KnownTotals,
    before: KnownTotals,
    own: Floats,
    below: Floats,
    moves: Moves,
    had: Floats,
) -> tuple[Floats, Floats]:
    """What each unit has done since the launch, and what those below it have.

    A parent's stated total leaves what theirs leave; without one its weeks add up, less what those
    below make up for in one go: over weeks without a figure it was in the parent's weeks already.
    """
    is_stated = sent.is_stated | (len(quantity.slots) == 1)
    covered = before.total + had
    brought = np.nan_to_num(own) + below
    total, under, caught_up = (np.zeros(len(own)) for _ in range(3))
    for units, above in tree.levels:
        added = before.total[units] + np.nan_to_num(own[units])
        added -= caught_up[units] * tree.is_parent[units]
        stated = tree.left(sent.total - moves.beside, units, under[units])
        total[units] = np.where(is_stated[units], stated, np.maximum(added, 0))
        cover = total[units] + under[units]
        jump = np.maximum(cover - covered[units] - brought[units], 0)
        has_above = above >= 0
        np.add.at(under, above[has_above], cover[has_above])
        np.add.at(caught_up, above[has_above], jump[has_above])
    return total, under
