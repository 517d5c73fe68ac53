"""Figures that cannot be, or are far beyond those of the type, from the first week's sheet on."""

from __future__ import annotations

import numpy as np
import pytest

from campaign import Past, Roster
from loaders import Reading
from tests.loaders.drawn import PACK, accepted, doubts, issue, read, unit

NAMES = ("区财政局", "区审计局", "区统计局", "区司法局", "区农业农村局", "区文旅局", "区商务局")
ROSTER = Roster(
    (
        *(unit(f"s{i}", name) for i, name in enumerate(NAMES)),
        unit("p1", "东河镇", "section_team", children=40),
        unit("p2", "西河镇", "section_team", children=12),
    ),
    {},
    ("云岭区",),
)
STUDY = "study_session_count"


def sheet(*figures: object, heading: str = "集中学习", extra: str = "", **hints: object) -> Reading:
    lines = [f"| {name} | {figure} |" for name, figure in zip(NAMES, figures, strict=False)]
    head = ["| 周报表（第1周） | < |", f"| 单位名称 | {heading} |", *lines, extra]
    return read("\n".join(filter(None, head)), roster=ROSTER, **hints)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "figure", "holds"),
    [
        ("区财政局", 350, False), ("区财政局", 351, True), ("区财政局", 400, True),
        ("东河镇", 470, False), ("东河镇", 471, True), ("西河镇", 400, True),
    ],
)  # fmt: skip
def test_a_unit_does_not_hold_400_sessions_in_the_first_week(
    name: str, figure: int, holds: bool
) -> None:
    drawing = (
        f"| 周报表（第1周） | < |\n| 单位名称 | 集中学习 |\n| {name} | {figure} |\n| 区司法局 | 2 |"
    )
    reading = read(drawing, roster=ROSTER)
    assert doubts(reading) == (["K21 周报!B3"] if holds else [])
    assert accepted(reading) == (["区司法局"] if holds else [name, "区司法局"])


def test_a_total_of_more_than_all_weeks_can_hold_is_held() -> None:
    assert doubts(sheet("5601", heading="集中学习累计")) == ["K21 周报!B3"]
    assert doubts(sheet("5600", heading="集中学习累计")) == []


@pytest.mark.parametrize("heading", ["集中学习", "集中学习累计"])
def test_a_figure_far_beyond_its_type_is_pointed_out_in_the_first_week(heading: str) -> None:
    reading = sheet(2, 1, 3, 2, 0, 22, heading=heading)
    assert doubts(reading) == ["K22 周报!B8"]
    told = issue(reading, "K22").params
    assert (told["a"], told["b"]) == ("22", "2")
    assert len(accepted(reading)) == 6  # a question, not a verdict: it goes in


@pytest.mark.parametrize(
    "figures",
    [
        (2, 1, 3, 2, 0, 20), (2, 1, 3, 2, 0, 19), (3, 4, 3, 2, 3, 30),
        (2, 1, 3, 2, 40),  # four others only
        (20, 30, 40, 25, 60, 200),  # the type is like that
        (0, 0, 0, 0, 0, 19),
    ],
)  # fmt: skip
def test_what_is_within_the_types_spread_is_not(figures: tuple[int, ...]) -> None:
    assert doubts(sheet(*figures)) == []


def test_honest_first_sheets_are_hardly_ever_asked_about() -> None:
    """Units whose rates vary by 70 % about 1, 3, 6 and 12 a week: 2,800 figures."""
    rng, asked = np.random.default_rng(22), 0
    for mean in (1.0, 3.0, 6.0, 12.0):
        for _ in range(100):
            rates = mean * rng.gamma(2, 0.5, len(NAMES))
            asked += len(doubts(sheet(*rng.poisson(rates))))
    assert asked <= 2


def test_a_part_of_a_units_organisations_is_as_large_as_the_unit() -> None:
    lines = [f"| {name} | 1 |" for name in NAMES[:5]]
    head = ["| 周报表（第1周） | < |", "| 单位名称 | 已开展学习的党组织数 |"]
    reading = read("\n".join([*head, *lines, "| 东河镇 | 38 |"]), roster=ROSTER)
    assert "K22" not in [found.code for found in reading.all_issues]


def test_units_of_another_sheet_are_compared_by_their_earlier_weeks() -> None:
    known = {f"s{i}": Past(last_week={STUDY: 2.0}) for i in range(1, 6)}
    assert doubts(sheet(22, earlier=lambda _: known)) == ["K22 周报!B3"]
    assert doubts(sheet(22)) == []


def test_a_unit_with_weeks_of_its_own_is_judged_by_them() -> None:
    own = {"s5": Past(totals={}, medians={STUDY: 15.0})}
    assert doubts(sheet(2, 1, 3, 2, 0, 22, earlier=lambda _: own)) == []


def test_every_limit_of_a_week_has_its_limit_of_all_weeks() -> None:
    limits = [rule for rule in PACK.rules if rule.code == "K21"]
    so_far = {rule.left.removesuffix("@cumulative") for rule in limits if "@" in rule.left}
    assert so_far == {rule.left for rule in limits if "@" not in rule.left}
    assert STUDY in so_far
