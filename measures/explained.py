"""How figures are read: what stands beside a measure, each with what it says and why it is there.

Nothing goes in; the reviewed words come out. They are on hover in the pages and in
docs/measures.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from campaign import Label


@dataclass(frozen=True)
class Explained:
    """One thing beside the figures: what it `tells`, `why` it is there, and the section its formula
    is written in."""

    id: str
    label: Label
    tells: Label
    why: Label
    source: str


EXPLAINED: tuple[Explained, ...] = (
    Explained(
        id="bounds",
        label=Label("最低至最高", "Lowest to highest"),
        tells=Label(
            "缺报的数字全部没有或全部都有时，这一比率可能的两端。",
            "The two ends a share can have, if every missing figure is none or all there can be.",
        ),
        why=Label(
            "缺报时先看结论在两端是否都成立，再作判断。",
            "With reports missing, first see whether what is said holds at both ends.",
        ),
        source="docs/design.md §8.15",
    ),
    Explained(
        id="waterfall",
        label=Label("变化构成", "What a change is made of"),
        tells=Label(
            "两周之间的变化分为新报来、本周未报、已报单位自身、分母、调整五部分，相加正好等于变化。",
            "The change between two weeks in five parts that add up to it: newly in, newly "
            "missing, within units, denominators, moves.",
        ),
        why=Label(
            "少数单位未报也会使比率上升，不应当作工作进展。",
            "A share also rises when units fall silent; that is no progress.",
        ),
        source="docs/design.md §8.16",
    ),
    Explained(
        id="control",
        label=Label("正常波动", "Ordinary variation"),
        tells=Label(
            "平均值上下2.66倍的平均逐周差；带内的升降不必逐周解释。满6周画上下限，满12周才作判断。",
            "The mean ∓ 2.66 × the mean step from week to week; ups and downs inside it need no "
            "explaining. Limits from 6 weeks, anything said from 12.",
        ),
        why=Label(
            "只对超出正常波动的周提问，避免逐周追问偶然的升降。",
            "Only weeks beyond it are asked about, not every chance up and down.",
        ),
        source="docs/design.md §8.13",
    ),
    Explained(
        id="pace",
        label=Label("所需进度与近期进度", "Required and current pace"),
        tells=Label(
            "余下数量除以剩余周数，旁边是最近四个已报周的平均；可能性以进度不变为前提。",
            "What is left ÷ weeks left, beside the mean of the last four reported weeks; the "
            "chance holds if the pace does.",
        ),
        why=Label(
            "期限之前还来得及调整安排。",
            "Before the date there is still time to change the plan.",
        ),
        source="docs/design.md §8.14",
    ),
    Explained(
        id="bands",
        label=Label("三个区间", "Three bands"),
        tells=Label(
            "与同类单位相比：低于、之内、高于偶然可能造成的差别；区间之内不分先后。",
            "Against units of its type: below, within or above what chance alone can do; inside a "
            "band differences mean nothing.",
        ),
        why=Label(
            "小单位的比率起伏大，排名多半是偶然。",
            "Shares of small units swing widely: a rank is mostly chance.",
        ),
        source="docs/design.md §8.12",
    ),
)


def explained(name: str) -> Explained:
    """The one of that id; raises KeyError for another."""
    return {one.id: one for one in EXPLAINED}[name]
