"""Which of the campaign's twelve kinds of workbook a sheet is taken for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from campaign import CampaignPack
from loaders.files.workbook import sheets_of
from loaders.tables.cell_kinds import Lines
from loaders.tables.header import Header
from loaders.tables.headers import headers_of
from tests.loaders.drawn import PACK, Drawing, read, table, workbook

# Titles and headings as offices write them; the first of each kind is the template's own.
VARIANTS: dict[str, Sequence[tuple[str, str]]] = {
    "roster": (
        ("云岭区主题教育参学单位名册", "序号|单位编码|单位名称|上级单位|单位类别|所属指导组|支部|排序号"),
        ("党组织名录", "序号|党组织名称|类别|领域|联系指导组|统计口径"),
        ("指导组联系单位分工表", "指导组|单位名称|单位类别|备注"),
        ("各单位一览表", "编码|组织名称|组织类别|组别|总支|支部|党小组"),
    ),
    "weekly_report": (
        ("云岭区主题教育工作进展情况周报表（第3周）", "序号|单位名称|集中学习|研讨交流|专题党课|实地调研|检视问题|完成整改"),
        ("第3周情况统计表", "单位|学习场次|研讨（场次）|党课|备注"),
        ("第3周调查研究和检视整改进展情况统计表", "序号|单位名称|调研次数|形成调研报告|检视问题|完成整改"),
        ("第3周进展情况统计表", "单位名称|单位类别|办实事|检视问题|整改完成"),
        ("主题教育周报（第3周）", "单位|交流研讨|发言人次|问题清单|销号"),
    ),
    "guidance_log": (
        ("第二指导组督导工作台账（第3周）", "序号|日期|指导组|被指导单位|督导方式|督导内容|发现问题数|备注"),
        ("巡回指导情况登记表（第3周）", "时间|单位名称|方式|内容|发现问题"),
        ("督导记录表", "督导日期|被督导单位|督导形式|督导重点|意见建议|现场解决|是否回访"),
        ("指导工作日志", "指导日期|指导单位|指导方式|指导内容"),
    ),
    "feedback_letter": (
        ("第3期答复意见问题清单", "期号|发文日期|发文单位|主送单位|问题序号|问题内容|问题类别|要求回复时限|回复日期|是否办结"),
        ("督导反馈意见台账", "文号|下发日期|责任单位|反馈问题|回复时限|整改情况|办结情况"),
        ("工作提示单办理情况", "编号|期号|印发日期|接收单位|具体问题|答复时限|答复情况"),
    ),
    "problem_ledger": (
        ("检视问题整改台账", "问题编号|责任单位|问题来源|所属方面|问题性质|问题表现|整改措施|整改方式|整改时限|整改进展|完成日期|是否销号"),
        ("问题整改清单", "序号|单位名称|来源|具体问题|整改措施|完成时限|进展情况"),
        ("整改落实“三张清单”", "编号|整改单位|问题来源|检视问题|整改举措|办结时限|整改状态|核查结果|销号"),
        ("第3周问题销号台账", "序号|责任单位|问题来源|存在问题|整改措施|整改时限|整改情况|核查日期|是否销号"),
    ),
    "research_ledger": (
        ("云岭区主题教育调研课题台账", "课题编号|单位|课题名称|重点领域|调研类型|领题领导代号|调研点位类型|调研次数|开始|完成时限|进展|发现问题|调研报告|转化成果"),
        ("调研课题清单", "序号|单位名称|课题名称|调研方式|完成时限|调研次数|调研报告"),
        ("第3周调研成果清单", "单位名称|调研题目|调研类型|完成时限|调研次数|发现问题|调研报告|转化成果|备注"),
        ("领题调研台账", "序号|责任单位|调研主题|领域|课题类型|计划完成时间|完成情况|形成调研报告"),
    ),
    "plan_review": (
        ("实施方案审核台账", "单位|报审日期|审核轮次|审核指导组|审核结果|退回原因|审核意见|退回日期|通过日期"),
        ("主题教育实施方案报审情况", "序号|单位名称|报送时间|轮次|审核结论|修改意见"),
        ("方案审核情况统计表", "报审单位|审核次数|是否通过|通过时间|备注"),
    ),
    "launch": (
        ("动员部署（启动）情况统计表", "单位名称|领导小组成立|工作机构|动员会召开|召开日期|参会人次|支部启动数|应启动数"),
        ("主题教育启动情况表", "序号|单位|是否启动|启动日期"),
        ("动员会召开情况", "单位名称|单位类别|是否召开动员会|动员会日期|参会人数|备注"),
    ),
    "contact_point": (
        ("领导干部联系点台账", "领导代号|层级|联系点单位|到点指导日期|指导次数|解决问题|讲党课"),
        ("三级包抓情况统计表", "序号|包抓领导|包抓单位|到点次数|解决问题数"),
        ("挂点联系情况", "联系领导|联系点|指导日期|讲党课次数"),
    ),
    "book_distribution": (
        ("学习读本配发情况统计表", "单位|书目|应配|已配|配发日期|缺口原因"),
        ("必学书目配发台账", "序号|单位名称|书名|应配套数|已配套数|发放时间"),
        ("学习用书配发情况", "单位名称|单位类别|应配（人手一套）|已配（人手一套）|应配（组织）|已配（组织）"),
    ),
    "office_log": (
        ("办公室工作台账", "日期|类别|次数|对象|内容"),
        ("培训例会台账", "序号|时间|工作类别|开展次数|参加对象|主要内容|备注"),
        ("指导组周例会、分析研判登记表", "日期|指导组|事项类别|次数|主题"),
    ),
    "livelihood": (
        ("民生实事清单", "编号|责任单位|事项|来源|办理方式|时限|进展|办结日期|群众评价"),
        ("为民办实事项目台账", "序号|单位名称|事项名称|办理时限|办理进展|满意度"),
        ("第3周民生实事办理情况", "承办单位|实事内容|办理方式|完成时限|完成情况|群众满意度|备注"),
    ),
}  # fmt: skip
CASES = [
    pytest.param(form, title, headings, id=f"{form} {title}")
    for form, listed in VARIANTS.items()
    for title, headings in listed
]


def sheet(title: str, headings: str) -> Drawing:
    """A sheet with the title merged over its headings and one line below."""
    n = headings.count("|")
    line = "|".join(
        "区财政局" if "单位" in h or "组织名" in h else "x" for h in headings.split("|")
    )
    drawn = f"| {title} |{' < |' * n}\n| {headings} |\n| {line} |"
    return Drawing(drawn, name="Sheet1")


@pytest.mark.parametrize(("form", "title", "headings"), CASES)
def test_a_sheet_is_taken_for_what_it_is(form: str, title: str, headings: str) -> None:
    assert {t.form for t in read(sheet(title, headings), file_name="表.xlsx").tables} == {form}


@pytest.mark.parametrize(("form", "title", "headings"), CASES)
def test_a_week_chosen_by_hand_does_not_make_it_a_weekly_report(
    form: str, title: str, headings: str
) -> None:
    reading = read(sheet(title, headings), file_name="附件.xlsx", week=3)
    assert {t.form for t in reading.tables} == {form}


@pytest.mark.parametrize(("form", "title", "headings"), CASES)
def test_the_runner_up_is_clearly_less_sure(form: str, title: str, headings: str) -> None:
    others = replace(PACK, forms=tuple(f for f in PACK.forms if f.id != form))
    (own,), rivals = headers(title, headings, PACK), headers(title, headings, others)
    assert all(signed(rival)[0] + 2 <= signed(own)[0] for rival in rivals)


def signed(header: Header) -> tuple[int, int, bool]:
    return header.fit_if(is_signed=header.is_signed)


def headers(title: str, headings: str, pack: CampaignPack) -> list[Header]:
    found = sheets_of(workbook(sheet(title, headings)))
    assert isinstance(found, tuple)
    return list(headers_of(Lines(found[0][0]), pack, file_name="表.xlsx"))


def test_the_title_decides_between_headings_that_two_forms_share() -> None:
    shared = "序号|单位名称|单位类别|调研次数|调研报告|发现问题"
    weekly = table(read(sheet("第3周调查研究情况周报表", shared)))
    research = table(read(sheet("调研课题台账", shared), file_name="台账.xlsx", week=3))
    assert (weekly.form, research.form) == ("weekly_report", "research_ledger")


def test_every_kind_of_the_campaign_is_tried() -> None:
    assert set(VARIANTS) == {form.id for form in PACK.forms}
    assert len(VARIANTS) == 12
