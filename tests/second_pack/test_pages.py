"""Every page, in both languages, on a campaign none of whose forms, fields, types and workstreams is
packaged: what it counts, and that nothing of the packaged campaign is met."""

from __future__ import annotations

import json
import re

import pytest

from tests.commands.conftest import Terminal
from tests.house.seen import PAGES, Look, seen
from tests.pages.driven import driven
from tests.second_pack.sheets import PACKS
from tests.second_pack.told import spelled_ids, spoken_words

_ONE = {"groups/unit": {"unit": "B01"}}


def parts(entered: Terminal, page: str, lang: str = "zh_CN", **said: str) -> list[object]:
    """What a page shows the office at the end of the third week."""
    told = {"lang": lang, "door": "office", **_ONE.get(page, {}), **said}
    shown = seen(f"sqlite:///{entered.ledger}", Look(page, "", told))
    assert shown, "the page failed"
    return shown


def words(entered: Terminal, page: str, **said: str) -> str:
    """The page as it is read: its texts and tables, without marks and blanks."""
    text = re.sub(r"<style.*?</style>|<[^>]+>", " ", _text(parts(entered, page, **said)))
    return re.sub(r"\s+", " ", text)


def _text(shown: object) -> str:
    if isinstance(shown, dict):
        return " ".join(map(_text, shown.values()))
    if isinstance(shown, list):
        return " ".join(map(_text, shown))
    return str(shown)


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_nothing_of_the_packaged_campaign_is_on_a_page(
    entered: Terminal, page: str, lang: str
) -> None:
    text = json.dumps(parts(entered, page, lang), ensure_ascii=False)
    assert (spelled_ids(text), spoken_words(text)) == (set(), set())


def test_the_overview_counts_launches_from_the_register_and_visits_from_the_log(
    entered: Terminal,
) -> None:
    told = words(entered, "leadership/overview")
    assert "启动覆盖率 50.0% 3/6家，2家未知" in told
    assert "学习覆盖率 66.7% 4/6家，1家未知" in told
    assert "督导覆盖率 50.0% 3/6家" in told


def test_visits_are_counted_by_the_logs_own_methods_and_workstreams(entered: Terminal) -> None:
    told = words(entered, "leadership/inspections")
    assert "共督导4家次，覆盖3/6家（50.0%）；3家尚未督导；2家超过督导间隔" in told
    assert "发现问题（累计） 4 个" in told
    assert "问一问 2 看一看 3" in told
    assert "读原文 37.5% 访民情 25.0% 改毛病 37.5%" in told


def test_the_attention_list_is_drawn_from_both(entered: Terminal) -> None:
    told = words(entered, "groups/attention")
    assert "全区需要联系5家：3项重点关注、9项关注" in told
    assert "动员部署尚未登记召开，已逾期16天" in told
    assert "距上次督导11天，间隔应不超过7天" in told
    assert "读书会连续3周为零" in told


def test_a_unit_has_its_own_type_launch_visits_and_workstreams(entered: Terminal) -> None:
    told = words(entered, "groups/unit")
    assert "局级机关 · 东片巡导队 · 下属党组织4个" in told
    assert "3月8日召开（应于3月10日前）" in told
    assert "共2次，发现问题3个，提出意见建议1条，现场解决2个" in told
    assert "读原文50.0%；改毛病50.0%" in told
    assert "3月21日 看一看 改毛病 1 0 3月8日 问一问 读原文 2 1" in told


def test_doubts_come_from_the_book_of_faults_and_checks_from_the_log(entered: Terminal) -> None:
    told = words(entered, "office/quality")
    assert "抽查核实2次，1次一致（50.0%）；上报数合计为核实数的1.14倍" in told, "5 of 4, 3 of 3"
    assert "问题的完成日期早于发现日期6天" in told
    assert "毛病簿 第4行" in told


def test_the_record_tells_what_came_by_its_own_forms(entered: Terminal) -> None:
    told = words(entered, "office/record")
    assert all(form in told for form in ("旬情表", "巡访簿", "毛病簿"))


def test_a_line_of_the_log_is_traced_to_its_cell(
    entered: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAMPAIGN_PACKS", str(PACKS))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{entered.ledger}")
    app = driven("groups/unit/page.py", door="office", unit="B01").run()
    app.button(key="trace_log").click().run()
    assert not app.exception
    assert app.selectbox(key="trace_entry_B01_tour_book").options[0] == "2023年3月21日"
    assert app.selectbox(key="trace_field_B01_tour_book_6").value == "faults"
    shown = "".join(frame.value.to_csv() for frame in app.dataframe)
    assert all(word in shown for word in ("到访做法", "看一看", "到访主题", "改毛病"))
