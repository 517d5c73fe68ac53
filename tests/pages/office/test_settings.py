"""The settings' page: each part in both languages, edits tried before they are kept."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from campaign import LOCALES, Door, Setting, Viewer, as_settings, pack_of, setting_kinds, wording
from ledger import Ledger, open_ledger
from pages.office.settings.grid import _as_compared, _cells, content_of
from pages.office.settings.layout import TAUGHT
from pages.office.settings.words import parts
from tests.house.clock import NOW
from tests.pages.conftest import Opened
from tests.pages.filled import own_and_filled_ledger
from tests.pages.said import elements, text_of

PAGE, OFFICE = "office/settings/page.py", Viewer(Door.OFFICE)


@pytest.fixture
def ledger(own_url: str) -> Iterator[Ledger]:
    """A filled ledger that a test may change."""
    found = own_and_filled_ledger(own_url)
    yield found
    found.close()


def page(opened: Opened, own_url: str, locale: str = "zh_CN") -> AppTest:
    """The page as the office opens it."""
    app = opened(own_url, PAGE, lang=locale, district="sample")
    assert not app.exception, app.exception
    return app


@pytest.mark.parametrize("locale", LOCALES)
def test_each_part_is_drawn_in_words_and_asks_for_nothing_by_itself(
    opened: Opened, own_url: str, ledger: Ledger, locale: str
) -> None:
    words = wording(locale)
    app = page(opened, own_url, locale)
    for part in (*parts(), TAUGHT):
        app.selectbox(key="settings_part").set_value(part).run()
        assert not app.exception, (part, app.exception)
        assert words.text(f"settings.part.{part}.note") in text_of(app)
        assert words.text("settings.wanted") not in text_of(app)
    assert ledger.settings.history("sample").empty


def test_what_is_added_is_tried_then_kept_with_its_reason(
    opened: Opened, own_url: str, ledger: Ledger
) -> None:
    app = page(opened, own_url)
    app.selectbox(key="settings_part").set_value("topics").run()
    name = "settings_new_workstream_0"
    app.text_input(key=f"{name}_0").set_value("culture")
    app.text_input(key=f"{name}_label_zh").set_value("文化建设")
    app.text_input(key=f"{name}_label_en").set_value("Culture")
    next(b for b in app.button if b.label == "加入待保存").click().run()
    assert "工作流 · culture：名称 文化建设" in text_of(app)
    assert app.button(key="settings_keep_edited").disabled
    app.text_input(key="settings_why_edited").set_value("会议要求").run()
    app.toggle(key="settings_try_edited").set_value(True).run()
    assert "名单不变" in text_of(app)
    app.button(key="settings_keep_edited").click().run()
    assert not app.exception
    line = ledger.settings.history("sample").iloc[0]
    assert (line["name"], line["key"], line["why"]) == ("workstream", "culture", "会议要求")
    (district,) = [it for it in ledger.districts() if it.id == "sample"]
    assert pack_of(district).workstreams["culture"].zh == "文化建设"
    assert "有1项设置" in text_of(page(opened, own_url))


def test_a_refused_setting_says_why_and_cannot_be_kept(
    opened: Opened, own_url: str, ledger: Ledger
) -> None:
    app = page(opened, own_url)
    app.selectbox(key="settings_part").set_value("notes").run()
    name = "settings_new_note_0"
    app.text_input(key=f"{name}_0").set_value("n1")
    app.number_input(key=f"{name}_at").set_value(99)
    app.text_input(key=f"{name}_value").set_value("张三")
    next(b for b in app.button if b.label == "加入待保存").click().run()
    app.toggle(key="settings_try_edited").set_value(True).run()
    told = " ".join(warning.value for warning in app.warning)
    assert "像是个人姓名" in told
    assert "不是这里应填的内容" in told
    assert app.button(key="settings_keep_edited").disabled
    assert ledger.settings.history("sample").empty


def test_a_moved_deadline_and_an_own_rule_are_tried_on_what_came(
    opened: Opened, own_url: str, ledger: Ledger
) -> None:
    app = page(opened, own_url)
    rule = {"left": "study_session_count", "op": "less_than", "right": 2}
    said = [Setting("rule", "r1", 1, json.dumps(rule)), Setting("deadline_hours", "", 1, "1")]
    app.session_state["settings_added"] = said
    app.run()
    app.toggle(key="settings_try_edited").set_value(True).run()
    assert not app.exception
    tables = [it.value for it in app.dataframe]
    (tried,) = [it for it in tables if "现按时（家）" in it.columns]
    assert tried["改后按时（家）"].tolist() == [0, 0, 0]
    assert all(n > 0 for n in tried["现按时（家）"])
    assert "第2周有1家单位的数据不符合新规则：区政府办公室。" in text_of(app)
    assert ledger.settings.history("sample").empty


def test_why_something_is_set_names_nobody(opened: Opened, own_url: str, ledger: Ledger) -> None:
    app = page(opened, own_url)
    app.session_state["settings_added"] = [Setting("note", "n1", 1, '{"at":2,"value":"下发通知"}')]
    app.run()
    app.toggle(key="settings_try_edited").set_value(True).run()
    app.text_input(key="settings_why_edited").set_value("按张三同志要求").run()
    assert app.button(key="settings_keep_edited").disabled
    assert "像是个人姓名" in " ".join(it.value for it in app.warning)
    assert ledger.settings.history("sample").empty


def test_a_grid_gives_back_what_it_was_given(ledger: Ledger) -> None:
    (district,) = [it for it in ledger.districts() if it.id == "sample"]
    for kind in setting_kinds().values():
        for key, content in as_settings(district, kind.name, 3).items():
            line = dict(_cells(kind, content))
            wanted = Setting(kind.name, key, 1, json.dumps(content_of(kind, line)))
            assert _as_compared(kind, wanted.said) == content_of(kind, line), (kind.name, key)


def test_what_was_set_is_in_the_history_in_both_languages(
    opened: Opened, own_url: str, ledger: Ledger
) -> None:
    said = [
        Setting("threshold", "review_budget", 3, "20"),
        Setting("target", "guidance/*", 2, '{"kind":"none","amount":0}'),
        Setting("work", "4", 1, "0"),
        Setting("type", "school", 1, '{"label":{"zh":"学校","en":"Schools"},"like":"grassroots"}'),
        Setting("note", "n1", 1, '{"at":2,"value":"下发通知"}'),
        Setting("heading", "weekly_report/unit", 1, '["报送单位名"]'),
    ]
    ledger.settings.put("sample", said, by=OFFICE, at=NOW, reason="试")
    for locale in LOCALES:
        app = page(opened, own_url, locale)
        table = app.dataframe[-1].value
        assert len(table) == len(said)
        assert not table.astype(str).apply(lambda c: c.str.contains("None|nan")).any().any()


def test_what_was_taught_is_listed_with_who_and_when(
    opened: Opened, own_url: str, ledger: Ledger
) -> None:
    unit = ledger.roster("sample").units[0]
    ledger.confirm_alias("sample", raw="老名字", unit_id=unit.id, by=OFFICE, at=NOW)
    for locale in LOCALES:
        app = page(opened, own_url, locale)
        app.selectbox(key="settings_part").set_value(TAUGHT).run()
        assert not app.exception
        (line,) = app.dataframe[0].value.to_numpy().tolist()
        assert line[1:3] == ["老名字", unit.name]


def test_notes_stand_below_the_weeks_and_own_words_in_reminders(
    opened: Opened, own_url: str, ledger: Ledger
) -> None:
    said = [
        Setting("note", "n1", 1, '{"at":2,"value":"下发通知"}'),
        Setting("note", "n2", 1, '{"at":3,"value":"召开推进会"}'),
        Setting("reminder", "before", 1, '{"zh":"各指导组：","en":"To all groups:"}'),
    ]
    ledger.settings.put("sample", said, by=OFFICE, at=NOW)
    found = opened(own_url, "leadership/coverage/page.py", lang="zh_CN", district="sample")
    assert text_of(found).splitlines().count("第3周召开推进会") == 2
    drawn = [it.proto for it in elements(found._tree) if it.type == "plotly_chart"]
    noted = [json.loads(it.spec)["layout"] for it in drawn if "第3周召开推进会" in it.alt]
    assert [[line["x0"] for line in it["shapes"]] for it in noted] == [[2, 3], [2, 3]]
    found = opened(own_url, "office/status/page.py", lang="en", district="sample")
    assert not found.exception
    told = [block.value for block in found.code]
    assert told
    assert all(text.startswith("To all groups:\n") for text in told)


def test_a_district_of_which_nothing_came_is_taken_away_with_a_tick(
    opened: Opened, own_url: str
) -> None:
    app = opened(own_url, PAGE, lang="zh_CN", district="own")
    assert "移除本区" in text_of(app)
    grids = [e.proto for e in elements(app._tree) if e.type in ("arrow_data_frame", "dataframe")]
    assert [it.id for it in grids if "settings_removed" in it.id], "a grid with its tick"
    district = next(it for it in open_ledger(own_url).districts() if it.id == "own")
    assert as_settings(district, "removed", 1) == {"": False}


def test_one_with_a_roster_offers_nothing_of_the_kind(
    opened: Opened,
    own_url: str,
    ledger: Ledger,  # noqa: ARG001 - filled
) -> None:
    assert "移除本区" not in text_of(page(opened, own_url))
