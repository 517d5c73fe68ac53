"""The unit roster (W1) as a sheet: organisations go in; a Sheet without any person comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from campaign import CampaignPack
from sample_data.sheets.sheets import SheetPlan, Value
from sample_data.truth.names import DISTRICT_NAME
from sample_data.truth.organisations import Organisation

_BEFORE = (
    "序号",
    "单位编码",
    "单位名称",
    "单位简称",
    "上级单位（编码）",
    "单位类别",
    "行政级别",
    "领域",
    "党组织形式",
    "所属指导组",
)
_BELOW = ("党委", "总支", "支部", "党小组")
_AFTER = ("班子成员数（人）", "应配学习用书（套）", "统计口径", "排序号", "启用/停用", "备注")
_LEVELS = {"county_team": "县处级", "section_team": "乡科级", "second_tier": "股级"}
_TEAM_SIZES = {"county_team": 9, "section_team": 7, "second_tier": 5}
_HEADER = 3


def roster_sheet(
    orgs: Sequence[Organisation], *, pack: CampaignPack, district: str = DISTRICT_NAME.zh
) -> SheetPlan:
    """The roster with its merged two-row header, in protocol order."""
    sheet = SheetPlan("单位名册", widths={2: 10, 3: 24, 4: 24, 5: 12, 6: 16, 10: 14})
    right = len(_BEFORE) + len(_BELOW) + len(_AFTER)
    sheet.merge((1, 1, 1, right), f"{district}主题教育参学单位名册", "title")
    sheet.put(2, 1, "填报单位：区委主题教育领导小组办公室      填报时间：2023年9月28日", "plain")
    _draw_header(sheet)
    codes = {org.name: org.code for org in orgs}
    for place, org in enumerate(orgs):
        row = _HEADER + 2 + place
        sheet.put_row(row, 1, _cells(place + 1, org, codes, pack))
    sheet.put(_HEADER + 2 + len(orgs), 1, "填表人：张某某      审核人：李某某", "plain")
    return sheet


def _draw_header(sheet: SheetPlan) -> None:
    for column, title in enumerate(_BEFORE, start=1):
        sheet.merge((_HEADER, column, _HEADER + 1, column), title, "header")
    first = len(_BEFORE) + 1
    last = first + len(_BELOW) - 1
    sheet.merge((_HEADER, first, _HEADER, last), "下级党组织数", "header")
    sheet.put_row(_HEADER + 1, first, _BELOW, "header")
    for column, title in enumerate(_AFTER, start=last + 1):
        sheet.merge((_HEADER, column, _HEADER + 1, column), title, "header")


def _cells(
    number: int, org: Organisation, codes: Mapping[str, str], pack: CampaignPack
) -> list[Value]:
    team = _TEAM_SIZES.get(org.type_id, 3)
    return [
        number,
        org.code,
        org.name,
        "、".join(org.short_names),
        codes.get(org.parent, ""),
        pack.type[org.type_id].label.zh,
        _LEVELS.get(org.type_id, "无行政级别"),
        org.sector,
        org.party_form,
        pack.groups[org.group - 1].label.zh,
        org.committees,
        org.general_branches,
        org.branches,
        org.branches * 2,
        team,
        team + org.sub_org_total,
        "本级",
        org.sort_no,
        "启用",
        None,
    ]


def roster_without_groups(*, pack: CampaignPack) -> SheetPlan:
    """A roster whose required column 所属指导组 is missing, with one beside it that no roster has:
    without that it would be asked which group each unit belongs to."""
    sheet = SheetPlan("单位名册")
    sheet.merge((1, 1, 1, 5), f"{DISTRICT_NAME.zh}主题教育参学单位名册", "title")
    sheet.put_row(2, 1, ("序号", "单位编码", "单位名称", "单位类别", "走访户数"), "header")
    label = pack.type["section_team"].label.zh
    sheet.put_row(3, 1, (1, "A02-002", "区财政局", label, 12))
    sheet.put_row(4, 1, (2, "A02-003", "区应急管理局", label, 7))
    return sheet
