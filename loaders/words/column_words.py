"""The words of column headings that no form claims: a heading goes in; what its column can be used
for comes out."""

from __future__ import annotations

import re
from functools import lru_cache

from campaign import fold
from loaders.words.heading import strip_level
from loaders.words.measure_words import is_measure_word
from loaders.words.told import told

_SERIAL = re.compile(r"序号?|编号|行次|栏次|号|no\.?|#|id|项次|位次|名次|排名")
_NAMING = re.compile(
    r"(?:(?:责任|填报|参学|报送|所属|下属)?单位|部门|组织|机构|企业|公司|学校|医院|(?:基层)?党组织|支部|街道|乡镇|镇街|"
    r"村|社区|地区|区县|县区|县市|市县|乡镇\(街道\)|县\(市、?区\)|地市|省份?|城市|科室|处室)(?:名称)?|名称|[a-z]*name"
)
_CODED = re.compile(r".*(?:编[码号]|代码|codes?)")
_INNER = re.compile(r"(?:科室|处室|部门|(?:党)?支部)(?:名称)?")
"""What a unit's own sheet may list of itself."""
_CATEGORY = re.compile(
    r"(?:[一二三四五六七八九十]+、)?(?:(?:区|县|市)?(?:直|属)?(?:机关|部门|镇街|乡镇|街道|镇|乡|事业单位|企业|国企|学校|医院|"
    r"群团|两新组织|两新|社区|村|单位|系统|党政|科级|县级|基层|非公|社会组织|党组织|领导班子)|类|和|及|与|、|/|\(|\)|"
    r"[第]?[一二三四五六七八九十\d]+(?:组|片区?|类))+"
)
"""Words that sort units: 区直机关, 镇街和事业单位, 第三组."""
_EVERYDAY = re.compile(
    r"(?:责任|承办|牵头|办理|整改|落实)?(?:单位|部门|科室)(?:名称)?|名称|(?:项目|事项|任务|工作)?(?:编号|名称|内容|任务)|"
    r"项目|事项|任务|具体事项|(?:计划)?(?:完成|办理|办结|整改|落实)?(?:时限|时间|期限|日期)|开始(?:时间)?|"
    r"(?:工作|办理|完成|落实|整改)?(?:进展|进度|情况|状态|措施|结果)(?:情况)?|来源|数量|次数|类型|类别|级别|层级|对象|"
    r"(?:主要|工作)?(?:内容|事项)|主题|方式|形式"
)
_PLANNED = re.compile(
    r"(?:全年|年度|年|总|本周|本月|当周|本期|累计)?(?:计划|应|目标|任务|预计|拟|安排)"
)
_OF_ALL_TIME = re.compile(r"全年|年度|年|总")
_DONE = re.compile(
    r"(?:实际|[已实])?(?:完成|开展|组织|举办|召开|举行|进行|落实)(?:数|情况)?|实际(?:数|值)?|"
    r"已(?:学|报|办|开)|实(?:学|办|开)"
)
_UNDONE = re.compile(
    r"(?:尚?未|待|没有?)(?:完成|开展|组织|举办|召开|举行|进行|学|办|开)(?:数|情况)?"
)
_WHOLE = re.compile(r"(?:合计|小计|总计|共计|总[数量]|总(?:场次|次数|人次))(?:\(.*\))?")
_SUM_OF = re.compile(
    r"总(?:[场人]?次数?|场数|人数|数量?|量|计|额)?|(?:合计|小计|共计|总计)(?:[场人]?次数?|数)?"
)
_PLAIN_PART = re.compile(
    r"[上前][一1]?[周期月](?:累计|完成)数?|[上下前本去今][一1]?[周期月年季](?:度|数|计划|安排|打算)?|[上下]半?年|同期|往年|全年|年度|季度|计划.*|应.*|目标.*|任务.*|预计.*|拟.*|未.*|"
    r"尚.*|待.*|.*率|增[减长幅]|较上.*|[同环]比|排[名序]|名次|备注|说明|累计.*|本周.*|当周.*|进度|占比"
)
_UNSUMMED = re.compile(
    r"序号|编号|编码|代码|日期|时间|电话|年度$|行次|栏次|号码|学号|工号|邮编|流水号|书号|单号|证号|排名|名次|位次|"
    r"^年份?$|^月份?$|^(?:year|code|id|date|no\.?)$"
)
_RATE = re.compile(r"%|百分比|占比|比重|比例|(?:率|rate|percent(?:age)?)$")
_UNADDED = re.compile(
    r"\([^()/]{1,5}/[^()/]{1,3}\)|单产|[人亩地]均|率|百分|平均|均[值价]|人均|户均|单价|价格|指数|同比|环比|增[长减]|幅度|average|mean|index|ratio|price|rate|median|"
    r"per(?:household|capita|head|person|pupil|patient|bed|unit|day|week|month|year|1,?0{2,}|km|hectare|sq)"
)


