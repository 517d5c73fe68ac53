"""What may never be kept: secrecy marks, names, telephones, identity numbers."""

from __future__ import annotations

import pytest

from tests.loaders.drawn import (
    Drawing,
    accepted,
    codes,
    doubts,
    issue,
    read,
    table,
    workbook,
)

MOBILE, IDENTITY = "13812345678", "110105199001010016"


def everything_kept(*drawings: str | Drawing) -> str:
    """All a reading would hand on: grids, entries, titles, issues."""
    return repr(read(workbook(*drawings))) + "".join(
        s.grid.to_json() for s in read(workbook(*drawings)).submissions
    )


def sheet(heading: str, value: str, *, line: str = "", footer: str = "") -> str:
    return f"""
        | 周报表（第3周） | {line} | |
        | 单位名称 | 研讨交流 | {heading} |
        | 区财政局 | 2 | {value} |
        | {footer} | | |
    """


@pytest.mark.parametrize(
    "mark", ["机密★3年", "秘密★", "绝密☆10年", "密级：秘密", "机密", "机 密 ★ 一年", "机密*"]
)
@pytest.mark.parametrize("hidden", [False, True])
def test_a_secrecy_mark_refuses_the_file_and_keeps_nothing(mark: str, hidden: bool) -> None:
    marked = Drawing(sheet("备注", "", line=mark), name="二", hidden=hidden)
    reading = read(workbook(sheet("备注", ""), marked))
    assert reading.refused is not None
    assert (reading.refused.code, reading.refused.raw) == ("G01", "")
    assert reading.sheets == ()


@pytest.mark.parametrize("text", ["保密局", "机密文件管理办法", "密级：无", "区国家保密局党支部"])
def test_talk_of_secrecy_is_no_mark(text: str) -> None:
    assert read(sheet("备注", text)).refused is None


@pytest.mark.parametrize(
    "heading",
    ["姓名", "联系电话", "手机号码", "身份证号", "联系人", "联络员", "书记姓名", "填报人"],
)
def test_a_column_of_persons_is_named_and_not_read(heading: str) -> None:
    reading = read(sheet(heading, "张某某"))
    assert issue(reading, "G03").raw == heading
    assert str(issue(reading, "G03").address) == "周报!C2"
    assert accepted(reading) == ["区财政局"]
    assert not reading.keeps_original
    assert "张某某" not in everything_kept(sheet(heading, "张某某"))


@pytest.mark.parametrize(
    "value", [f"'{MOBILE}", MOBILE, IDENTITY, f"'{IDENTITY}", f"联系张某{MOBILE}"]
)
def test_a_number_of_a_person_in_any_column_is_not_kept(value: str) -> None:
    reading = read(sheet("备注", value))
    assert issue(reading, "G03").raw == ""
    assert not reading.keeps_original
    kept = everything_kept(sheet("备注", value))
    assert MOBILE not in kept
    assert "19900101" not in kept
    assert "1.1010519900101" not in kept


def test_a_telephone_in_a_figures_cell_is_no_figure() -> None:
    reading = read(sheet("集中学习", MOBILE))
    assert table(reading).entries[0].values["study_session_count"].state == "m"
    assert MOBILE not in everything_kept(sheet("集中学习", MOBILE))


def test_a_telephone_in_a_name_is_not_kept() -> None:
    drawing = f"| 周报（第3周） |\n| 单位名称 | 研讨交流 |\n| 区财政局{MOBILE} | 2 |"
    assert accepted(read(drawing)) == []
    assert MOBILE not in everything_kept(drawing)


@pytest.mark.parametrize(
    "line", [f"联系人：张某某 {MOBILE}", f"张某某 {MOBILE}", "填表人：张某某", "审核：张某某"]
)
def test_persons_named_around_a_table_are_not_kept(line: str) -> None:
    for drawing in (sheet("备注", "", line=line), sheet("备注", "", footer=line)):
        kept = everything_kept(drawing)
        assert "张某某" not in kept
        assert MOBILE not in kept


def test_a_telephone_in_a_total_row_is_not_kept() -> None:
    drawing = f"""
        | 周报（第3周） | | |
        | 单位名称 | 研讨交流 | 备注 |
        | 区财政局 | 2 | |
        | 合计 | 2 | {MOBILE} |
    """
    assert MOBILE not in everything_kept(drawing)


def test_a_list_of_persons_is_refused_whole() -> None:
    persons = "| 参加学习人员花名册 |\n| 序号 | 姓名 | 性别 | 职务 |\n| 1 | 张某某 | 男 | 主任 |"
    reading = read(persons)
    assert reading.refused is not None
    assert reading.refused.code == "G02"
    assert "张某某" not in repr(reading)


def test_a_list_of_persons_beside_a_report_is_left_out() -> None:
    persons = "| 签到表 |\n| 姓名 | 签到 |\n| 张某某 | √ |"
    reading = read(workbook(sheet("备注", ""), Drawing(persons, name="签到")))
    assert "G02 签到!A2" in doubts(reading)
    assert accepted(reading) == ["区财政局"]
    assert not reading.keeps_original
    assert "张某某" not in repr(reading)


def test_a_hidden_sheet_is_told_and_nothing_of_it_kept() -> None:
    old = Drawing("| 单位名称 | 研讨交流 |\n| 区教育局 | 9 |", name="上周", hidden=True)
    reading = read(workbook(sheet("备注", ""), old))
    assert "L05" in codes(reading)
    assert "区教育局" not in repr([s for s in reading.sheets if s.hidden])


def test_notes_without_persons_are_kept_in_the_grid() -> None:
    assert "本周防汛" in everything_kept(sheet("备注", "本周防汛"))
