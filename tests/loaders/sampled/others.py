"""Kinds of sheets whose words make other figures of the week's: a title, a note, a band above, a
remark, a line between the rows, headings of a month."""

from __future__ import annotations

from random import Random

from tests.loaders.sampled import furniture as words
from tests.loaders.sampled.plan import CALENDAR, QUANTITIES, Body, Kind, Plan

_LAST = CALENDAR.n_weeks - 2
_TITLES = (
    "主题教育考核得分表", "主题教育目标任务分解表", "主题教育未开展情况统计表", "主题教育参加人次统计表", "主题教育学习时长统计表",
    "主题教育缺课情况统计表", "主题教育经费支出情况表", "青年理论学习小组学习情况", "主题教育线上学习情况统计", "主题教育预估数据表",
    "主题教育数据抽查核实情况", "安全生产工作情况统计表", "环保督察整改情况汇总", "主题教育漏报数据", "主题教育各单位排名",
)  # fmt: skip
_LINES = (
    "单位：人次",
    "（单位：小时）",
    "计量单位：％",
    "以下数据为支部平均数",
    "以下均为参加人次",
    "填报要求：按参加人数填写",
)
_NOTES = (
    "以上均为参加人次。", "表中数据为预计数。", "本表为上周数据。", "以上数据含前两周。", "数据为去年同期。", "单位为人次。",
)  # fmt: skip
_BANDS = (
    "参加人次",
    "缺席情况",
    "学时",
    "得分",
    "经费（万元）",
    "上周",
    "计划数",
    "人均",
    "参与人员",
    "观看视频",
)
_PARTS = ("青年理论学习小组", "线上", "上级组织", "离退休党员", "下属单位")
_REMARKS = (
    "沿用上周数",
    "预计数",
    "数据有误，待更正",
    "含上周3场",
    "累计数",
    "为上周数据",
    "计划数",
)
_HARMLESS = ("", "线上2场", "已核实", "因会议推迟", "较上周增加2场", "下周计划开展研讨")
_BACK = ("以下为上周补报单位", "二、街道（累计数）", "以下为预计数")
_MONTHS = ("本月", "10月", "本季度", "全年")


def _week(draw: Random) -> int:
    return draw.randint(2, _LAST)


def _drawn(draw: Random, body: Body) -> list[list[str]]:
    return [[draw.choice(("单位名称", "单位")), *body.headings], *body.rows(draw)]


def said_otherwise(draw: Random) -> Plan:
    """A title, a line above or a note that makes others of all figures: nothing may be stored."""
    body, week = Body.of(draw), _week(draw)
    lines = [[f"主题教育周报（第{week}周）"], *_drawn(draw, body), *words.footers(draw)]
    where = draw.choice(("title", "line", "note"))
    if where == "title":
        lines[0] = [f"{draw.choice(_TITLES)}（第{week}周）"]
    elif where == "line":
        lines.insert(1, [draw.choice(_LINES)])
    else:
        lines.append([f"{draw.choice(('注：', '说明：'))}{draw.choice(_NOTES)}"])
    return Plan(tuple(map(tuple, lines)), None, is_clear=False)


def banded(draw: Random) -> Plan:
    """Some quantities under a band of other figures or of a part beside plain ones: the first are
    left out or asked about with all."""
    body, week = Body.of(draw), _week(draw)
    n = draw.randint(1, len(body.headings) - 1)
    is_part = draw.random() < 0.3
    band = draw.choice(_PARTS if is_part else _BANDS)
    upper = ["单位", band, *["<"] * (n - 1), *body.headings[n:]]
    lower = ["^", *body.headings[:n], *["^"] * (len(body.headings) - n)]
    rows = [[u, *(str(body.figures[u][h]) for h in body.headings)] for u in body.order]
    lines = [[f"主题教育周报（第{week}周）"], upper, lower, *rows]
    told = {QUANTITIES[h] for h in body.headings[n:]}
    truth = {key: v for key, v in body.truth(week).items() if key[2] in told}
    return Plan(tuple(map(tuple, lines)), None if is_part else truth, is_clear=False)


def taken_back(draw: Random) -> Plan:
    """Rows whose remark, or a line above them, takes them back beside rows that stand."""
    body, week = Body.of(draw, n_units=4), _week(draw)
    cut = draw.randint(1, 3)
    by_line = draw.random() < 0.4
    rows, gone = [], set()
    for at, unit in enumerate(body.order):
        is_back = at >= cut if by_line else draw.random() < 0.4
        gone |= {unit} if is_back else set()
        remark = draw.choice(_REMARKS if is_back and not by_line else _HARMLESS)
        rows.append([unit, *(str(body.figures[unit][h]) for h in body.headings), remark])
    if by_line:
        rows.insert(cut, [draw.choice(_BACK), *["<"] * (len(body.headings) + 1)])
    lines = [[f"主题教育周报（第{week}周）"], ["单位", *body.headings, "备注"], *rows]
    truth = {key: v for key, v in body.truth(week).items() if key[1] not in gone}
    return Plan(tuple(map(tuple, lines)), truth or None, is_clear=bool(truth))


def of_a_month(draw: Random) -> Plan:
    """Headings that are all of a month, a quarter or a year: nothing may be stored."""
    body, span = Body.of(draw), draw.choice(_MONTHS)
    form = draw.choice(("{h}（{s}）", "{s}{h}", "{h}{s}"))
    heads = [form.format(h=h, s=span) for h in body.headings]
    lines = [[draw.choice(words.TITLES)], ["单位名称", *heads], *body.rows(draw)]
    return Plan(tuple(map(tuple, lines)), None, is_clear=False, sheet="Sheet1", file="汇总表")


KINDS: dict[str, Kind] = {
    "said otherwise": said_otherwise,
    "bands of others": banded,
    "taken back": taken_back,
    "headings of a month": of_a_month,
}
