"""The words of a sheet's furniture: a row's texts go in; what kind of row they make comes out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from string import ascii_lowercase

from campaign import fold
from loaders.files import CellMemory
from loaders.words.measure_words import is_measure_word
from loaders.words.personal import SURNAME
from loaders.words.signs import in_round_brackets
from loaders.words.told import told

_TOTAL = re.compile(r".*(?:合计|小计|总计|共计)数?|.+汇总")
_WHOLE = "全(?:[国省市区县州盟旗镇乡组]|系统)"
_ENGLISH_WHOLE = (
    r"(?:grand|overall)?totals?(?:[,:(-].*)?|overall|"
    r"all(?:regions|units|districts|departments|areas|sites|schools|stations|sectors|groups|counties|"
    r"countries|states|provinces|cities|towns|categories|items|industries|ages|persons|people|sexes|types|causes|grades|businesses|households)"
)
_MADE = "(?:estimated|adjusted|revised|provisional|projected|planned|expected|reported|actual)"
"""How a figure was come by: an estimated total is the figure itself, beside the reported one."""
_TOTAL_WORDS = re.compile(
    rf"累计数?|{_WHOLE}|总数|小结|本题有效填写人次|{_ENGLISH_WHOLE}|sub-?totals?[,:(-].*|(?!{_MADE}).*total"
)
_TOTAL_OF = re.compile(r"\s*totals?\s+[a-z].*", re.IGNORECASE)
_GRAND = re.compile(
    rf"(?:总|{_WHOLE})?(?:合计|总计|共计)数?|{_WHOLE}|累计数?|总数|{_ENGLISH_WHOLE}"
)
_AVERAGE = re.compile(
    r".{0,6}(?:平均|均值)(?:数|值|分)?|(?:average|mean|median|minimum|maximum|lowest|highest)|人均|"
    r"(?:最[高低大小多少]|中位)(?:分|值|数|者)?"
)
_MAY_RESTATE = re.compile(r"[^\u4e00-\u9fff\d]|[计总全结均最中上去前同]|有效")
"""Without one of these, or another letter, a text names neither total nor average."""
_RATIO = re.compile(
    r".*(?:占比|比重|比例|百分比|占总.*比|增[长减]率|增幅|同比|环比|完成率|%).*"
    r"|(?:[上前去][周月年期季]度?|上?年?同期)(?:同期)?(?:合计|累计|总计|数)?:?"
)
_SENTENCE = 60
"""No name is as long."""
_INCLUDED = "(?:包[含括]|含|内)"
_PART = re.compile(
    rf"[(*·]*(?:其中|ofwhich|including)|\({_INCLUDED}[:,)]|\(含[^()]*\)$|{_INCLUDED}(?:[:,、;]|$)|#(?![\d#])"
)
"""A part of the row above; 含 and 内 begin names too (含山县), so that a mark stands by them."""
_PART_WORD = re.compile("其中|含|包[含括]|ofwhich")
_SHARE = re.compile(r"[-+]?[\d.,]+%")
_PAGE = re.compile(
    r"\(?(?:续上?[表页]|接上[表页]|continued)\d*\)?|第\d+页(?:[/,，]?共\d+页)?|共\d+页(?:[/,，]?第\d+页)?|page\d+(?:of\d+)?|-\d+-"
)
_SIGNED = (
    r"填[表报]人?|制表人?|审[核批阅]人?|复核人?|校对人?|经办人?|报送人?|统计人?|"
    r"(?:单位|分管|主要|部门)?(?:负责人|领导)(?:签[字名])?|联系人|联络员"
)
_SIGNER = (
    r"(?:(?:本?单位|部门|科室|党委|支部)?(?:主要|分管|主管)?(?:负责人|领导|书记)|填[表报]人?|制表人?|编[制报]人?|"
    r"审[核批阅定签查]人?|复核人?|校[对核]人?|核稿人?|签发人?|经[办手]人?|[报抄]送人?|上报人?|统计人?|联系人|联络[员人]|"
    r"主管|承办人?|批准人?)"
)
_LABEL = (
    rf"{_SIGNER}(?:员|部门|科室|处室|股室|机构)?"
    r"(?:签[字名章]|意见|盖章|电话|姓名|时间|日期)*(?:\([^)]*\))?"
)
"""What stands before the name, the word or the day of whoever signs below a table."""
_FOOTER = re.compile(
    rf"{_LABEL}:|(?:{_SIGNED})(?:\([^)]*\))?:|填[表报]人|审[核批]人|单位负责人|负责人[(签]|联系电话|"
    r"电话[:]|填[表报]说明|(?:报送|上报|统计|制表)(?:时间|日期)[:]|[*※(]*(?:附?注|备注|说明)\d*[:.、]|填[表报](?:时间|日期)|编制人?[:]|"
    r"(?:资料|数据)?来源[:]|(?:sources?|(?:foot)?notes?\d*)[:.]|(?:symbols?|legend|key)[a-z]*:|(?:图例|符号)(?:说明)?[:]"
)
_WHO_OR_WHEN = re.compile(
    r"(?:填[报表]|报送|上报|统计|制表|编制)(?:单位|部门|时间|日期|人)(?:\([^)]*\))?[:]|(?:计量)?单位[:]|日期[:]"
)
_SENDER_LINE = re.compile(r"填[报表]单位|填报|(?:报送|上报)(?:单位|机构|部门)|单位[:：]")
_SENDER_LABEL = re.compile(r"(?:填[报表列]|报送|上报|责任)?(?:单位|机构|部门|组织)(?:名称)?")
_PERSONS = re.compile(
    rf"{_SIGNER}员?(?:签[字名章]|姓名|电话)*(?:\([^)]*\))?:|(?:{_SIGNED})(?:\([^)]*\))?:|"
    r"人:|电话|联系人|联络员|填[表报]人"
)
_PLAN = re.compile(r"(?:计划|安排|打算|预安排)(?:情况)?(?:统计|汇总|一览|调度)?表?(?:\(.*\))?$")
_OTHER_FIGURES = re.compile(
    r"(?:排名|排序|名次|得分|评分|扣分|考核|目标(?:任务)?|任务(?:分解|清单)|增减|环比|同比|平均|人均|占比|"
    r"(?:尚?未|没有)(?:完成|开展|组织|举办|召开|落实|启动|达标|学习|参加|整改)[^及和与、]{0,6}?|(?:完成|参学|参加|整改)率|作废|示例|样例|范例)\)?(?:情况|数|值)?"
    r"(?:统计|汇总|一览|分解|分析|明细|对照)*(?:情况)?表?(?:\(.*\))?$"
)
_DONE = re.compile(r"(?:情况|进展|小结|总结|完成|进度|开展)[^表]*[及和与暨、]")
_ORDINALS = frozenset("甲乙丙丁戊己庚辛壬癸") | {"栏次"}
_ADDS = re.compile(r"(\d{1,2})=\d{1,2}(?:[+\-*/÷×]\d{1,2})+")
"""A column numbered with what it adds: 1=2+3."""
_BARE_LABEL = re.compile(rf"{_LABEL}|日期|时间|签[字章]|\(?(?:盖章|公章)\)?")
_SIGNED_BY = re.compile(rf"{_LABEL}{SURNAME}[\u4e00-\u9fff]{{1,2}}")
"""A label and the name behind it without a colon: 审核 钱七."""
_LABELLED = re.compile(r"[^:]{1,12}:")
_DAY = re.compile(
    r"(?:(?:20)?\d\d年)?\d{1,2}月\d{1,2}日|(?<!\d)20\d\d[-./]\d{1,2}[-./]\d{1,2}(?!\d)|年月日"
)
_SECTION = re.compile(
    r".*:|\(.*\)|[一二三四五六七八九十]+[、.].*|\([一二三四五六七八九十]+\).*|.*以[下上](?:为|是|均|系).*|.*\d+[个家]\)?|"
    r"(?:第[一二三四五六七八九十\d]{1,3}|.{0,8}(?:指导|督导|巡回))(?:指导|督导)?组"
)
_INSTRUCTION = re.compile(
    r"填|整数|数[字值]|文本|自动|字以内|不超过|格式|下拉|^请|例[:如]|示例|^(?:选择|保留)"
)
_PARAMETER = re.compile(
    r"参数|系数|公式|口径|标准|版本|(?:[应实已未]报|参学|全部)单位(?:数|总数)?|单位(?:总数|数)|家数|[起截]止?(?:时间|日期)|"
    r"(?:开始|结束|更新|统计)(?:时间|日期)|本周起始"
)
_SENDERS = re.compile(
    r"(?:应|实|已|未|漏|迟|按时)(?:上|填)?[报交](?:送)?(?:单位|家)?(?:总?数|家数|率)?"
)
_MOST = 2 / 3
"""Of an instruction's cells so many say how to fill in, the others give a measure or nothing."""
_SAMPLE = re.compile(r"\(?(?:示例|样例|范例|举例|样表)|\(?例(?:[:)]|$)|例\d{0,2}$")
_TITLE = re.compile(
    r"第.{1,3}[周组]|[周月]报|统计表|情况表|调度表|名册|附件|"
    r"^[附子]?表[一二三四五六七八九十\d]|^[一二三四五六七八九十]+、|^\([一二三四五六七八九十\d]+\)"
)


