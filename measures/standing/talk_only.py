"""Study of which nothing came: a panel and a pack go in; the units to ask come out (有学无改,
docs/design.md §8.22). A question, never a finding of fault."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from campaign import DISCUSSIONS, LIVELIHOOD, PROBLEMS, RECTIFIED, STUDY, CampaignPack, Panel
from measures.counting import exempt_now, frame_of, known_totals, owed_now, shape, unit_columns

TALK_ONLY = shape("TALK_ONLY")
"""One line a unit, in protocol order, with its study and discussion sessions since the launch."""


def talk_only(panel: Panel, pack: CampaignPack, *, listed: Collection[str] = ()) -> pd.DataFrame:
    """TALK_ONLY: units with the pack's `talk_only_sessions` and more that report no problem found,
    none put right and no practical service done, each of these known to be 0 in every week owed;
    `listed` are units with a line in a problem ledger. Who owes no problems is not asked."""
    if not panel.weeks:
        return TALK_ONLY.frame()
    held = [known_totals(panel, pack.quantity[q])[-1].total for q in (STUDY, DISCUSSIONS)]
    asked = owed_now(panel, pack.quantity[PROBLEMS])
    asked = asked & (held[0] + held[1] >= pack.thresholds["talk_only_sessions"])
    for quantity_id in (PROBLEMS, RECTIFIED, LIVELIHOOD):
        quantity = pack.quantity[quantity_id]
        state = known_totals(panel, quantity)[-1]
        is_none = state.is_known & ~state.has_any & ~state.is_open & (state.total == 0)
        asked &= is_none | ~owed_now(panel, quantity)
        asked &= ~exempt_now(panel, quantity)
    asked &= ~np.isin([unit.id for unit in panel.units], list(listed))
    at = np.nonzero(asked)[0]
    return frame_of(
        TALK_ONLY, **unit_columns(panel, at), sessions=held[0][at], discussions=held[1][at]
    )
