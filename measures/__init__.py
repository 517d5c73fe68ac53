"""Panels and entries in, small frames out: reach, frequency, visits, unevenness, standing."""

from measures.attention.after_mix import GroupReach, low_groups
from measures.attention.control import control, paces
from measures.attention.findings import findings
from measures.attention.judged import Judged, judged
from measures.attention.moved import is_charted, moved
from measures.attention.persistence import finding_since
from measures.attention.signals import signals
from measures.attention.trial import Trial, trial
from measures.attention.worklist import worklist
from measures.counting import (
    COMPLETENESS,
    FURTHER,
    ORG_SHARE,
    REACH,
    REGISTER_SHARES,
    SHARES,
    TO_VERIFY,
    UNDER,
    WEEK_SHARE,
    Measure,
    Parts,
    default_week,
    definition,
    district_parts,
    known_totals,
    measures_of,
    narrow,
    week_figures,
)
from measures.doubts.back_filled import LATE_DAYS, WEEKS_A_FILE
from measures.doubts.sums import READ_AS, explained_totals
from measures.doubts.to_verify import ToVerify, figures_to_verify
from measures.doubts.weekly import SUB_ORGS
from measures.evenness.balance import Balance, Closing, balance, closing, lorenz_by_chance
from measures.evenness.indexes import INDEXES, Index, index_of
from measures.evenness.lorenz import lorenz_curve
from measures.evenness.unevenness import idle_children, shortfalls, unevenness
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
from measures.logs.launch import LAUNCHES, launch_coverage, launch_rows, launch_sums, launches
from measures.logs.methods import method_mix
from measures.logs.milestones import milestones
from measures.logs.office import (
    EVERY,
    OFFICE,
    WEEKLY,
    events,
    office_work,
    staff,
    trainings,
    trainings_now,
    weekly_ticks,
    weeks_told,
    work_sums,
)
from measures.logs.other_groups import OtherGroups, other_groups
from measures.logs.plans import plan_rows, plan_sums, plans
from measures.logs.points import book_rows, book_sums, point_rows, point_sums
from measures.logs.recency import unit_visits
from measures.logs.rounds import SEATS, TRIPS, visit_plan
from measures.logs.verification import verification
from measures.logs.visits import VISITS, visits
from measures.registers.counts import due_weeks, problem_counts, problem_flags, problem_parts
from measures.registers.letters import letter_problems, letters
from measures.registers.problems import ELEMENTS, decided, problems_kept
from measures.registers.questions import questions
from measures.registers.research import research_counts, topic_parts, topics
from measures.registers.services import service_counts, service_parts, services
from measures.standing.against_plan import against_plan
from measures.standing.arrivals import Arrival, arrivals
from measures.standing.attendance import attendance
from measures.standing.beside_type import beside_type
from measures.standing.bounds import bounds
from measures.standing.burden import BURDEN_WEEKS, burden, cells_asked, uses
from measures.standing.coverage import org_share_spread, study_reach
from measures.standing.frequency import frequency, further
from measures.standing.reporting import reporting
from measures.standing.since_last_week import changes
from measures.standing.standing import beside_others, quantities, standing
from measures.standing.streams import overclaims, stream_plans, stream_starts
from measures.standing.talk_only import talk_only
from measures.standing.unit_rows import unit_rows
from measures.standing.unit_weeks import unit_weeks
from measures.standing.waterfall import is_made_by, waterfall