def _bare(text: str) -> str:
    return re.sub(r"[（(].*?[)）]", "", fold(text)).rstrip(":.、,")


@lru_cache(maxsize=1 << 15)
def is_total(text: str) -> bool:
    """Whether a text names a total or subtotal (合 计, 科级小计, 全区) and not a unit (合计办)."""
    folded = _bare(text)
    words = (_TOTAL.fullmatch(folded), _TOTAL_WORDS.fullmatch(folded), _TOTAL_OF.fullmatch(text))
    return any(words)


is_grand_total = told(_GRAND.fullmatch, _bare)
"""Whether a total's word names the whole table rather than a part (小计, 科级合计)."""

is_average = told(_AVERAGE.fullmatch, _bare)
"""Whether a text names a row of averages or extremes (平均, 各镇平均值, 最高分)."""


@lru_cache(maxsize=1 << 15)
def is_ratio(text: str) -> bool:
    """Whether a text names a row of shares, changes or an earlier total (费用占比, 上月)."""
    folded = fold(text)
    return bool(_RATIO.fullmatch(folded)) and not _SHARE.fullmatch(folded)


def _may_restate(text: str) -> bool:
    """Whether a text names a total or an average, or has a word of one that adds up a column."""
    if not _MAY_RESTATE.search(text):
        return False
    return "总" in text or "计" in text or is_total(text) or is_average(text)


