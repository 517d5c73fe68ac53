"""Reports followed up and doubts explained, as the pages show them: status, unit, quality, record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from campaign.role import CONFLICT, NAMED
from ledger import Ledger, Mark, Step, open_ledger
from measures.standing.burden import USES
from pages.office.status import slips
from pages.readings import SentState, sent_states
from tests.ledger.drawn import OFFICE
from tests.pages.conftest import Opened, url_of
from tests.pages.doubted import doubt
from tests.pages.filled import UNITS, filled_ledger
from tests.pages.said import elements, text_of

STATUS, QUALITY = "office/status/page.py", "office/quality/page.py"
UNIT, RECORD = "groups/unit/page.py", "office/record/page.py"
STUDY = "study_session_count"


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The small ledger with two sheets that contradict themselves, for a test to change."""
    found = url_of(tmp_path)
    ledger = filled_ledger(found)
    doubt(ledger)
    ledger.close()
    return found


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    """The same, opened."""
    found = open_ledger(url)
    yield found
    found.close()


def follow(ledger: Ledger, *marks: Mark) -> None:
    """Write steps down as the office does."""
    ledger.exchange.follow("sample", marks, by=OFFICE, at=datetime.now(UTC))


def grid(app: AppTest) -> pd.DataFrame:
    """The grid of those to follow up, by unit."""
    tables = [e.value for e in elements(app._tree) if e.type in ("arrow_data_frame", "dataframe")]
    return next(t for t in tables if "promised" in t.columns).set_index("unit")


def test_calls_promises_and_figures_by_telephone_stand_beside_and_count_nowhere(
    opened: Opened, url: str, ledger: Ledger
) -> None:
    before = text_of(opened(url, STATUS, lang="zh_CN"))
    follow(
        ledger,
        Mark(Step.CALLED, "U04", 4, value="1"),
        Mark(Step.PROMISED, "U04", 4, value="2023-11-01"),
        Mark(Step.PROMISED, "U01", 4, value="2023-10-27"),
        Mark(Step.PHONED, "U07", 4, STUDY, "3"),
        Mark(Step.PHONED, "U02", 4, STUDY, "1"),
        Mark(Step.PHONED, "U05", 4, STUDY, "9"),
        Mark(Step.CALLED, "U12", 4, value="1"),
        Mark(Step.CALLED, "U12", 4, holds=False),
    )
    app = opened(url, STATUS, lang="zh_CN")
    rows = grid(app)
    assert rows["says"].to_dict() == {
        "区委办公室": "承诺10月27日前报送，已兑现",
        "区政府办公室": "电话报数集中学习（本周）1，与报表一致",
        "区水务局": "已电话联系；承诺11月1日前报送，到期未收到",
        "东城街道": "电话报数集中学习（本周）9，报表为2，不一致",
        "区档案馆": "电话报数（待补表）：集中学习（本周）3",
        "青禾食品党支部": "",
    }
    assert rows.loc["区档案馆", "told"] == 3
    said = text_of(app)
    for line in before.splitlines()[:12]:
        assert line in said, "no figure, share or item is another"
    assert "第4周 电话报数集中学习（本周）9，报表为2，不一致" in text_of(
        opened(url, UNIT, lang="zh_CN", unit="U05", door="groups", seat="g03")
    )
    group = grid(opened(url, STATUS, lang="en", door="groups", seat="g02"))
    assert group["says"].to_dict() == {
        "区政府办公室": "by telephone: Group study (this week) 1, as the sheet says",
        "区水务局": "called; promised by 1 Nov, not in by then",
    }


def settle(app: AppTest, row: int, why: str) -> AppTest:
    """Press a doubt's follow-up, write a reason and press that it is explained."""
    app.session_state["asked_doubt"] = row
    app.run()
    app.text_input("doubt_why").set_value(why)
    app.session_state["asked_doubt"] = row  # a dialog of its own is a whole run here
    return app.button("doubt_settled").click().run()


def test_a_week_is_complete_once_each_contradiction_is_explained(
    opened: Opened, url: str, ledger: Ledger
) -> None:
    app = opened(url, QUALITY, lang="zh_CN")
    assert "本周须说明2处，尚缺说明2处" in text_of(app)
    assert app.button("complete").disabled
    settle(app, 0, "与上级核对，上周多计一次")
    app = settle(app, 1, "张三 13812345678")
    assert "未记下" in text_of(app), "no person's name or number is kept"
    app = settle(opened(url, QUALITY, lang="zh_CN"), 1, "下级党组织数待名册更正")
    said = text_of(app)
    assert "尚缺说明0处" in said
    assert "已说明：与上级核对，上周多计一次" in said
    app.button("complete").click().run()
    assert "已于" in text_of(app)
    record = text_of(opened(url, RECORD, lang="zh_CN"))
    assert "未截止，已办结" in record
    assert "第4周 核实说明" in record
    assert "标记办结，须说明2处均已说明" in record
    doubt_ = ledger.exchange.followed("sample", OFFICE).iloc[0]
    taken = Mark(Step.SETTLED, doubt_["unit_id"], 4, doubt_["about"], "1 1", "数字不同了")
    follow(ledger, taken)
    assert "数字已变，须重新说明" in text_of(opened(url, QUALITY, lang="zh_CN"))
    app = opened(url, QUALITY, lang="zh_CN")
    app.button("complete").click().run()
    assert not ledger.exchange.completed("sample")["holds"].any(), "it can be taken back"


