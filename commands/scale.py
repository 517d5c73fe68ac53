"""`sample --set scale`: a district of any size goes into the ledger, without workbooks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from campaign import CampaignPack, District, pack_ids
from commands.opened import SAMPLE
from ledger import Ledger
from sample_data import SCALE_NAME, scale_district, submissions


def scale_of(pack: CampaignPack, *, units: int, weeks: int) -> District:
    """The district that a scale set of this size is entered under."""
    name = f"{SCALE_NAME.zh}（{units}×{weeks}）"
    calendar = replace(pack.calendar, n_weeks=weeks)
    own = "" if pack.id == pack_ids()[0] else f"-{pack.id}"
    return District(f"scale-{units}x{weeks}{own}", name, pack.id, calendar, is_sample=True)


def load_scale(
    ledger: Ledger,
    district: District,
    pack: CampaignPack,
    *,
    units: int,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Enter what the ledger has not of the set yet: the number of sheets entered.

    Each sheet is planned and accepted as an upload is. Raises ValueError for a size there is no
    set of.
    """
    scale = scale_district(pack, calendar=district.calendar, n_units=units)
    if all(known.id != district.id for known in ledger.districts()):
        ledger.add_district(district, by=SAMPLE)
    entered = 0
    for done, sent in enumerate(submissions(scale), start=1):
        plan = ledger.plan(district.id, sent.submission)
        at = sent.received_at
        receipt = ledger.accept(plan, by=SAMPLE, received_at=at)
        entered += not receipt.already_received
        if progress is not None:
            progress(done, scale.n_sheets)
    ledger.keep_panel(district.id)
    return entered
