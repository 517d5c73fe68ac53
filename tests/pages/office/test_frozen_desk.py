"""What the desk says of a file whose week is frozen, and in an archived district."""

from __future__ import annotations

from datetime import UTC, datetime

from ledger import Ledger
from pages.markup import plain_html
from tests.pages.office.test_submit import (
    CLEAN,
    OFFICE,
    WEEK_5,
    desk,
    drop,
    ledger,
    results,
    tray,
    words,
    workbook,
)

__all__ = ["ledger"]

FROZEN = (
    "第5周已截止，会改动其数字的不再入库。"
    "　确需更正的，请在“台账与截止”页重新打开该周，或只对一家单位打开。"
)


def test_a_file_that_is_in_says_that_its_week_was_frozen_since(ledger: Ledger) -> None:
    app = drop(desk(), ("第5周.xlsx", workbook(CLEAN)))
    app.button(key="accept").click().run()
    assert "第5周已截止" not in words(app)
    ledger.record.freeze("sample", 5, by=OFFICE, at=datetime.now(UTC))
    assert plain_html(FROZEN) in words(app.run())
    assert f"● 2行已入库　○ {FROZEN}" in results(tray(app, "in"))


def test_a_frozen_week_keeps_a_file_on_the_desk_and_says_so(ledger: Ledger) -> None:
    ledger.record.freeze("sample", 5, by=OFFICE, at=datetime.now(UTC))
    app = drop(desk(), ("第5周.xlsx", workbook(CLEAN)))
    assert app.dataframe[0].value.iloc[0, -1] == f"■\N{NO-BREAK SPACE}{FROZEN}"
    assert plain_html(FROZEN) in words(app), "the opened file says it in full"
    assert app.button(key="accept").disabled
    ledger.record.reopen("sample", 5, by=OFFICE, at=datetime.now(UTC), reason="补报")
    app.run()
    assert not app.button(key="accept").disabled


def test_an_archived_district_takes_no_file_and_no_name_and_says_so(ledger: Ledger) -> None:
    app = drop(desk(), ("第一组第5周.xlsx", workbook(WEEK_5.replace("区财政局", "区财政"))))
    ledger.record.close("sample", by=OFFICE, at=datetime.now(UTC))
    (question,) = [box for box in app.selectbox if "区财政" in box.label]
    question.select("U03").run()
    next(b for b in app.button if b.key.startswith("remember_")).click().run()
    assert not app.exception
    assert "本区数据已归档，不再收报。" in [found.value for found in app.warning]
    app = drop(desk(), ("第5周.xlsx", workbook(CLEAN)))
    way_out = "如确需更正，请办公室说明原因后重新启用。"
    assert f"■ 本区数据已归档，不再收报。　{way_out}" in results(app)
    assert app.button(key="accept").disabled
    assert ledger.roster("sample").aliases == {}
