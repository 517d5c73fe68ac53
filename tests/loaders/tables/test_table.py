"""Which rows of a sheet are title, header, data, total, footer; and how many tables there are."""

from __future__ import annotations

import pytest

from loaders.words.furniture import is_footer, is_grand_total, is_numbering, is_total, names_persons
from tests.loaders.drawn import Drawing, accepted, cell, codes, doubts, figures, read, table

TALKS, STUDY = "discussion_session_count", "study_session_count"

FURNISHED = """
    | 附件1 | | | | | |
    | 云岭区主题教育工作进展情况周报表（第3周） | < | < | < | < | < |
    | 填报单位（盖章）：第二指导组 | | | 填报时间：2023年10月20日 | | 单位：个、场次 |
    | 序号 | 单位名称 | 学习教育     | <          | 检视整改   | 备注 |
    | ^    | ^        | 集中学习（场次） | 研讨交流（场次） | 检视问题（个） | ^ |
    | 甲   | 乙       | 1  | 2 | 3 | 4 |
    | 1    | 区财政局 | 2  | 1 | 3 |   |
    |      |          |    |   |   |   |
    | 2    | 西城街道 | 1  | 1 | 2 |   |
    |      | 合　计   | 3  | 2 | 5 |   |
    | 填表人：张某 | | 审核人：李某 | | 联系电话：0000-0000000 | |
    | 填表说明：1.按周填。 | | | | | |
    | 2.于每周五报。 | | | | | |
"""


def test_titles_numbers_blanks_totals_and_footers_are_set_aside() -> None:
    found = table(reading := read(FURNISHED))
    assert accepted(reading) == ["区财政局", "西城街道"]
    assert found.header_rows == (4, 5)
    assert found.set_aside == {
        6: "numbering",
        10: "total",
        11: "footer",
        12: "footer",
        13: "footer",
    }
    assert (found.n_data_rows, found.n_blank_rows) == (2, 1)
    assert (found.first_data_row, found.last_data_row) == (7, 9)
    assert [t.agrees for t in found.totals] == [True]
    assert doubts(reading) == []


def test_a_two_row_header_is_named_with_the_rows_it_stands_in() -> None:
    assert "L07" in codes(read(FURNISHED))
    assert "L07" not in codes(read("| 单位名称 | 研讨交流 |\n| 区财政局 | 2 |"))


def test_the_same_table_elsewhere_on_the_sheet_gives_the_same_entries_there() -> None:
    there = read(Drawing(FURNISHED, at="C7"))
    assert figures(there) == figures(read(FURNISHED))
    assert str(cell(there, "西城街道", TALKS).address("周报")) == "周报!F15"


def test_a_header_of_three_rows_is_joined_by_its_path() -> None:
    reading = read("""
        | 周报表（第3周） | < | < | < | < |
        | 单位名称 | 学习教育 | < | < | < |
        | ^ | 集中学习（场次） | < | 研讨交流（场次） | < |
        | ^ | 本周 | 累计 | 本周 | 累计 |
        | 区财政局 | 1 | 4 | 2 | 6 |
    """)
    assert table(reading).columns[4] == "学习教育/研讨交流（场次）/累计"
    values = figures(reading)["区财政局"]
    assert {slot: value for slot, (value, _) in values.items()} == {
        STUDY: 1, STUDY + "@cumulative": 4, TALKS: 2, TALKS + "@cumulative": 6
    }  # fmt: skip


def test_a_band_over_unmerged_headings_below_is_a_header_of_two_rows() -> None:
    reading = read("""
        | 周报（第3周） | | | |
        | 单位名称 | 研讨交流 | | 集中学习 |
        |          | 本周 | 累计 | |
        | 区财政局 | 2 | 5 | 1 |
    """)
    assert table(reading).header_rows == (2, 3)