is_serial = told(_SERIAL.fullmatch)
"""Whether a heading is that of running numbers or codes."""

is_coded = told(_CODED.fullmatch, strip_level)
"""Whether a heading is that of codes: 单位编码, Area code."""

is_category = told(_CATEGORY.fullmatch)
"""Whether a text sorts units rather than naming one: 镇街和事业单位."""

is_naming = told(_NAMING.fullmatch, strip_level)
"""Whether a heading says that units are named below it."""


@lru_cache(maxsize=4096)
def names_kind(label: str) -> bool:
    """Whether a heading names the kind of the units below it: 学校, 乡镇名称."""
    return is_naming(label) and not _INNER.fullmatch(strip_level(label))


@lru_cache(maxsize=4096)
def is_everyday(label: str) -> bool:
    """Whether a heading stands in any office's list of tasks and tells no form: 项目名称, 时限."""
    return any(_EVERYDAY.fullmatch(text) for text in (fold(label), strip_level(label)))


@lru_cache(maxsize=4096)
def is_unsummed(label: str) -> bool:
    """Whether figures under a joined heading are no quantities: numbers, codes, dates, shares."""
    text = strip_level(label) or fold(label)
    return bool(_UNSUMMED.search(text) or _RATE.search(fold(label)) or text.endswith("率"))


is_unadded = told(_UNADDED.search)
"""Whether quantities under a joined heading are not added to a total: rates, prices."""


@lru_cache(maxsize=4096)
def sums_column(text: str, label: str) -> bool:
    """Whether a row's name says that it adds up the column of that heading: 集中学习总场次."""
    told, heading = fold(text), strip_level(label)
    rest = told.removeprefix(heading)
    return bool(heading) and rest != told and bool(_SUM_OF.fullmatch(rest))


is_planned = told(_PLANNED.match)
"""Whether a heading under a quantity's says what was to be done: 计划, 应开展, 目标数."""


@lru_cache(maxsize=4096)
def is_planned_for_all(label: str) -> bool:
    """Whether a plan is of more than a week: what was done of it may be since the launch."""
    return is_planned(label) and bool(_OF_ALL_TIME.match(fold(label)))


is_done = told(_DONE.fullmatch, strip_level)
"""Whether a heading beside a plan says what was done: 完成, 实际, 已开展."""

is_undone = told(_UNDONE.fullmatch, strip_level)
"""Whether a heading says what of a plan was not done: 未开展."""

is_whole = told(_WHOLE.fullmatch)
"""Whether a heading under a quantity's is of all its parts: 总数, 合计."""


@lru_cache(maxsize=4096)
def is_plain_part(label: str) -> bool:
    """Whether a heading under a quantity's is plainly another figure: of another time or measure,
    a plan, a rate, a change."""
    text = fold(label)
    return bool(_PLAIN_PART.fullmatch(text)) or is_measure_word(text.strip("()"))
