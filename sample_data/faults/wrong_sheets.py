"""Small weekly sheets with one fault each: a calendar goes in; sheets and expected issues come out.

Each is group 2's sheet of week 3 with four units of the sample district, and wrong in one place:

    row 1  title      row 2  填报单位      row 3  headings      rows 4-7  units      row 8  合计
    A 序号 · B 单位名称 · C 集中学习 · D 研讨交流 · E 检视问题 · F 完成整改 · G 备注
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from campaign import Calendar
from sample_data.sheets.sheets import Formula, SheetPlan, Value
from sample_data.sheets.week_words import week_words

UNITS = ("区财政局", "区应急管理局", "西城街道", "幸福社区党支部")
FIGURES: tuple[tuple[Value, ...], ...] = ((2, 1, 3, 2), (1, 1, 2, 1), (2, 1, 4, 2), (1, 1, 1, 0))
HEADINGS = ("集中学习（场次）", "研讨交流（场次）", "检视问题（个）", "完成整改（个）")
TITLE = "{district}主题教育工作进展情况周报表（第{n}周）"
_FOOTER = "填表人：张某某      审核人：李某某      联系电话：0000-0000000"
_FIRST_ROW = 4


@dataclass(frozen=True)
class WrongSheet:
    """A workbook's name, its sheets, and each (code, cell) to be found; an empty cell is any."""

    file: str
    sheets: tuple[SheetPlan, ...]
    expected: tuple[tuple[str, str], ...]


def wrong_sheets(calendar: Calendar) -> Iterator[WrongSheet]:
    """Every workbook whose fault is in its cells, headings, names, week or content."""
    words = week_words(calendar.week(3), "第二指导组")
    yield from _doubtful_cells(words)
    yield from _figures_at_odds(words)
    yield from _doubtful_headings(words)
    yield from _doubtful_units(words)
    yield from _doubtful_weeks(calendar)
    yield from _unwanted_content(words)
    yield from _without_table(words)


def weekly(
    words: Mapping[str, str],
    *,
    title: str = TITLE,
    units: Sequence[str | None] = UNITS,
    figures: Sequence[Sequence[Value]] = FIGURES,
    headings: Sequence[str] = HEADINGS,
    total_off_by: int = 0,
) -> SheetPlan:
    """The sheet described above; totals add up the numbers that can be read."""
    sheet = SheetPlan("周报", widths={2: 24})
    right = 3 + len(headings)
    sheet.merge((1, 1, 1, right), title.format(**words), "title")
    line = "填报单位（盖章）：{sender}      填报时间：{day}      单位：个、场次"
    sheet.put(2, 1, line.format(**words), "plain")
    sheet.put_row(3, 1, ("序号", "单位名称", *headings, "备注"), "header")
    for place, (unit, row) in enumerate(zip(units, figures, strict=True)):
        sheet.put_row(_FIRST_ROW + place, 1, (place + 1, unit, *row, None))
    last = _FIRST_ROW + len(figures)
    totals = [_sum(column) for column in zip(*figures, strict=True)]
    if figures:
        totals[1] += total_off_by
        sheet.put_row(last, 1, (None, "合计", *totals, None), "total")
    sheet.put(last + 1, 1, _FOOTER, "plain")
    return sheet


def _sum(column: Sequence[Value]) -> float:
    return sum(v for v in column if isinstance(v, int | float) and not isinstance(v, bool))


