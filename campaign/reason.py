"""Why a unit is listed, and what a district-wide finding says: codes and numbers, never scores."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much attention an item or a unit asks for; the worst item marks the unit."""

    NORMAL = "normal"
    ATTENTION = "attention"
    KEY = "key"


REASONS = (
    "behind_plan",
    "overdue",
    "not_visited",
    "zero_streak",
    "not_reported",
    "below_peers",
    "stalled",
    "slow_pace",
)
"""Every code a reason may have; a closed list."""

FINDINGS = (
    "type_behind",
    "busy_weeks",
    "effort_uneven",
    "groups_untrained",
    "group_uneven",
    "reports_missing",
)
"""Every code a district finding may have; a closed list."""


@dataclass(frozen=True)
class Reason:
    """One item of one unit.

    `subject` is the quantity or measure it is about; `value` what is, `limit` what the rule asks;
    `n` the denominator or count behind it; `weeks` how long it has lasted; `change` the least new
    value with which the item is gone (a cumulative figure, a visit, a report), None where nothing
    is promised: an inference suggests a look. `is_lower_bound` says that weeks without a report are
    missing from `value`, `is_known` that any week had a figure at all: without one `value` is 0 and
    no sentence says so.
    """

    code: str
    level: Level
    value: float
    limit: float
    n: int = 0
    weeks: int = 0
    change: float | None = None
    subject: str = ""
    is_lower_bound: bool = False
    is_known: bool = True


@dataclass(frozen=True)
class Attention:
    """One unit's items in one week.

    `no_data` marks a week without a valid report (◇), beside the level and never instead of it;
    `listed` whether the review budget reaches it; `caught_up` whether it had items the week before
    and has none now, with a valid report.
    """

    unit_id: str
    level: Level
    no_data: bool
    listed: bool
    reasons: tuple[Reason, ...] = ()
    caught_up: bool = False


@dataclass(frozen=True)
class Place:
    """A district, type, group, workstream or unit; `kind` is one of those words."""

    kind: str
    id: str


@dataclass(frozen=True)
class Finding:
    """One thing to say of the whole district; `weeks` are the campaign weeks it is about.

    `survives` says whether it still holds whatever the missing reports turn out to say,
    `is_partial` that its shares are of the units heard of and not of all on the roster.
    """

    code: str
    value: float
    limit: float
    places: tuple[Place, ...] = ()
    weeks: tuple[int, ...] = ()
    survives: bool = True
    is_partial: bool = False
