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
    is_launched,
    launch_coverage,
    launch_rows,
    launches,
)
from measures.logs.log_weeks import NONE_RECEIVED, group_logs, logged_units
from measures.logs.recency import days_since_visit, intervals, unit_visits, visits_until
from measures.logs.verification import verification
from measures.logs.visits import VISITS, visits

__all__ = [
    "LAUNCHES",
    "NONE_RECEIVED",
    "VISITS",
    "days_since_visit",
    "due_days",
    "effort_by_group",
    "group_effort",
    "group_logs",
    "guidance_coverage",
    "intervals",
    "is_launched",
    "launch_coverage",
    "launch_rows",
    "launches",
    "logged_units",
    "unit_visits",
    "verification",
    "visits",
    "visits_by_method",
    "visits_by_stream",
    "visits_by_week",
    "visits_until",
]
