"""A seed goes in; a unit roster as offices make them comes out, as bytes, with the plan it was made
from: twelve types, named groups, 80 to 400 units, told by columns, titles, or names of sheets."""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import groupby
from random import Random
from typing import TypeAlias

import xlsxwriter
import xlsxwriter.worksheet

TYPES = (
    *("机关", "事业单位", "乡镇", "街道", "国有企业", "学校", "医院", "村", "社区"),
    *("非公企业", "社会组织", "离退休"),
)
GROUPS = (
    "第一指导组",
    "第二指导组",
    "教育系统指导组",
    "国企指导组",
    "两新领域指导组",
    "镇街巡回督导组",
)
_NAMES = {
    "机关": "区{}局", "事业单位": "区{}服务中心", "乡镇": "{}镇", "街道": "{}街道", "国有企业": "{}投资集团有限公司",
    "学校": "{}中学", "医院": "{}人民医院", "村": "{}村党支部", "社区": "{}社区党支部", "非公企业": "{}机械有限公司党支部",
    "社会组织": "{}行业协会党支部", "离退休": "{}离退休干部党支部",
}  # fmt: skip
_FIRST = "东南西北上下新古青云石龙凤金银玉清秀永安"
_SECOND = "山河桥塘坪湾林泉岭溪关营台沟坝源川原庄口"
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_ATTACHED, _SUMMED, _CODED = 0.4, 0.3, 0.4
"""How often there is a line over the title, a subtotal, a code a unit."""
_PARTED = ("title", "merged")
Sheet: TypeAlias = xlsxwriter.worksheet.Worksheet
Columns: TypeAlias = list[tuple[str, str]]
NAME = ("单位名称", "单位全称", "党组织名称", "参学单位", "单 位 名 称", "单位\n名称")
TYPE = ("单位类别", "单位性质", "类别", "类型", "单位分类")
GROUP = ("所属指导组", "指导组", "组别", "联系指导组", "所属督导组")
CODE = ("单位编码", "单位编号")
MORE = {
    "sector": ("领域", "所属领域"),
    "level": ("行政级别", "单位级别"),
    "form": ("党组织形式", "党组织类型"),
    "parent": ("隶属单位", "上级党组织", "主管部门"),
    "phone": ("联系电话",),
    "note": ("备注",),
    "point": ("联系点",),
    "sort": ("排序",),
}
NOTES = (
    ("注：以上名单不含垂直管理单位。",),
    ("说明：1.本名册截至10月9日；2.如有变动请及时报告。",),
    ("填表人：钱七", "", "审核人：赵六"),
    ("", "", "区委主题教育办公室", "2023年10月9日"),
)


@dataclass(frozen=True)
class Listed:
    """One unit of the plan, its words as the sheet writes them."""

    name: str
    type: str
    group: str
    code: str = ""
    parent: str = ""


@dataclass(frozen=True)
class Made:
    """A workbook and what it says; `ways` are how type and group are told."""

    content: bytes
    units: tuple[Listed, ...]
    ways: tuple[str, str]


def made(seed: int) -> Made:
    """The roster of a seed."""
    rng = Random(seed)
    units = _units(rng, rng.randint(80, 400))
    ways = rng.choice(
        [
            *(("column", "column"), ("column", "merged"), ("column", "title"), ("column", "sheet")),
            *(("title", "column"), ("sheet", "column"), ("merged", "column"), ("title", "sheet")),
        ]
    )
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        _write(book, rng, units, ways)
    return Made(out.getvalue(), tuple(units), ways)


