"""What the submit page asks of a roster's own words, and what one press does."""

from __future__ import annotations

import pytest

from ledger import Ledger
from tests.pages.filled import sample_district
from tests.pages.office.test_submit import desk, drop, ledger, workbook
from tests.pages.office.test_submit_questions import pressed

__all__ = ["ledger"]

ROSTER = """
    | 东湖区主题教育参学单位名册 |          |                |
    | 单位名称                   | 单位性质 | 组别           |
    | 区第一中学                 | 学校     | 教育系统指导组 |
    | 区工商联商会               | 两新组织 | 第一指导组     |
    | 区水务局                   | 科级单位 | 第二指导组     |
"""


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_one_press_keeps_all_answers_and_the_roster_goes_in(locale: str, ledger: Ledger) -> None:
    app = drop(desk(locale), ("名册.xlsx", workbook(ROSTER)))
    app = pressed(app, "roster_stands_")  # titled for another district
    offered = {box.key.rsplit("_", 1)[1]: box.value for box in app.selectbox if "word_" in box.key}
    assert offered["学校"].is_own
    assert offered["学校"].means == "second_tier"
    assert offered["教育系统指导组"].is_own
    app = pressed(app, "words_")
    assert not [box for box in app.selectbox if "word_" in box.key]
    pressed(app, "accept")
    units = {u.name: (u.type_id, u.group_id) for u in ledger.roster(sample_district().id).units}
    assert units["区第一中学"] == ("学校", "教育系统指导组")
    assert units["区工商联商会"] == ("social_org", "g01"), "by its name, for its word means either"
    told = ledger.settings.history(sample_district().id)
    assert sorted(told["key"]) == ["学校", "教育系统指导组"]
