"""Who is to be visited, the log that goes with it, and a visit entered on the page."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl

from campaign import Calendar, Door, Viewer, pack_of, wording
from exports import Addressee, FormCell, template
from ledger import open_ledger
from loaders import Hints, read_workbook
from tests.pages.conftest import Opened, url_of
from tests.pages.filled import filled_ledger
from tests.pages.logged import log_visits
from tests.pages.said import text_of

PAGE = "groups/visits/page.py"
GROUP = {"lang": "zh_CN", "door": "groups", "seat": "g01"}


def test_a_groups_week_says_whom_why_and_what_to_check(opened: Opened, logged_url: str) -> None:
    app = opened(logged_url, PAGE, **GROUP)
    assert not app.exception
    assert "下周走访" in text_of(app)
    rows = app.dataframe[0].value
    assert rows["单位"].tolist() == ["区财政局", "恒远机械党支部"]
    assert rows["缘由"].tolist() == ["超过间隔", "下周到期"]
    assert "调查研究（随机抽查）" in rows["重点看"].tolist()
    assert "集中学习累计4场次" in rows["要核实的数"].tolist()


def test_a_visit_entered_counts_beside_the_logs_and_is_audited(
    opened: Opened, tmp_path: Path
) -> None:
    """The day has a visit already, which stays; the claim is the ledger's own."""
    url = url_of(tmp_path)
    ledger = filled_ledger(url)
    log_visits(ledger)
    before = len(ledger.entries("sample", Viewer(Door.OFFICE), "guidance_log"))
    ledger.close()
    app = opened(url, PAGE, **GROUP)
    app.selectbox[-2].set_value("U03")
    app.date_input[0].set_value(date(2023, 10, 25))
    app.multiselect[0].set_value(["随机抽查"])
    app.multiselect[1].set_value(["调查研究"])
    app.selectbox[-1].set_value("study_session_count@cumulative")
    app.number_input[-1].set_value(1)
    app.button[-1].click().run()
    assert not app.exception
    assert "已登记10月25日对" in text_of(app)
    ledger = open_ledger(url)
    rows = ledger.entries("sample", Viewer(Door.OFFICE), "guidance_log")
    assert len(rows) == before + 1
    own = rows[(rows["unit_id"] == "U03") & (rows["day"] == "2023-10-25")].iloc[0]
    assert '"checked_figure":"study_session_count@cumulative"' in own["fields"]
    assert own["group_id"] == "g01"
    audit = ledger.record.audit("sample", Viewer(Door.OFFICE))
    assert "登记走访" in audit["why"].tolist()
    ledger.close()


def test_the_log_comes_back_with_the_visits_that_were_made(tmp_path: Path) -> None:
    """A line that says no more than what was planned is a visit that was not made."""
    ledger = filled_ledger(url_of(tmp_path))
    district, roster = ledger.districts()[0], ledger.roster("sample")
    ledger.close()
    pack, week = pack_of(district), district.calendar.week(4)
    units = tuple(unit for unit in roster.on(week.ends_on) if unit.group_id == "g01")
    planned = [
        {"unit": unit.name, "group": "第一指导组", "stream": "调查研究", "checked_claimed": 3.0}
        | {"checked_figure": "集中学习（累计）", "checked_week": 4.0}
        for unit in units[:2]
    ]
    words, to = wording("zh_CN"), Addressee("g01", "第一指导组", units)
    asked = FormCell(district, pack, "guidance_log", week, to, words, planned)
    book = openpyxl.load_workbook(io.BytesIO(template(asked)))
    sheet = book.worksheets[0]
    place = {cell.value: cell.column for cell in sheet[3]}
    for title, value in (("日期", date(2023, 10, 24)), ("督导方式", "实地走访")):
        sheet.cell(4, place[title]).value = value
    sheet.cell(4, place["抽查核实/核实数"]).value = 2
    file = io.BytesIO()
    book.save(file)
    calendar: Calendar = district.calendar
    hints = Hints(calendar=calendar, today=date(2023, 10, 28))
    read = read_workbook(
        file.getvalue(), file_name="督导台账.xlsx", roster=roster, pack=pack, hints=hints
    )
    assert [issue.code for issue in read.all_issues if issue.holds_row] == []
    (sent,) = read.submissions
    assert sent.n_accepted == 1, "the second visit was not made"
    assert '"checked_figure": "study_session_count@cumulative"' in sent.rows["fields"].iloc[0]
    assert '"checked_week": 4' in sent.rows["fields"].iloc[0]
