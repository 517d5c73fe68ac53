"""How unevenness, effort, change and bounds are told: every index with its formula, what it says
and its source."""

from __future__ import annotations

from dataclasses import dataclass

from campaign import Label


@dataclass(frozen=True)
class Index:
    """One index. `says` is what a reader may take from it, and what not; `source` the section its
    formula is written in."""

    id: str
    label: Label
    formula: Label
    says: Label
    source: str


_BALANCE, _EFFORT, _DOUBTS = (f"docs/design.md §{n}" for n in ("8.7", "8.17", "8.18"))

INDEXES: tuple[Index, ...] = (
    Index(
        "gini",
        Label("基尼系数", "Gini index"),
        Label(
            "2Σ(w·x·m)÷(W·Σw·x)−1；30家及以下乘n÷(n−1)",
            "2Σ(w·x·m) ÷ (W·Σw·x) − 1; up to 30 units times n ÷ (n − 1)",
        ),
        Label(
            "0为各单位相同。随机波动界限：各单位情况相同时100次抽样中95次不超过的值。",
            "0 where all are alike. The noise floor is what it stays under in 95 of 100 draws of "
            "equal units.",
        ),
        _BALANCE,
    ),
    Index(
        "hoover",
        Label("胡佛指数", "Hoover index"),
        Label("Σw|x−μ|÷(2Wμ)", "Σw|x − μ| ÷ (2Wμ)"),
        Label(
            "要使各单位相同，须调整的份额；随机波动也使它大于0。",
            "The share that would have to move for all to be equal; chance alone makes it more "
            "than 0.",
        ),
        _BALANCE,
    ),
    Index(
        "theil_t",
        Label("泰尔指数T及其分解", "Theil’s T and its parts"),
        Label(
            "Σs·ln(s÷v)，等于各类之间加各类之内，s为份额，v为单位数占比",
            "T = Σ s ln(s ÷ v) = between + within, s what is held, v the share of units",
        ),
        Label(
            "差异有多少在各类（组）之间。分类多时，随机波动也会有一部分落在之间。",
            "How much of the difference lies between types or groups. With many of them chance "
            "alone puts some of it there.",
        ),
        _BALANCE,
    ),
    Index(
        "trend",
        Label("差异的变化", "Trend of unevenness"),
        Label(
            "后半段各周次数的基尼系数－前半段的基尼系数",
            "Gini of the rates in the later half of the weeks − that of the earlier half",
        ),
        Label(
            "只有超出各单位份额不变时100次抽样中95次的范围，才说差距在缩小或扩大。",
            "Drawing level or apart is said only beyond 95 of 100 draws in which every unit keeps "
            "its share.",
        ),
        _BALANCE,
    ),
    Index(
        "evenness",
        Label("督导内容均衡度", "Evenness of guidance"),
        Label("香农熵÷ln(K)，K为工作内容总项数", "Shannon’s entropy ÷ ln K, K workstreams in all"),
        Label(
            "1为各项相同。同样次数随机分配时的平均值一并列出。",
            "1 where all are alike; the mean of as many visits spread at random stands beside it.",
        ),
        _EFFORT,
    ),
    Index(
        "effort_residual",
        Label("督导内容偏离", "Distance from the mix of all groups"),
        Label(
            "(n−E)÷√(E(1−r÷N)(1−c÷N))，E为rc÷N",
            "(n − E) ÷ √(E (1 − r÷N)(1 − c÷N)), E = rc ÷ N",
        ),
        Label(
            "2以内为随机波动常见范围；E不足5参考意义有限，不足1不作判断。",
            "Within 2 is common by chance; with E under 5 it says little, under 1 nothing.",
        ),
        _EFFORT,
    ),
    Index(
        "workload",
        Label("每家督导次数", "Visits a unit"),
        Label("督导次数÷单位数，附95%精确泊松区间", "visits ÷ units, with the exact 95 % interval"),
        Label(
            "总体平均值在区间之外才说与各组不同。",
            "A group is called different only where the average of all lies outside its interval.",
        ),
        _EFFORT,
    ),
    Index(
        "verification_factor",
        Label("上报数÷核实数", "Verification factor"),
        Label("Σ上报数÷Σ核实数", "Σ reported ÷ Σ verified"),
        Label(
            "1为一致，大于1为上报偏多；须连同抽查次数一并看。",
            "1 where they agree, above 1 where more was reported; to be read with the number of "
            "checks.",
        ),
        _DOUBTS,
    ),
    Index(
        "bounds",
        Label("最低至最高", "Lowest to highest"),
        Label(
            "缺报的数字全部没有或全部都有时，这一比率可能的两端",
            "The two ends a share can have, if every missing figure is none or all there can be",
        ),
        Label(
            "缺报时先看结论在两端是否都成立，再作判断。",
            "With reports missing, first see whether what is said holds at both ends.",
        ),
        "docs/design.md §8.15",
    ),
    Index(
        "waterfall",
        Label("变化构成", "What a change is made of"),
        Label(
            "两周之间的变化分为新报来、本周未报、已报单位自身、分母、调整五部分，相加正好等于变化",
            "The change between two weeks in five parts that add up to it: newly in, newly "
            "missing, within units, denominators, moves",
        ),
        Label(
            "少数单位未报也会使比率上升，不应当作工作进展。",
            "A share also rises when units fall silent; that is no progress.",
        ),
        "docs/design.md §8.16",
    ),
    Index(
        "control",
        Label("正常波动", "Ordinary variation"),
        Label(
            "平均值上下2.66倍的平均逐周差；带内的升降不必逐周解释。满6周画上下限，满12周才作判断",
            "The mean ∓ 2.66 × the mean step from week to week; ups and downs inside it need no "
            "explaining. Limits from 6 weeks, anything said from 12",
        ),
        Label(
            "只对超出正常波动的周提问，避免逐周追问偶然的升降。",
            "Only weeks beyond it are asked about, not every chance up and down.",
        ),
        "docs/design.md §8.13",
    ),
    Index(
        "pace",
        Label("所需进度与近期进度", "Required and current pace"),
        Label(
            "余下数量除以剩余周数，旁边是最近四个已报周的平均；可能性以进度不变为前提",
            "What is left ÷ weeks left, beside the mean of the last four reported weeks; the "
            "chance holds if the pace does",
        ),
        Label(
            "期限之前还来得及调整安排。",
            "Before the date there is still time to change the plan.",
        ),
        "docs/design.md §8.14",
    ),
    Index(
        "bands",
        Label("三个区间", "Three bands"),
        Label(
            "与同类单位相比：低于、之内、高于偶然可能造成的差别；区间之内不分先后",
            "Against units of its type: below, within or above what chance alone can do; inside a "
            "band differences mean nothing",
        ),
        Label(
            "小单位的比率起伏大，排名多半是偶然。",
            "Shares of small units swing widely: a rank is mostly chance.",
        ),
        "docs/design.md §8.12",
    ),
)


def index_of(index_id: str) -> Index:
    """The index of that id; raises KeyError for none such."""
    return {index.id: index for index in INDEXES}[index_id]
