"""Small ledgers with one fault each: a calendar goes in; sheets and expected issues come out.

Each is group 2's with four units of the sample district, and wrong in its second row:

    row 1  title      row 2  填报单位      row 3  headings      rows 4-7  units      row 8  footer
    problems  A 序号 · B 问题编号 · C 责任单位 · D 问题来源 · E 问题表现 · F 整改措施 · G 整改时限
              H 整改进展 · I 核查结果 · J 是否销号
    research  A 序号 · B 单位 · C 课题名称 · D 调研类型 · E 领题领导代号 · F 完成时限 · G 调研次数
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from campaign import Calendar
from sample_data.faults.wrong_rows import Row, row_sheet
from sample_data.faults.wrong_sheets import UNITS, WrongSheet
from sample_data.sheets.sheets import SheetPlan, Value
from sample_data.sheets.week_words import span_words

_PROBLEM = (
    "问题编号", "责任单位", "问题来源", "问题表现", "整改措施", "整改时限", "整改进展", "核查结果",
    "是否销号",
)  # fmt: skip
_PROBLEMS: tuple[Row, ...] = tuple(
    (n, unit, "自查检视", text, "制定计划", "2023年12月1日", "推进中", None, "否")
    for n, (unit, text) in enumerate(
        zip(UNITS, ("调研不够深入", "调度不够及时", "服务不够细致", "学习不够经常"), strict=True),
        start=1,
    )
)
_RESEARCH = ("单位", "课题名称", "调研类型", "领题领导代号", "完成时限", "调研次数")
_TOPICS: tuple[Row, ...] = tuple(
    (unit, text, "专项调研", f"L0{n}", "2023年12月1日", 1)
    for n, (unit, text) in enumerate(
        zip(UNITS, ("惠企政策", "应急体系", "社区治理", "邻里互助"), strict=True), start=1
    )
)
_SECOND = 1


def wrong_ledgers(calendar: Calendar) -> Iterator[WrongSheet]:
    """Every faulty ledger."""
    words = span_words(calendar.week(3), calendar.week(4), "第二指导组")
    yield from _problems(words)
    yield from _topics(words)


def _problems(words: Mapping[str, str]) -> Iterator[WrongSheet]:
    faults: Mapping[str, tuple[str, Mapping[int, Value]]] = {
        "销号无核查": ("C22 J5", {6: "已完成", 8: "是"}),
        "整改中已销号": ("C23 J5", {8: "是"}),
        "核查未通过已销号": ("C23 J5", {6: "已完成", 7: "未通过", 8: "是"}),
        "问题来源两个": ("C13 D5", {2: "自查、群众反映"}),
        "整改进展不在选项内": ("C17 H5", {6: "八成"}),
        "问题表现过长": ("C14 E5", {3: "长" * 501}),
    }
    for name, (told, changed) in faults.items():
        code, cell = told.split()
        sheet = _sheet("整改台账", "问题清单及整改台账", words, _PROBLEM, _with(_PROBLEMS, changed))
        yield WrongSheet(f"{name}.xlsx", (sheet,), ((code, f"整改台账!{cell}"),))
    twice = _with(_PROBLEMS, {0: 1, 1: UNITS[0]})
    sheet = _sheet("整改台账", "问题清单及整改台账", words, _PROBLEM, twice)
    places = (("U17", "整改台账!C4"), ("U17", "整改台账!C5"))
    yield WrongSheet("同一编号两行不一致.xlsx", (sheet,), places)


def _topics(words: Mapping[str, str]) -> Iterator[WrongSheet]:
    named = _sheet("调研台账", "调研课题台账", words, _RESEARCH, _with(_TOPICS, {3: "张某某"}))
    yield WrongSheet("领题领导写姓名.xlsx", (named,), (("G03", "调研台账!E5"),))
    both = _sheet(
        "调研台账", "调研课题台账", words, _RESEARCH, _with(_TOPICS, {0: "、".join(UNITS[1:3])})
    )
    yield WrongSheet("一格两家单位.xlsx", (both,), (("U18", "调研台账!B5"),))


def _sheet(
    name: str, title: str, words: Mapping[str, str], headings: Sequence[str], rows: Sequence[Row]
) -> SheetPlan:
    return row_sheet(name, f"{words['sender']}{title}", words, (headings, rows))


def _with(rows: Sequence[Row], changed: Mapping[int, Value]) -> list[Row]:
    """The rows with other values in some columns of the second."""
    row = tuple(changed.get(place, value) for place, value in enumerate(rows[_SECOND]))
    return [*rows[:_SECOND], row, *rows[_SECOND + 1 :]]
