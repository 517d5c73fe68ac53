"""Random checks as `figures --json` prints them: a ledger, a panel and a pack go in; each draw with
its picks, and what was found, come out. Unknown is null."""

from __future__ import annotations

from typing import Any

import pandas as pd

from campaign import CampaignPack, Panel
from commands.opened import OPERATOR
from commands.printed.plain import lines, plain
from commands.printed.shown import shown_ids, whole_of
from ledger import Ledger
from measures import VISITS, agreement, all_checks, ever_checked, found_shares, picked


def checks_json(
    ledger: Ledger, panel: Panel, pack: CampaignPack, visits: pd.DataFrame | None
) -> dict[str, Any]:
    """The document of `checks` up to the panel's last week; `visits` as VISITS. Draws are of the
    whole district, what was found is of the units shown."""
    last = panel.weeks[-1].week.number if panel.weeks else 0
    here = (panel.district.id, OPERATOR)
    made, found = ledger.checks.draws(*here), ledger.checks.found(*here)
    draws = []
    for row in made[made["week"] <= last].to_dict("records"):
        picks = picked(row["frame"], row["seed"], row["size"], whole_of(panel), pack)
        told = agreement(picks, found[found["draw"] == row["seq"]], frame=len(row["frame"]))
        kept = {name: row[name] for name in ("seq", "week", "seed", "frame")}
        agreeing = {name: plain(value) for name, value in vars(told).items()}
        draws.append(kept | {"picks": picks.to_dict("records"), "agreement": agreeing})
    visited = VISITS.frame() if visits is None else visits
    every = all_checks(found, visited, panel)
    ever = ever_checked(every, shown_ids(panel))._asdict()
    return {"draws": draws, "by_quantity": lines(found_shares(every)), "ever": ever}
