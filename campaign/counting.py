"""By which rules figures are counted (统计规则): numbers that a district's ledger goes by.

A ledger says from which revision on it goes by which, and every panel carries the number of its own
revision: what was shown then is counted now as it was.
"""

from __future__ import annotations

FIRST_RULES = 1
"""A unit's latest row counts whole, blanks included; figures are added as they were sent."""
# By rules 2 silence takes nothing back: a row may rest on several sheets, cell by cell. A parent
# counts its own part beside those below it, and two cumulative figures give a week's.
SUCCESSOR_RULES = 3
"""What a closed unit did goes on in the unit that the roster names for it: figures, visits and the
launch. A row that says exempt and gives no figure excuses its unit of all it owes."""
FAMILY_RULES = 4
"""What a closed unit did stands once also where a unit above it reports for those below it."""
MOVE_RULES = 5
"""Where a unit comes under one that reports for those below it, or leaves it, its work of before is
read from that unit's next total; where two readings are left, the lower stands as a lower bound."""
SCOPE_RULES = 6
"""So is that of a unit that was closed and comes back under another, and of those below one that
begins to report for them (含所属) or no longer does."""
LATE_RULES = 7
"""The first total of a unit that came late says nothing of its week. A parent's total may give up a
closed unit's work, and a successor's may take in that of some closed units and not of others."""
NEWEST_RULES = LATE_RULES


def rules_at(told: str, revision: int | None = None) -> int:
    """The rules at a revision, or the latest, by what a ledger keeps of a district.

    `told` is such as `2@57`: since revision 57 by rules 2; by the first before, and where it says
    nothing. Raises ValueError for a text that says something else.
    """
    pairs = (pair.split("@") for pair in told.split())
    since = sorted((int(first), int(rules)) for rules, first in pairs)
    held = [rules for first, rules in since if revision is None or first <= revision]
    return held[-1] if held else FIRST_RULES


def with_rules(told: str, rules: int, *, since: int) -> str:
    """What a ledger keeps of a district that goes by `rules` from a revision on."""
    return f"{told} {rules}@{since}".strip()
