"""A text or a column goes in; whether it names a person comes out: numbers, names, how they are
written.

A pattern that finds too much empties a cell and says so; one that finds too little keeps a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from campaign import fold
from loaders.files import CellMemory, CellValue, cell_text

_DATED = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_IDENTITY = re.compile(
    rf"(?<!\d)[1-9]\d{{5}}(?:(?:19|20)\d{{2}}{_DATED}\d{{3}}[\dx]|\d{{2}}{_DATED}\d{{3}})(?![\dx])"
)
_EIGHTEEN = re.compile(r"(?<!\d)[1-9]\d{16}[\dx](?![\dx])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643
_CHECKS = "10x98765432"
_MOBILE = re.compile(r"(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)")
_JOINED = re.compile(r"(?<=\d)[-\u2010-\u2015.](?=\d)")
SURNAME = (
    "(?:欧阳|上官|司马|诸葛|皇甫|慕容|令狐|司徒|夏侯|东方|尉迟|公孙|"
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚"
    "卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申殷詹欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛])"
)
_COMRADE = re.compile(
    rf"{SURNAME}(?!全体|广大|各位|有关|相关|党员|干部|部分|离退休|机关|上)[\u4e00-\u9fff×xX*]{{1,2}}(?<!老)(?<!女)"
    r"同志(?!纪念|故居|旧居|事迹|诞辰)"
)
_HIDDEN = re.compile(rf"{SURNAME}某{{1,2}}(?![\u4e00-\u9fff]?[区县市镇村局单])")
_TOLD = re.compile(
    rf"(?:姓名|联系人|联络员|负责人|经办人|填[表报]人|审核人|书记|主任|局长|组长|班长)[:：]\s*{SURNAME}[\u4e00-\u9fff某]{{1,2}}"
)
_NAME = re.compile(rf"{SURNAME}[\u4e00-\u9fff某×*]{{1,2}}(?:同志)?")
_LISTED = re.compile(r"[、,，;；/\s]+")
_ENOUGH, _SHARE = 3, 0.8
"""One or two short words of a column begin with a surname by chance (高新, 方案); in a list of
persons a few cells are blank strokes or offices, hardly every fifth."""


def digits(value: CellValue) -> str:
    """A cell as text with all the digits of a long number."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e20:
        return f"{value:.0f}"
    return cell_text(value)


@lru_cache(maxsize=1 << 14)
def holds_number(text: str) -> bool:
    """Whether a text holds a mobile or an identity number, in one piece or in groups."""
    if len(text) < 11:
        return False
    plain = unicodedata.normalize("NFKC", text).lower()
    return any(map(_is_numbered, (plain, _JOINED.sub("", fold(text)))))


def _is_numbered(text: str) -> bool:
    if _MOBILE.search(text) or _IDENTITY.search(text):
        return True
    return any(is_identity(number) for number in _EIGHTEEN.findall(text))


def is_identity(number: str) -> bool:
    """Whether 18 characters are an identity number by their last one.

    Check character of GB 11643: Σ digit × weight mod 11.
    """
    total = sum(int(c) * weight for c, weight in zip(number, _WEIGHTS, strict=False))
    return len(number) == 18 and _CHECKS[total % 11] == number[-1].lower()


def is_personal(value: CellValue) -> bool:
    """Whether a cell holds a person's number, or names a person as such."""
    return names_a_person(digits(value))


PERSONAL = CellMemory(is_personal)
"""Where persons stand among a sheet's cells: `sheet.told(PERSONAL)`."""


@lru_cache(maxsize=1 << 14)
def names_a_person(text: str) -> bool:
    """Whether a text holds a person's number, or names a person as such (张某某同志)."""
    if len(text) < 2:
        return False
    found = _COMRADE.search(text) if "同志" in text else None
    return bool(found or _TOLD.search(text) or _HIDDEN.search(text)) or holds_number(text)


def are_names(texts: Sequence[str]) -> bool:
    """Whether a column's cells are persons' names: enough of them, and hardly anything else."""
    parts = [part for text in texts for part in _LISTED.split(text.strip()) if part]
    named = [part for part in parts if _NAME.fullmatch(part)]
    return len(set(named)) >= _ENOUGH and len(named) >= _SHARE * len(parts)


def may_be_name(text: str) -> bool:
    """Whether a text is short and begins with a surname, as a person's name does."""
    return bool(_NAME.fullmatch(text.strip()))


def mask(text: str) -> str:
    """A text with every mobile and identity number in it replaced by stars."""
    plain = unicodedata.normalize("NFKC", text)
    if not holds_number(text):
        return text
    for pattern in (_IDENTITY, _EIGHTEEN, _MOBILE):
        plain = pattern.sub("***", plain)
    return "***" if holds_number(plain) else plain
