"""Sheets that are none of the forms, as offices make them: what a person would say of each."""

from __future__ import annotations

from loaders import Reading, TableReading
from tests.loaders.drawn import Drawing, codes, read


def seen(drawing: str | Drawing) -> Reading:
    """What is read where tables of any kind are asked for."""
    return read(drawing, any_table=True)


def only(drawing: str | Drawing) -> TableReading:
    """The one table of a sheet."""
    (table,) = seen(drawing).tables
    assert table.form is None
    return table


def rows(table: TableReading) -> tuple[tuple[int, ...], int | None, int | None, int]:
    """Header rows, first and last data row, number of data rows."""
    return table.header_rows, table.first_data_row, table.last_data_row, table.n_data_rows


def test_years_typed_as_numbers_are_headings() -> None:
    table = only("""
        | 各镇粮食产量 | < | < | < |
        | 镇名 | 2019 | 2020 | 2021 |
        | 城关镇 | 120 | 130 | 140 |
        | 河西镇 | 90 | 95 | 97 |
        | 合计 | 210 | 225 | 237 |
    """)
    assert rows(table) == ((2,), 3, 4, 2)
    assert table.columns == ("镇名", "2019", "2020", "2021")
    assert table.totals[0].agrees is True


def test_bands_that_lost_their_merge_are_carried_right() -> None:
    table = only("""
        | 部门经费表 | | | | |
        | 部门 | 上半年 | | 下半年 | |
        |      | 预算 | 决算 | 预算 | 决算 |
        | 工程科 | 10 | 9 | 12 | 11 |
        | 综合科 | 5 | 5 | 6 | 6 |
    """)
    assert rows(table) == ((2, 3), 4, 5, 2)
    assert table.columns == ("部门", "上半年/预算", "上半年/决算", "下半年/预算", "下半年/决算")


def test_a_row_of_measures_below_the_headings_belongs_to_the_header() -> None:
    table = only("""
        | 乡镇 | 人口 | 耕地 | 产值 |
        |      | （人） | （亩） | （万元） |
        | 城关镇 | 12000 | 8000 | 350 |
        | 河西镇 | 9000 | 7000 | 270 |
    """)
    assert rows(table) == ((1, 2), 3, 4, 2)
    assert table.columns[1:] == ("人口/（人）", "耕地/（亩）", "产值/（万元）")


def test_a_line_of_two_labels_is_no_header() -> None:
    table = only("""
        | 固定资产统计 | < | < | < |
        | 使用部门 | 区医院 | < | < |
        | 名称 | 台数 | 原值 | 净值 |
        | 电脑 | 12 | 60000 | 20000 |
        | 打印机 | 3 | 9000 | 4000 |
        | 小计 | 15 | 69000 | 24000 |
    """)
    assert rows(table) == ((3,), 4, 5, 2)


def test_the_parents_name_and_the_sum_make_a_total_above() -> None:
    table = only("""
        | 分地区人口（人） | < | < |
        | 地区 | 男 | 女 |
        | 云岭区 | 301 | 288 |
        | 城关镇 | 120 | 110 |
        | 河西镇 | 100 | 98 |
        | 东山乡 | 81 | 80 |
    """)
    assert rows(table) == ((2,), 4, 6, 3)
    assert [(t.row, t.position, t.agrees) for t in table.totals] == [(3, "above data", True)]


def test_a_sum_without_name_or_word_is_a_total() -> None:
    table = only("""
        | 科室 | 文件（件） | 会议（次） |
        | 综合科 | 3 | 1 |
        | 人事科 | 4 | 2 |
        |        | 7 | 3 |
    """)
    assert rows(table) == ((1,), 2, 3, 2)
    assert [t.row for t in table.totals] == [4]


def test_a_row_that_is_no_sum_stays_a_row_whatever_its_place() -> None:
    table = only("""
        | 科室 | 文件（件） | 会议（次） |
        | 综合科 | 3 | 1 |
        | 人事科 | 4 | 2 |
        | 财务科 | 5 | 1 |
        | 后勤科 | 12 | 5 |
    """)
    assert table.n_data_rows == 4


def test_subtotals_of_merged_groups_and_a_total_above_tie_out() -> None:
    table = only("""
        | 类别 | 单位 | 户数 | 人数 |
        | 合计 | < | 15 | 50 |
        | 机关 | 财政局 | 1 | 10 |
        | ^ | 教育局 | 2 | 10 |
        | ^ | 小计 | 3 | 20 |
        | 乡镇 | 城关镇 | 5 | 12 |
        | ^ | 河西镇 | 7 | 18 |
        | ^ | 小计 | 12 | 30 |
    """)
    assert rows(table) == ((1,), 3, 7, 4)
    assert table.unit_column == 2
    assert [(t.row, t.agrees) for t in table.totals] == [(2, True), (5, True), (8, True)]
    assert table.sums == {"户数 [col 3]": 15, "人数 [col 4]": 50}


