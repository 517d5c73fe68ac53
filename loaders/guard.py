"""What may never be kept: secrecy marks and personal data. A sheet goes in; the places come out,
and the sheet without what stood there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from campaign import Address, Issue, fold
from loaders.cells import unanswered
from loaders.heading import stripped
from loaders.row_texts import leader_in
from loaders.sheets import CellValue, Sheet, shown

_SECRET = re.compile(
    r"(?:绝密|机密|秘密)\s*[★☆*]|^(?:绝密|机密|秘密)$|^密级\s*[:：]?\s*(?:绝密|机密|秘密)"
)
_PERSON_HEADINGS = re.compile(
    r"姓名|人员名单|身份证号?码?|证件号码?|(?:手机|联系电话|电话|联系方式|办公电话|移动电话)号?码?|"
    r"出生年月日?|出生日期|家庭住址|住址|联系人|性别|民族|入党时间|政治面貌|.*(?:书记|负责人|联络员)姓名|"
    r".{0,6}(?:手机号?码?|联系电话|身份证号?码?)|联络员|填报人|书记|"
    r"(?:督导|指导)(?:人员?|组?(?:组长|成员))|"
    r"(?:参加|参会|陪同|带队|主持|记录|访谈|谈话|座谈|接待|汇报)(?:人员?|领导|对象)"
)
_LIST_HEADINGS = re.compile(
    r"性别|出生.*|身份证.*|民族|手机.*|.*电话|政治面貌|入党时间|职务|签到|签名"
)
_ID_NUMBER = re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d{4}[\dx](?!\d)")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚"
    "卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_COMRADE = re.compile(rf"[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}同志(?!纪念|故居|旧居|事迹|诞辰)")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


@dataclass(frozen=True)
class Guarded:
    """The cells and columns whose content may not be repeated or kept."""

    columns: frozenset[int] = frozenset()
    cells: frozenset[tuple[int, int]] = frozenset()
    issues: tuple[Issue, ...] = ()


def secrecy_mark(sheet: Sheet) -> Issue | None:
    """G01 at the first cell with a secrecy mark (机密★3年, 密级：秘密); None without one."""
    for row, column, text in _texts(sheet):
        if _SECRET.search(fold(text)):
            return Issue("G01", Address(sheet.name, row, column))
    return None


def is_person_list(sheet: Sheet) -> Address | None:
    """The heading 姓名 of a sheet that lists persons (花名册, 签到表); None for any other sheet."""
    for r, row in enumerate(sheet.rows[:40]):
        texts = [fold(value) for value in row if isinstance(value, str) and value.strip()]
        if "姓名" in texts and any(_LIST_HEADINGS.fullmatch(text) for text in texts):
            names = [fold(value) if isinstance(value, str) else "" for value in row]
            return Address(sheet.name, sheet.top + r, sheet.left + names.index("姓名"))
    return None


def is_person_heading(label: str) -> bool:
    """Whether a heading says that persons, or what is theirs alone, stand below it."""
    return bool(_PERSON_HEADINGS.fullmatch(stripped(label)))


def guarded(
    sheet: Sheet,
    headings: Iterable[tuple[int, int, str]],
    body: Iterable[int],
    *,
    coded: Iterable[int] = (),
) -> Guarded:
    """Columns headed as personal data and body cells that hold an ID or mobile number, or name a
    comrade (张某某同志).

    `headings` are (row, column, deepest label); in the columns `coded` leaders stand as codes, and
    whatever is no code is taken for a name. Each finding is G03 without the text found.
    """
    columns: dict[int, Issue] = {}
    for row, column, label in headings:
        if is_person_heading(label):
            params = {"col": label}
            columns[column] = Issue("G03", Address(sheet.name, row, column), label, params)
    cells: dict[tuple[int, int], Issue] = {}
    coded = frozenset(coded)
    for row in body:
        for column in range(sheet.left, sheet.right + 1):
            if column not in columns and _is_personal(sheet.value(row, column), column in coded):
                place = Address(sheet.name, row, column)
                cells[row, column] = Issue("G03", place, "", {"col": str(place)})
    return Guarded(frozenset(columns), frozenset(cells), (*columns.values(), *cells.values()))


def _is_personal(value: CellValue, is_coded: bool) -> bool:
    """Whether a cell names a person: by what it holds, or by not being the code it should be."""
    if is_coded and unanswered(value) is None and not leader_in(value):
        return True
    return _names_a_person(digits(value))


def digits(value: CellValue) -> str:
    """A cell as text with all the digits of a long number."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e20:
        return f"{value:.0f}"
    return shown(value)


def holds_number(text: str) -> bool:
    """Whether a text holds a mobile or an identity number."""
    folded = fold(text)
    return bool(_ID_NUMBER.search(folded) or _MOBILE.search(folded))


def _names_a_person(text: str) -> bool:
    return holds_number(text) or ("同志" in text and bool(_COMRADE.search(text)))


def emptied(sheet: Sheet, rows: Iterable[int], guard: Guarded) -> Sheet:
    """The sheet with the guarded columns of these rows, and the guarded cells, emptied."""
    cleared = {(row, column) for row in rows for column in guard.columns} | guard.cells
    if not cleared:
        return sheet
    kept: list[list[CellValue]] = [
        ["" if (sheet.top + r, sheet.left + c) in cleared else value for c, value in enumerate(row)]
        for r, row in enumerate(sheet.rows)
    ]
    return replace(sheet, rows=kept)


def _texts(sheet: Sheet) -> Iterable[tuple[int, int, str]]:
    for r, row in enumerate(sheet.rows):
        for c, value in enumerate(row):
            if isinstance(value, str) and value:
                yield sheet.top + r, sheet.left + c, value.strip()
