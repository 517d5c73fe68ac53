"""Who is counted where and what is known of them: places, the roll, sums, the definitions."""

from measures.counting.by_place import Ground, Tally, of_known, shares, standing_rows
from measures.counting.default_week import default_week
from measures.counting.definitions import (
    COMPLETENESS,
    ORG_SHARE,
    REACH,
    REGISTER_SHARES,
    SHARES,
    WEEK_SHARE,
    Measure,
    definition,
    measures_of,
    summable_quantities,
)
from measures.counting.known_totals import known_totals, week_figures
from measures.counting.missing import PARTS_OF, UnitParts, share_parts, unit_parts
from measures.counting.moves import moves_between, parents_of
from measures.counting.obligations import (
    excuses_in,
    exempt_in_week,
    exempt_now,
    obligatory,
    owed,
    owed_in,
    owed_now,
    plan_now,
    plans_in,
    target_now,
    type_amounts,
    unit_plans,
    weeks_left,
    work_so_far,
)
from measures.counting.parts import UNDER, Parts, district_parts
from measures.counting.past import Course, memory
from measures.counting.places import (
    began_on,
    index_now,
    last_ids,
    leavers_in,
    members,
    members_at,
    narrow,
    only,
    place_ids,
    places,
    stack_weeks,
    unit_columns,
    week_numbers,
)
from measures.counting.quantity_sums import (
    begun_sums,
    cumulative_sums,
    given_sums,
    known_sums,
    open_sums,
    owed_at,
    owed_by_week,
    owed_sums,
    plan_means,
    plan_sums,
    week_sums,
)
from measures.counting.roll_call import Roll, roll, roll_in
from measures.counting.seats import Seats, seats
from measures.counting.shapes import (
    ARRIVALS,
    BY_METHOD,
    BY_STREAM,
    CHANGES,
    FREQUENCY,
    FURTHER,
    IDLE_CHILDREN,
    LAUNCH_ROWS,
    LORENZ,
    PLACE,
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
    frame_of,
    shape,
)
from measures.counting.signal_shapes import (
    BOUNDS,
    CHECKED,
    CLOSING,
    CONTROL,
    DOUBTS,
    EFFORT,
    GROUP_EFFORT,
    GROUP_LOGS,
    JUDGED,
    PACE,
    SIGNALS,
    TO_VERIFY,
    UNTOLD,
    WATERFALL,
)
from measures.counting.states import KnownTotals, Moves
from measures.counting.successors import heirs