def _doubtful_cells(words: Mapping[str, str]) -> Iterator[WrongSheet]:
    cells: Mapping[str, tuple[str, Value]] = {
        "约数": ("C04", "约20"),
        "同上": ("C04", "同上"),
        "一格两数": ("C13", "5/7"),
        "负数": ("C07", -3),
        "半场": ("C03", 2.5),
        "是非值": ("C03", True),
        "超大数": ("C08", 99_999_999),
        "待报": ("C15", "待报"),
        "应填为空": ("C10", None),
        "应填填了不涉及": ("C16", "/"),
        "公式错误": ("C01", Formula("=#REF!+1", "#REF!")),
        "公式没有结果": ("C02", Formula("=C5-E5+2")),
    }
    for name, (code, value) in cells.items():
        figures = [list(row) for row in FIGURES]
        figures[1][1] = value
        sheet = weekly(words, figures=figures)
        yield WrongSheet(f"{name}.xlsx", (sheet,), ((code, "周报!D5"),))
    reasons = [(*row[:3], None) for row in FIGURES]
    reasons[1] = (0, 1, 2, "太忙了")
    headings = (*HEADINGS[:3], "本周工学冲突情况")
    sheet = weekly(words, headings=headings, figures=reasons)
    yield WrongSheet("不在选项内.xlsx", (sheet,), (("C17", "周报!F5"),))
    merged = weekly(words, figures=[*FIGURES[:2], (2, None, 4, 2), FIGURES[3]])
    merged.merges.append((5, 4, 6, 4))
    del merged.cells[6, 4]
    yield WrongSheet("合并的数字.xlsx", (merged,), (("C12", "周报!D6"),))


def _figures_at_odds(words: Mapping[str, str]) -> Iterator[WrongSheet]:
    """Three section-level units, which owe all of these, and one row against itself."""
    talks, problems = "研讨交流（场次）", ("检视问题累计", "完成整改累计")
    odd: tuple[tuple[str, str, str, Sequence[str], Sequence[Sequence[Value]]], ...] = (
        ("其中大于总数", "K02", "D5", ("其中：中心组学习",), ((1,), (3,), (1,))),
        ("累计小于本周", "K02", "E5", (talks + "本周", talks + "累计"), ((1, 2), (3, 2), (1, 1))),
        ("整改多于问题", "K02", "E5", problems, ((5, 3), (2, 5), (4, 2))),
        ("读书班一周九天", "K02", "D5", ("读书班天数（天）",), ((3,), (9,), (0,))),
        ("覆盖数超过名册", "K02", "D5", ("已开展学习的党组织数",), ((1,), (999,), (1,))),
        ("发言少于场次", "K08", "E5", (talks, "交流发言（人次）"), ((1, 6), (3, 2), (1, 5))),
    )
    for name, code, cell, headings, added in odd:
        sheet = weekly(
            words,
            units=UNITS[:3],
            figures=[(row[0], *more) for row, more in zip(FIGURES, added, strict=False)],
            headings=(HEADINGS[0], *headings),
        )
        yield WrongSheet(f"{name}.xlsx", (sheet,), ((code, f"周报!{cell}"),))
    yield WrongSheet("合计不符.xlsx", (weekly(words, total_off_by=3),), (("K01", "周报!D8"),))


def _doubtful_headings(words: Mapping[str, str]) -> Iterator[WrongSheet]:
    doubled = (*HEADINGS[:2], "研讨场次", HEADINGS[3])
    yield WrongSheet(
        "列重复.xlsx",
        (weekly(words, headings=doubled),),
        (("L03", "周报!D3"), ("L03", "周报!E3")),
    )
    for name, code, heading in (
        ("不认识的列", "L04", "简报篇数"),
        ("列名相近", "L20", "集中学习研讨"),
    ):
        place = 0 if code == "L20" else 2
        headings = [*HEADINGS[:place], heading, *HEADINGS[place + 1 :]]
        cell = "周报!C3" if place == 0 else "周报!E3"
        yield WrongSheet(f"{name}.xlsx", (weekly(words, headings=headings),), ((code, cell),))


