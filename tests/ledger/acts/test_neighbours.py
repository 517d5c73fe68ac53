"""Neighbours of the number cases on both engines: rosters and sheets by week, and what the district
counts: the week's sum / the sum since the launch / how many gave the week's figure."""

from __future__ import annotations

from contextlib import closing

import pytest

from campaign import Submission, load_pack
from ledger import open_ledger
from measures import frequency
from tests.ledger.drawn import DISTRICT, OFFICE, TALKS, enter, hour, roster, weekly

PACK = load_pack(DISTRICT.pack_id)
SHUT = "2023-10-08"


def units(week: int, text: str) -> Submission:
    """A roster sent before a week: `局:含 丁<局 丙>甲` is one that reports for all, one below it, and
    one that was closed at the end of week 1 into another (`丙>` into none)."""
    lines = ["| unit | type | group | parent_id | scope | valid_to | successor_id |"]
    for told in text.split():
        name = told[0]
        above = told.partition("<")[2][:1]
        closed, heir = (SHUT, told.partition(">")[2]) if ">" in told else ("", "")
        scope = "including" if "含" in told else "own"
        lines.append(f"| {name} | section_team | g01 | {above} | {scope} | {closed} | {heir} |")
    return roster("\n".join(lines), week=week)


def sheet(week: int, text: str) -> Submission:
    """A week's sheet: `甲2 乙/5 丙1/6` are a week's figure, a total alone and both."""
    lines = [f"| unit | {TALKS} | {TALKS}@cumulative |"]
    for told in text.split():
        own, _, total = told[1:].partition("/")
        lines.append(f"| {told[0]} | {own} | {total} |")
    return weekly("\n".join(lines), week=week)


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        # A late unit's first total is of no week; its next one is.
        ("甲 丁 | 甲1 ; 甲1 丁/7 ; 甲1 丁/9", "1/1/1 1/9/1 3/12/2"),
        ("甲 丁 | 甲1 ; 甲1 丁2 ; 甲1 丁/9", "1/1/1 3/4/2 1/12/1"),
        # A unit closed below a parent: its total keeps the work, or gives it up.
        ("局:含 丁<局> | 局10/10 丁4/4 ; 局5/15", "10/10/2 5/15/1"),
        ("局:含 丁<局> | 局10/10 丁4/4 ; 局5/11 ; 局2/13", "10/10/2 5/15/1 2/17/1"),
        ("局:含 丁<局> | 局/10 丁/4 ; 局/8", "10/10/2 2/12/1"),
        # A closed unit goes on in one below another parent.
        ("局:含 厅:含 丙<厅 丁<局>丙 | 局10/10 厅6/6 丙2/2 丁4/4 ; 局5/11 厅4/14 丙3/9", "16/16/4 9/25/3"),
        # Of several closed into one, some are taken in.
        ("甲 丙>甲 丁>甲 | 甲1/1 丙2/2 丁4/4 ; 甲2/9", "7/7/3 2/9/1"),
        ("甲 丙>甲 丁>甲 | 甲1/1 丙2/2 丁4/4 ; 甲2/7", "7/7/3 2/9/1"),
        ("甲 丙>甲 丁>甲 | 甲1/1 丙2/2 丁4/4 ; 甲2/3", "7/7/3 2/9/1"),
    ],
)  # fmt: skip
def test_what_the_district_counts(url: str, sent: str, due: str) -> None:
    listed, _, weeks = sent.partition(" | ")
    is_late = listed.split()[-1] == "丁"
    first = [told.partition(">")[0] for told in listed.split()]
    with closing(open_ledger(url)) as ledger:
        ledger.add_district(DISTRICT, by=OFFICE)
        enter(ledger, units(1, " ".join(first[:-1] if is_late else first)))
        enter(ledger, units(2, listed), at=hour(170))
        for week, told in enumerate(weeks.split(" ; "), 1):
            enter(ledger, sheet(week, told), at=hour(168 * week - 60))
        panel = ledger.panel(DISTRICT.id, OFFICE, through=len(due.split()))
    rows = frequency(panel, PACK, TALKS)[["week_sum", "cumulative", "n_reported"]]
    assert [f"{w:g}/{c:g}/{n:g}" for w, c, n in rows.values.tolist()] == due.split()
