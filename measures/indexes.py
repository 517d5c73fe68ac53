"""How unevenness and effort are told: every index with its formula, what it says and its source."""

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
)


def index_of(index_id: str) -> Index:
    """The index of that id; raises KeyError for none such."""
    return {index.id: index for index in INDEXES}[index_id]
