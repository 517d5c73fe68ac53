"""The texts around a table go in; its title, sender and week claims come out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from campaign import Address, Calendar, CampaignPack, Roster, fold
from loaders.files import Sheet, path_of
from loaders.tables.levels import is_measure
from loaders.words import (
    Claim,
    Mention,
    claims_of,
    is_footer,
    is_measure_word,
    is_of_weeks,
    is_other_figure,
    is_signature,
    names_a_person,
    names_persons,
    normalise,
    other_year,
    reach_of,
    reporting_date,
    this_week,
    week_words,
)

_WHO = r"(?:填[报表]|报送|上报|填列)(?:单位|机构|部门|组织)|(?:单位|党组织|机构)名称"
_SENDER = re.compile(rf"(?:{_WHO})\s*(?:[(（][^)）]*[)）])?\s*[:：]\s*([^\s:：]+)")
_OF_UNIT = re.compile(r"^单\s*位\s*(?:[(（][盖公]章[)）])?\s*[:：]\s*([^\s:：]+)")
_COUNTED_IN = re.compile(r"\(?(?:计量)?单位:([^:()]{1,3})\)?")
_NEXT_WORD = re.compile(r"\s{1,}|填[报表](?:时间|日期|人)|单位[:：]|联系")
_STAMP = re.compile(r"\s*[(（]\s*(?:加?\s*盖?\s*公?\s*章|签\s*[字章])\s*[)）]\s*$")
"""What stands behind a name where its stamp goes: （盖章）."""
_DATED = re.compile(r"(?:填[报表写]|报送|上报|制表)(?:时间|日期)|截[至止]")
_DATE_LABEL = re.compile(r"(?:填[报表写]|报送|上报|制表)(?:时间|日期)\s*[:：]?\s*$")
_ORDINALS = frozenset("0123456789一二三四五六七八九十")
_DISTRICT = re.compile(r"^(?:中共)?([\u4e00-\u9fff]{2,4}?[区县市旗])(?!场)")
_NO_DISTRICT = re.compile(
    r".*(?:社|园|新|城|校|厂|景|片|辖|街|小|郊|林|矿|牧|库|全|本|我|各|示范)区|.*(?:全|本|我|各)[县市旗]"
)


@dataclass(frozen=True)
class Surroundings:
    """What stands around a table.

    `sender_name` is the text behind 填报单位; `claims` are all the words on the reporting week;
    `mentions` are those on how far the figures reach, and `of_week` words that say they are of a
    week, empty without; `is_of_weeks` whether a text calls the table a weekly one; `counted_in`
    is the one measure word behind 单位 (人次), empty where there is none; `notes` are the texts
    around it but for its title.
    """

    title: str
    sender_name: str
    reporting_date: date | None
    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...] = ()
    of_week: str = ""
    is_of_weeks: bool = False
    counted_in: str = ""
    notes: tuple[Mention, ...] = ()


def surroundings(
    sheet: Sheet,
    rows: Iterable[int],
    *,
    calendar: Calendar,
    file_name: str,
    headings: Iterable[int] = (),
    footers: Iterable[int] = (),
    remarks: Iterable[int] = (),
    other_sheets: Iterable[str] = (),
) -> Surroundings:
    """Reads the rows above a table, its footers, the sheet's name and the file's name; of its
    headings, what they say of this week; of remarks below its rows, what the figures are of."""
    above = tuple(rows)
    title = sender = ""
    dated: date | None = None
    claims: list[Claim] = []
    told: list[Mention] = []
    for text, at in _texts(sheet, (*above, *footers)):
        claims += claims_of(_with_day(text, sheet, at), calendar=calendar, address=at)
        told.append(Mention(reach_of(text), text, at, at.row not in above or is_footer(text)))
        sender = sender or _sender(text, sheet, at.row, at.column)
        dated = dated or _dated(_with_day(text, sheet, at), calendar)
        title = title or (text if at.row in above and _is_title(text) else "")
    names = (sheet.name, path_of(file_name).stem)
    claims += _heading_claims(sheet, headings, calendar)
    claims += _name_claims(*names, other_sheets, calendar, title)
    told += [Mention(reach_of(text), text, at, is_note=True) for text, at in _texts(sheet, remarks)]
    told += [Mention(reach_of(name), name) for name in names]
    heads = [text for row in headings for text in sheet.texts(row) if text]
    return _with_mentions(Surroundings(title, sender, dated, tuple(claims)), told, heads, calendar)


def _texts(sheet: Sheet, rows: Iterable[int]) -> Iterator[tuple[str, Address]]:
    """The texts of some rows with where they stand."""
    for row in rows:
        for column, text in enumerate(sheet.texts(row), start=sheet.left):
            if text:
                yield text, Address(sheet.name, row, column)


def _dated(text: str, calendar: Calendar) -> date | None:
    """The day a text says of the sheet, of filling in or of cut-off."""
    return reporting_date(text, calendar=calendar) if _DATED.search(text) else None


def _with_day(text: str, sheet: Sheet, at: Address) -> str:
    """A text that ends with the words for the day of filling in, with the day in the next cell."""
    if not _DATE_LABEL.search(text):
        return text
    beside = (sheet.text(at.row, right) for right in range(at.column + 1, sheet.right + 1))
    return text + next(filter(None, beside), "")


def _with_mentions(
    around: Surroundings, told: Sequence[Mention], heads: Sequence[str], calendar: Calendar
) -> Surroundings:
    """The surroundings with what they count in and say of the figures' reach; where nothing does,
    nobody asks what else is said of weeks."""
    if counted_in := next(filter(None, (_counted_in(mention.raw) for mention in told)), ""):
        around = replace(around, counted_in=counted_in)
    lines = (mention for mention in told if mention.address and mention.raw != around.title)
    around = replace(around, notes=tuple(lines))
    mentions = tuple(mention for mention in told if mention.reach)
    if not mentions:
        return around
    texts = [mention.raw for mention in told]
    of_week, weekly = _of_week([*texts, *heads], calendar), any(map(is_of_weeks, texts))
    return replace(around, mentions=mentions, of_week=of_week, is_of_weeks=weekly)


def _of_week(texts: Sequence[str], calendar: Calendar) -> str:
    """What says that the figures are of a week: its number, its seven days, else 本周."""
    claims = (claim for text in texts for claim in claims_of(text, calendar=calendar, address=None))
    named = next((claim.raw for claim in claims if claim.is_of_week), "")
    return named or next(filter(None, map(week_words, texts)), "")


def _is_title(text: str) -> bool:
    return len(text) >= 4 and not (
        _SENDER.search(text) or names_persons(text) or names_a_person(text) or is_signature([text])
    )


def _heading_claims(sheet: Sheet, rows: Iterable[int], calendar: Calendar) -> list[Claim]:
    """The days or number behind 本周 in a heading, such as 本周（10月16日—10月22日）, and the seven
    days that a heading of no other figure names."""
    return [
        claim
        for text, at in _texts(sheet, rows)
        if (is_this := bool(this_week(text))) or not is_other_figure(text)
        for claim in claims_of(text, calendar=calendar, address=at)
        if is_this or (claim.is_of_week and "周" not in claim.raw)
    ]


def _name_claims(
    sheet_name: str, file_stem: str, other_sheets: Iterable[str], calendar: Calendar, title: str
) -> list[Claim]:
    """The weeks named by sheet and file, and years there and in the title; in a workbook of one
    sheet a week the file's name speaks of the sheet that has its week, not of the others."""
    names = (title, sheet_name, file_stem)
    years = [claim for name in names for claim in other_year(name, calendar=calendar)]
    own = claims_of(sheet_name, calendar=calendar, address=None)
    filed = claims_of(file_stem, calendar=calendar, address=None)
    elsewhere = {
        claim.week
        for name in other_sheets
        for claim in claims_of(name, calendar=calendar, address=None)
    }
    if own and {claim.week for claim in filed} <= elsewhere:
        return years + own
    return years + own + filed