def test_rows_of_averages_and_shares_are_set_aside() -> None:
    table = only("""
        | 学校 | 学生数 | 教师数 |
        | 第一小学 | 500 | 30 |
        | 第二小学 | 300 | 20 |
        | 合计 | 800 | 50 |
        | 平均 | 400 | 25 |
    """)
    assert table.set_aside == {4: "total", 5: "average"}
    shared = only("""
        | 费用 | 一季度 | 二季度 |
        | 水费 | 30 | 20 |
        | 电费 | 70 | 80 |
        | 总计 | 100 | 100 |
        | 占全年比重 | 0.5 | 0.5 |
    """)
    assert shared.set_aside == {4: "total", 5: "ratio"}


def test_stacked_tables_of_other_columns_are_apart() -> None:
    first, second = seen("""
        | 一、收入情况 | < | < |
        | 科目 | 预算 | 决算 |
        | 税收 | 100 | 98 |
        | 非税 | 20 | 22 |
        | | | |
        | 二、支出情况 | < | < |
        | 项目 | 上年 | 本年 |
        | 教育 | 60 | 65 |
        | 卫生 | 30 | 31 |
    """).tables
    assert rows(first) == ((2,), 3, 4, 2)
    assert rows(second) == ((7,), 8, 9, 2)


def test_a_title_right_below_a_total_opens_another_table() -> None:
    first, second = seen("""
        | 水费 | < | < |
        | 月份 | 吨数 | 金额 |
        | 一月 | 10 | 30 |
        | 二月 | 12 | 36 |
        | 合计 | 22 | 66 |
        | 电费 | < | < |
        | 月份 | 吨数 | 金额 |
        | 一月 | 100 | 60 |
        | 合计 | 100 | 60 |
    """).tables
    assert (rows(first), rows(second)) == (((2,), 3, 4, 2), ((7,), 8, 8, 1))


def test_a_header_on_page_two_is_a_repeated_row() -> None:
    table = only("""
        | 村名 | 户数 | 人口 |
        | 东村 | 100 | 310 |
        | 西村 | 90 | 280 |
        | 村名 | 户数 | 人口 |
        | 南村 | 80 | 260 |
        | 合计 | 270 | 850 |
    """)
    assert rows(table) == ((1,), 2, 5, 3)
    assert table.set_aside == {4: "repeated", 6: "total"}
    assert table.totals[0].agrees is True


def test_spare_figures_behind_an_empty_column_are_no_part_of_the_table() -> None:
    table = only("""
        | 单位名称 | 应报 | 已报 | | 昨天 |
        | 财政局 | 5 | 5 | | 3 |
        | 教育局 | 4 | 3 | | |
        | 民政局 | 6 | 6 | | |
    """)
    assert table.column_range == (1, 3)
    assert table.sums == {"应报 [col 2]": 15, "已报 [col 3]": 14}


def test_a_stray_figure_far_below_is_no_row() -> None:
    table = only("""
        | 单位 | 数量 |
        | 财政局 | 5 |
        | 教育局 | 4 |
        | | |
        | | |
        | | |
        | | 17 |
    """)
    assert rows(table) == ((1,), 2, 3, 2)
    assert table.set_aside == {7: "stray"}


def test_a_list_of_words_is_a_table() -> None:
    table = only("""
        | 重点项目责任分工表 | < | < | < |
        | 序号 | 项目名称 | 建设地点 | 完成情况 |
        | 1 | 河道治理 | 城关镇 | 已开工 |
        | 2 | 道路硬化 | 东村 | 未开工 |
        | 3 | 学校改造 | 西村 | 已完工 |
    """)
    assert rows(table) == ((2,), 3, 5, 3)
    assert table.sums == {}


def test_a_form_of_labels_and_answers_is_no_table() -> None:
    form = """
        | 项目绩效自评表 | < | < | < |
        | 项目名称 | 农村公路养护 | < | < |
        | 主管部门 | 交通局 | 实施单位 | 公路站 |
        | 资金（万元） | 年初预算 | 全年执行 | 执行率 |
        | 总额 | 120 | 118 | 98 |
        | 绩效指标 | 指标名称 | 目标值 | 完成值 |
        | 产出 | 养护里程 | 60 | 62 |
        | 质量 | 合格情况 | 全部合格 | 合格 |
        | 满意度 | 群众满意 | 满意 | 较满意 |
        | 自评结论 | 完成较好 | < | < |
    """
    assert seen(form).refused is not None
    assert codes(seen(form)) == ["L01"]


