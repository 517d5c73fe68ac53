"""A roster's table goes in; by row, the words that tell a unit's type and group come out: its own
cell, else the title of its section, the sheet's name or the lines above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from campaign import Address, CampaignPack, FieldRole, fold
from loaders.files import texts_of_merges
from loaders.tables import Table

TYPE, GROUP = FieldRole.TYPE, FieldRole.GROUP
_NUMBERING = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十\d]{1,3}\s*[、.])\s*"
)
_PART = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.]?")
_COUNT = re.compile(
    r"\s*[(（:：,，]?\s*(?:共计?\s*)?\d+\s*[个家户所村]?(?:单位|党组织|支部)?\s*[)）]?\s*$"
)
_ASIDE = re.compile(r"\s*[(（][^()（）]*(?:\d|组长|联络|牵头|负责)[^()（）]*[)）]?\s*$")
_GROUP = re.compile(
    r"([^()（）:：，,。]{1,18}?(?<!领导小)组)(?:所?(?:联系|包联|指导|督导|负责))?的?(?:各?单位|成员单位)?"
    r"(?:花?名[册单]|一览表|分工表|情况)?"
)
_ORDINAL = re.compile(r"第?0*([一二三四五六七八九十]{1,3}|\d{1,2})(?:\.0)?")
_NO_WORD = re.compile(
    r"(?:sheet|工作表|表)?\d*|.*(?:汇总|总表|全部|全区|全县|合计|分组|分工|指导组|督导组|名[册单]|一览|情况|\d{4}).*"
)
"""Names of sheets that tell nothing of the units on them."""
_LINE = 20
"""A convention: the title of a section is as short as a group's name with its count."""


@dataclass(frozen=True)
class Told:
    """The word that tells a row's type or group, and where it stands."""

    text: str
    at: Address


class KnownWords:
    """What the words for types and groups mean; a word may mean one of several."""

    def __init__(self, pack: CampaignPack) -> None:
        self._ids: dict[FieldRole, dict[str, set[str]]] = {TYPE: {}, GROUP: {}}
        for role, listed in ((TYPE, pack.types), (GROUP, pack.groups)):
            for one in listed:
                for word in (one.label.zh, one.label.en, one.id, *one.aliases):
                    self._ids[role].setdefault(fold(word), set()).add(one.id)

    def ids(self, role: FieldRole, text: str) -> set[str]:
        """The ids a word may mean; none for an unknown one."""
        ids = self._ids[role]
        return next((ids[w] for w in map(fold, _spellings(text)) if w in ids), set())

    def role_of(self, text: str, missing: Sequence[FieldRole]) -> FieldRole | None:
        """Which of the missing ones a title tells; None for a line that is no such title."""
        for role in missing:
            if self.ids(role, text):
                return role
        if GROUP in missing and _GROUP.fullmatch(bare_word(text)):
            return GROUP
        return None


def bare_word(text: str) -> str:
    """A word without numbering before and a count or a remark behind: 一、机关（12家） is 机关."""
    found = _NUMBERING.sub("", text.strip())
    return _COUNT.sub("", _ASIDE.sub("", found)).strip(" :：") or text.strip()


def numbered_group(text: str) -> str:
    """A group's number in a column of groups, as a name: 1, 01 and 第一 are 1组 and 一组."""
    found = _ORDINAL.fullmatch(text.strip())
    return f"{found[1]}组" if found else text


def group_word(text: str) -> str:
    """The group's name in a title such as 教育系统指导组联系单位名册."""
    found = _GROUP.fullmatch(bare_word(text))
    return found[1] if found else bare_word(text)


def _spellings(text: str) -> Iterator[str]:
    yield text
    yield bare_word(text)
    yield group_word(text)


