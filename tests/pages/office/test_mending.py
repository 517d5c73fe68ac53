"""A held cell is mended on the desk: kept at once, stored beside the sheet as it came, traced."""

from __future__ import annotations

from campaign import wording
from ledger import Ledger
from pages.door import opened
from pages.drawn.opened.trace import source_html
from pages.office.submit.answers import Answers
from tests.pages.filled import sample_district
from tests.pages.office.test_submit import (
    OFFICE,
    WEEK_5,
    desk,
    drop,
    ledger,
    results,
    words,
    workbook,
)

__all__ = ["ledger"]


def test_a_mended_cell_goes_in_beside_the_sheet_as_it_came(ledger: Ledger) -> None:
    app = drop(desk(), ("第一组.xlsx", workbook(WEEK_5)))
    assert results(app) == ["● 1行可入库　■ 1行待改"]
    (waiting,) = opened.staging(sample_district()).waiting()
    Answers(sample_district(), OFFICE).say_mended(waiting.sha256, {("周报", 5, 3): "3"})
    app = app.run()
    assert results(app) == ["● 2行可入库"]
    assert "表中原为“约3”，办公室改为“3”" in words(app)
    why = next(box for box in app.text_input if box.key.startswith("mend_why_"))
    assert why.value == "电话核实后改正"
    app.button(key="accept").click().run()
    assert not app.exception, app.exception
    sent = ledger.submissions("sample", OFFICE).head(2)
    assert sent[["n_rows", "n_held"]].to_numpy().tolist() == [[2, 0], [1, 1]]
    assert sent["reason"].tolist()[0] == "电话核实后改正"
    found = ledger.trace("sample", OFFICE, unit_id="U03", week=5, slot="discussion_session_count")
    assert found is not None
    assert (found.value, found.raw, found.said, found.by) == (3.0, "3", "约3", "office")
    said = source_html(found, wording("zh_CN"), zone="Asia/Shanghai")
    assert "表中原为“约3”；由" in said
    assert "电话核实后改正" in said
    assert "待改" not in words(app.run())
