"""Panels and entries in, small frames out: reach, frequency, visits, unevenness, standing."""

from measures.attention.against_type import within_chance
from measures.attention.control import control, paces
from measures.attention.findings import findings
from measures.attention.persistence import finding_since
from measures.attention.signals import signals
from measures.attention.worklist import worklist
from measures.counting.definitions import (
    ORGS_STUDYING,
    SHARES,
    STUDY,
    Direction,
    Measure,
    counted,
    definition,
    measures_of,
)
from measures.counting.places import narrowed
from measures.counting.shapes import (
    ARRIVALS,
    BY_METHOD,
    BY_STREAM,
    CHANGES,
    FREQUENCY,
    IDLE_CHILDREN,
    LAUNCH_ROWS,
    LORENZ,
    QUANTITIES,
    REPORTING,
    SHORTFALL,
    SINCE,
    SPREAD,
    STANDING,
    UNEVENNESS,
    UNIT_ROWS,
    UNIT_VISITS,
    UNIT_WEEKS,
    VISIT_COUNTS,
)
from measures.counting.signal_shapes import (
    BOUNDS,
    CHECKED,
    CLOSING,
    CONTROL,
    EFFORT,
    GROUP_EFFORT,
    JUDGED,
    PACE,
    SIGNALS,
    TO_VERIFY,
    WATERFALL,
)
from measures.doubts.to_verify import ToVerify, figures_to_verify
from measures.evenness.balance import Balance, Closing, balance, closing, lorenz_by_chance
from measures.evenness.indexes import INDEXES, Index, index_of
from measures.evenness.lorenz import lorenz_curve
from measures.evenness.unevenness import idle_children, shortfalls, unevenness
from measures.logs.effort import effort_by_group, group_effort
from measures.logs.inspections import (
    guidance_coverage,
    visits_by_method,
    visits_by_stream,
    visits_by_week,
)
from measures.logs.launch import LAUNCHES, launch_coverage, launch_rows, launches
from measures.logs.recency import unit_visits
from measures.logs.verification import verification
from measures.logs.visits import VISITS, visits
from measures.standing.arrivals import Arrival, arrivals
from measures.standing.bounds import bounds
from measures.standing.coverage import org_share_spread, study_org_share, study_reach
from measures.standing.frequency import count, frequency
from measures.standing.reporting import completeness, content_completeness, reporting, timeliness
from measures.standing.since_last_week import changes
from measures.standing.standing import quantities, standing
from measures.standing.unit_rows import unit_rows
from measures.standing.unit_weeks import unit_weeks
from measures.standing.waterfall import is_made_by, waterfall

__all__ = [
    "ARRIVALS",
    "BOUNDS",
    "BY_METHOD",
    "BY_STREAM",
    "CHANGES",
    "CHECKED",
    "CLOSING",
    "CONTROL",
    "EFFORT",
    "FREQUENCY",
    "GROUP_EFFORT",
    "IDLE_CHILDREN",
    "INDEXES",
    "JUDGED",
    "LAUNCHES",
    "LAUNCH_ROWS",
    "LORENZ",
    "ORGS_STUDYING",
    "PACE",
    "QUANTITIES",
    "REPORTING",
    "SHARES",
    "SHORTFALL",
    "SIGNALS",
    "SINCE",
    "SPREAD",
    "STANDING",
    "STUDY",
    "TO_VERIFY",
    "UNEVENNESS",
    "UNIT_ROWS",
    "UNIT_VISITS",
    "UNIT_WEEKS",
    "VISITS",
    "VISIT_COUNTS",
    "WATERFALL",
    "Arrival",
    "Balance",
    "Closing",
    "Direction",
    "Index",
    "Measure",
    "ToVerify",
    "arrivals",
    "balance",
    "bounds",
    "changes",
    "closing",
    "completeness",
    "content_completeness",
    "control",
    "count",
    "counted",
    "definition",
    "effort_by_group",
    "figures_to_verify",
    "finding_since",
    "findings",
    "frequency",
    "group_effort",
    "guidance_coverage",
    "idle_children",
    "index_of",
    "is_made_by",
    "launch_coverage",
    "launch_rows",
    "launches",
    "lorenz_by_chance",
    "lorenz_curve",
    "measures_of",
    "narrowed",
    "org_share_spread",
    "paces",
    "quantities",
    "reporting",
    "shortfalls",
    "signals",
    "standing",
    "study_org_share",
    "study_reach",
    "timeliness",
    "unevenness",
    "unit_rows",
    "unit_visits",
    "unit_weeks",
    "verification",
    "visits",
    "visits_by_method",
    "visits_by_stream",
    "visits_by_week",
    "waterfall",
    "within_chance",
    "worklist",
]
