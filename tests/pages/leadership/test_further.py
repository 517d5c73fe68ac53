"""Figures beyond the registry on the small ledger: two units of group 1 say something in week 4.

U01 (county_team) 3 times led and a topic ticked, U03 (section_team) a reported none.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from campaign import LOCALES, ExtraCell, wording
from tests.ledger.drawn import OFFICE
from tests.pages.conftest import Opened
from tests.pages.filled import PACK, ZONE, filled_ledger, weekly
from tests.pages.said import elements, text_of

PAGE, LED, TOPIC = "leadership/further/page.py", "study_lead_count", "discussion_topic_03"


@pytest.fixture
def told_url(own_url: str) -> str:
    """The small ledger with a further sheet."""
    ledger = filled_ledger(own_url)
    sheet = weekly(4, "g01", more=2)
    rows = {str(row["unit_id"]): int(row["row"]) for row in sheet.rows.to_dict("records")}
    cells = ((rows["U01"], "U01", LED, "v", 3.0), (rows["U01"], "U01", TOPIC, "v", 1.0))
    cells += ((rows["U03"], "U03", LED, "z", 0.0),)
    told = replace(sheet, extra=tuple(ExtraCell(*it) for it in cells))
    plan = ledger.plan("sample", told)
    ledger.accept(plan, by=OFFICE, received_at=datetime(2023, 10, 27, 9, tzinfo=ZONE))
    ledger.close()
    return own_url


def table(app: AppTest, heading: str) -> pd.DataFrame:
    """The table of the page that has this heading."""
    found = [e.value for e in elements(app._tree) if e.type in ("arrow_data_frame", "dataframe")]
    return next(it for it in found if heading in it.columns)


def test_each_figure_has_its_sum_and_of_how_many_it_is_known(opened: Opened, told_url: str) -> None:
    app = opened(told_url, PAGE, lang="zh_CN")
    assert "截至第4周，全区18个选报项目中，2个已有单位填报。" in text_of(app)
    sums = table(app, "项目").set_index("项目")
    columns = ["本周合计", "本周已知（家）", "累计已知（家）", "有开展（家）"]
    assert sums.loc["领导领学", columns].tolist() == [3, "2/5", "2/5", 1]
    assert sums.loc["研讨：理想信念", columns[1:]].tolist() == ["1/5", "1/5", 1]
    assert sums.loc["转化举措", columns[1:]].tolist() == ["0/5", "0/5", 0]
    app.selectbox(key="further_quantity").set_value(TOPIC).run()
    (line,) = table(app, "累计或最近一次").to_dict("records")
    assert (line["单位"], line["本周"]) == ("区委办公室", "是")


def test_a_unit_shows_it_and_a_group_sees_its_own(opened: Opened, told_url: str) -> None:
    unit = text_of(opened(told_url, "groups/unit/page.py", lang="zh_CN", unit="U01"))
    assert "领导领学" in unit
    assert "转化举措" not in unit
    other = text_of(opened(told_url, PAGE, lang="zh_CN", door="groups", seat="g02"))
    assert "0个已有单位填报" in other


@pytest.mark.parametrize("locale", LOCALES)
def test_where_nobody_says_anything_that_is_said(
    opened: Opened, filled_url: str, locale: str
) -> None:
    said = text_of(opened(filled_url, PAGE, lang=locale))
    words = wording(locale)
    label = words.label(PACK.further[0].label)
    assert words.text("further.nobody", what=label) in said


def test_each_unit_has_its_ticks_and_what_nobody_said_is_unknown(
    opened: Opened, told_url: str
) -> None:
    app = opened(told_url, PAGE, lang="zh_CN")
    rows = table(app, "研讨：理想信念")
    assert rows["研讨：理想信念"].tolist() == ["√"]
    assert rows["研讨：廉洁自律"].tolist() == [""]
