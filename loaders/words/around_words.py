"""A text that stands around figures goes in, a heading above theirs, a title or a note; whether it
makes other figures of them than the form asks for comes out.

参加人次 over 集中学习 counts heads, 青年理论学习小组 a part of the unit, 安全生产 is another
undertaking's. The words are the pack's; what a note says is said of figures by 以上均为, 数据为.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from campaign import CampaignPack, Form, Quantity, fold
from loaders.words.measure_words import is_measure_word, is_other_dimension
from loaders.words.other_figures import is_other_figure

_HEADS = r"人次|人数|人\(次\)|时长|学时|小时|分钟|百分比"
_MEASURE = re.compile(rf"(?:{_HEADS}|[(/](?:万?元|%|人)\)?)")
_SESSIONS = re.compile(r"场次|次数|场数|场(?:\)|$)|(?<!人)次(?:[、,/和及)]|$)")
_OTHER_TIME = (
    r"上[周期月](?![一二三四五六日天])|前[一两二三四\d]+个?周|去年|往年|同期|计划|拟|预[计估]|估[计算]|目标|任务|"
    r"平均|人均|支部均|得分"
)
_OF_ALL = r"均|都|全部|以[上下]|上述|本表|表[中内]|各项|(?<![周月计期])(?:数据|数字)"
_SAYS = r"[^,。;、:：不非未]{0,4}?(?:为|是|系|按|指|含|以)[^,。;、不非]{0,6}?"
_DISTRICT = re.compile(r"[一-鿿]{1,6}?[区县市旗州盟](?![级域内])")
_OFFICE = re.compile(
    r"(?!全|各|本)[一-鿿]{2,14}(?:局|所|中心|院|馆|委员会|办公室)(?=主题教育|第\d)"
)
_WHOLE = {"时长": "小时", "分钟": "小时", "百分比": "%", "人(次)": "人次"}


_OURS = re.compile(r"(?:[我本][^,。;]{0,4}|由?此)(?:主办|牵头|组织)")
_WITH = re.compile("包括|包含|涵盖|连同")
_UNSURE = re.compile(
    r"^(?:约|同上|[?]+)$|按\d+[场次个件]计|按(?:小组|支部|人[次数]|科室|天)计|实际(?:为|开展|完成)?\d+(?!\d*人)"
)
_GAP = r"[^,。;:、()各周]{0,8}?"
_LEVEL = re.compile(r"全[国省市县州盟]|[省市](?:[直属级](?:机关|单位|部门|企业|各))")
_PLACED = re.compile(r"^[区县市](?=.{3})")
_BARE = re.compile(rf"\(?按?(?:参加|参学|参与)?(?:{_HEADS})\)?")
_TAKEN_BACK = re.compile(
    r"(?:沿用|照[抄搬]|同|[用为是系含填])(?:的)?(?:上[周期月]|第[\d一二三四五六七八九十]{1,3}周)|"
    r"^(?:自|从)?(?:主题教育)?(?:启动|开展)(?:以来|至今)(?:的)?(?:累[计积]|总)?数?[据字]?$|^截[至止][^,。;]{0,12}累[计积]数?$|^重复$|"
    r"^(?:补报|漏报|草稿|补充)(?:数[据字]?)?$|"
    r"^(?:此?行?数[据字]?|全部|以上|表中)?[均都]?[为是系]?(?:累[计积]|预[计估]|估[计算]|计划|目标|平均)(?:完成)?(?:数[据值字]?|值)?$|"
    r"数[据字]?[^,。;]{0,2}(?:有误|错误|不准|存疑|待[更核]|未核)|重复(?:上报|填报|统计|计算)|待(?:更正|核[实准对])|"
    r"(?:第[\d一二三四五六七八九十]{1,3}周|上[周期月])(?:的)?(?:补报|数据?|数字)$|补报(?:的)?(?:上[周期月]|第)"
)
_SECTION_BACK = re.compile(
    r"上[周期月](?![一二三四五六日天])|去年|往年|同期|累[计积]|预[计估]|估[计算]|补报|漏报|计划数|目标数|平均|人次|人数"
)


def _said(words: Iterable[str]) -> re.Pattern[str]:
    """The words, none of which is the beginning of 数据 or 数字: 支部数据 counts no branches."""
    told = sorted({fold(word) for word in words}, key=len, reverse=True)
    ends = (re.escape(word) + ("(?![据字])" if word.endswith("数") else "") for word in told)
    return re.compile("|".join(ends) or r"(?!)")


@cache
def _words(form: Form, part: str, *, in_heading: bool) -> re.Pattern[str]:
    told = form.around.get(part, ())
    return _said(w.lstrip("/") for w in told if in_heading or not w.startswith("/"))


@lru_cache(maxsize=1 << 14)
def is_over_others(level: str, form: Form, quantity: Quantity) -> bool:
    """Whether a heading above a quantity's makes another figure of it: 人次, 缺席, 得分."""
    text = fold(level)
    if is_other_figure(level) or _words(form, "others", in_heading=True).search(text):
        return True
    measures = [_measure(match[0]) for match in _MEASURE.finditer(text)]
    measures += [text] if is_measure_word(text) else []
    return bool(measures) and all(is_other_dimension(word, quantity) for word in measures)


