"""The figures that count as arrays by week: built, kept, cut to a scope, as known at a revision."""

from ledger.panel import weeks
from ledger.panel.as_known import UnknownRevision, checked, counted_rows, known_panel
from ledger.panel.blank import BELONGING
from ledger.panel.cache import panel_cache_faults
from ledger.panel.earlier import EarlierWeeks
from ledger.panel.in_scope import Cut, cut_for, renewed
from ledger.panel.shelf import KeptPanel, PanelShelf

__all__ = [
    "BELONGING",
    "Cut",
    "EarlierWeeks",
    "KeptPanel",
    "PanelShelf",
    "UnknownRevision",
    "checked",
    "counted_rows",
    "cut_for",
    "known_panel",
    "panel_cache_faults",
    "renewed",
    "weeks",
]