MAY_RESTATE: CellMemory[bool] = CellMemory(
    lambda value: isinstance(value, str) and _may_restate(value.strip())
)
"""The cells that may name a total or an average: `sheet.where(MAY_RESTATE)`, found at once."""


@lru_cache(maxsize=1 << 14)
def names_part(text: str) -> bool:
    """Whether a name is of a part of the row above it: 其中：女, （含）国库中心, #城镇."""
    return bool(_PART.match(in_round_brackets(fold(text))))


NAMES_PART: CellMemory[bool] = CellMemory(
    lambda value: isinstance(value, str) and len(value) < _SENTENCE and names_part(value)
)
"""The cells that name a part: `sheet.where(NAMES_PART)`."""


def is_part_word(text: str) -> bool:
    """Whether a text only says that its row is a part: 其中, （含）."""
    return bool(_PART_WORD.fullmatch(in_round_brackets(fold(text)).strip("():,、")))


is_page_mark = told(_PAGE.fullmatch)
"""Whether a line only numbers the page: 第1页/共3页."""


def is_placeholder(texts: Sequence[str]) -> bool:
    """Whether a row is a template's, waiting to be filled by a machine: {{Name}}."""
    waiting = sum("{{" in text or "}}" in text for text in texts)
    return waiting * 2 >= len(texts) > 0


is_footer = told(_FOOTER.match)
"""Whether a row's first text begins the lines below a table: signatures, notes."""