def _doubtful_units(words: Mapping[str, str]) -> Iterator[WrongSheet]:
    names: Mapping[str, tuple[str, str | None]] = {
        "未知单位": ("U01", "区招商服务中心"),
        "单位名称相近": ("U01", "第十二小学党支部"),
        "外组单位": ("U08", "区教育局"),
        "缺单位名称": ("U09", None),
    }
    for name, (code, unit) in names.items():
        units = (UNITS[0], unit, *UNITS[2:])
        yield WrongSheet(f"{name}.xlsx", (weekly(words, units=units),), ((code, "周报!B5"),))
    twice = (*UNITS[:2], UNITS[1], UNITS[3])
    yield WrongSheet(
        "同一单位两行不一致.xlsx",
        (weekly(words, units=twice),),
        (("U06", "周报!B5"), ("U06", "周报!B6")),
    )
    same = (*FIGURES[:2], FIGURES[1], FIGURES[3])
    sheet = weekly(words, units=twice, figures=same)
    for place, value in enumerate((4, 3, 6, 3)):  # the total counts the repeated row once
        sheet.put(8, 3 + place, value, "total")
    yield WrongSheet("同一单位两行相同.xlsx", (sheet,), (("U07", "周报!B6"),))


def _doubtful_weeks(calendar: Calendar) -> Iterator[WrongSheet]:
    fifth = week_words(calendar.week(5), "第二指导组")
    sixth = week_words(calendar.week(6), "第二指导组")
    title = f"{{district}}主题教育工作进展情况周报表（第{{n}}周，{sixth['dates']}）"
    yield WrongSheet("周次与日期不一致.xlsx", (weekly(fifth, title=title),), (("P01", "周报!A1"),))
    after = {**fifth, "n": str(calendar.n_weeks + 4)}
    yield WrongSheet("周次超出.xlsx", (weekly(after),), (("P06", "周报!A1"),))
    silent = weekly(fifth, title="{district}主题教育工作进展情况周报表")
    silent.put(2, 1, "填报单位（盖章）：第二指导组", "plain")
    yield WrongSheet("没有周次.xlsx", (silent,), (("P07", ""),))


def _unwanted_content(words: Mapping[str, str]) -> Iterator[WrongSheet]:
    for name, heading, value in (
        ("姓名列", "姓名", "张某某"),
        ("电话列", "联系电话", "0000-0000000"),
    ):
        headings = (*HEADINGS[:3], heading)
        figures = [(*row[:3], value) for row in FIGURES]
        sheet = weekly(words, headings=headings, figures=figures)
        sheet.put(8, 6, None, "total")
        yield WrongSheet(f"{name}.xlsx", (sheet,), (("G03", "周报!F3"),))
    secret = weekly(words)
    secret.put(2, 7, "机密★3年", "plain")
    yield WrongSheet("密级标志.xlsx", (secret,), (("G01", "周报!G2"),))
    persons = SheetPlan("花名册")
    persons.merge((1, 1, 1, 5), "参加学习人员花名册", "title")
    persons.put_row(2, 1, ("序号", "姓名", "性别", "职务", "联系电话"), "header")
    persons.put_row(3, 1, (1, "张某某", "男", "主任", "0000-0000000"))
    persons.put_row(4, 1, (2, "李某某", "女", "科员", "0000-0000000"))
    yield WrongSheet("人员花名册.xlsx", (persons,), (("G02", "花名册!B2"),))


def _without_table(words: Mapping[str, str]) -> Iterator[WrongSheet]:
    yield WrongSheet("空工作表.xlsx", (SheetPlan("Sheet1"),), (("L01", ""),))
    bare = SheetPlan("周报")
    for row, (unit, figures) in enumerate(zip(UNITS, FIGURES, strict=True), start=1):
        bare.put_row(row, 1, (unit, *figures))
    yield WrongSheet("没有表头.xlsx", (bare,), (("L01", "周报"),))
    headings_only = weekly(words, units=(), figures=())
    yield WrongSheet("只有表头.xlsx", (headings_only,), (("L11", ""),))
    old = SheetPlan("上周", is_hidden=True)
    old.put_row(1, 1, ("单位名称", "集中学习", "研讨交流"))
    old.put_row(2, 1, ("区财政局", 9, 9))
    yield WrongSheet("隐藏工作表.xlsx", (weekly(words), old), (("L05", "上周"),))
