"""A problem closes only when another body verified it; versions tell what no column says."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd
import pytest

from measures import definition, due_weeks, problem_counts, problem_parts
from tests.measures.drawn import CALENDAR, pack
from tests.measures.ledgers import kept, shown

DONE = """
    | unit | number | progress        | done_on    | checked_by | checked_on | is_closed |
    | 甲局 | 1      | claimed_done    | 2023-11-01 | .          | .          | .         |
    | 甲局 | 2      | verified_closed | 2023-11-01 | 区纪委监委 | 2023-11-20 | yes       |
    | 甲局 | 3      | verified_closed | 2023-11-01 | 甲局       | 2023-11-20 | yes       |
    | 甲局 | 4      | verified_closed | 2023-11-01 | 本单位     | 2023-11-20 | yes       |
    | 甲局 | 5      | verified_closed | 2023-11-01 | .          | 2023-11-20 | yes       |
    | 甲局 | 6      | stage_done      | 2023-11-01 | .          | .          | .         |
    | 甲局 | 7      | in_progress     | .          | .          | .          | .         |
    | 甲局 | 8      | withdrawn       | .          | .          | .          | .         |
    | 甲局 | 9      | reopened        | .          | .          | .          | .         |
"""
OPEN = "| unit | number | progress | due |\n| 甲局 | 1 | {} | {} |"


def one(sent: Mapping[str, str], *made: tuple[int, str, bool, str]) -> pd.Series:
    rows = kept(sent, made)
    assert len(rows) == 1
    return rows.iloc[0]


def test_done_is_closed_only_where_the_sheet_names_another_body() -> None:
    rows = kept({"2023-11-21": DONE})
    assert rows["standing"].tolist() == [
        *("claimed", "closed", "claimed", "claimed", "claimed"),
        *("stage", "open", "withdrawn", "reopened"),
    ]
    assert rows["is_own"].tolist() == [False, False, True, True, *[False] * 5]
    assert rows["is_unnamed"].tolist() == [False] * 4 + [True] + [False] * 4


@pytest.mark.parametrize(
    ("made", "standing"),
    [
        ([], "claimed"),
        ([(2, "甲局·1", True, "2023-11-22")], "closed"),
        ([(2, "甲局·1", False, "2023-11-22")], "reopened"),
        ([(2, "甲局·1", True, "2023-11-22"), (3, "甲局·1", False, "2023-12-01")], "reopened"),
        ([(2, "甲局·1", False, "2023-11-22"), (3, "甲局·1", True, "2023-12-01")], "closed"),
    ],
)
def test_what_was_found_last_decides(made: list[tuple[int, str, bool, str]], standing: str) -> None:
    sent = {"2023-11-21": OPEN.format("claimed_done", "2023-12-31")}
    assert one(sent, *made)["standing"] == standing


@pytest.mark.parametrize(
    ("progress", "passed", "standing"),
    [
        ("claimed_done", False, "claimed"),
        ("in_progress", True, "reopened"),
        ("claimed_done", True, "closed"),
        ("in_progress", False, "reopened"),
    ],
)
def test_a_version_sent_after_a_check_is_weighed_with_it(
    progress: str, passed: bool, standing: str
) -> None:
    sent = {
        "2023-11-01": OPEN.format("claimed_done", "2023-12-31"),
        "2023-11-21": OPEN.format(progress, "2023-12-31"),
    }
    assert one(sent, (1, "甲局·1", passed, "2023-11-05"))["standing"] == standing


def test_only_a_verified_closing_moves_the_rate() -> None:
    claimed = kept({"2023-11-21": OPEN.format("claimed_done", "2023-12-31")})
    assert problem_counts(claimed, shown())["completion"].tolist() == [0.0]
    checked = kept(
        {"2023-11-21": OPEN.format("claimed_done", "2023-12-31")},
        [(2, "甲局·1", True, "2023-12-01")],
    )
    assert problem_counts(checked, shown())["completion"].tolist() == [1.0]


def test_versions_tell_what_was_moved_reworded_reopened_and_dropped() -> None:
    head = "| unit | number | progress     | due        | problem |"
    first = f"{head}\n| 甲局 | 1 | claimed_done | 2023-11-10 | 窗口等候长 |\n| 甲局 | 2 | . | 2023-11-10 | 甲 |"
    then = f"{head}\n| 甲局 | 1 | in_progress | 2023-11-30 | 窗口排队久 |"
    rows = kept({"2023-11-01": first, "2023-11-20": then})
    assert rows["standing"].tolist() == ["open", "reopened"]
    told = rows.set_index("number")
    assert told.loc["1", ["n_moved", "n_reopened", "is_reworded", "is_dropped"]].tolist() == [
        *(1, 1, True, False)
    ]
    assert str(told.loc["1", "first_due"])[:10] == "2023-11-10"
    assert told.loc["2", "is_dropped"]
    assert problem_counts(rows, shown())["base"].tolist() == [2.0], "what was dropped still counts"


def test_another_table_of_the_same_file_drops_nothing() -> None:
    first = OPEN.format("in_progress", "2023-12-31")
    other = first.replace("| 1 |", "| 2 |")
    rows = kept({"2023-11-01": first, "2023-11-02": other})
    assert rows.set_index("number")["is_dropped"].to_dict() == {"1": True, "2": False}


@pytest.mark.parametrize(
    ("due", "progress", "flags"),
    [
        ("2023-12-07", "in_progress", (True, False)),
        ("2023-12-07", "claimed_done", (True, False)),
        ("2023-12-07", "stage_done", (False, False)),
        ("2023-12-08", "in_progress", (False, True)),
        ("2023-12-15", "in_progress", (False, True)),
        ("2023-12-16", "in_progress", (False, False)),
    ],
)
def test_overdue_and_near_are_told_by_the_term_whatever_is_claimed(
    due: str, progress: str, flags: tuple[bool, bool]
) -> None:
    row = one({"2023-11-01": OPEN.format(progress, due)})
    assert (row["is_overdue"], row["is_near"]) == flags


def test_four_weeks_after_closing_it_is_looked_back_at_until_somebody_did() -> None:
    sent = {"2023-10-20": OPEN.format("claimed_done", "2023-12-31")}
    closed = (2, "甲局·1", True, "2023-11-10")
    assert one(sent, closed)["is_look_back_due"]
    held = one(sent, closed, (3, "甲局·1", True, "2023-12-08"))
    assert (held["is_look_back_due"], held["is_held"]) == (False, True)
    lost = one(sent, closed, (3, "甲局·1", False, "2023-12-08"))
    assert (lost["standing"], lost["n_reopened"]) == ("reopened", 1)


def test_the_worked_examples_of_published_rates() -> None:
    """688 closed, 4 for a stage, 5 open of 697; 19 of 25 at one unit."""
    row = kept({"2023-11-21": DONE}).iloc[[1]]
    made = [row] * 688
    stage = [row.assign(standing="stage")] * 4
    open_ = [row.assign(standing="open")] * 5
    counted = problem_counts(pd.concat([*made, *stage, *open_], ignore_index=True), shown()).iloc[0]
    assert f"{counted['completion']:.4f} {counted['progress']:.4f}" == "0.9871 0.9928"
    some = pd.concat([*[row] * 19, *[row.assign(standing="open")] * 6], ignore_index=True)
    assert problem_counts(some, shown())["completion"].tolist() == [0.76]


def test_a_place_without_a_ledger_is_unknown_and_never_0() -> None:
    rows = kept({"2023-11-21": DONE})
    counted = problem_counts(rows, shown(), by="unit").set_index("place_id")
    assert counted.loc["甲局", ["base", "closed", "units_held"]].tolist() == [8.0, 1.0, 1]
    other = counted.loc["乙局"]
    assert math.isnan(other["base"])
    assert math.isnan(other["completion"])
    assert other["units_held"] == 0


def test_parts_are_of_what_counts_and_columns_that_are_not_there_tell_nothing() -> None:
    rows = kept({"2023-11-21": DONE})
    told = problem_parts(rows, shown()).set_index(["of", "part"])
    assert told.loc[("state", "withdrawn"), "n"] == 1
    assert told.loc[("source", "self"), ["n", "told", "lines"]].tolist() == [8, 8, 8]
    assert told.loc[("aspect", ""), "told"] == 0
    assert rows["tells_owner"].isna().all(), "no column for who is in charge"
    assert rows["tells_measures"].tolist() == [1.0] * 9


def test_due_weeks_count_what_is_due_and_of_it_what_is_done() -> None:
    rows = kept({"2023-11-01": DONE.replace("is_closed |", "is_closed |")})
    weeks = due_weeks(rows, CALENDAR).set_index("week")
    assert weeks["due"].sum() == 8
    assert weeks.loc[13, ["due", "done"]].tolist() == [8, 2]


def test_each_share_names_a_function_that_is_there() -> None:
    for name in ("rect_completion", "rect_progress", "ledger_completeness", "research_on_time"):
        assert definition(name, pack()).function.startswith("measures.registers.")


CHECKED = (
    "| unit | number | progress | due | check_result | checked_by | checked_on | is_closed |\n"
)


@pytest.mark.parametrize(
    ("made", "standing"),
    [
        # entered second, but found ten days before: what was found last decides
        ([(2, "甲局·1", False, "2023-12-01"), (3, "甲局·1", True, "2023-11-21")], "reopened"),
        ([(2, "甲局·1", True, "2023-12-01"), (3, "甲局·1", False, "2023-11-21")], "closed"),
        # of one day what was entered last
        ([(2, "甲局·1", True, "2023-12-01"), (3, "甲局·1", False, "2023-12-01")], "reopened"),
    ],
)
def test_checks_are_weighed_by_their_day_and_then_by_their_entry(
    made: list[tuple[int, str, bool, str]], standing: str
) -> None:
    sent = {"2023-11-20": OPEN.format("claimed_done", "2023-12-31")}
    assert one(sent, *made)["standing"] == standing


@pytest.mark.parametrize(
    ("passed", "result", "checked_on", "standing"),
    [
        (False, "passed", "2023-11-10", "reopened"),  # the sheet repeats a check before the last
        (False, "passed", "2023-11-20", "closed"),
        (True, "failed", "2023-11-10", "closed"),
        (True, "failed", "2023-11-20", "reopened"),
    ],
)
def test_a_check_that_a_sheet_tells_of_is_weighed_by_its_own_day(
    passed: bool, result: str, checked_on: str, standing: str
) -> None:
    first = OPEN.format("claimed_done", "2023-12-31")
    line = (
        f"| 甲局 | 1 | verified_closed | 2023-12-31 | {result} | 区纪委监委 | {checked_on} | yes |"
    )
    sent = {"2023-11-01": first, "2023-11-21": CHECKED + line}
    assert one(sent, (1, "甲局·1", passed, "2023-11-15"))["standing"] == standing
