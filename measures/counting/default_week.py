"""The week a page or the terminal begins with: a panel and a pack go in; a week comes out."""

from __future__ import annotations

from campaign import CampaignPack, Panel, Week
from measures.counting.roll_call import roll_in


def default_week(panel: Panel, pack: CampaignPack) -> Week | None:
    """The latest week in which at least the pack's `default_week_share` of the expected units
    reported, else the latest with an accepted sheet; None before the first."""
    least = pack.thresholds["default_week_share"]
    for week in reversed(panel.weeks):
        called = roll_in(panel, week, pack)
        n_expected = int(called.expected.sum())
        if n_expected and int(called.reported.sum()) >= least * n_expected:
            return week.week
    return next((w.week for w in reversed(panel.weeks) if w.reported.any()), None)