def test_a_repeated_header_is_page_two_of_the_same_table() -> None:
    reading = read("""
        | 周报表（第3周） | < | < |
        | 单位名称 | 研讨交流（场次） | < |
        | ^ | 本周 | 累计 |
        | 区财政局 | 2 | 5 |
        | 周报表（第3周） | < | < |
        | 单位名称 | 研讨交流（场次） | < |
        | ^ | 本周 | 累计 |
        | 西城街道 | 1 | 3 |
        | 合计 | 3 | 8 |
    """)
    assert accepted(reading) == ["区财政局", "西城街道"]
    assert table(reading).set_aside == {5: "repeated", 6: "repeated", 7: "repeated", 9: "total"}
    assert doubts(reading) == []


TWO_TABLES = """
    | 第二指导组周报表（第3周） | < |
    | 单位名称 | 研讨交流 |
    | 区财政局 | 2 |
    | 幸福社区党支部 |  |
    | 合计 | 2 |
    |  |  |
    | 第三指导组周报表（第3周） | < |
    | 单位名称 | 研讨交流 |
    | 区教育局 | 4 |
    | 合计 | 4 |
"""


def test_the_same_header_under_another_title_is_another_table() -> None:
    reading = read(TWO_TABLES)
    assert [[e.raw_unit for e in t.entries] for t in reading.tables] == [
        ["区财政局", "幸福社区党支部"],
        ["区教育局"],
    ]
    assert "L08" in codes(reading)
    assert [s.source.table for s in reading.submissions] == [1, 2]
    assert [s.source.sender for s in reading.submissions] == ["g02", "g03"]
    assert all(t.agrees for found in reading.tables for t in found.totals)


def test_a_row_with_only_a_name_above_a_header_is_no_title() -> None:
    reading = read("""
        | 周报（第3周） | |
        | 单位名称 | 研讨交流 |
        | 区财政局 | 2 |
        | 西城街道 |   |
        | 单位名称 | 集中学习 |
        | 区教育局 | 1 |
    """)
    assert [[e.raw_unit for e in t.entries] for t in reading.tables] == [
        ["区财政局", "西城街道"],
        ["区教育局"],
    ]


def test_rows_below_a_footer_are_read_and_notes_are_not() -> None:
    reading = read("""
        | 周报（第3周） | < |
        | 单位名称 | 研讨交流 |
        | 区财政局 | 2 |
        | 注：以上为机关，以下为街道。 | |
        | 西城街道 | 1 |
        | 合计 | 3 |
        | 填表人：张某 | |
        | 2023年10月20日 | |
        | | 7 |
    """)
    assert accepted(reading) == ["区财政局", "西城街道"]
    assert table(reading).set_aside == {
        4: "footer",
        6: "total",
        7: "footer",
        8: "footer",
        9: "footer",
    }
    assert doubts(reading) == []


def test_after_a_note_between_rows_a_lone_name_is_a_row_again() -> None:
    reading = read("""
        | 周报（第3周） | < |
        | 单位名称 | 研讨交流 |
        | 区财政局 | 2 |
        | 注：以下为街道。 | |
        | 西城街道 | 1 |
        | 幸福社区党支部 | |
    """)
    assert accepted(reading) == ["区财政局", "西城街道", "幸福社区党支部"]


def test_a_first_row_of_words_is_no_part_of_the_header() -> None:
    reading = read("""
        | 周报（第3周） | | |
        | 单位名称 | 研讨交流 | |
        | 区财政局 | 无 | 防汛 |
    """)
    assert table(reading).header_rows == (2,)
    assert cell(reading, "区财政局", TALKS).state == "z"


def test_figures_one_two_three_are_no_numbering_row() -> None:
    reading = read("""
        | 填报单位：区财政局 | 第3周 | |
        | 集中学习 | 研讨交流 | 检视问题 |
        | 1 | 2 | 3 |
    """)
    assert cell(reading, "区财政局", TALKS).value == 2
    nameless = read("""
        | 周报（第3周） | | | |
        | 单位名称 | 集中学习 | 研讨交流 | 检视问题 |
        |          | 1 | 2 | 3 |
        | 区财政局 | 1 | 1 | 1 |
    """)
    assert doubts(nameless) == ["U09 周报!A3"]


