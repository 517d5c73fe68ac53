"""Small districts written by hand, entered from a terminal: what `figures --json` says of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from campaign import Door, Panel, Viewer, load_pack
from ledger import open_ledger
from measures import frequency, known_totals, narrow
from tests.commands.conftest import Terminal
from tests.loaders.drawn import workbook

CASES = Path(__file__).parents[3] / "shared" / "number_cases"
STUDY, TALKS, ORGS = "study_session_count", "discussion_session_count", "study_org_covered"
UNITS = ("教育局", "一中", "二中", "卫健局")
HEAD = "| 序号 | 单位编码 | 单位名称 | 单位类别 | 所属指导组 | 上级单位（编码） | 支部 | 统计口径 |"


@pytest.fixture
def case(terminal: Terminal, request: pytest.FixtureRequest) -> Terminal:
    """A ledger with one of the shared cases in it."""
    folder = CASES / request.param
    if not folder.is_dir():
        pytest.skip(f"needs {folder}")
    terminal.json("ingest", folder)
    return terminal


def week(terminal: Terminal, number: int, quantity: str = TALKS) -> tuple[object, ...]:
    """The week's sum, the sum since the launch, and how many gave the week's figure."""
    told = figures(terminal, number)["quantities"][quantity]
    return told["week"], told["cumulative"], told["n_reported"]


@cache
def figures(terminal: Terminal, number: int) -> dict[str, Any]:
    """What a ledger that takes nothing more says of a week."""
    return terminal.json("figures", "--week", f"2023-W{39 + number}")


@pytest.mark.parametrize("case", ["05_scope_double"], indirect=True)
def test_a_parent_that_reports_for_its_schools_counts_its_own_part(case: Terminal) -> None:
    assert week(case, 1, STUDY) == week(case, 1) == (17, 17, 8)
    assert week(case, 1, ORGS) == (3, 3, 1)


@pytest.mark.parametrize("case", ["14_cum_only_group"], indirect=True)
def test_two_figures_since_the_launch_are_the_week_between_them(case: Terminal) -> None:
    weeks = [week(case, number, quantity) for number in range(1, 7) for quantity in (STUDY, TALKS)]
    assert weeks == [(15, 15 * n, 10) for n in range(1, 7) for _ in (STUDY, TALKS)]


@pytest.mark.parametrize("case", ["02_cumulative"], indirect=True)
def test_a_figure_that_fell_or_skipped_a_week_says_nothing_of_its_week(case: Terminal) -> None:
    # Week 2: a rise after a weekly figure (庚 4); 丁 and 癸 fell beside a typed week.
    # Week 3: 辛 fell and has no week. Week 4: 戊 and 己 come back after two weeks.
    assert [week(case, n) for n in (1, 2, 3, 4)] == [(13, 13, 10), (10, 24, 8), (6, 29, 7), (7, 40, 10)]  # fmt: skip


def roster(*scopes: str) -> bytes:
    """The education board over two schools, in two groups, and a board beside; a scope each."""
    told = (("科级单位", "一组", "", 3), ("二级单位", "一组", "E1", 0), ("二级单位", "二组", "E1", 0),
            ("科级单位", "二组", "", 0))  # fmt: skip
    lines = ["| 云岭区参学单位名册 |", HEAD]
    for n, (name, (kind, group, parent, orgs), scope) in enumerate(zip(UNITS, told, scopes, strict=True), 1):  # fmt: skip
        lines.append(f"| {n} | E{n} | {name} | {kind} | {group} | {parent} | {orgs} | {scope} |")
    return workbook("\n".join(lines))


def report(number: int, heading: str, figures: Sequence[str]) -> bytes:
    """A week's report; an empty figure is a unit that is not listed."""
    lines = [f"| 云岭区周报表（第{number}周） |", f"| 单位名称 | {heading} |"]
    told = zip(UNITS, figures, strict=True)
    return workbook("\n".join([*lines, *(f"| {u} | {n} |" for u, n in told if n)]))


def entered(terminal: Terminal, *weeks: Sequence[str], scope: str = "含所属", heading: str = "研讨交流") -> Terminal:  # fmt: skip
    """A ledger in which the board reports with this scope, figures by week in the order of UNITS."""
    folder = terminal.ledger.parent / "sent"
    folder.mkdir()
    (folder / "名册.xlsx").write_bytes(roster(scope, "本级", "本级", "本级"))
    for number, figures in enumerate(weeks, 1):
        (folder / f"第{number}周.xlsx").write_bytes(report(number, heading, figures))
    terminal.json("ingest", folder)
    return terminal


@pytest.mark.parametrize(
    ("figures", "due"),
    [
        (("9", "3", "4", "1"), (10, 10, 4)),  # own part 2
        (("9", "3", "", "1"), (10, 10, 3)),  # a school is silent: its part is in the board's 6
        (("9", "", "", "1"), (10, 10, 2)),
        (("9", "0", "免报", "1"), (10, 10, 3)),
        (("9", "/", "4", "1"), (10, 10, 3)),
        (("5", "3", "4", "1"), (8, 8, 4)),  # the schools did more than all: no part is negative
        (("", "3", "4", "1"), (8, 8, 3)),
        (("0", "0", "0", "0"), (0, 0, 4)),
    ],
)
def test_a_district_counts_nothing_twice(
    terminal: Terminal, figures: tuple[str, ...], due: tuple[int, ...]
) -> None:
    assert week(entered(terminal, figures), 1) == due


def test_a_board_that_reports_for_itself_counts_as_it_stands(terminal: Terminal) -> None:
    assert week(entered(terminal, ("9", "3", "4", "1"), scope="本级"), 1) == (17, 17, 4)


def test_the_own_part_of_figures_since_the_launch(terminal: Terminal) -> None:
    weeks = (("9", "3", "4", "1"), ("20", "6", "", "2"), ("24", "9", "12", "3"))
    told = entered(terminal, *weeks, heading="研讨交流累计")
    # Week 2: 11 of the board, 3 of them a school's; week 3: the other came with two weeks in one.
    assert [week(told, n) for n in (1, 2, 3)] == [(10, 10, 4), (12, 22, 3), (5, 27, 3)]


def test_the_own_part_is_the_same_for_a_group_that_sees_not_all_schools(terminal: Terminal) -> None:
    told = entered(terminal, ("9", "3", "4", "1"), ("9", "3", "", "1"))
    quantity = load_pack("c2023_ztjy").quantity[TALKS]
    ledger = open_ledger(f"sqlite:///{told.ledger}")

    def seen(panel: Panel) -> dict[str, list[tuple[float, float]]]:
        states = known_totals(panel, quantity)
        return {
            unit.name: [(float(s.week[i]), float(s.total[i])) for s in states]
            for i, unit in enumerate(panel.units)
        }

    (district,) = ledger.districts()
    office = ledger.panel(district.id, Viewer(Door.OFFICE))
    group = ledger.panel(district.id, Viewer(Door.GROUPS, group_id="g01"))
    assert seen(office)["教育局"] == [(2, 2), (6, 8)]
    assert seen(group) == {name: seen(office)[name] for name in ("教育局", "一中")}
    narrowed = narrow(office, groups=("g01",))
    assert seen(narrowed)["教育局"] == seen(office)["教育局"]
    frame = frequency(group, load_pack("c2023_ztjy"), TALKS)
    assert frame["cumulative"].tolist() == [5, 14]
    ledger.close()
