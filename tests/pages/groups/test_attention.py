"""The list of units that need a call, on the small ledger with two groups' logs."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from campaign import LOCALES, wording
from tests.pages.conftest import Opened
from tests.pages.filled import UNITS
from tests.pages.said import elements, text_of

PAGE = "groups/attention/page.py"


def links(app: AppTest) -> list[str]:
    """The units that can be pressed, in the order shown."""
    names = {name for _, name, *_ in UNITS}
    labels = [str(e.proto.label) for e in elements(app._tree) if e.type == "page_link"]
    return [name for label in labels for name in names if f" {name}" in f"{label} "]


def papers(app: AppTest) -> list[str]:
    """The tables that only paper shows."""
    bodies = [str(getattr(e.proto, "body", "")) for e in elements(app._tree)]
    return [body for body in bodies if 'class="paper"' in body]


def test_every_item_stands_with_its_number_and_what_ends_it(
    opened: Opened, filled_url: str
) -> None:
    """No log, so nobody is asked about visits; U07 has been silent since the launch."""
    said = text_of(opened(filled_url, PAGE, lang="zh_CN"))
    assert "■◇ 区档案馆" in said
    assert "连续4周未报送" in said
    assert "报送本周周报即出列，没有开展的填零即可" in said


def test_of_a_long_list_the_beginning_stands_and_the_rest_at_a_press(
    opened: Opened, filled_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three units sent nothing this week; with room for two the third comes at a press, and
    paper has all three."""
    monkeypatch.setattr("pages.drawn.lists.attention_list._MOST", 2)
    app = opened(filled_url, PAGE, lang="zh_CN")
    short = links(app)
    whole = links(app.button(key="rest_silent").click().run())
    assert len(whole) == len(short) + 1
    assert links(opened(filled_url, PAGE, lang="zh_CN", print="1")) == whole


def test_the_answer_counts_items_by_level_and_names_no_score(
    opened: Opened, filled_url: str
) -> None:
    said = text_of(opened(filled_url, PAGE, lang="zh_CN"))
    assert "第4周，全区需要联系1家：1项重点关注；3家本周数据不足" in said
    assert "排名" not in said


def test_without_a_log_there_is_no_list_of_visits(opened: Opened, filled_url: str) -> None:
    assert "天未督导" not in text_of(opened(filled_url, PAGE, lang="zh_CN"))


def test_a_group_finds_the_units_not_visited_for_two_weeks(opened: Opened, logged_url: str) -> None:
    """The week ends on 29 October: U03 was seen 19 days before, U10 never; U01 and U06 lately."""
    app = opened(logged_url, PAGE, lang="zh_CN", door="groups", seat="g01", list="unseen")
    said = text_of(app)
    assert "超过14天未督导的单位" in said
    assert links(app)[:2] == ["区财政局", "恒远机械党支部"]
    assert "上次督导10月10日，19天前" in said
    assert "启动27天，尚未督导" in said


def test_a_group_without_a_log_is_asked_for_it_and_not_its_units(
    opened: Opened, logged_url: str
) -> None:
    """Group 3 keeps no log: nobody knows that nobody went to its four units."""
    app = opened(logged_url, PAGE, lang="zh_CN", door="groups", seat="g03", list="unseen")
    said = text_of(app)
    assert "第三指导组已4周无督导台账" in said
    assert "没有已知超过14天未督导的单位；4家督导情况未知（◇），所在指导组尚无台账。" in said
    assert "尚未督导" not in said


def test_a_group_begins_at_its_list_and_sees_only_its_own(opened: Opened, logged_url: str) -> None:
    said = text_of(opened(logged_url, lang="zh_CN", door="groups", seat="g01"))
    assert "本周需要联系哪些单位，为什么？" in said
    assert not any(name in said for _, name, _, group, _ in UNITS if group != "g01")


def test_the_paper_has_reasons_and_last_visits(opened: Opened, logged_url: str) -> None:
    app = opened(logged_url, PAGE, lang="zh_CN", door="groups", seat="g01", list="unseen")
    (paper,) = papers(app)
    for text in ("单位", "原因", "怎样出列", "上次督导", "区财政局", "10月10日"):
        assert text in paper


def test_the_order_by_need_stays_on_the_screen(opened: Opened, logged_url: str) -> None:
    """What is printed and handed out keeps protocol order whatever the screen shows."""
    app = opened(logged_url, PAGE, lang="zh_CN")
    app.session_state["needs_order"] = "need"
    app.run()
    (paper,) = papers(app)
    listed = [name for _, name, *_ in UNITS if name in paper]
    assert sorted(listed, key=paper.index) == listed


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_to_do_is_said(opened: Opened, filled_url: str, locale: str) -> None:
    """U01 has reported and studied every week."""
    said = text_of(opened(filled_url, PAGE, lang=locale, unit="U01"))
    assert wording(locale).text("needs.list.need.empty") in said
    assert wording(locale).text("needs.caught_up.none") in said
