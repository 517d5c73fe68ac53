"""Nothing held and nothing heard: a panel and a pack go in; runs of zeros and of silence come out.

Rules 4 and 5 of docs/design.md §8.10.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from campaign import CUMULATIVE, CampaignPack, Panel
from measures.definitions import STUDY
from measures.items import Items, items, lasting
from measures.obligations import exempt, owed
from measures.places import Flags, Floats, Ints, places
from measures.roll import roll


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
    called = roll(panel, pack)
    missing = np.zeros(len(panel.units), dtype=np.int64)
    for week, is_missing in zip(panel.weeks, called.missing, strict=True):
        deadline = panel.district.calendar.deadline(week.week).date()
        is_due = min(deadline, week.week.ends_on) <= today
        missing = np.where(is_missing, missing + is_due, 0)
    return Silence(
        lasting(called.expected & ~called.reported), missing, called.expected.sum(axis=0)
    )


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
    run, zeros = _runs(panel, _on_weekly_duty(panel, pack))
    limit = pack.thresholds["zero_streak_weeks"]
    return items(
        "zero_streak",
        STUDY,
        np.where(run >= limit, 1, 0),
        value=run,
        limit=limit,
        weeks=run,
        n=zeros,
    )


def _on_weekly_duty(panel: Panel, pack: CampaignPack) -> Flags:
    weekly = np.array([*(pack.type[t].has_weekly_study for t in panel.type_ids), False])
    quantity = pack.quantity[STUDY]
    asked = owed(panel, quantity) & ~exempt(panel, quantity)
    return np.asarray(asked & weekly[places(panel, "type").index])


def _runs(panel: Panel, asked: Flags) -> tuple[Ints, Ints]:
    """The run of zeros up to the last week, silent weeks after its first included, and how many of
    its weeks are reported zeros."""
    weekly, since_launch = panel.values(STUDY), panel.values(STUDY + CUMULATIVE)
    size = weekly.shape[1:]
    run, zeros, so_far = np.zeros(size, np.int64), np.zeros(size, np.int64), np.full(size, np.nan)
    for own, stated, is_asked in zip(weekly, since_launch, asked, strict=True):
        held, earlier = _held(own, stated, so_far)
        # A cumulative that rose by more than the week's own figure: the silent weeks were not idle.
        run, zeros = np.where(earlier > 0, 0, run), np.where(earlier > 0, 0, zeros)
        is_zero, goes_on = held <= 0, np.isnan(held) & (run > 0)
        run = np.where(is_asked & (is_zero | goes_on), run + 1, 0)
        zeros = np.where(run > 0, zeros + is_zero, 0)
        so_far = np.where(np.isnan(own), so_far, np.nan_to_num(so_far) + own)
        so_far = np.where(np.isnan(stated), so_far, stated)
    return run, zeros


def _held(own: Floats, stated: Floats, so_far: Floats) -> tuple[Floats, Floats]:
    """The week's sessions, by its own figure or by what the cumulative rose; NaN if neither says.
    Then what the cumulative rose beyond the week's own figure."""
    rose = stated - np.nan_to_num(so_far)
    return np.where(np.isnan(own), rose, own), np.nan_to_num(rose - own)