def _sender(text: str, sheet: Sheet, row: int, column: int) -> str:
    """The name behind 填报单位, in the same cell or the next one with a text, without its stamp."""
    return _STAMP.sub("", _named_behind(normalise(text), sheet, row, column))


def _counted_in(text: str) -> str:
    match = _COUNTED_IN.fullmatch(fold(text))
    return match[1] if match and is_measure_word(match[1]) else ""


def _named_behind(text: str, sheet: Sheet, row: int, column: int) -> str:
    match = _SENDER.search(text)
    if match:
        return _NEXT_WORD.split(match[1])[0]
    match = _OF_UNIT.match(text)
    if match and not _are_measures(match[1]):
        return _NEXT_WORD.split(match[1])[0]
    if re.fullmatch(rf"(?:{_WHO})\s*(?:\([^)]*\))?\s*:", text) or re.fullmatch(
        r"填[报表]单位\s*(?:\([^)]*\))?", text
    ):
        beside = (sheet.text(row, right) for right in range(column + 1, sheet.right + 1))
        name = next(filter(None, beside), "")
        return "" if _NEXT_WORD.match(name) else name
    return ""


def weeks_named(names: Iterable[str], calendar: Calendar) -> tuple[int, ...]:
    """The weeks that names of sheets name."""
    claims = (c for name in names for c in claims_of(name, calendar=calendar, address=None))
    return tuple(sorted({claim.week for claim in claims if claim.week is not None}))