def _units(rng: Random, n: int) -> list[Listed]:
    stems = [a + b for a in _FIRST for b in _SECOND]
    rng.shuffle(stems)
    coded, units = rng.random() < _CODED, []
    for i, stem in enumerate(stems[:n]):
        kind, group = TYPES[min(i // (n // len(TYPES)), len(TYPES) - 1)], rng.choice(GROUPS)
        parents = [u.name for u in units if u.type == "机关"]
        parent = rng.choice(parents) if kind in ("学校", "医院", "事业单位") and parents else ""
        code = f"{chr(65 + i % 6)}{i:03d}" if coded else ""
        units.append(Listed(_NAMES[kind].format(stem), kind, group, code, parent))
    return units


def _write(
    book: xlsxwriter.Workbook, rng: Random, units: list[Listed], ways: tuple[str, str]
) -> None:
    """One sheet, or one for each group or type whose name tells it."""
    columns = _columns(rng, units, ways)
    if "sheet" not in ways:
        _sheet(book.add_worksheet(rng.choice(["名册", "Sheet1"])), rng, units, ways, columns)
        return
    by = "type" if ways[0] == "sheet" else "group"
    for name, listed in groupby(
        sorted(units, key=lambda u: getattr(u, by)), lambda u: getattr(u, by)
    ):
        _sheet(book.add_worksheet(name), rng, list(listed), ways, columns)


def _columns(rng: Random, units: list[Listed], ways: tuple[str, str]) -> list[tuple[str, str]]:
    """The columns by what they hold, each with its heading."""
    kinds = ["number", *(["code"] if units[0].code else []), "name"]
    kinds += [
        kind
        for kind, way in zip(("type", "group"), ways, strict=True)
        if way in ("column", "merged")
    ]
    kinds += rng.sample(
        ["sector", "level", "form", "parent", "phone", "note", "point"], rng.randint(1, 5)
    )
    if rng.random() < 0.5:
        kinds += ["branches"]
    words = {"number": ("序号",), "name": NAME, "type": TYPE, "group": GROUP, "code": CODE}
    words |= {"branches": ("下级党组织数",)} | MORE
    if "sector" in kinds:
        words["type"] = tuple(word for word in TYPE if word != "单位性质")
    return [(kind, rng.choice(words[kind])) for kind in kinds]


def _sheet(
    sheet: Sheet, rng: Random, units: list[Listed], ways: tuple[str, str], columns: Columns
) -> None:
    """A sheet of the roster: titles, headings, its units in parts, notes below."""
    row = 0
    if rng.random() < _ATTACHED:
        sheet.write(row, 0, "附件1")
        row += 1
    sheet.merge_range(row, 0, row, len(columns), "云岭区主题教育参学单位名册")
    row = _headings(sheet, row + 1, columns)
    parted = next(
        (by for by, way in zip(("type", "group"), ways, strict=True) if way in _PARTED), ""
    )
    if parted:
        units = sorted(units, key=lambda unit: getattr(unit, parted))
    parts = groupby(units, lambda unit: getattr(unit, parted) if parted else "")
    for number, (word, listed) in enumerate(parts):
        rows = list(listed)
        if "title" in ways:
            numbered = f"{_NUMERALS[number]}、{word}"
            told = rng.choice([word, f"{word}（{len(rows)}家）", numbered])
            sheet.merge_range(row, 0, row, len(columns), told)
            row += 1
        row = _part(sheet, rng, row, rows, columns, parted if "merged" in ways else "")
    for note in rng.sample(NOTES, rng.randint(0, 2)):
        sheet.write_row(row, 0, note)
        row += 1


def _part(
    sheet: Sheet, rng: Random, row: int, rows: list[Listed], columns: Columns, merged: str
) -> int:
    """The rows of a part, numbered anew, one of its columns merged, with a subtotal or without."""
    first, kinds = row, [kind for kind, _ in columns]
    for number, unit in enumerate(rows, start=1):
        row = _row(sheet, rng, row, (unit, number), columns, merged)
    if merged:
        _merge(sheet, first, row - 1, kinds.index(merged), getattr(rows[0], merged))
    if rng.random() < _SUMMED:
        sheet.write_row(row, 0, ("小计", len(rows)))
        row += 1
    return row + (rng.random() < _SUMMED)


def _headings(sheet: Sheet, row: int, columns: Columns) -> int:
    """The headings; two levels where subordinate organisations are told by kind."""
    deep = "branches" in dict(columns)
    at = 0
    for kind, heading in columns:
        if kind == "branches":
            sheet.merge_range(row, at, row, at + 1, heading)
            sheet.write(row + 1, at, "总支")
            sheet.write(row + 1, at + 1, "支部")
        elif deep:
            sheet.merge_range(row, at, row + 1, at, heading)
        else:
            sheet.write(row, at, heading)
        at += 2 if kind == "branches" else 1
    return row + (2 if deep else 1)


def _merge(sheet: Sheet, first: int, last: int, at: int, word: str) -> None:
    if last > first:
        sheet.merge_range(first, at, last, at, word)
    else:
        sheet.write(first, at, word)


def _row(
    sheet: Sheet, rng: Random, row: int, of: tuple[Listed, int], columns: Columns, merged: str
) -> int:
    unit, number = of
    cells = {
        "number": number,
        "code": unit.code,
        "name": unit.name,
        "type": unit.type,
        "group": unit.group,
        "parent": unit.parent,
        "sector": rng.choice(["机关", "事业", "村"]),
        "level": rng.choice(["正科级", "副科级", "无"]),
        "form": rng.choice(["党委", "党支部"]),
        "phone": "0911-2345678",
        "note": rng.choice(["", "新增"]),
        "point": rng.choice(["是", ""]),
    }
    at = 0
    for kind, _ in columns:
        if kind == "branches":
            sheet.write(row, at, 1)
            sheet.write(row, at + 1, rng.choice(["/", 3]))
            at += 1
        elif kind != merged:
            sheet.write(row, at, cells[kind])
        at += 1
    return row + 1
