"""The answer sentence from drawn standings."""

from __future__ import annotations

import math

import pandas as pd

from campaign import load_pack, wording
from measures.counting import STANDING
from pages.drawn.words.answer import reach_sentence

PACK = load_pack("c2023_ztjy")


def standing(*rows: tuple[str, float, float, float]) -> pd.DataFrame:
    """STANDING of (place, numerator, denominator, plan)."""
    return STANDING.frame(
        {
            "place_kind": "type",
            "place_id": place,
            "measure": "study_reach",
            "week": 3,
            "numerator": over,
            "denominator": under,
            "value": over / under if under else math.nan,
            "plan": plan,
            "lowest": math.nan,
            "highest": math.nan,
            "n_reported": int(under),
            "n_expected": int(under),
        }
        for place, over, under, plan in rows
    )


def sentence(
    reach: pd.DataFrame,
    by_type: pd.DataFrame | None = None,
    completeness: pd.DataFrame | None = None,
    *,
    locale: str = "zh_CN",
) -> str:
    words = wording(locale)
    return reach_sentence(
        words,
        PACK,
        whole=words.text("answer.whole.all"),
        week=words.text("answer.week", number=3),
        reach=reach,
        by_type=standing() if by_type is None else by_type,
        completeness=standing() if completeness is None else completeness,
    )


def test_behind_the_plan_is_told_in_points() -> None:
    assert sentence(standing(("d", 30, 40, 0.8))) == (
        "截至第3周，全区学习覆盖率75.0%（30/40家），低于序时进度5.0个百分点。"
    )


def test_level_with_the_plan_is_said_so() -> None:
    assert "与序时进度一致" in sentence(standing(("d", 30, 40, 0.75)))


def test_without_a_plan_there_is_nothing_to_compare() -> None:
    assert "无序时要求" in sentence(standing(("d", 30, 40, math.nan)))


def test_a_type_less_than_ten_points_behind_is_not_mentioned() -> None:
    types = standing(("non_public", 661, 1000, 0.5), ("county_team", 5, 5, 0.5))
    assert "非公" not in sentence(standing(("d", 75, 100, 0.5)), types)
    types = standing(("non_public", 65, 100, 0.5), ("county_team", 5, 5, 0.5))
    assert "非公企业党组织65.0%，低于全区10.0个百分点" in sentence(
        standing(("d", 75, 100, 0.5)), types
    )


def test_reports_are_mentioned_below_95_percent_only() -> None:
    reach = standing(("d", 30, 40, 0.8))
    assert "报送率" not in sentence(reach, completeness=standing(("d", 95, 100, math.nan)))
    said = sentence(reach, completeness=standing(("d", 94, 100, math.nan)))
    assert "本周报送率94.0%，未报6家的情况未知" in said


def test_no_unit_at_all_is_unknown_and_not_zero() -> None:
    assert sentence(standing(("d", 0, 0, 0.5))) == "第3周尚无可用的学习数据。"


def test_nobody_heard_of_is_unknown_and_not_zero() -> None:
    reach = standing(("d", 0, 4, 0.5)).assign(n_reported=0)
    assert sentence(reach) == "第3周尚无可用的学习数据。"


def test_english_reads_as_one_sentence() -> None:
    types = standing(("non_public", 1, 4, 0.5))
    completeness = standing(("d", 39, 42, math.nan))
    assert sentence(standing(("d", 30, 40, 0.8)), types, completeness, locale="en") == (
        "By week 3 study has reached 75.0% of the district (30/40 units), 5.0 points below plan; "
        "non-public enterprise organisations 25.0%, 50.0 points below the district; "
        "92.9% of reports are in, so 3 units are unknown this week."
    )
