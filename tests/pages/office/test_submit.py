"""The submission desk: workbooks dropped, read, doubted, stored; in both languages."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput

from campaign import Door, Viewer
from ledger import Ledger, Staging, open_ledger
from tests.pages.driven import driven
from tests.pages.filled import filled_ledger, sample_district
from tests.pages.said import elements

OFFICE = Viewer(Door.OFFICE)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEYS = re.compile(r"\b(?:submit|term|issue|trace|state)\.[a-z_]+\b")
WEEK_5 = """
    | 示例区主题教育工作进展情况周报表（第5周） |        |        |
    | 填报单位：第一指导组                      |        |        |
    | 单位名称                                  | 集中学习（场次） | 研讨交流（场次） |
    | 区委办公室                                | 2      | 1      |
    | 区财政局                                  | 1      | 约3    |
    | 合计                                      | 3      | 1      |
    | 填表人：某某                              |        |        |
"""
CLEAN = (
    WEEK_5.replace("约3", "3")
    .replace("| 3                | 1 ", "| 3 | 4 ")
    .replace(
        "| 合计                                      | 3      | 1      |",
        "| 合计                                      | 3      | 4      |",
    )
)


def workbook(drawn: str) -> bytes:
    """An .xlsx of the drawn table; digits become numbers."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "周报"
    for line in drawn.strip().splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        sheet.append([int(cell) if cell.isdigit() else cell or None for cell in cells])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    opened = filled_ledger(url)
    yield opened
    opened.close()


def desk(locale: str = "zh_CN") -> AppTest:
    """The submit page as the office opens it."""
    app = driven("office/submit/page.py", lang=locale).run()
    assert not app.exception, app.exception
    return app


