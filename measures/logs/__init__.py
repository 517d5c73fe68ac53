"""What the logs and registers add up to: visits, launches, effort, checks on the spot."""

from measures.logs.checks import (
    Agreement,
    Checked,
    agreement,
    all_checks,
    ever_checked,
    found_shares,
    picked,
)
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
    launch_sums,
    launches,
)
from measures.logs.log_weeks import NONE_RECEIVED, group_logs, logged_units
from measures.logs.methods import method_mix
from measures.logs.milestones import milestones
from measures.logs.office import (
    EVERY,
    OFFICE,
    WEEKLY,
    events,
    office_work,
    trainings,
    trainings_now,
    weekly_ticks,
    weeks_told,
    work_sums,
)
from measures.logs.plans import plan_rows, plan_sums, plans
from measures.logs.points import book_rows, book_sums, point_rows, point_sums
from measures.logs.recency import days_since_visit, intervals, unit_visits, visits_until
from measures.logs.rounds import SEATS, TRIPS, visit_plan
from measures.logs.verification import verification
from measures.logs.visits import VISITS, visits
