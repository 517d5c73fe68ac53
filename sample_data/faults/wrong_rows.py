"""Small guidance logs and launch tables with one fault each: a calendar goes in; sheets and
expected issues come out.

Each is group 2's with four units of the sample district, and wrong in one place:

    row 1  title      row 2  填报单位      row 3  headings      rows 4-7  units      row 8  footer
    log     A 序号 · B 日期 · C 被指导单位 · D 督导方式 · E 督导内容 · F 发现问题数 · G 备注
    launch  A 序号 · B 单位名称 · C 动员会召开 · D 召开日期 · E 支部启动数 · F 应启动数 · G 备注
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from campaign import Calendar
from sample_data.faults.wrong_sheets import UNITS, WrongSheet
from sample_data.sheets.sheets import SheetPlan, Value
from sample_data.sheets.week_words import span_words

Row = tuple[Value, ...]

_LOG = ("日期", "被指导单位", "督导方式", "督导内容", "发现问题数（个）", "备注")
_VISITS: tuple[Row, ...] = (
    ("10月16日", UNITS[0], "听取汇报、随机抽查", "理论学习", 1, None),
    ("10月17日", UNITS[1], "参加学习讨论", "理论学习、调查研究", 0, None),
    ("10月19日", UNITS[2], "随机抽查", "检视问题", 2, None),
    ("10月24日", UNITS[3], "查阅资料", "整改落实", 1, None),
)
_LAUNCH = ("单位名称", "动员会召开", "召开日期", "支部启动数", "应启动数", "备注")
_LAUNCHES: tuple[Row, ...] = (
    (UNITS[0], "是", "2023年10月8日", 12, 12, None),
    (UNITS[1], "是", "2023年10月9日", 3, 4, None),
    (UNITS[2], "是", "2023年10月10日", 9, 9, None),
    (UNITS[3], "否", None, 0, 3, None),
)
_FOOTER = "填表人：张某某      审核人：李某某      联系电话：0000-0000000"
_FIRST_ROW = 4
_SECOND = 1
"""The place of the row with the fault."""


def wrong_rows(calendar: Calendar) -> Iterator[WrongSheet]:
    """Every faulty log and launch table."""
    words = span_words(calendar.week(3), calendar.week(4), "第二指导组")
    yield from _doubtful_visits(words)
    yield from _doubtful_launches(words)
    yield from _columns_missing_or_unwanted(words)


def _log(words: Mapping[str, str], headings: Sequence[str], rows: Sequence[Row]) -> SheetPlan:
    title = "第二指导组督导工作台账（{first}—{last}）"
    return row_sheet("督导台账", title.format(**words), words, (headings, rows))


def _launch(words: Mapping[str, str], headings: Sequence[str], rows: Sequence[Row]) -> SheetPlan:
    title = "{district}主题教育动员部署（启动）情况统计表"
    return row_sheet("动员部署", title.format(**words), words, (headings, rows))


def row_sheet(
    name: str, title: str, words: Mapping[str, str], table: tuple[Sequence[str], Sequence[Row]]
) -> SheetPlan:
    """A sheet with title, sender, numbered rows and footer."""
    headings, rows = table
    sheet = SheetPlan(name, widths={2: 20, 3: 24, 4: 20})
    sheet.merge((1, 1, 1, len(headings) + 1), title, "title")
    line = "填报单位（盖章）：{sender}      填报时间：{day}"
    sheet.put(2, 1, line.format(**words), "plain")
    sheet.put_row(3, 1, ("序号", *headings), "header")
    for place, row in enumerate(rows):
        sheet.put_row(_FIRST_ROW + place, 1, (place + 1, *row))
    sheet.put(_FIRST_ROW + len(rows), 1, _FOOTER, "plain")
    return sheet


def _with(rows: Sequence[Row], column: int, value: Value) -> list[Row]:
    """The rows with another value in one column of the second."""
    row = rows[_SECOND]
    return [*rows[:_SECOND], (*row[:column], value, *row[column + 1 :]), *rows[_SECOND + 1 :]]


def _doubtful_visits(words: Mapping[str, str]) -> Iterator[WrongSheet]:
    faults: Mapping[str, tuple[str, str, Value]] = {
        "督导日期不存在": ("C05", "B", "11月31日"),
        "督导日期只到月": ("C06", "B", "2023年10月"),
        "督导日期写成一段": ("C13", "B", "10月16日—18日"),
        "督导日期尚未到": ("C21", "B", "2024年3月1日"),
        "督导日期为空": ("C20", "B", None),
        "督导外组单位": ("U08", "C", "区教育局"),
        "督导方式不在选项内": ("C17", "D", "听取汇报、电话询问"),
        "督导内容为空": ("C20", "E", None),
    }
    for name, (code, letter, value) in faults.items():
        rows = _with(_VISITS, ord(letter) - ord("B"), value)
        sheet = _log(words, _LOG, rows)
        yield WrongSheet(f"{name}.xlsx", (sheet,), ((code, f"督导台账!{letter}5"),))


def _doubtful_launches(words: Mapping[str, str]) -> Iterator[WrongSheet]:
    faults: Mapping[str, tuple[str, str, Value]] = {
        "动员会是否召开为空": ("C20", "C", None),
        "动员会是否召开不明": ("C17", "C", "拟召开"),
        "动员会日期只到月": ("C06", "D", "2023年10月"),
        "启动数大于应启动数": ("K02", "E", 5),
    }
    for name, (code, letter, value) in faults.items():
        sheet = _launch(words, _LAUNCH, _with(_LAUNCHES, ord(letter) - ord("B"), value))
        yield WrongSheet(f"{name}.xlsx", (sheet,), ((code, f"动员部署!{letter}5"),))
    twice = [*_LAUNCHES[:2], (UNITS[1], "否", None, 0, 4, None), _LAUNCHES[3]]
    yield WrongSheet(
        "同一单位两行启动不一致.xlsx",
        (_launch(words, _LAUNCH, twice),),
        (("U06", "动员部署!B5"), ("U06", "动员部署!B6")),
    )
    headings = (*_LAUNCH[:3], "支部启动数/应启动数", "备注")
    shares = [(*row[:3], f"{row[3]}/{row[4]}", None) for row in _LAUNCHES]
    sheet = _launch(words, headings, _with(shares, 3, "5/4"))
    yield WrongSheet("一列写启动数大于应启动数.xlsx", (sheet,), (("K02", "动员部署!E5"),))


def _columns_missing_or_unwanted(words: Mapping[str, str]) -> Iterator[WrongSheet]:
    no_day = [row[1:] for row in _VISITS]
    yield WrongSheet("督导台账缺日期列.xlsx", (_log(words, _LOG[1:], no_day),), (("L02", ""),))
    no_answer = [(row[0], *row[3:]) for row in _LAUNCHES]  # nor a day, which would answer
    sheet = _launch(words, (_LAUNCH[0], *_LAUNCH[3:]), no_answer)
    yield WrongSheet("启动情况缺必填列.xlsx", (sheet,), (("L02", ""),))
    named = [(*row[:5], "张某某") for row in _VISITS]
    sheet = _log(words, (*_LOG[:5], "督导人员"), named)
    yield WrongSheet("督导台账姓名列.xlsx", (sheet,), (("G03", "督导台账!G3"),))
    named = [(*row[:5], "张某某") for row in _LAUNCHES]
    sheet = _launch(words, (*_LAUNCH[:5], "姓名"), named)
    yield WrongSheet("启动情况姓名列.xlsx", (sheet,), (("G03", "动员部署!G3"),))