def test_a_page_of_text_is_no_table() -> None:
    reading = seen("""
        | 关于报送数据的说明 |
        | 一、按月报送，次月五日前报齐。 |
        | 二、数据由各单位自行核对。 |
    """)
    assert reading.refused is not None
    assert reading.refused.code == "L01"


def test_a_blank_template_is_refused_as_such() -> None:
    reading = seen("""
        | 党费收缴统计表 | < | < |
        | 序号 | 支部名称 | 金额 |
        | 1 | | |
        | 2 | | |
    """)
    assert reading.refused is not None
    assert reading.refused.code == "L11"


def test_a_template_of_placeholders_has_no_rows() -> None:
    reading = seen("""
        | 书目 | 册数 | 备注 |
        | {{Name}} | {{Count}} | {{Remark}} |
        | 合计： | {{Sum}} | |
    """)
    assert reading.refused is not None
    assert reading.refused.code == "L11"


def test_several_lines_of_notes_are_no_rows() -> None:
    table = only("""
        | 指标 | 本月 | 累计 |
        | 用电量 | 120 | 800 |
        | 用水量 | 30 | 200 |
        | 注：1.用电量为全社会口径； | | |
        | 2.用水量不含农业。 | | |
        | 资料来源：统计月报 | | |
    """)
    assert rows(table) == ((1,), 2, 3, 2)
    assert set(table.set_aside.values()) == {"footer"}


def test_dashes_and_thousands_do_not_make_a_column_of_words() -> None:
    table = only("""
        | 企业 | 产值 | 利税 |
        | 甲公司 | 1,234 | - |
        | 乙公司 | 2,000 | … |
        | 丙公司 | — | 35 |
    """)
    assert table.sums == {"产值 [col 2]": 3234, "利税 [col 3]": 35}


def test_shares_serial_numbers_and_codes_are_not_summed() -> None:
    table = only("""
        | 序号 | 企业编码 | 企业 | 产出数 | 合格率 | 占比 |
        | 1 | 101 | 财政局 | 5 | 0.5 | 20% |
        | 2 | 102 | 教育局 | 8 | 0.8 | 80% |
    """)
    assert table.sums == {"产出数 [col 4]": 13}
    assert table.unit_column == 3


def test_a_total_inside_a_neighbours_merge_is_no_row_of_it() -> None:
    table = only("""
        | 单位 | 月份 | 次数 |
        | 财政局 | 一月 | 2 |
        | ^ | 二月 | 3 |
        | ^ | 合计 | 5 |
        | 教育局 | 一月 | 4 |
        | ^ | 二月 | 1 |
        | ^ | 合计 | 5 |
    """)
    assert (table.n_data_rows, table.unit_fill_down) == (4, True)
    assert table.units == ("财政局", "教育局")
    assert [t.agrees for t in table.totals] == [True, True]


def test_titles_of_sections_are_no_rows() -> None:
    table = only("""
        | 支部 | 党员数 | 活动次数 |
        | 机关党支部 | < | < |
        | 一支部 | 12 | 3 |
        | 二支部 | 15 | 2 |
        | 农村党支部 | < | < |
        | 三支部 | 20 | 4 |
    """)
    assert rows(table) == ((1,), 3, 6, 3)
    assert table.set_aside == {2: "section", 5: "section"}


def test_a_header_of_three_levels_away_from_the_corner() -> None:
    table = only(Drawing("""
        | 城乡居民保险情况 | < | < | < | < | < |
        | 街道 | 参保 | < | < | 待遇 | 备注 |
        | ^ | 人数 | < | 缴费额 | ^ | ^ |
        | ^ | 男 | 女 | ^ | ^ | ^ |
        | 北门街道 | 100 | 120 | 3300 | 41 | |
        | 南湖街道 | 90 | 80 | 2500 | 35 | |
    """, at="D9"))  # fmt: skip
    assert rows(table) == ((10, 11, 12), 13, 14, 2)
    assert table.column_range == (4, 9)
    assert table.columns == (
        "街道", "参保/人数/男", "参保/人数/女", "参保/缴费额", "待遇", "备注"
    )  # fmt: skip


def test_an_english_statistical_table_with_a_source() -> None:
    table = only("""
        | Table 3: Visits by region | | | |
        | Region | Visits | Nights | Average spend |
        | North | 120 | 300 | 45 |
        | South | 80 | 150 | 52 |
        | Total | 200 | 450 | 48 |
        | Source: Tourism survey. | | | |
    """)
    assert rows(table) == ((2,), 3, 4, 2)
    assert table.totals[0].agrees is True


