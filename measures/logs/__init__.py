"""What the logs and registers add up to: visits, launches, effort, checks on the spot."""

from measures.logs.effort import effort_by_group, group_effort
from measures.logs.inspections import (
    guidance_coverage,
    visits_by_method,
    visits_by_stream,
    visits_by_week,
)
from measures.logs.launch import (
    LAUNCHES,
    due_days,
    launch_coverage,
    launch_rows,
    launched,
    launches,
)
from measures.logs.recency import days_since_visit, intervals, unit_visits, until
from measures.logs.verification import verification
from measures.logs.visits import VISITS, visits

__all__ = [
    "LAUNCHES",
    "VISITS",
    "days_since_visit",
    "due_days",
    "effort_by_group",
    "group_effort",
    "guidance_coverage",
    "intervals",
    "launch_coverage",
    "launch_rows",
    "launched",
    "launches",
    "unit_visits",
    "until",
    "verification",
    "visits",
    "visits_by_method",
    "visits_by_stream",
    "visits_by_week",
]
