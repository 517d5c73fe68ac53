"""Nothing held and nothing heard: a panel and a pack go in; runs of zeros and of silence come out.

Rules 4 and 5 of docs/design.md §8.10.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from campaign import STUDY, CampaignPack, Panel, PanelWeek
from measures.attention.items import Items, items
from measures.counting import (
    KnownTotals,
    exempt_in_week,
    known_totals,
    memory,
    owed_in,
    roll_in,
)
from measures.statistics import Flags, Floats, Ints


@dataclass(frozen=True)
class Silence:
    """Weeks running up to the last one, each [U]: without a valid report (held ones included), and
    not reported at all; with how many reports were expected so far."""

    no_data: Ints
    missing: Ints
    expected: Ints


def silence(panel: Panel, pack: CampaignPack, *, today: date) -> Silence:
    """How long each unit has been silent. A week whose deadline is after `today` is not yet
    missing, but a run before it goes on."""
    no_data, missing, expected = (np.zeros(len(panel.units), dtype=np.int64) for _ in range(3))
    for week in panel.weeks:
        called = roll_in(panel, week, pack)
        deadline = panel.district.calendar.deadline(week.week).date()
        is_due = min(deadline, week.week.ends_on) <= today
        missing = (missing + is_due) * called.missing
        no_data = (no_data + 1) * (called.expected & ~called.reported)
        expected += called.expected
    return Silence(no_data, missing, expected)


def not_reported(silent: Silence, pack: CampaignPack) -> Items:
    """Two weeks running without a report, and four."""
    limit, key = pack.thresholds["not_reported_weeks"], pack.thresholds["key_not_reported_weeks"]
    run = silent.missing
    return items(
        "not_reported",
        "report",
        np.where(run >= key, 2, np.where(run >= limit, 1, 0)),
        value=run,
        limit=limit,
        weeks=run,
        n=silent.expected,
    )


def zero_streak(panel: Panel, pack: CampaignPack) -> Items:
    """Three weeks running without study; `n` of them are reported zeros, the others silent."""
    runs, limit = _runs(panel, pack), pack.thresholds["zero_streak_weeks"]
    return items(
        "zero_streak",
        STUDY,
        np.where(runs.weeks >= limit, 1, 0),
        value=runs.weeks,
        limit=limit,
        weeks=runs.weeks,
        n=runs.zeros,
    )


@dataclass(frozen=True, eq=False)
class _Runs:
    """The run of zeros up to a week [U], silent weeks after its first included, how many of its
    weeks are reported zeros, and what is known since the launch."""

    weeks: Ints
    zeros: Ints
    so_far: Floats


def _runs(panel: Panel, pack: CampaignPack) -> _Runs:
    runs: _Runs | None = None
    states = known_totals(panel, pack.quantity[STUDY])
    for week, state in zip(panel.weeks, states, strict=True):
        runs = _next(week, panel.type_ids, pack, state, runs)
    return runs or _no_runs(len(panel.units))


def _no_runs(n_units: int) -> _Runs:
    none = np.zeros(n_units, dtype=np.int64)
    return _Runs(none, none, np.zeros(n_units))


@memory
def _next(
    week: PanelWeek,
    type_ids: tuple[str, ...],
    pack: CampaignPack,
    state: KnownTotals,
    earlier: _Runs | None,
) -> _Runs:
    before = earlier or _no_runs(len(week.member))
    own, is_doubtful = state.added, np.isnan(state.added) & ~np.isnan(state.week)
    says = state.is_stated & ~state.falls & ~is_doubtful
    stated = np.where(says, state.total, np.nan)
    held, rose = _held(own, stated, before.so_far)
    # A cumulative that rose by more than the week's own figure: the silent weeks were not idle.
    was_idle = ~(rose > 0)
    run, zeros = before.weeks * was_idle, before.zeros * was_idle
    is_zero, goes_on = held <= 0, np.isnan(held) & (run > 0)
    run = (run + 1) * (_on_weekly_duty(week, type_ids, pack) & (is_zero | goes_on))
    zeros = (zeros + is_zero) * (run > 0)
    return _Runs(run, zeros, state.total)


def _on_weekly_duty(week: PanelWeek, type_ids: tuple[str, ...], pack: CampaignPack) -> Flags:
    weekly = np.array([*(pack.type[t].has_weekly_study for t in type_ids), False])
    quantity = pack.quantity[STUDY]
    asked = owed_in(week, type_ids, quantity) & ~exempt_in_week(week, quantity)
    return np.asarray(asked & weekly[np.where(week.member, week.type_index, -1)])


def _held(own: Floats, stated: Floats, so_far: Floats) -> tuple[Floats, Floats]:
    """The week's sessions, by its own figure or by what the cumulative rose; NaN if neither says.
    Then what the cumulative rose beyond the week's own figure."""
    rose = stated - so_far
    return np.where(np.isnan(own), rose, own), np.nan_to_num(rose - own)
