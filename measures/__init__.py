"""Panels and entries in, small frames out: reach, frequency, visits, unevenness, standing."""

from measures.arrivals import Arrival, arrivals
from measures.balance import Balance, Closing, balance, closing, lorenz_by_chance
from measures.bounds import bounds
from measures.compared import within_chance
from measures.concentration import lorenz_curve
from measures.control import control, paces
from measures.coverage import org_share_spread, study_org_share, study_reach
from measures.definitions import (
    ORGS_STUDYING,
    SHARES,
    STUDY,
    Direction,
    Measure,
    counted,
    definition,
    measures_of,
)
from measures.effort_by_group import effort_by_group, group_effort
from measures.findings import findings
from measures.frequency import count, frequency
from measures.indexes import INDEXES, Index, index_of
from measures.inspections import (
    guidance_coverage,
    visits_by_method,
    visits_by_stream,
    visits_by_week,
)
from measures.launch import LAUNCHES, launch_coverage, launch_rows, launches
from measures.persistence import finding_since
from measures.places import narrowed
from measures.recency import unit_visits
from measures.reporting import (
    completeness,
    content_completeness,
    reporting,
    timeliness,
)
from measures.shapes import (
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
from measures.signal_shapes import (
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
from measures.signals import signals
from measures.since_last_week import changes
from measures.standing import quantities, standing
from measures.to_verify import ToVerify, figures_to_verify
from measures.unevenness import idle_children, shortfalls, unevenness
from measures.unit_rows import unit_rows
from measures.unit_weeks import unit_weeks
from measures.verification import verification
from measures.visits import VISITS, visits
from measures.waterfall import is_made_by, waterfall
from measures.worklist import worklist

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