def drop(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """The page after the files were dropped on it."""
    app.file_uploader[0].set_value([(name, data, XLSX) for name, data in files]).run()
    assert not app.exception, app.exception
    return app


def words(app: AppTest) -> str:
    """All text the page shows."""
    return " ".join(str(block.proto.body) for block in app.get("html"))


def staged(folder: Path) -> list[str]:
    """The names of the files that wait on the desk."""
    return [waiting.file_name for waiting in Staging(folder / "staging" / "sample").waiting()]


def results(app: AppTest) -> list[str]:
    """The last column of the list of waiting files, its marks a plain space before their words."""
    return [str(text).replace("\u00a0", " ") for text in app.dataframe[0].value.iloc[:, -1]]


def test_dropping_a_sheet_shows_what_it_was_read_as_and_changes_nothing(
    ledger: Ledger, tmp_path: Path
) -> None:
    before = ledger.revision("sample")
    app = drop(desk(), ("第一组第5周.xlsx", workbook(WEEK_5)))
    line = app.dataframe[0].value.iloc[0].tolist()
    assert line[:3] == ["第一组第5周.xlsx", "第5周 · 周报表", 2]
    assert results(app) == ["● 1行可入库　■ 1行待改"]
    assert "周报!C5" in words(app)
    assert "“约3”不是准确数" in words(app)
    assert ledger.revision("sample") == before
    assert staged(tmp_path) == ["第一组第5周.xlsx"]


def test_storing_puts_the_clean_rows_in_and_clears_the_desk(ledger: Ledger, tmp_path: Path) -> None:
    app = drop(desk(), ("第一组第5周.xlsx", workbook(WEEK_5)))
    app.button(key="accept").click().run()
    panel = ledger.panel(sample_district().id, OFFICE)
    week = panel.weeks[-1]
    slot = panel.slot_index["study_session_count"]
    assert week.week.number == 5
    by_unit = dict(zip([u.id for u in panel.units], week.values[slot], strict=True))
    assert by_unit["U01"] == 2
    assert by_unit["U03"] != by_unit["U03"]
    assert week.held[[u.id for u in panel.units].index("U03")]
    assert staged(tmp_path) == []
    assert "1行已入库" in words(app)
    assert "第5周已入库1家" in words(app)


def test_the_same_bytes_again_are_known(ledger: Ledger) -> None:
    app = drop(desk(), ("第一组第5周.xlsx", workbook(CLEAN)))
    app.button(key="accept").click().run()
    revision = ledger.revision("sample")
    data = workbook(CLEAN)
    app = drop(app, ("第一组第5周 - 副本.xlsx", data))
    again = drop(app, ("第一组第5周（再报）.xlsx", data))
    assert all("入库" in text or "相同" in text for text in results(again))
    assert ledger.revision("sample") == revision


def test_a_refused_file_is_named_with_its_reason_and_not_kept(
    ledger: Ledger, tmp_path: Path
) -> None:
    app = drop(desk(), ("扫描件.xlsx", b"%PDF-1.7 scan"), ("空.xlsx", b""))
    assert "不是表格文件（实为PDF）" in words(app)
    assert "空文件" in words(app)
    assert staged(tmp_path) == []
    assert ledger.submissions("sample", OFFICE)["file_name"].str.contains("扫描件").sum() == 0


@pytest.mark.usefixtures("ledger")
def test_a_name_in_a_sheet_is_text_and_never_markup() -> None:
    evil = WEEK_5.replace("区财政局", "<img src=x onerror=alert(1)>![a](http://x.test/i.png)")
    app = drop(desk(), ("<b>表</b>.xlsx", workbook(evil)))
    assert "<img src=x" not in words(app)
    assert "&lt;img src=x" in words(app)


def test_an_unknown_name_is_confirmed_once_and_known_from_then_on(ledger: Ledger) -> None:
    app = drop(desk(), ("第一组第5周.xlsx", workbook(WEEK_5.replace("区财政局", "区财政"))))
    (question,) = [box for box in app.selectbox if "区财政" in box.label]
    question.select("U03").run()
    next(b for b in app.button if b.key.startswith("remember_")).click().run()
    assert ledger.roster("sample").aliases == {"区财政": "U03"}
    assert "未找到单位" not in words(app)


@pytest.mark.usefixtures("ledger")
def test_two_weeks_in_one_title_are_asked_and_the_answer_settles_it() -> None:
    unclear = WEEK_5.replace("（第5周）", "（第5周）（11月6日—11月12日）")
    app = drop(desk(), ("第一组.xlsx", workbook(unclear)))
    assert results(app) == ["▲ 周次不一致（第5周；11月6日—11月12日）。"]
    (question,) = [box for box in app.selectbox if "哪一周" in box.label]
    question.select(6).run()
    next(b for b in app.button if b.key.startswith("again_")).click().run()
    assert app.dataframe[0].value.iloc[0, 1] == "第6周 · 周报表"


@pytest.mark.usefixtures("ledger")
def test_what_would_change_is_listed_figure_by_figure() -> None:
    week_3 = WEEK_5.replace("第5周", "第3周").replace("约3", "3")
    app = drop(desk(), ("更正.xlsx", workbook(week_3)))
    told = "".join(str(getattr(e.proto, "body", "")) for e in elements(app._tree))
    lines = told.split('versions"><table><tr>')[1].split("</table>")[0].split("</tr>")
    rows = [re.findall(r">([^<>]*)</t[hd]>", line) for line in lines]
    assert [row[-1] for row in rows[1:] if "区财政局" in "".join(row[:1])] == ["1", "3"]
    assert any("原因" in box.label for box in app.text_input)


@pytest.mark.usefixtures("ledger")
def test_removing_a_file_keeps_nothing_of_it(tmp_path: Path) -> None:
    app = drop(desk(), ("第一组第5周.xlsx", workbook(WEEK_5)))
    app.button(key="remove").click().run()
    assert staged(tmp_path) == []
    assert "待处理0个文件" in words(app)


@pytest.mark.usefixtures("ledger")
def test_files_wait_for_whoever_comes_next() -> None:
    drop(desk(), ("第一组第5周.xlsx", workbook(WEEK_5)))
    assert desk().dataframe[0].value.iloc[0, 0] == "第一组第5周.xlsx"


def test_weekly_sheets_before_the_roster_wait_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    with closing(open_ledger(url)) as empty:
        empty.add_district(sample_district(), by=OFFICE)
        app = desk()
        assert "先上传单位名册" in words(app)
        app = drop(app, ("第一组第5周.xlsx", workbook(WEEK_5)))
        assert results(app) == ["▲ 名册入库后才能识别单位"]
        assert app.button(key="accept").disabled


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(
    ("locale", "said"), [("zh_CN", "入库后的变化"), ("en", "What storing it changes")]
)
def test_the_desk_speaks_both_languages(locale: str, said: str) -> None:
    app = drop(desk(locale), ("第一组第5周.xlsx", workbook(CLEAN)))
    assert said in words(app)
    assert not KEYS.search(words(app))


@pytest.mark.usefixtures("ledger")
def test_a_zip_is_several_files(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("第一组第5周.xlsx", workbook(CLEAN))
        archive.writestr("扫描件.pdf", b"%PDF-1.7 scan")
    app = drop(desk(), ("上报.zip", out.getvalue()))
    assert staged(tmp_path) == ["上报.zip/第一组第5周.xlsx"]
    assert app.dataframe[0].value.iloc[0, 0] == "上报.zip/第一组第5周.xlsx"
    assert "上报.zip/扫描件.pdf" in words(app)


@pytest.mark.usefixtures("ledger")
def test_an_encrypted_workbook_waits_for_its_password(tmp_path: Path) -> None:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(workbook(CLEAN))).encrypt("开门", out)
    app = drop(desk(), ("第一组第5周.xlsx", out.getvalue()))
    assert results(app) == ["▲ 文件已加密（需要密码）。"]
    password_of(app).set_value("关门")
    app.button(key=unlock_of(app)).click().run()
    assert not app.exception
    assert "密码不对" in words(app)
    password_of(app).set_value("开门")
    app.button(key=unlock_of(app)).click().run()
    assert not app.exception
    assert results(app) == ["● 2行可入库"]
    assert staged(tmp_path) == ["第一组第5周.xlsx"]
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not any("开门".encode() in content for content in kept)


def password_of(app: AppTest) -> TextInput:
    """The box that asks for the password."""
    return next(box for box in app.text_input if box.label == "打开密码")


def unlock_of(app: AppTest) -> str:
    """The key of the button that sends the password."""
    return next(str(b.key) for b in app.button if b.label == "解密并读取")


def tray(app: AppTest, name: str) -> AppTest:
    """The page with one of the four trays open."""
    app.session_state["tray"] = name
    app.run()
    assert not app.exception, app.exception
    return app


def is_offered(app: AppTest, label: str) -> bool:
    """Whether one download button has that label, and something behind it."""
    found = [b.proto for b in app.get("download_button") if b.proto.label == label]
    return len(found) == 1 and bool(found[0].url or found[0].deferred_file_id)


@pytest.mark.usefixtures("ledger")
def test_a_doubtful_file_offers_its_marked_copy_while_it_waits_and_once_it_is_in() -> None:
    app = drop(desk(), ("第一组第5周.xlsx", workbook(WEEK_5)))
    assert is_offered(app, "标注件")
    app.button(key="accept").click().run()
    assert not app.exception
    app = tray(desk(), "back")
    assert is_offered(app, "下载标注件和附言（1个文件）")


@pytest.mark.usefixtures("ledger")
def test_blank_forms_are_offered_for_each_group_and_for_all() -> None:
    app = desk()
    offered = app.selectbox(key="empty_form_for").options
    assert offered[0].startswith("全部")
    assert "第一指导组" in offered
    app.selectbox(key="empty_form_for").select(offered[1]).run()
    assert not app.exception


def test_an_accepted_file_is_kept_for_the_office(ledger: Ledger) -> None:
    app = drop(desk(), ("第5周.xlsx", workbook(CLEAN)))
    app.button(key="accept").click().run()
    assert not app.exception
    (name,) = ledger.record.originals("sample", OFFICE)["file_name"]
    assert name == "第5周.xlsx"