def _measure(said: str) -> str:
    bare = said.strip("(/)")
    return _WHOLE.get(bare, "%" if bare.endswith("元") else bare)


@lru_cache(maxsize=1 << 14)
def changes_figures(level: str, form: Form) -> bool:
    """Whether words of a heading make others of any figures below it: 参加人次, 线上, 得分."""
    text = fold(level)
    words = (_words(form, part, in_heading=True) for part in ("others", "parts"))
    return any(pattern.search(text) for pattern in words) or bool(_MEASURE.search(text))


@lru_cache(maxsize=1 << 14)
def is_over_part(level: str, form: Form) -> bool:
    """Whether a heading above a quantity's narrows it to a part of the unit's: 青年, 线上, 上级."""
    return bool(_words(form, "parts", in_heading=True).search(fold(level)))


def other_figures_in(
    texts: Iterable[str], form: Form, names: frozenset[str], labels: Iterable[str]
) -> str:
    """The first title whose words, without units' `names` and those of headings, make other figures
    of all below it."""
    texts = tuple(texts)
    patterns = [_words(form, part, in_heading=False) for part in ("others", "parts")]
    own = (
        names
        | _beginnings(texts)
        | {word for p in patterns for label in labels for word in p.findall(label)}
    )
    return next((t for t in texts if any(_stands(p, t, own) for p in patterns)), "")


@cache
def _phrases(form: Form, part: str) -> re.Pattern[str]:
    """Phrases of the pack, none of them denied (不作废); … stands for a few letters of one part of
    a sentence: 与…联合."""
    told = sorted(form.around.get(part, ()), key=len, reverse=True)
    listed = (_GAP.join(re.escape(fold(part)) for part in phrase.split("…")) for phrase in told)
    return re.compile(rf"(?<![不非无免各])(?:{'|'.join(listed)})(?!的)" if told else r"(?!)")


def unfit_in(texts: Iterable[str], form: Form, names: frozenset[str]) -> str:
    """The first of title, sheet's and file's name whose words, without units' `names`, say that
    what it names is no report of the unit's: 作废, 样表, 漏报补充, 第一支部."""
    texts = tuple(texts)
    pattern = _phrases(form, "unfit")
    own = names | _beginnings(texts)
    return next((text for text in texts if _stands(pattern, text, own)), "")


def at_other_level(text: str, districts: Iterable[str]) -> bool:
    """Whether a title speaks of all of a province, a city or a county (全市, 省直机关) where the
    district, known by its names, is something else."""
    own = {fold(name)[-1:] for name in districts} - {""}
    match = _LEVEL.search(fold(text)) if own else None
    return match is not None and not own & set(match[0])


@lru_cache(maxsize=1 << 12)
def said_scope(text: str, form: Form) -> str:
    """What a text says its figures cover, the unit with those below it or the unit alone:
    `including`, `own`, or nothing."""
    folded = _WITH.sub("含", fold(text))
    return next((s for s in ("own", "including") if _phrases(form, s).search(folded)), "")


def elsewhere_in(
    texts: Iterable[str], form: Form, pack: CampaignPack, names: frozenset[str]
) -> str:
    """The first text that names another undertaking, where none names this campaign."""
    told, pattern = tuple(texts), _words(form, "elsewhere", in_heading=False)
    if not any(pattern.search(fold(text)) for text in told):
        return ""
    own = fold(pack.short_name.zh), fold(pack.name.zh)
    if any(name in pattern.sub("", fold(text)) for name in own for text in told):
        return ""
    if any(pattern.search(name) for name in own):
        return ""
    return next((t for t in told if _stands(pattern, t, names | _beginnings(told))), "")


