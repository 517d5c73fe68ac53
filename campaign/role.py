"""The roles that code knows: what a form, a field, an option or a quantity is there for.

A pack names its own ids; code asks the pack for the id that plays a role and never spells one.
"""

from __future__ import annotations

from enum import StrEnum


class FormKind(StrEnum):
    """How a form's rows are read and kept; `Form` says what each kind is."""

    ROSTER = "roster"
    WEEKLY = "weekly"
    LOG = "log"
    REGISTER = "register"
    LEDGER = "ledger"


class FormRole(StrEnum):
    """What a form is there for; a pack has at most one form for each, and forms of no role."""

    ROSTER = "roster"
    WEEKLY = "weekly"
    GUIDANCE_LOG = "guidance_log"
    LAUNCH = "launch"
    PROBLEMS = "problems"
    PLANS = "plans"
    POINTS = "points"
    BOOKS = "books"
    OFFICE_LOG = "office_log"


class FieldRole(StrEnum):
    """What a field of a form is there for, where its kind does not say it already."""

    SEQUENCE = "sequence"
    UNIT = "unit"
    CODE = "code"
    NAME = "name"
    SHORT_NAMES = "short_names"
    PARENT = "parent"
    TYPE = "type"
    GROUP = "group"
    SUB_ORGS = "sub_orgs"
    """Subordinate organisations; several fields of a roster may count some each."""
    SCOPE = "scope"
    SORT_NO = "sort_no"
    IN_USE = "in_use"
    CLOSED_ON = "closed_on"
    SUCCESSOR = "successor"
    """The unit that goes on with the work of one that was closed."""
    ADMIN_LEVEL = "admin_level"
    SECTOR = "sector"
    PARTY_FORM = "party_form"

    METHODS = "methods"
    STREAMS = "streams"
    """Workstreams; its options bear their ids, one for two of them both, joined with +."""
    PROBLEMS_FOUND = "problems_found"
    ADVICE = "advice"
    SOLVED = "solved"
    REVISIT = "revisit"
    CLAIMED = "claimed"
    VERIFIED = "verified"

    LAUNCHED = "launched"
    LAUNCHED_ON = "launched_on"
    LEADERS_ON = "leaders_on"
    """The day the leading group was set up."""
    BRANCHES_LAUNCHED = "branches_launched"
    BRANCHES = "branches"
    LEADERS = "leaders"
    """Whether the leading group was set up."""
    WORK_OFFICE = "work_office"

    SUBMITTED_ON = "submitted_on"
    ROUND = "round"
    REVIEW = "review"
    RETURN_REASONS = "return_reasons"
    PASSED_ON = "passed_on"

    LEADER = "leader"
    TIER = "tier"
    VISITED_ON = "visited_on"
    VISITS = "visits"

    BOOK = "book"
    BASIS = "basis"
    SETS_DUE = "sets_due"
    SETS_GIVEN = "sets_given"
    HEAD_DUE = "head_due"
    HEAD_GIVEN = "head_given"
    ORG_DUE = "org_due"
    ORG_GIVEN = "org_given"

    CATEGORY = "category"
    TIMES = "times"
    AUDIENCE = "audience"
    ITEMS = "items"
    ITEMS_DONE = "items_done"

    PROBLEM = "problem"
    FOUND_ON = "found_on"
    PROGRESS = "progress"
    DONE_ON = "done_on"
    RESULT = "result"
    CHECK_METHOD = "check_method"
    CHECK_RESULT = "check_result"
    CHECKED_ON = "checked_on"
    STRUCK_OFF = "struck_off"


class OptionRole(StrEnum):
    """What an answer among a field's or a quantity's options says."""

    NO_CONFLICT = "no_conflict"
    GROUPS = "groups"
    """Issued by a guidance group, which the same cell may name."""
    CLAIMED_DONE = "claimed_done"
    KEPT_UP = "kept_up"
    VERIFIED = "verified"
    FAILED = "failed"
    HEARD = "heard"
    RANDOM = "random"
    IN_PERSON = "in_person"
    PASSED = "passed"
    PER_HEAD = "per_head"
    PER_ORG = "per_org"
    TRAINING = "training"
    MEETING = "meeting"
    ANALYSIS = "analysis"
    PUSH = "push"
    LIAISON = "liaison"
    EXCHANGE = "exchange"
    SCHEMES = "schemes"
    RULES = "rules"
    BROADCAST = "broadcast"
    NOTICES = "notices"


STUDY = "study_session_count"
DISCUSSIONS = "discussion_session_count"
ORGS_STUDYING = "study_org_covered"
LECTURES = "party_lecture_count"
PROBLEMS = "problem_found_count"
RECTIFIED = "rect_done_count"
LIVELIHOOD = "livelihood_done_count"
CONFLICT = "work_study_conflict"
"""The quantities that pages and measures name, by their ids in the registry all packs share."""
NAMED = (STUDY, DISCUSSIONS, ORGS_STUDYING, LECTURES, PROBLEMS, RECTIFIED, LIVELIHOOD)
"""Those that every pack has, in its own words; one that nobody owes is nowhere asked."""

LAUNCH, GUIDANCE = "launch", "guidance"
"""What a target is about that is no quantity: the launch, and the days between two visits."""
