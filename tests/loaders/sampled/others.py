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
    "全市主题教育情况统计表", "主题教育情况统计表（样表）", "机关第一党支部学习情况", "青山区主题教育情况统计表", "主题教育补报情况",
    "主题教育情况统计表（含下属单位）", "省直机关主题教育情况统计表",
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
    "以上数据未经核实。", "以上数据均含下属单位。", "本表为快报数。", "以上为全市数据。", "本表作废。",
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
    *(
        "未核实",
        "数据未经核实",
        "3个支部未报",
        "仅统计机关支部",
        "初步统计",
        "作废",
        "自启动以来",
        "含下属单位",
    ),
    *(
        "含所属事业单位",
        "包括12个社区",
        "联合开展",
        "与兄弟单位区政府领导班子联合举办",
        "两周合计",
        "少报1场",
        "应为5场",
        "存疑",
        "请核减1场",
    ),
)
_NAMES = (
    "作废",
    "样表",
    "漏报补充",
    "补报",
    "第一支部",
    "未核实",
    "旧版",
    "去年",
    "全市",
    "含下属单位",
)
_OF_A_PART = ("综合科", "机关第二支部", "财政系统", "国库支付中心", "区政府领导班子")
_HARMLESS = (
    "",
    "线上2场",
    "已核实",
    "因会议推迟",
    "较上周增加2场",
    "下周计划开展研讨",
    "不含下属单位",
    "本级",
    "同上级党委联合开展",
    "含视频会议1场",
    "与业务工作结合开展",
)
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


def named_otherwise(draw: Random) -> Plan:
    """A sheet or a file that says it is no report, or one of a part: nothing may be stored."""
    body, week = Body.of(draw), _week(draw)
    name, is_sheet = draw.choice(_NAMES), draw.random() < 0.5
    form = draw.choice(("{n}", "主题教育周报{n}", "周报（{n}）")).format(n=name)
    lines = [[f"主题教育周报（第{week}周）"], *_drawn(draw, body), *words.footers(draw)]
    sheet, file = (form, "周报") if is_sheet else ("周报", form)
    return Plan(tuple(map(tuple, lines)), None, is_clear=False, sheet=sheet, file=file)


def of_a_part(draw: Random) -> Plan:
    """One unit's sheet under a title of a part of it, of more than it or of another unit."""
    body, week = Body.of(draw, n_units=1), _week(draw)
    unit = body.order[0]
    part = draw.choice(_OF_A_PART)
    title = draw.choice(
        (f"{part}第{week}周主题教育情况", f"{unit}{part}主题教育周报（第{week}周）")
    )
    rows = [[h, str(v)] for h, v in body.figures[unit].items()]
    lines = [[title], [f"填报单位：{unit}"], ["指标", "本周"], *rows]
    return Plan(tuple(map(tuple, lines)), None, is_clear=False)


def days_down(draw: Random) -> Plan:
    """One unit's days of a week with their total: the total is the week's."""
    body, week = Body.of(draw, n_units=1), _week(draw)
    unit, days = body.order[0], sorted(draw.sample("一二三四五", draw.randint(2, 4)))
    parts = [[str(draw.randint(0, 5)) for _ in body.headings] for _ in days]
    sums = [sum(map(int, column)) for column in zip(*parts, strict=True)]
    rows = [[f"周{day}", *part] for day, part in zip(days, parts, strict=True)]
    head = [draw.choice(("星期", "日期", "时间")), *body.headings]
    lines = [[f"{unit}第{week}周主题教育情况"], head, *rows, ["合计", *map(str, sums)]]
    truth = {
        (week, unit, QUANTITIES[h]): float(n) for h, n in zip(body.headings, sums, strict=True)
    }
    return Plan(tuple(map(tuple, lines)), truth)


def parts_down(draw: Random) -> Plan:
    """Units with a line each for parts of their figures and one for the whole."""
    body, week = Body.of(draw), _week(draw)
    lines = [[f"主题教育情况统计表（第{week}周）"], ["单位名称", "方式", *body.headings]]
    for unit in body.order:
        whole = [body.figures[unit][h] for h in body.headings]
        online = [draw.randint(0, n) for n in whole]
        room = [n - part for n, part in zip(whole, online, strict=True)]
        told = (("线上", online), ("线下", room), ("小计", whole))
        lines += [["^" if n else unit, part, *map(str, f)] for n, (part, f) in enumerate(told)]
    return Plan(tuple(map(tuple, lines)), body.truth(week))


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
    "named otherwise": named_otherwise,
    "of a part": of_a_part,
    "days down": days_down,
    "parts down": parts_down,
    "bands of others": banded,
    "taken back": taken_back,
    "headings of a month": of_a_month,
}
