"""What may be done to a ledger, each act a right of its own; which door has which is a table."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from campaign.csv_text import csv_rows


class Right(StrEnum):
    """One kind of writing, as `rights.csv` names it."""

    ADD_DISTRICT = "add_district"
    ACCEPT = "accept"
    WITHDRAW = "withdraw"
    CONFIRM_ALIAS = "confirm_alias"
    CONFIRM_LAYOUT = "confirm_layout"
    FORGET_LAYOUT = "forget_layout"
    END_ALIAS = "end_alias"
    ANSWER = "answer"
    CHOOSE = "choose"
    FREEZE = "freeze"
    REOPEN = "reopen"
    CLOSE = "close"
    RESUME = "resume"
    KEEP_ORIGINAL = "keep_original"
    TAKE_OVER = "take_over"
    READ_ORIGINAL = "read_original"
    SWEEP = "sweep"
    REFUSE = "refuse"
    GIVE_BACK = "give_back"
    DRAW = "draw"
    CHECK = "check"
    DRAFT = "draft"
    FOLLOW = "follow"
    COMPLETE = "complete"
    OPEN_FOR = "open_for"
    CHECK_PROBLEM = "check_problem"
    ISSUE = "issue"
    COUNT_BY = "count_by"
    SET = "set"
    EXPORT = "export"
    IMPORT = "import"
    RESTORE = "restore"
    ADD_ACCOUNT = "add_account"
    RESET_ACCOUNT = "reset_account"
    END_ACCOUNT = "end_account"
    GIVE_ROLE = "give_role"
    END_ROLE = "end_role"


@cache
def rights_of(door: str | None) -> frozenset[Right]:
    """The rights of a door; none for one that is missing or that the table does not have.

    Raises ValueError for a right in the table that nothing is done by.
    """
    rows = csv_rows("campaign", "rights.csv")
    return frozenset(Right(row["right"]) for row in rows if door and row["door"] == door)
