"""The figures that count as arrays by week: built, kept, cut to a scope, as known at a revision."""

from ledger.panel import weeks
from ledger.panel.as_known import UnknownRevision, panel_at, revision_within, rows_that_count
from ledger.panel.blank import BELONGING, is_same
from ledger.panel.cache import panel_cache_faults
from ledger.panel.earlier import EarlierWeeks
from ledger.panel.further import is_same_further
from ledger.panel.in_scope import Cut, in_scope, renew, scope_cut
from ledger.panel.shelf import PanelShelf, RunningPanel
