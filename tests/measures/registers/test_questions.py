"""Each trace of a mending on paper is asked about with its lines, and honest ledgers with none."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pytest

from measures import questions
from tests.measures.drawn import pack
from tests.measures.ledgers import kept, shown

HEAD = (
    "| unit | number | progress | found_on | done_on | due | mode | result | problem | checked_by |"
)
LONG = "完成制度修订并向社会公开接受监督"
OWNER = "区纪委监委"


def row(number: int, unit: str = "甲局", **told: str) -> str:
    """A problem done honestly, but for what is told."""
    usual = {
        "progress": "verified_closed",
        "found_on": "2023-10-10",
        "done_on": f"2023-11-{10 + number:02d}",
        "due": "2023-12-20",
        "mode": "deadline",
        "result": f"{LONG}{unit}{number}",
        "problem": f"{unit}第{number}项",
        "checked_by": OWNER,
    }
    return f"| {unit} | {number} | " + " | ".join({**usual, **told}.values()) + " |"


def asked(
    *sheets: str, days: tuple[str, ...] = ("2023-11-20", "2023-11-27", "2023-12-04")
) -> pd.DataFrame:
    return _asked({day: f"{HEAD}\n{sheet}" for day, sheet in zip(days, sheets, strict=False)})


def _asked(sent: Mapping[str, str]) -> pd.DataFrame:
    return questions(kept(sent), shown(), pack())


def test_an_honest_ledger_is_asked_nothing() -> None:
    assert asked("\n".join(row(n) for n in range(1, 6))).empty


@pytest.mark.parametrize(
    ("code", "sheets", "n"),
    [
        ("R01", (f"{row(1, progress='in_progress')}\n{row(2)}", row(2)), 1),
        ("R02", (row(1, problem="窗口等候时间长"), row(1, problem="公文流转慢")), 1),
        ("R03", (row(1), row(1, due="2023-12-25"), row(1, due="2023-12-30")), 1),
        ("R04", (f"{row(1, result='已改')}\n{row(2)}",), 1),
        ("R05", ("\n".join(row(n, result=LONG) for n in (1, 2, 3)),), 3),
        ("R06", (row(1, mode="staged", done_on="2023-10-10"),), 1),
        ("R07", ("\n".join(row(n, done_on="2023-11-15") for n in range(1, 6)),), 5),
        ("R08", (row(1, progress="claimed_done"),), 1),
        ("R13", (f"{row(1, problem='窗口等候时间长')}\n{row(2, problem='窗口等候时间长', found_on='2023-11-20', done_on='.', progress='in_progress')}",), 2),
        ("R09", (row(1, progress="claimed_done"), row(1, progress="in_progress")), 1),
        ("R12", (row(1, checked_by="甲局"),), 1),
    ],
)  # fmt: skip
def test_each_is_found_with_its_lines(code: str, sheets: tuple[str, ...], n: int) -> None:
    found = asked(*sheets)
    own = found[found["code"] == code]
    assert own["n"].tolist() == [n]
    assert len(own["places"].iloc[0]) == n


@pytest.mark.parametrize(
    ("unit", "is_asked"), [("甲局", True), ("乙局", False)], ids=["fell", "rose"]
)
def test_it_is_asked_again_where_the_figure_did_not_move(unit: str, is_asked: bool) -> None:
    """Group study is 3 a week before and 3, 2, 2, 2 after at 甲局, 1 before and 1, 2, 2, 2 at 乙局."""
    told = row(1, unit, problem="集中学习次数偏少", found_on="2023-10-28", done_on="2023-11-05")
    found = asked(told)
    assert ("R10" in set(found["code"])) is is_asked
    if is_asked:
        params = found.set_index("code").loc["R10", "params"]
        assert (params["before"], params["after"]) == (3.0, 2.25)


def test_a_look_back_is_due_four_weeks_after_closing() -> None:
    found = asked(row(1, done_on="2023-11-10"), row(2, done_on="2023-11-11"))
    assert found.loc[found["code"] == "R11", "number"].tolist() == ["1"]
