"""Where every place stands: reach, frequency, reports in, bounds, and what moved."""

from measures.standing.against_plan import against_plan
from measures.standing.arrivals import Arrival, arrivals
from measures.standing.beside_type import beside_type
from measures.standing.bounds import bounds
from measures.standing.burden import burden, cells_asked, uses
from measures.standing.coverage import (
    org_covered,
    org_share_spread,
    org_shares,
    study_org_share,
    study_reach,
)
from measures.standing.frequency import count, frequency, further, known_now
from measures.standing.reporting import completeness, content_completeness, reporting, timeliness
from measures.standing.since_last_week import changes
from measures.standing.standing import quantities, standing
from measures.standing.streams import stream_plans
from measures.standing.talk_only import talk_only
from measures.standing.unit_rows import unit_rows
from measures.standing.unit_weeks import unit_weeks
from measures.standing.waterfall import is_made_by, waterfall
