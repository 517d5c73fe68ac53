"""Panels in, small frames out: reach, frequency, completeness, and where every place stands."""

from measures.arrivals import Arrival, arrivals
from measures.change import changes
from measures.coverage import org_share_spread, study_org_share, study_reach
from measures.definitions import (
    ORGS_STUDYING,
    SHARES,
    STUDY,
    Direction,
    Measure,
    counted,
    measures_of,
)
from measures.frequency import count, frequency
from measures.places import narrowed
from measures.reporting import (
    completeness,
    content_completeness,
    reporting,
    timeliness,
)
from measures.shapes import (
    ARRIVALS,
    CHANGES,
    FREQUENCY,
    QUANTITIES,
    REPORTING,
    SPREAD,
    STANDING,
    UNIT_ROWS,
    UNIT_WEEKS,
)
from measures.standing import quantities, standing
from measures.unit_rows import unit_rows
from measures.unit_weeks import unit_weeks

__all__ = [
    "ARRIVALS",
    "CHANGES",
    "FREQUENCY",
    "ORGS_STUDYING",
    "QUANTITIES",
    "REPORTING",
    "SHARES",
    "SPREAD",
    "STANDING",
    "STUDY",
    "UNIT_ROWS",
    "UNIT_WEEKS",
    "Arrival",
    "Direction",
    "Measure",
    "arrivals",
    "changes",
    "completeness",
    "content_completeness",
    "count",
    "counted",
    "frequency",
    "measures_of",
    "narrowed",
    "org_share_spread",
    "quantities",
    "reporting",
    "standing",
    "study_org_share",
    "study_reach",
    "timeliness",
    "unit_rows",
    "unit_weeks",
]
