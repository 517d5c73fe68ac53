"""What may be done to the ledger: planned, looked at, then done in one transaction."""

from ledger.acts import acceptance, aliases, closing, cuts, layouts, withdrawal
from ledger.acts.acceptance import Receipt
from ledger.acts.closing import closed
from ledger.acts.cuts import CUTS, WeekNotOpen
from ledger.acts.layouts import layout_faults
from ledger.acts.locks import LockedWeek
from ledger.acts.plan import Change, Plan, StalePlan, Told
from ledger.acts.planning import planned

__all__ = [
    "CUTS",
    "Change",
    "LockedWeek",
    "Plan",
    "Receipt",
    "StalePlan",
    "Told",
    "WeekNotOpen",
    "acceptance",
    "aliases",
    "closed",
    "closing",
    "cuts",
    "layout_faults",
    "layouts",
    "planned",
    "withdrawal",
]