def _are_measures(text: str) -> bool:
    """Whether what stands behind 单位 is what the figures count: 单位：场次、个."""
    return all(map(is_measure, filter(None, re.split(r"[、,，;；/()（）和及]", text))))


@lru_cache(maxsize=1024)
def group_in(text: str, pack: CampaignPack) -> str:
    """The id of the guidance group a text names exactly; empty if none."""
    folded = fold(text)
    return next(
        (g.id for g in pack.groups if folded in map(fold, (g.label.zh, g.id, *g.aliases))), ""
    )


@lru_cache(maxsize=1024)
def group_within(text: str, pack: CampaignPack) -> str:
    """The id of the one guidance group named inside a longer text, such as a sheet's name."""
    folded = fold(text)
    found = {
        g.id: max(len(a) for a in names)
        for g in pack.groups
        if (names := [a for a in map(fold, (g.label.zh, *g.aliases)) if _stands_in(a, folded)])
    }
    longest = max(found.values(), default=0)
    best = [id_ for id_, length in found.items() if length == longest]
    return best[0] if len(best) == 1 else ""


def _stands_in(alias: str, text: str) -> bool:
    """Whether the alias stands in the text and no ordinal runs into it (十二组 is not 二组)."""
    at = text.find(alias)
    return at == 0 or (at > 0 and text[at - 1] not in _ORDINALS)


def district_in(title: str) -> tuple[str, ...]:
    """The district's name at the front of a title: 云岭区主题教育… gives 云岭区."""
    match = _DISTRICT.match(fold(title))
    return (match[1],) if match else ()


def other_district(title: str, roster: Roster) -> str:
    """The district a title begins with where it is none of the roster's own; empty if it may be.

    A title that names the own district anywhere, or begins as a unit's name does, is its own.
    """
    own = [fold(name) for name in roster.district_names if not _NO_DISTRICT.fullmatch(fold(name))]
    named = district_in(title)
    if not own or not named or _NO_DISTRICT.fullmatch(named[0]):
        return ""
    text = fold(title)
    if any(name in text or name[:-1] in text for name in own):
        return ""
    is_unit = any(fold(unit.name).startswith(named[0]) for unit in roster.units)
    return "" if is_unit else named[0]
