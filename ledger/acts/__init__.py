"""What may be done to the ledger: planned, looked at, then done in one transaction."""

from ledger.acts import (
    acceptance,
    aliases,
    answers,
    checks,
    closing,
    cuts,
    exchange,
    follow_up,
    issuing,
    layouts,
    next_campaign,
    openings,
    rules,
    settings,
    withdrawal,
)
from ledger.acts.acceptance import Receipt
from ledger.acts.answers import NothingAsked, answer_faults
from ledger.acts.asked import asked_faults
from ledger.acts.checks import Checked, Drawing, ProblemCheck
from ledger.acts.closing import closing_of
from ledger.acts.cuts import WeekNotOpen
from ledger.acts.exchange import GivenBack, Refused
from ledger.acts.follow_up import Doubt, Mark, StaleList, Step, Unsettled
from ledger.acts.issuing import PaperFile
from ledger.acts.locks import LockedWeek
from ledger.acts.openings import OpeningRefused
from ledger.acts.plan import Change, Plan, StalePlan, Word
from ledger.acts.planning import plan_of
from ledger.acts.row_plan import rows_beside
from ledger.acts.rules import RulesNotNewer, changes_by_rules, rules_faults
from ledger.acts.settings import SettingRefused, setting_faults
