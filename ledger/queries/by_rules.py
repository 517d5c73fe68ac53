"""A panel goes in; the one that other rules of counting would show comes out, nothing written."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from campaign import Panel, Viewer
from ledger.acts import changes_by_rules
from ledger.panel import in_scope, weeks
from ledger.queries.changes import changes
from ledger.queries.moment import Moment
from ledger.queries.scope import Scope


@dataclass(frozen=True)
class ByRules:
    """What a district would show by other rules, in a viewer's scope: the panel, and the cells that
    would differ from now, as CHANGES."""

    panel: Panel
    changes: pd.DataFrame


def by_rules(moment: Moment, full: Panel, *, rules: int, scope: Scope) -> ByRules:
    """What the full panel of now would be by these rules."""
    panel = full.by_rules(rules)
    listed = list(panel.weeks)
    for it in changes_by_rules(moment.connection, moment.district):
        rows = [(it.week, unit, *line.columns()) for unit, line in it.after.items()]
        listed[it.week - 1] = weeks.with_rows(listed[it.week - 1], rows=rows, panel=panel)
    after = Panel(**{**vars(panel), "weeks": tuple(listed)})
    numbers = {week.week.number for week in after.weeks}
    found = changes(moment.connection, full, after, scope=scope, weeks=numbers)
    return ByRules(_seen(after, scope.viewer, scope), found)


def _seen(panel: Panel, viewer: Viewer, scope: Scope) -> Panel:
    last = weeks.last_sent(panel)
    return in_scope(panel.through(last), roster=scope.roster, viewer=viewer)
