"""The record's page: weeks frozen and opened, what changed, withdrawal, originals, the trail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from campaign import LOCALES, Door, Viewer, load_pack, wording
from ledger import Ledger
from pages.office.record.words import audit_side
from tests.pages.conftest import Opened
from tests.pages.filled import own_and_filled_ledger
from tests.pages.said import text_of

PAGE, OFFICE, WEEK = "office/record/page.py", Viewer(Door.OFFICE), 4


@pytest.fixture
def ledger(own_url: str) -> Iterator[Ledger]:
    """A filled ledger that a test may change."""
    found = own_and_filled_ledger(own_url)
    yield found
    found.close()


def now() -> datetime:
    """Moments of acts; the page shows them as they come."""
    return datetime.now(UTC)


def page(opened: Opened, own_url: str, locale: str = "zh_CN") -> AppTest:
    """The page as the office opens it."""
    app = opened(own_url, PAGE, lang=locale, district="sample")
    assert not app.exception, app.exception
    return app


def withdraw_one(ledger: Ledger, *, week: int = WEEK) -> int:
    """Takes the newest submission of the week back."""
    number = int(ledger.submissions("sample", OFFICE, week=week)["submission_id"].iloc[0])
    ledger.withdraw("sample", number, by=OFFICE, at=now(), reason="误传上周表")
    return number


def test_a_week_is_frozen_with_a_note_and_opened_again_with_a_reason(
    opened: Opened, own_url: str, ledger: Ledger
) -> None:
    app = page(opened, own_url)
    assert "各周均未截止" in text_of(app)
    assert "数据截止是什么" in text_of(app)
    app.text_input(key=f"freeze_{WEEK}").set_value("第四期简报").run()
    app.button(key="freeze_button").click().run()
    cut = ledger.record.cuts("sample").iloc[0]
    assert (cut["week"], cut["note"], cut["by"], cut["is_locked"]) == (
        *(WEEK, "第四期简报", "office"),
        True,
    )
    assert "数据截止是什么" not in text_of(app)
    app.button(key="reopen_button").click().run()
    assert app.warning[0].value == "请先填写重新打开的原因。"
    assert ledger.record.cuts("sample")["is_locked"].all()
    app.text_input(key=f"reopen_{WEEK}").set_value("补报两家").run()
    app.button(key="reopen_button").click().run()
    assert not app.exception
    assert ledger.record.cuts("sample")["reopened_reason"].tolist() == ["补报两家"]
    assert "其中1周已重新打开" in text_of(app)


@pytest.mark.parametrize("locale", LOCALES)
def test_what_changed_since_the_cut_is_told_with_who_and_why(
    opened: Opened, own_url: str, ledger: Ledger, locale: str
) -> None:
    ledger.record.freeze("sample", WEEK, by=OFFICE, at=now())
    ledger.record.reopen("sample", WEEK, by=OFFICE, at=now(), reason="补正")
    withdraw_one(ledger)
    said = text_of(page(opened, own_url, locale))
    assert "误传上周表" in said
    assert ("截止后改动" if locale == "zh_CN" else "changed since") in said


def test_a_submission_is_withdrawn_with_a_reason_and_a_second_press(
    opened: Opened, own_url: str, ledger: Ledger
) -> None:
    app = page(opened, own_url)
    number = int(ledger.submissions("sample", OFFICE, week=WEEK)["submission_id"].iloc[0])
    app.session_state[f"sent_week_{WEEK}"] = {"selection": {"rows": [0], "columns": []}}
    app.run()
    assert app.button(key=f"withdraw_do_{number}").disabled
    app.text_input(key=f"withdraw_why_{number}").set_value("误传").run()
    assert app.button(key=f"withdraw_do_{number}").disabled
    app.checkbox(key=f"withdraw_sure_{number}").check().run()
    app.button(key=f"withdraw_do_{number}").click().run()
    assert not app.exception
    listed = ledger.submissions("sample", OFFICE, week=WEEK).iloc[0]
    assert (listed["state"], listed["withdrawn_reason"]) == ("withdrawn", "误传")


def test_the_trail_names_acts_in_words(opened: Opened, own_url: str, ledger: Ledger) -> None:
    withdraw_one(ledger)
    app = page(opened, own_url)
    trail = app.dataframe[-1].value
    assert trail["操作"].iloc[0] == "撤回"
    assert trail["原因"].iloc[0] == "误传上周表"
    assert {"建立地区", "入库"} <= set(trail["操作"])


def test_a_press_verifies_the_ledger_and_tells_every_fault(
    opened: Opened, own_url: str, ledger: Ledger
) -> None:
    app = page(opened, own_url)
    app.button(key="verify").click().run()
    faults = ledger.record.verify("sample")  # the hashes of `filled` are none
    assert {fault.check for fault in faults} == {"sha_malformed"}
    words = wording("zh_CN")
    assert [found.value for found in app.warning] == [fault.words(words) for fault in faults]


def test_a_guidance_group_may_not_open_it(opened: Opened, filled_url: str) -> None:
    app = opened(filled_url, PAGE, lang="zh_CN", door="groups", seat="g01")
    assert not app.dataframe


def test_an_archived_district_says_so_and_offers_no_freezing(
    opened: Opened, own_url: str, ledger: Ledger
) -> None:
    assert "归档" not in text_of(page(opened, own_url))
    ledger.record.close("sample", by=OFFICE, at=now(), note="活动结束")
    app = page(opened, own_url)
    said = text_of(app)
    assert "由办公室归档" in said
    assert "已归档" in said
    assert "只供查阅，不再收报。活动结束" in said
    assert [
        button.key for button in app.button if button.key in ("freeze_button", "reopen_button")
    ] == []
    assert app.dataframe[-1].value["操作"].iloc[0] == "归档"


@pytest.mark.parametrize("locale", LOCALES)
def test_the_trail_of_a_changed_row_names_its_fields_as_the_form_does(locale: str) -> None:
    pack, words = load_pack("c2023_ztjy"), wording(locale)
    for form in (form for form in pack.forms if form.has_entries):
        for field in form.fields:
            told = json.dumps({"cells": {"U01": {field.id: "甲"}}})
            said = audit_side(told, {"U01": "区财政局"}, pack, words, form=form.id)
            assert words.label(field.label) in said
    done = json.dumps({"cells": {"U01": {"progress": "in_progress"}}})
    said = audit_side(done, {}, pack, words, form="problem_ledger")
    assert "in_progress" not in said, "an option is told by its name"
    roster = json.dumps({"cells": {"U01": {"type_id": "x"}}})
    assert "type_id" not in audit_side(roster, {}, pack, words)
    gone = json.dumps({"cells": {"U01": {"asked_in_2022": "x"}}})
    assert "asked_in_2022" in audit_side(gone, {}, pack, words), "a field that no pack has any more"
    assert audit_side("{", {}, pack, words) == "", "a damaged line is shown empty; verify names it"
