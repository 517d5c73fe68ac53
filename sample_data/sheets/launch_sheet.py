"""The launch table (W8) of one guidance group: launches go in; a drawn table comes out.

Groups of odd number write 支部启动数/应启动数 in one column (3/5), the others in two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from campaign import CampaignPack
from sample_data.sheets.layouts import GROUP_LAYOUTS, TABLES, listed
from sample_data.sheets.sheets import Value
from sample_data.sheets.table_sheet import DrawnTable, TableSheet, draw_table
from sample_data.truth.launches import Launch
from sample_data.truth.organisations import Organisation

ONE_COLUMN, TWO_COLUMNS = (listed(TABLES["launch"][name]) for name in ("one", "two"))
_FOOTER = "填表人：张某某      审核人：李某某      联系电话：0000-0000000"


def launch_file(group: int) -> str:
    """The name one group saves its launch table under."""
    return f"{GROUP_LAYOUTS[group].sender}动员部署情况统计表.xlsx"


def launch_sheet(
    orgs: Sequence[Organisation],
    launches: Mapping[str, Launch],
    *,
    group: int,
    pack: CampaignPack,
    district: str,
    received_on: date,
) -> DrawnTable:
    """The table of one group's organisations in protocol order."""
    in_one = group % 2 == 1
    sender = GROUP_LAYOUTS[group].sender
    day = f"{received_on.year}年{received_on.month}月{received_on.day}日"
    return draw_table(
        TableSheet(
            sheet="动员部署",
            title=f"{district}主题教育动员部署（启动）情况统计表",
            line=f"填报单位（盖章）：{sender}      填报时间：{day}      单位：人次、个",
            columns=ONE_COLUMN if in_one else TWO_COLUMNS,
            rows=[_row(launches[org.name], org, pack, in_one) for org in orgs],
            footers=(_FOOTER,),
            annex="附件3" if group in (2, 5) else "",
        )
    )


def _row(launch: Launch, org: Organisation, pack: CampaignPack, in_one: bool) -> dict[str, Value]:
    launched, total = launch.branches_launched, launch.branches_total
    return {
        "unit": launch.unit,
        "type": pack.type[org.type_id].label.zh,
        "leading_group": _yes_no(launch.has_leading_group),
        "leading_group_on": _day(launch.leading_group_on, in_one),
        "work_office": _yes_no(launch.has_work_office),
        "launch_held": _yes_no(launch.launched_on is not None),
        "launched_on": _day(launch.launched_on, in_one),
        "attendance": launch.attendance if launch.launched_on else None,
        "upper_present": _yes_no(launch.upper_present) if launch.launched_on else None,
        "branches": f"{launched}/{total}" if total else "—",
        "branches_launched": launched if total else "—",
        "branches_total": total if total else "—",
        "note": None if launch.launched_on else "正在筹备",
    }


def _yes_no(answer: bool) -> str:
    return "是" if answer else "否"


def _day(day: date | None, as_text: bool) -> Value:
    if day is None or not as_text:
        return day
    return f"{day.year}年{day.month}月{day.day}日"
