"""A sheet and its headings go in; where persons stand comes out, and the sheet without them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from campaign import Address, Issue, fold
from loaders.files import CellValue, Sheet
from loaders.words import (
    PERSONAL,
    are_names,
    is_personal,
    leader_in,
    mask,
    names_a_person,
    no_answer,
    strip_level,
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


@dataclass(frozen=True)
class PersonalPlaces:
    """The cells and columns whose content may not be repeated or kept."""

    columns: frozenset[int] = frozenset()
    cells: frozenset[tuple[int, int]] = frozenset()
    issues: tuple[Issue, ...] = ()


def is_person_list(sheet: Sheet) -> Address | None:
    """The heading 姓名 of a sheet that lists persons (花名册, 签到表); None for any other sheet."""
    if "姓" not in sheet.wording:  # no other character folds to it
        return None
    for r, row in enumerate(sheet.rows[:40]):
        texts = [fold(value) for value in row if isinstance(value, str) and value.strip()]
        if "姓名" in texts and any(_LIST_HEADINGS.fullmatch(text) for text in texts):
            names = [fold(value) if isinstance(value, str) else "" for value in row]
            return Address(sheet.name, sheet.top + r, sheet.left + names.index("姓名"))
    return None


def is_person_heading(label: str) -> bool:
    """Whether a heading says that persons, or what is theirs alone, stand below it."""
    return bool(_PERSON_HEADINGS.fullmatch(strip_level(label)))


def personal_places(
    sheet: Sheet,
    headings: Iterable[tuple[int, int, str]],
    body: Iterable[int],
    *,
    coded: Iterable[int] = (),
) -> PersonalPlaces:
    """Columns of personal data, by their heading or by names in them, and cells of body and heading
    that hold an identity or mobile number or name a person (张某某同志).

    `headings` are (row, column, deepest label) of the columns that are not stored; in the columns
    `coded` leaders stand as codes, and whatever is no code is taken for a name. Each finding is
    G03 without the text found.
    """
    columns: dict[int, Issue] = {}
    rows, headings = tuple(body), tuple(headings)
    for row, column, label in headings:
        if is_person_heading(label) or are_names(sheet.texts_down(column, rows)):
            params = {"col": mask(label)}
            columns[column] = Issue("G03", Address(sheet.name, row, column), mask(label), params)
    cells: dict[tuple[int, int], Issue] = {}
    coded, persons = frozenset(coded), sheet.where(PERSONAL)
    heads = {row for row, _, _ in headings} - set(rows)
    for row in (*sorted(heads), *rows):
        if not coded and row not in persons:
            continue
        for column, value in enumerate(sheet.values(row), start=sheet.left):
            is_coded = column in coded and row not in heads
            if (column not in columns or row in heads) and _is_personal(value, is_coded):
                place = Address(sheet.name, row, column)
                cells[row, column] = Issue("G03", place, "", {"col": str(place)})
    return PersonalPlaces(
        frozenset(columns), frozenset(cells), (*columns.values(), *cells.values())
    )


def _is_personal(value: CellValue, is_coded: bool) -> bool:
    """Whether a cell names a person: by what it holds, or by not being the code it should be."""
    if is_coded and no_answer(value) is None and not leader_in(value):
        return True
    return is_personal(value)


def without_persons(issue: Issue) -> Issue:
    """The issue without a text that names a person: nobody may stand in a message either."""
    if not names_a_person(issue.raw):
        return issue
    told = {k: "" if v == issue.raw else v for k, v in issue.params.items()}
    return replace(issue, raw="", params=told)


def filled(sheet: Sheet, rows: Iterable[int], guard: PersonalPlaces) -> frozenset[tuple[int, int]]:
    """The guarded places of these rows in which something stands."""
    places = {(row, column) for row in rows for column in guard.columns} | guard.cells
    return frozenset(place for place in places if sheet.value(*place) != "")


def empty_out(sheet: Sheet, rows: Iterable[int], guard: PersonalPlaces) -> Sheet:
    """The sheet with the guarded columns of these rows, and the guarded cells, emptied."""
    if not guard.columns and not guard.cells:
        return sheet
    cleared = {(row, column) for row in rows for column in guard.columns} | guard.cells
    if not cleared:
        return sheet
    kept: list[list[CellValue]] = [
        ["" if (sheet.top + r, sheet.left + c) in cleared else value for c, value in enumerate(row)]
        for r, row in enumerate(sheet.rows)
    ]
    return replace(sheet, rows=kept)
