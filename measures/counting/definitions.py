"""What is measured: the registry of measures, each with what it counts and why it matters."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from campaign import ORGS_STUDYING, CampaignPack, Kind, Label, Quantity

REACH, WEEK_SHARE = "study_reach", "study_week_share"
ORG_SHARE, COMPLETENESS = "study_org_share", "completeness"


class Direction(StrEnum):
    """Which way is good: more of it, or neither (a count of work done is not a success)."""

    HIGHER = "higher"
    NEUTRAL = "neutral"


@dataclass(frozen=True)
class Measure:
    """One measure. `source` names the section its formula is written in, `function` the function
    that works it out, by its module."""

    id: str
    label: Label
    numerator: Label
    denominator: Label
    direction: Direction
    why: Label
    source: str
    function: str
    is_share: bool = True


SHARES: tuple[Measure, ...] = (
    Measure(
        id=REACH,
        label=Label("学习覆盖率", "Study reach"),
        numerator=Label(
            "启动以来开展过集中学习的单位",
            "units with at least one study session since the launch",
        ),
        denominator=Label("本周在册单位", "units on the roster that week"),
        direction=Direction.HIGHER,
        why=Label(
            "学习是其他各项工作的起点，从未开展的单位需要先联系。",
            "Study comes first; a unit without any needs a call before anything else.",
        ),
        source="docs/design.md §8.1",
        function="measures.standing.coverage.study_reach",
    ),
    Measure(
        id=WEEK_SHARE,
        label=Label("本周开展学习的单位占比", "Units studying this week"),
        numerator=Label("本周开展过集中学习的单位", "units with a study session in the week"),
        denominator=Label("本周已报该数的单位", "units that gave the week's figure"),
        direction=Direction.HIGHER,
        why=Label(
            "只看已报单位，缺报会使它升降，因此总与变化构成一并说明。",
            "Only units that reported are in it, so silence moves it: it is told with what the "
            "change is made of.",
        ),
        source="docs/design.md §8.1",
        function="measures.standing.coverage.study_week_share",
    ),
    Measure(
        id=ORG_SHARE,
        label=Label("下属党组织学习覆盖率", "Subordinate organisations studying"),
        numerator=Label("已开展学习的下属党组织", "subordinate organisations that have held study"),
        denominator=Label("名册中的下属党组织", "subordinate organisations on the roster"),
        direction=Direction.HIGHER,
        why=Label(
            "本级开展而下级未开展，说明工作还没有传导到支部。",
            "Study at the top without study below: the work has not reached the branches.",
        ),
        source="docs/design.md §8.2",
        function="measures.standing.coverage.study_org_share",
    ),
    Measure(
        id=COMPLETENESS,
        label=Label("报送率", "Reports in"),
        numerator=Label("已报送的应报单位", "expected units whose report is in"),
        denominator=Label("本周应报单位", "units expected to report that week"),
        direction=Direction.HIGHER,
        why=Label(
            "未报送的单位情况未知，各项数字只能看作下限。",
            "Units that did not report are unknown, so every figure is only a lower bound.",
        ),
        source="docs/design.md §8.3",
        function="measures.standing.reporting.completeness",
    ),
    Measure(
        id="timeliness",
        label=Label("按时报送率", "Reports on time"),
        numerator=Label("截止时间前报送的应报单位", "expected units in by the deadline"),
        denominator=Label("本周应报单位", "units expected to report that week"),
        direction=Direction.HIGHER,
        why=Label(
            "按时报送，周例会才能用上当周的数字。",
            "Only what is in on time can be used at the weekly meeting.",
        ),
        source="docs/design.md §8.3",
        function="measures.standing.reporting.timeliness",
    ),
    Measure(
        id="content_completeness",
        label=Label("应填项填报率", "Required cells filled"),
        numerator=Label("已填写的应填项", "required cells that are filled"),
        denominator=Label("应报单位的应填项", "required cells of the units expected"),
        direction=Direction.HIGHER,
        why=Label(
            "表已交但应填项空着，仍然不知道情况。",
            "A sheet that is in but half empty leaves the same questions open.",
        ),
        source="docs/design.md §8.3",
        function="measures.standing.reporting.content_completeness",
    ),
)


def measures_of(pack: CampaignPack) -> tuple[Measure, ...]:
    """The shares, then one count for each of the pack's quantities that adds up."""
    return SHARES + tuple(_count(quantity) for quantity in summable_quantities(pack))


def summable_quantities(pack: CampaignPack) -> tuple[Quantity, ...]:
    """The pack's quantities that have a sum: all but choices and the numerator of a share."""
    return tuple(q for q in pack.quantities if q.kind is not Kind.CHOICE and q.id != ORGS_STUDYING)


def _count(quantity: Quantity) -> Measure:
    return Measure(
        id=quantity.id,
        label=quantity.label,
        numerator=quantity.measure,
        denominator=Label("", ""),
        direction=Direction.NEUTRAL,
        why=Label("工作量，不作成效评价。", "Workload; says nothing about results."),
        source="docs/design.md §8.4",
        function="measures.standing.frequency.count",
        is_share=False,
    )