@pytest.mark.parametrize(
    "word", ["合计", "合  计", "合计：", "总计", "小计", "科级小计", "全区", "合计（家）", "合计数"]
)
def test_a_total_in_any_of_its_words_is_no_unit(word: str) -> None:
    reading = read(f"""
        | 周报（第3周） | | |
        | 序号 | 单位名称 | 研讨交流 |
        | 1 | 区财政局 | 2 |
        | 2 | 西城街道 | 1 |
        |   | {word} | 3 |
    """)
    assert accepted(reading) == ["区财政局", "西城街道"]
    assert table(reading).totals[0].agrees is True


def test_a_total_under_a_merged_name_is_no_second_row_of_that_unit() -> None:
    reading = read("""
        | 周报（第3周） | | |
        | 单位名称 | 类别 | 研讨交流 |
        | 区财政局 | 机关 | 2 |
        | ^ | 合计 | 2 |
    """)
    assert accepted(reading) == ["区财政局"]
    assert table(reading).set_aside == {4: "total"}


def test_a_unit_may_be_called_total_office() -> None:
    assert not is_total("合计办")
    assert not is_total("区统计局")


def test_only_a_bare_total_is_the_whole_table() -> None:
    assert [is_grand_total(w) for w in ("合计", "总 计", "全区", "全区合计", "合计：")] == [
        True
    ] * 5
    assert [is_grand_total(w) for w in ("小计", "科级小计", "县级领导班子合计")] == [False] * 3


def test_rows_that_only_number_the_columns() -> None:
    assert is_numbering(["甲", "乙", "1", "2", "3"], "乙")
    assert is_numbering(["栏次", "1", "2", "3"], "")
    assert is_numbering(["1", "2", "3", "4"], "2")
    assert not is_numbering(["1", "2", "3"], "")
    assert not is_numbering(["1", "区财政局", "2"], "区财政局")
    assert not is_numbering(["甲", "乙", "5", "3"], "乙")


@pytest.mark.parametrize(
    "text",
    ["填表人：张某", "填 表：张某", "审核：李某", "制表：王某", "单位负责人（签字）：",
     "分管领导签字：",
     "主要负责人：", "联系电话：000", "注：集中学习指…", "填表说明：", "经办人：赵某",
     "复核：钱某"],
)  # fmt: skip
def test_the_lines_below_a_table_are_known(text: str) -> None:
    assert is_footer(text)


@pytest.mark.parametrize(
    "text", ["审批局", "区审计局", "联系电厂", "区填海办", "注册会计师行业党委", "负责区"]
)
def test_a_unit_is_no_footer(text: str) -> None:
    assert not is_footer(text)
    assert not names_persons(text)


def test_ten_thousand_formatted_blank_rows_are_nothing() -> None:
    import io

    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("周报")
        border = book.add_format({"border": 1})
        for row in range(10_000):
            for column in range(4):
                sheet.write_blank(row, column, None, border)
        for row, line in enumerate((("周报（第3周）",), ("单位名称", "研讨交流"), ("区财政局", 2))):
            sheet.write_row(row, 0, line)
    reading = read(out.getvalue())
    assert (table(reading).n_data_rows, table(reading).n_blank_rows) == (1, 0)


def test_two_hundred_columns_leave_the_known_ones_readable() -> None:
    more = " | ".join(f"指标{n}" for n in range(200))
    reading = read(f"| 周报（第3周） |\n| 单位名称 | 研讨交流 | {more} |\n| 区财政局 | 2 |")
    assert cell(reading, "区财政局", TALKS).value == 2
    assert sum(d.startswith("L04") for d in doubts(reading)) == 200