def test_a_wrong_total_is_reported_at_its_cell_with_both_numbers() -> None:
    reading = seen("""
        | 单位 | 场次 | 人次 |
        | 财政局 | 5 | 50 |
        | 教育局 | 4 | 40 |
        | 合计 | 9 | 91 |
    """)
    (found,) = (issue for issue in reading.all_issues if issue.code == "K01")
    assert (str(found.address), found.params["t"], found.params["s"]) == ("周报!C4", "91", "90")
    assert reading.tables[0].totals[0].agrees is False


def test_names_without_a_heading_are_the_first_column() -> None:
    table = only("""
        | 收支对比（万元） | < | < |
        |  | 收入 | 支出 |
        | 一月 | 10 | 8 |
        | 二月 | 12 | 9 |
    """)
    assert table.columns == ("", "收入", "支出")
    assert (table.column_range, table.unit_column) == ((1, 3), 1)


def test_names_of_persons_are_not_repeated() -> None:
    reading = seen("""
        | 姓名 | 得分 | 次数 |
        | 甲某某 | 90 | 2 |
        | 乙某某 | 80 | 3 |
    """)
    (table,) = reading.tables
    assert (table.unit_column, table.units) == (None, ())


def test_a_measure_column_names_no_units() -> None:
    table = only("""
        | 指标名称 | 单位 | 数量 |
        | 耕地面积 | 亩 | 3000 |
        | 总人口 | 人 | 1200 |
        | 农机 | 台 | 60 |
    """)
    assert table.unit_column == 1


def test_what_is_no_form_is_asked_about_and_never_submitted() -> None:
    reading = seen("| 科室 | 文件 | 会议 |\n| 综合科 | 3 | 1 |\n| 人事科 | 4 | 2 |")
    assert codes(reading) == ["L13"]
    assert reading.submissions == ()
    unasked = read("| 科室 | 文件 | 会议 |\n| 综合科 | 3 | 1 |\n| 人事科 | 4 | 2 |")
    assert unasked.refused is not None
    assert unasked.refused.code == "L01"


def test_blank_rows_formatted_or_not_are_nothing() -> None:
    table = only("""
        | 单位 | 数量 | 金额 |
        | | | |
        | 财政局 | 5 | 1 |
        | | | |
        | 教育局 | 4 | 2 |
        | | | |
    """)
    assert rows(table) == ((1,), 3, 5, 2)


def test_two_tables_side_by_side_are_two() -> None:
    left, right = seen("""
        | 单位 | 收入 | 支出 | | 村名 | 户数 | 人口 |
        | 财政局 | 5 | 4 | | 东村 | 100 | 300 |
        | 教育局 | 4 | 3 | | 西村 | 90 | 280 |
        | 合计 | 9 | 7 | | 合计 | 190 | 580 |
    """).tables
    assert (left.column_range, right.column_range) == ((1, 3), (5, 7))
    assert (left.units, right.units) == (("财政局", "教育局"), ("东村", "西村"))
    assert [t.agrees for table in (left, right) for t in table.totals] == [True, True]


def test_a_list_continued_in_the_columns_beside_is_two_tables() -> None:
    left, right = seen("""
        | 序号 | 单位 | 数量 | 序号 | 单位 | 数量 |
        | 1 | 财政局 | 5 | 3 | 民政局 | 7 |
        | 2 | 教育局 | 4 | 4 | 水务局 | 1 |
    """).tables
    assert (left.units, right.units) == (("财政局", "教育局"), ("民政局", "水务局"))


def test_a_table_that_adds_up_the_others_is_offered_with_a_warning() -> None:
    reading = seen("""
        | 上半年 | < | < |
        | 科室 | 文件 | 会议 |
        | 综合科 | 3 | 1 |
        | 人事科 | 4 | 2 |
        | | | |
        | 下半年 | < | < |
        | 科室 | 文件 | 会议 |
        | 综合科 | 5 | 1 |
        | 人事科 | 6 | 3 |
        | | | |
        | 全年 | < | < |
        | 科室 | 文件 | 会议 |
        | 综合科 | 8 | 2 |
        | 人事科 | 10 | 5 |
    """)
    assert len(reading.tables) == 3
    (found,) = (issue for issue in reading.all_issues if issue.code == "L16")
    assert str(found.address) == "周报!12"


def test_merged_headings_do_not_swallow_a_first_row_of_words() -> None:
    table = only("""
        | 名称 | 说明 | 备注 |
        | ^ | ^ | ^ |
        | 甲 | 好 | 无 |
        | 乙 | 差 | 有 |
    """)
    assert rows(table) == ((1, 2), 3, 4, 2)