@lru_cache(maxsize=1 << 14)
def is_labelled(text: str) -> bool:
    """Whether a text is a label of a line below a table, with its answer or waiting for one."""
    folded = fold(text)
    found = _LABELLED.match(folded) or _BARE_LABEL.fullmatch(folded) or _SIGNED_BY.fullmatch(folded)
    return bool(found)


@lru_cache(maxsize=1 << 14)
def is_signer(text: str) -> bool:
    """Whether a text is the label before the name of whoever signs: 填表人, 联系人, 审核."""
    return bool(re.fullmatch(rf"{_LABEL}|{_SIGNED}", fold(text).rstrip(":")))


holds_a_day = told(_DAY.search)
"""Whether a text names a day, or leaves room for one: 2023年11月26日, 年 月 日."""

is_section = told(_SECTION.fullmatch)
"""Whether a text alone in its row heads the rows below it: （以下为9个镇）, 一、区直部门."""


def is_instruction(texts: Sequence[str]) -> bool:
    """Whether a row says how to fill in the columns: 自动编号, 填单位全称, 填整数, 个."""
    told = [text for text in map(fold, texts) if text]
    said = sum(bool(_INSTRUCTION.search(text)) for text in told)
    waits = said + sum(is_measure_word(text.strip("()")) for text in told)
    return said > 0 and len(told) > 1 and waits >= _MOST * len(told)


is_parameter = told(_PARAMETER.match)
"""Whether a text names a setting beside a table: 参数, 应报单位数, 截止时间."""

counts_senders = told(_SENDERS.fullmatch, _bare)
"""Whether a text counts those who have reported rather than naming one: 实报单位, 未报家数."""

is_sample = told(_SAMPLE.match)
"""Whether a row's first text or name says that it only shows how: 示例, 例："""

names_persons = told(_PERSONS.search)
"""Whether a line beside a table may name persons or their telephones."""

is_sender_line = told(_SENDER_LINE.match)
"""Whether a text is the line above a table that says who reports, and when."""

is_sender_label = told(_SENDER_LABEL.fullmatch, _bare)
"""Whether a text is the label before the name of who reports: 填报单位：, 单位（盖章）."""

says_who_or_when = told(_WHO_OR_WHEN.match)
"""Whether a text is a cell of the line above a table, with its colon: 填报时间：10月20日."""

is_title = told(_TITLE.search)
"""Whether a text alone in its row reads like a table's title."""


def is_numbering(texts: Sequence[str], named: str) -> bool:
    """Whether a row of folded texts only numbers the columns: 甲 乙 1 2 3 …

    Without such a word it must number the unit's column too (`named`) or say what it adds (1=2+3),
    and leave none out: a unit's own figures may well be 1 2 3.
    """
    bare = [text.strip("()") for text in texts]
    adds = any(map(_ADDS.fullmatch, bare))
    texts = [_ADDS.sub(r"\1", text) if "=" in text else text for text in bare]
    numbers = [int(text) for text in texts if text.isdecimal()]
    words = [text for text in texts if not text.isdecimal()]
    letters = [word for word in words if word not in _ORDINALS]
    are_letters = all(len(word) == 1 for word in letters) and len(letters) != 1
    if not (are_letters and "".join(letters) in ascii_lowercase) or len(texts) < 3:
        return False
    if not words and not (named.isdecimal() or adds):
        return False
    if words:
        return all(low < high for low, high in pairwise(numbers))
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def is_plan(text: str) -> bool:
    """Whether a title names a plan alone (第5周工作计划表), not what was done and a plan besides
    (本周工作情况及下周计划)."""
    folded = fold(text)
    return bool(_PLAN.search(folded)) and not _DONE.search(folded)


def is_of_other_figures(text: str) -> bool:
    """Whether a title names figures that are no counts of what was done (考核得分表, 未完成情况,
    增减情况), or a sheet that does not count (作废, 填报示例)."""
    folded = fold(text)
    return bool(_OTHER_FIGURES.search(folded)) and not _DONE.search(folded)