def _beginnings(texts: Iterable[str]) -> set[str]:
    """The district or the office with whose name a text begins: 测试区, 区计量测试所."""
    told = (shape.match(fold(text)) for text in texts for shape in (_DISTRICT, _OFFICE))
    return {match[0] for match in told if match}


def _stands(pattern: re.Pattern[str], text: str, names: frozenset[str]) -> bool:
    """Whether it stands in a text outside the names of units: 信访 in 区信访局 says nothing."""
    folded = fold(text)
    if not pattern.search(folded):
        return False
    told = {part for name in names for part in (name, _PLACED.sub("", name)) if part in folded}
    for name in sorted(told, key=len, reverse=True):
        folded = folded.replace(name, "") if len(name) > 1 else folded
    return bool(pattern.search(folded))


@lru_cache(maxsize=1 << 12)
def _of_figures(labels: frozenset[str]) -> re.Pattern[str]:
    subject = "|".join((_OF_ALL, "计量单位|单位", *map(re.escape, sorted(labels))))
    counted = rf"按(?:照)?[^,。;]{{0,4}}(?:{_HEADS})(?=填|报|统计|计|汇总)"
    labelled = (
        rf"(?:口径|类型|性质|范围):[^,。;]{{0,6}}?(?:{_OTHER_TIME}|{_HEADS}|机关支部|线[上下])"
    )
    return re.compile(rf"(?:{subject}){_SAYS}({_OTHER_TIME}|{_HEADS})|({counted}|{labelled})")


def noted_otherwise(note: str, labels: frozenset[str], form: Form) -> str:
    """What a note says of all figures or of those under some folded headings that makes others of
    them: 以上均为参加人次, 研讨交流为计划数, 数据未经核实; empty if nothing."""
    folded = fold(note)
    if told := _phrases(form, "noted").search(folded):
        return told[0]
    if _BARE.fullmatch(folded) and not any(re.search(_HEADS, label) for label in labels):
        return folded
    if re.search("累[计积]", folded):
        return ""
    match = _of_figures(labels).search(folded)
    is_of_column = match is not None and match[1] and match[1] in "".join(labels)
    return match[0] if match and not is_of_column else ""


@lru_cache(maxsize=1 << 12)
def takes_back(remark: str, form: Form) -> bool:
    """Whether a row's remark says that its figures are none of the week's, or wrong: 沿用上周数,
    预计数, 数据有误, 未经核实."""
    folded = fold(remark).strip("().。")
    told = _TAKEN_BACK.search(folded) or _phrases(form, "taken_back").search(folded)
    return bool(told) or bool(noted_otherwise(remark, frozenset(), form))


@lru_cache(maxsize=1 << 12)
def doubts_figures(remark: str, form: Form) -> bool:
    """Whether a remark speaks of the figures themselves (少报1场, 应为5场, 存疑) rather than of
    what was done, and neither confirms them nor says what they cover."""
    folded = fold(remark)
    is_plain = _phrases(form, "confirmed").search(folded) or said_scope(folded, form)
    told = _phrases(form, "of_figures").search(folded) or _UNSURE.search(folded)
    return bool(told) and not is_plain


@lru_cache(maxsize=1 << 12)
def counted_jointly(remark: str, form: Form) -> str:
    """The words of a remark by which its figures are another unit's too: 与教育局联合举办."""
    folded = fold(remark)
    match = None if _OURS.search(folded) else _phrases(form, "jointly").search(folded)
    return match[0] if match else ""


@lru_cache(maxsize=1 << 12)
def heads_others(section: str) -> bool:
    """Whether a line between the rows says that those below it are of another time or measure:
    以下为上周补报单位, 街道（累计数）."""
    return bool(_SECTION_BACK.search(fold(section)))


def counted_in_title(title: str, labels: Iterable[str]) -> str:
    """The measure that a title gives its figures (参加人次统计表), where it names no other one and
    no folded heading does; empty without."""
    folded = fold(title)
    match = re.search(_HEADS, folded)
    is_plain = match is not None and not _SESSIONS.search(folded)
    if match is None or not is_plain or any(re.search(_HEADS, label) for label in labels):
        return ""
    return _WHOLE.get(match[0], match[0])
