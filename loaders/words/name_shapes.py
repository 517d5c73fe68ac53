"""One word goes in; whether it is a person's name comes out, by its surname and by what it is not.

Surnames, the words that begin like a name and the common words behind a surname's character are
lists in `chinese/`. A name that is a word too (高峰) cannot be told from it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

_GIVEN = re.compile("[\u4e00-\u9fff]{1,2}")
_UNSAID = re.compile("[某×xX*○〇]{1,2}")
"""What is written where a given name is left out."""
_PLACES = tuple("局办委镇乡村庄社区县市省州屯寨")
"""What the names of places and offices end with, and given names never."""
_HOUSES = tuple(
    "部科处所站院厂组校队室馆店场会库网园港路街巷桥厅坊岭湖河湾坝沟坪坡堡铺集垭堰塘坎岔"
)
"""The same for names of three characters; those of two may end so (李桥)."""
_VILLAGES = frozenset(
    "营楼口庙寺峪洼窑滩坑埠塔畈墩店洞圩咀疃集门坪塬岭湖坊渡宅庵岙崖坡嘴巷坝圈阁堡坨坞屋场港关郢堤坳岔厝夼铺窝棚峁祠坟垌甸垅堰仓堆围砦塆涧坂"
    "浜垟垴岸陂坬埭墕垓凹厂磨闸垣墅宫寮峡冢垛垸硷壕泾槽埝埔驿垱塅砭街桥湾井塘坎沟垭"
)
"""What villages are called by and hardly a person, by the 577,000 of the official list; 山, 林, 河
and 岗 end given names too."""
_AFTER = frozenset(
    "数率表书类型性化者员户人次项个期度量额款费件份册级种式法处点线段面体品物器具剂药票证单簿号位副们的地得了中上下内外前后时间周月年好大高低快慢多少重紧足差苗"
)
"""What makes another word of the word before it: 任务书, 单位数, 高中生."""
_COUNTED = re.compile("[万余][元人户吨亩件株斤册次头步多名篇项场个台家份条千百十]{1,2}")
_DOTTED = re.compile(r"[\u4e00-\u9fff]{2,8}(?:[·•・‧∙][\u4e00-\u9fff]{2,8})+")
_SOUNDS = frozenset(
    "阿艾安奥巴白拜包保贝比别波伯布才仓次达代丹旦德邓迪地丁都多尔尕格根贡古哈海罕汗赫胡吉加江杰金居喀卡凯坎康柯克库拉莱兰郎勒"
    "黎里力丽利列林鲁伦罗洛马玛买满曼茂蒙米莫穆木姆那娜纳南尼努诺帕潘皮普其齐奇强乔青曲热仁茹如萨塞赛桑沙山尚生圣时斯苏素索"
    "塔泰坦特提铁童吐图土托娃完万旺维温翁乌吾西希夏先肖谢辛雄秀许亚延扬央耶叶伊依义音尤于玉约扎增占卓孜宗祖迈合居热古丽"
)
"""The characters by which names of other languages are written."""
_SOUNDING = 0.75
"""A convention: words that mean something have hardly half of them."""


@cache
def _lines(name: str) -> tuple[tuple[str, ...], ...]:
    text = (resources.files("loaders.words") / "chinese" / name).read_text(encoding="utf-8")
    return tuple(tuple(line.split()) for line in text.splitlines() if not line.startswith("#"))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word for line in _lines(name) for word in line)


@cache
def surnames(kind: str) -> frozenset[str]:
    """Surnames of one character, `plain` or `wordlike`, by which words begin too, or `double`."""
    listed = next(rest for head, *rest in _lines("surnames.txt") if head == kind)
    return frozenset(listed if kind == "double" else "".join(listed))


def is_word(text: str) -> bool:
    """Whether it is a word of everyday language that begins like a name."""
    return text in _words("words.txt")


def is_town(text: str) -> bool:
    """Whether a name alone calls a place where organisations are named: a town of the official
    list (易门, 金碧), or by its last character (方家营)."""
    return text[-1:] in _VILLAGES or text.endswith(_PLACES) or text in _words("towns.txt")


def is_spelt(text: str) -> bool:
    """Whether a word of small Latin letters is a surname as it is spelt."""
    return text in _words("spelt.txt")


def is_surname(text: str) -> bool:
    """Whether it is a surname and nothing else."""
    return text in _single() or text in surnames("double")


@lru_cache(maxsize=1 << 14)
def is_shaped(text: str) -> bool:
    """Whether it is written like a name, word or not: a surname, one or two characters more."""
    if text[:2] in surnames("double") and _is_given(text[2:]):
        return True
    return text[:1] in _single() and _is_given(text[1:])


@lru_cache(maxsize=1 << 14)
def is_name(text: str) -> bool:
    """Whether a folded text of everyday language is one person's name, or two written together."""
    if is_word(text) or _COUNTED.fullmatch(text) or text.endswith(_PLACES):
        return False
    if _DOTTED.fullmatch(text):
        return _is_sounded(text)
    if text[:2] in surnames("double"):
        return _is_given(text[2:]) and not text.endswith(_HOUSES)
    if text[:1] not in _single():
        return False
    if len(text) > 3:
        return _is_joined(text)
    return _is_given(text[1:]) and not (len(text) == 3 and _is_phrase(text))


def _common() -> frozenset[str]:
    return _words("second_words.txt")


def _single() -> frozenset[str]:
    return surnames("plain") | surnames("wordlike")


def _is_given(text: str) -> bool:
    return bool(_GIVEN.fullmatch(text) or _UNSAID.fullmatch(text))


def _is_phrase(text: str) -> bool:
    """Whether three characters are a word and its ending, or a character and the word behind it."""
    if text.endswith(_HOUSES) or (text[2] in _AFTER and is_word(text[:2])):
        return True
    return text[0] in surnames("wordlike") and text[1:] in _common()


def _is_joined(text: str) -> bool:
    """Whether four characters are two names of two, or a surname that is hardly a word's beginning
    and a given name; six, two names of three."""
    half = len(text) // 2
    if len(text) in (4, 6) and is_name(text[:half]) and is_name(text[half:]):
        return True
    if len(text) != 4 or text.endswith(_HOUSES) or is_word(text[:2]):
        return False
    if text[0] in surnames("wordlike") and text[1] not in surnames("plain"):
        return False
    return text[2:] not in _common() and not is_word(text[2:])


def _is_sounded(text: str) -> bool:
    letters = [letter for letter in text if "\u4e00" <= letter <= "\u9fff"]
    return sum(letter in _SOUNDS for letter in letters) >= _SOUNDING * len(letters)