class ToldWords:
    """The words of one table; `columns` are those of the fields by their role."""

    def __init__(
        self,
        table: Table,
        known: KnownWords,
        columns: Mapping[FieldRole, int],
        *,
        of_several: bool,
    ) -> None:
        """`of_several` says whether the file has more sheets, whose names may tell of each."""
        self.table, self.known, self._of_several = table, known, of_several
        own = {role: columns[role] for role in (TYPE, GROUP) if role in columns}
        self._missing = [role for role in (TYPE, GROUP) if role not in own]
        if TYPE not in own and FieldRole.SECTOR in columns and not self._told_by_titles(TYPE):
            own[TYPE] = columns[FieldRole.SECTOR]
        self._own = own
        self._filled = {c: texts_of_merges(table.sheet, c) for c in own.values()}

    def _told_by_titles(self, role: FieldRole) -> bool:
        """Whether titles tell it of every row."""
        return bool(self._titled) and all(role in told for told in self._titled.values())

    def of(self, row: int, role: FieldRole) -> Told:
        """The word of a row, as written; an empty one where nothing tells it."""
        sheet = self.table.sheet
        if role in self._own:
            column = self._own[role]
            text = sheet.text(row, column) or self._filled[column].get(row, "")
            return Told(text, Address(sheet.name, row, column))
        return self._titled[row].get(role, Told("", Address(sheet.name, row)))

    def missing(self) -> tuple[FieldRole, ...]:
        """What neither a column nor any title tells."""
        told = {role for titles in self._titled.values() for role in titles}
        return tuple(role for role in self._missing if role not in told and role not in self._own)

    @cached_property
    def titles(self) -> frozenset[int]:
        """Rows with nothing but a name, which is a title's word."""
        rows = self.table.rows("data")
        return frozenset(row for row in rows if self._is_title(row))

    def _is_title(self, row: int) -> bool:
        texts = {text for _, text in self._said(row)}
        word = next(iter(texts)) if len(texts) == 1 else ""
        if word and self.known.role_of(word, self._missing) is not None:
            return True
        is_headed = bare_word(word) != word or self._said(row) != self._cells(row)
        return is_headed and any(self.known.ids(role, word) for role in (TYPE, GROUP))

    def _said(self, row: int) -> list[tuple[int, str]]:
        """The cells of a row that say something, but for a part's number: 一, （二）."""
        cells = self._cells(row)
        return [it for it in cells if not _PART.fullmatch(it[1])] or cells

    def _cells(self, row: int) -> list[tuple[int, str]]:
        sheet = self.table.sheet
        return [(c, text) for c, text in enumerate(sheet.texts(row), start=sheet.left) if text]

    @cached_property
    def _titled(self) -> Mapping[int, Mapping[FieldRole, Told]]:
        """By data row, what the titles above it tell; an outer title ends what inner ones told."""
        now = dict(self._around())
        order: list[FieldRole] = []
        found: dict[int, Mapping[FieldRole, Told]] = {}
        for row, role in sorted(self.table.roles.items()):
            if role == "section" or row in self.titles:
                titled = self._title(row)
                if titled is None:
                    continue
                if titled[0] not in order:
                    order.append(titled[0])
                for inner in order[order.index(titled[0]) + 1 :]:
                    now.pop(inner, None)
                now[titled[0]] = titled[1]
            elif role == "data":
                found[row] = dict(now)
        return found

    def _title(self, row: int) -> tuple[FieldRole, Told] | None:
        sheet = self.table.sheet
        column, text = self._said(row)[0]
        role = self.known.role_of(text, self._missing)
        is_other = any(self.known.ids(other, text) for other in (TYPE, GROUP))
        if role is None and len(text) <= _LINE and self._missing and not is_other:
            role = self._missing[0]
        return (role, Told(text, Address(sheet.name, row, column))) if role else None

    def _around(self) -> Iterator[tuple[FieldRole, Told]]:
        """What the sheet's name tells, and over it the nearest line above the table."""
        sheet = self.table.sheet
        name = sheet.name
        role = self.known.role_of(name, self._missing)
        is_told = self._of_several and not _NO_WORD.fullmatch(fold(name))
        if role is None and self._missing == [TYPE] and is_told:
            role = TYPE
        if role:
            yield role, Told(name, Address(name))
        for row in self.table.preamble:
            for column, text in enumerate(sheet.texts(row), start=sheet.left):
                told = self.known.role_of(text, self._missing) if text else None
                if told:
                    yield told, Told(text, Address(name, row, column))
