"""Data quality on the small ledger, honest and with two sheets that contradict themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from pages.drawn import Mark
from tests.ledger.drawn import OFFICE
from tests.pages.conftest import Opened, url_of
from tests.pages.doubted import TOTAL, doubt, weekly
from tests.pages.filled import PACK, filled_ledger, roster
from tests.pages.said import elements, text_of

PAGE = "office/quality/page.py"


@pytest.fixture(scope="module")
def doubted_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The small ledger with sheets to verify; tests only read it."""
    url = url_of(tmp_path_factory.mktemp("doubted"))
    ledger = filled_ledger(url)
    doubt(ledger)
    ledger.close()
    return url


@pytest.fixture(scope="module")
def moved_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The small ledger with week 3 of one unit filled in afterwards, and a roster by which another
    has ten subordinate organisations since week 3, eight before."""
    url = url_of(tmp_path_factory.mktemp("moved"))
    ledger = filled_ledger(url)
    late = weekly(3)
    late = replace(late, rows=late.rows.assign(unit_id=["U07", "U10"]), issues=())
    first = roster()
    changed = first.rows[first.rows["unit_id"] == "U05"].reset_index(drop=True)
    changed = changed.assign(sub_org_total=10, valid_from="2023-10-16")
    since = replace(first, rows=changed, source=replace(first.source, sha256="b" * 64))
    for sheet in (late, since):
        at = datetime(2023, 11, 8, 10, tzinfo=ZoneInfo(PACK.calendar.zone))
        ledger.accept(ledger.plan("sample", sheet), by=OFFICE, received_at=at)
    ledger.close()
    return url


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_what_was_filled_in_afterwards_and_a_roster_that_moved_are_told(
    opened: Opened, moved_url: str, lang: str
) -> None:
    app = opened(moved_url, PAGE, lang=lang)
    zh = {
        "东城街道": ("名册上的下级党组织数由8变为10", "第2周 名册下级党组织数 8"),
        "区档案馆": ("报送过的1周中100%是事后补报的", "第3周 集中学习 1"),
        "恒远机械党支部": ("报送过的3周中33.3%是事后补报的", "第3周 集中学习 2"),
    }
    rows = table(app, "依据一" if lang == "zh_CN" else "Evidence 1")
    told = rows.set_index(rows.columns[0])
    assert told.index.tolist() == list(zh)
    if lang == "zh_CN":
        for name, (says, cell) in zh.items():
            assert (told.loc[name, "需核查线索"], told.loc[name, "依据一"]) == (says, cell)
        assert set(told["处理"]) == {"请核实"}
    app.session_state["pressed_mark"] = str(Mark("study_session_count", unit="U05", at=3))
    app.run()
    assert not app.exception


def table(app: AppTest, column: str) -> pd.DataFrame:
    """The table with that heading."""
    return next(
        e.value
        for e in elements(app._tree)
        if e.type in ("arrow_data_frame", "dataframe") and column in e.value.columns
    )


def test_honest_sheets_raise_no_doubt_and_too_little_is_not_called_well(
    opened: Opened, filled_url: str
) -> None:
    said = text_of(opened(filled_url, PAGE, lang="zh_CN"))
    assert "截至第4周，没有需核查线索。" in said
    assert "数据不足，不作结论，也不视为没有问题。" in said
    assert "尚无抽查核实" in said
    assert "共2条" not in said


def test_each_doubt_says_its_figures_and_names_its_cells(opened: Opened, doubted_url: str) -> None:
    app = opened(doubted_url, PAGE, lang="zh_CN")
    rows = table(app, "依据一")
    assert rows["单位"].tolist() == ["区政府办公室", "东城街道"], "in protocol order"
    assert rows["需核查线索"].tolist() == [
        "集中学习（累计）由4降为3",
        "已开展学习的党组织数填报9，超过可能的最大值",
    ]
    assert rows["依据一"].tolist() == ["第3周 集中学习（累计） 4", "第4周 已开展学习的党组织数 9"]
    assert rows["依据二"].tolist() == ["第4周 集中学习（累计） 3", ""]
    said = text_of(app)
    assert "截至第4周，2家单位共有2条需核查线索；其中2家请优先核对" in said
    assert "1张表的合计与各行之和不一致" in said
    assert "第4周更正.xlsx · 更正!B5" in said
    assert "合计4，各行之和3" in said


def test_nothing_is_called_false(opened: Opened, doubted_url: str) -> None:
    for lang in ("zh_CN", "en"):
        app = opened(doubted_url, PAGE, lang=lang)
        app.toggle("show_kinds").set_value(True).run()
        said = text_of(app)
        for word in ("虚假", "造假", "虚报", "fake", "false", "排名"):
            assert word not in said


def test_a_piece_of_evidence_opens_onto_its_own_cell(opened: Opened, doubted_url: str) -> None:
    """The total of week 3 stands in column C of the sheet of week 3."""
    app = opened(doubted_url, PAGE, lang="zh_CN")
    app.session_state["pressed_mark"] = str(Mark(TOTAL, unit="U02", at=3))
    app.run()
    said = text_of(app)
    assert "更正!C3" in said
    assert "第3周更正.xlsx" in said


def test_claims_stand_beside_what_checks_found(opened: Opened, doubted_url: str) -> None:
    """12 reported, 10 verified; 2 of 12 units were ever checked."""
    app = opened(doubted_url, PAGE, lang="en")
    said = text_of(app)
    assert "3 figures were checked on the spot and 2 agreed (66.7%)" in said
    assert "claims add up to 1.20 times what was found" in said
    assert "2 of 12 units were ever checked (16.7%)" in said
    rows = table(app, "Reported ÷ verified").set_index("Group")
    assert rows.loc["Group 2", "Reported ÷ verified"] == "1.33"
    assert "Group 1" not in rows.index, "its log has no check: nobody knows of any"


def test_a_guidance_group_sees_its_own_units(opened: Opened, doubted_url: str) -> None:
    said = text_of(opened(doubted_url, PAGE, lang="zh_CN", door="groups", seat="g02"))
    assert "区政府办公室" in said
    assert "东城街道" not in said
    assert "更正.xlsx" not in said, "the sheet is the office's"


def test_leadership_is_refused(opened: Opened, doubted_url: str) -> None:
    said = text_of(opened(doubted_url, PAGE, lang="zh_CN", door="leadership"))
    assert "需核查线索" not in said


def test_filters_narrow_what_is_shown_and_not_whom_it_is_judged_by(
    opened: Opened, doubted_url: str
) -> None:
    app = opened(doubted_url, PAGE, lang="zh_CN", group="g03")
    assert table(app, "依据一")["单位"].tolist() == ["东城街道"]
    assert "1家单位共有1条需核查线索" in text_of(app)


def test_earlier_weeks_know_only_their_sheets(opened: Opened, doubted_url: str) -> None:
    said = text_of(opened(doubted_url, PAGE, lang="zh_CN", week="2023-W42"))
    assert "截至第3周，没有需核查线索；报表之间有2处待选定或答复。" in said


def test_what_each_check_looks_for_is_shown_on_request(opened: Opened, doubted_url: str) -> None:
    app = opened(doubted_url, PAGE, lang="zh_CN")
    app.toggle("show_kinds").set_value(True).run()
    assert "累计数下降" in table(app, "怎样判断")["线索"].tolist()


def test_sheets_filled_in_afterwards_are_told_as_a_share(
    opened: Opened, doubted_url: str, filled_url: str
) -> None:
    """The sheet of week 3 came 17 days after its week; that of week 4 after 10."""
    said = text_of(opened(doubted_url, PAGE, lang="zh_CN"))
    assert "14张周报中1张在当周结束14天以后才收到，属补报。" in said
    assert "属补报" not in text_of(opened(filled_url, PAGE, lang="zh_CN"))