def test_a_frozen_week_is_opened_for_one_unit_on_the_page(
    opened: Opened, url: str, ledger: Ledger
) -> None:
    ledger.record.freeze("sample", 4, by=OFFICE, at=datetime.now(UTC))
    app = opened(url, RECORD, lang="zh_CN")
    app.selectbox("open_unit_4").set_value("U04")
    app.button("open_do").click().run()
    assert "未打开" not in text_of(app)
    assert "没有打开" in text_of(app), "it needs a reason"
    app.text_input("open_why").set_value("区里来函要求补报")
    app.button("open_do").click().run()
    said = text_of(app)
    assert "区水务局可更正至" in said
    assert [one.unit_id for one in ledger.record.openings("sample", at=datetime.now(UTC))] == [
        "U04"
    ]
    app.selectbox("open_unit_4").set_value("U04").run()
    app.button("open_end").click().run()
    assert ledger.record.openings("sample", at=datetime.now(UTC)) == ()


def test_how_a_sheet_stands() -> None:
    """A sheet is sent again once another of its sender, form and week came after it went back."""
    day = pd.Timestamp("2023-10-27", tz="UTC")
    columns = ["submission_id", "sender", "form", "week", "n_held", "state", "received_at"]
    drawn = [
        (8, "g02", "weekly", 3, 0, "withdrawn", 9, SentState.WITHDRAWN),
        (7, "g01", "weekly", 4, 0, "accepted", 9, SentState.ACCEPTED),
        (6, "g02", "weekly", 4, 2, "accepted", 3, SentState.HAS_ISSUES),
        (5, "g02", "weekly", 3, 1, "accepted", 3, SentState.RETURNED),
        (4, "g01", "weekly", 4, 1, "accepted", 3, SentState.RESUBMITTED),
        (3, "g02", "weekly", 3, 1, "accepted", 3, SentState.RETURNED),
        (2, "g02", "weekly", 2, 1, "accepted", 3, SentState.LOCKED),
        (1, "g01", "roster", None, 0, "accepted", 3, SentState.ACCEPTED),
    ]
    sent = pd.DataFrame([(*row[:6], day + pd.Timedelta(hours=row[6])) for row in drawn])
    sent = sent.set_axis(columns, axis=1).astype({"week": "Int64"})
    numbers = pd.array([3, 4, 5, None], dtype="Int64")
    back = pd.DataFrame({"submission_id": numbers, "at": day + pd.Timedelta(hours=5)})
    assert sent_states(sent, back, locked={2}).tolist() == [row[-1] for row in drawn]
    assert sent_states(sent, back[:0], locked=set()).tolist()[3] == SentState.HAS_ISSUES


def test_each_unit_has_a_slip_of_its_own_and_nothing_of_another(
    opened: Opened, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(slips, "hand_out", lambda _, *, data, key, **__: made.update({key: data}))
    opened(url, STATUS, lang="zh_CN")
    archive = ZipFile(BytesIO(made["slips"]()))
    told = {name: read(archive.read(name)) for name in archive.namelist()}
    assert len(told) == len(UNITS) + 3, "a list for each group besides"
    own = told["第二指导组/区政府办公室_第4周反馈单.xlsx"]
    assert own[1].startswith("第4周周报已于")
    assert (
        "请核对：集中学习（累计）由4降为3（第3周 集中学习（累计） 4、第4周 集中学习（累计） 3）。"
        in own
    )
    assert next(line for line in own if "对照本单位计划" in line)
    assert any(line.startswith("所报数字用于：总览、学习覆盖") for line in own)
    missing = told["第二指导组/区水务局_第4周反馈单.xlsx"]
    assert missing[1] == "第4周周报尚未收到，截止时间为10月27日12:00，请补报。"
    assert missing[2].startswith("待报栏目：集中学习、")
    names = [name for _, name, *_ in UNITS]
    for path, lines in told.items():
        unit = path.partition("/")[2].partition("_")[0]
        others = [name for name in names if name != unit and any(name in it for it in lines)]
        assert not others or unit in path.partition("/")[0], (path, others)


def read(data: bytes) -> list[str]:
    """The texts of a workbook's sheet, cell by cell."""
    rows = openpyxl.load_workbook(BytesIO(data)).active.iter_rows(values_only=True)
    return [str(cell) for row in rows for cell in row if cell is not None]


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_the_burden_is_told_with_what_no_page_uses(opened: Opened, url: str, lang: str) -> None:
    app = opened(url, "office/burden/page.py", lang=lang)
    said = text_of(app)
    unused = "没有单独使用" if lang == "zh_CN" else "none by itself"
    rows = burden_table(app)
    assert (rows.iloc[:, -1] == unused).sum() == 2
    dropped = burden_table(app, -2)
    assert list(dropped.iloc[:, 0]) == list(rows[rows.iloc[:, -1] == unused].iloc[:, 0])
    assert list(dropped.iloc[:, -1]) == [round(n * 4 / 60, 1) for n in dropped.iloc[:, 1]]
    assert ("10月2日至10月29日" if lang == "zh_CN" else "from 2 Oct to 29 Oct") in said
    assert (
        "2栏没有页面或报告单独使用" if lang == "zh_CN" else "2 of 13 columns are singled out by no"
    ) in said
    app.number_input("minutes_cell").set_value(2.0).run()
    assert text_of(app) != said, "the assumption can be tried otherwise"


def burden_table(app: AppTest, which: int = -1) -> pd.DataFrame:
    """The list of columns; before it that of those to drop."""
    tables = [e.value for e in elements(app._tree) if e.type in ("arrow_data_frame", "dataframe")]
    return tables[which]


def test_what_code_names_is_what_pages_are_said_to_use() -> None:
    assert set(USES) == {*NAMED, CONFLICT}
