"""Kinds of sheets by how they are laid out and headed: signs and empty words around headings, other
figures beside them, one unit's indicators, several units' indicators, units on several lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

from campaign import CUMULATIVE
from tests.loaders.sampled import furniture as words
from tests.loaders.sampled.plan import CALENDAR, QUANTITIES, Body, Kind, Plan

_LAST = CALENDAR.n_weeks - 2
_SIGNS = ("{}", "①{}", "{n}.{}", "{n}、{}", "（一）{}", "★{}", "{}*", "【{}】", "{}数", "{}情况", "A{n}{}",
          "本周{}情况", "{}（{m}）", "{n}.{}【{m}】", "{}开展情况")  # fmt: skip
_OTHERS = ("上周{}", "{}计划", "{}人次", "{}率", "下周计划{}", "应{}", "{}排名", "未{}", "{}（上周）", "{}目标数",
           "去年同期{}", "{}参加人数", "拟{}", "人均{}")  # fmt: skip
_MEASURES = {
    "集中学习": "场",
    "研讨交流": "次",
    "专题党课": "次",
    "实地调研": "次",
    "检视问题": "个",
    "办实事": "件",
}
_SO_FAR = ("累计", "累计数", "自启动以来累计")
_PART = (("第二部分：人员构成", "", "", ""), ("序号", "类别", "人数", ""), ("1", "党员", "30", ""), ("2", "群众", "12", ""))  # fmt: skip


def _week(draw: Random) -> int:
    return draw.randint(2, _LAST)


def _headed(draw: Random, heading: str, n: int) -> str:
    """A heading with signs, empty words or its measure around it."""
    form = draw.choice(_SIGNS)
    return form.format(heading, n=n, m=_MEASURES[heading]).replace("情况情况", "情况")


def signed_headings(draw: Random) -> Plan:
    """A row a unit under headings as people write them."""
    week, body = _week(draw), Body.of(draw)
    heads = [_headed(draw, h, n) for n, h in enumerate(body.headings, start=1)]
    unit = draw.choice(("★单位名称*", "单位名称", "（一）单位", "参学单位*"))
    title = f"{draw.choice(words.TITLES)}（第{week}周）"
    lines = [[title], [unit, *heads], *body.rows(draw), *words.footers(draw)]
    return Plan(tuple(map(tuple, lines)), body.truth(week))


def other_figures_beside(draw: Random) -> Plan:
    """A row a unit, with columns of other figures of the same quantities between the plain ones."""
    week, body = _week(draw), Body.of(draw)
    heads: list[str] = []
    for heading in body.headings:
        heads += draw.sample([f.format(heading) for f in _OTHERS], draw.randint(0, 2))
        heads.append(heading)
    rows = [
        [unit, *(str(body.figures[unit].get(h, draw.randint(61, 99))) for h in heads)]
        for unit in body.order
    ]
    title = f"{draw.choice(words.TITLES)}（第{week}周）"
    return Plan(tuple(map(tuple, [[title], ["单位名称", *heads], *rows])), body.truth(week))


def _indicators(
    draw: Random, body: Body, unit: str, heads: Sequence[str], so_far: int
) -> tuple[list[list[str]], dict[tuple[str, str], float]]:
    """Rows of one unit's indicators, and what they mean by unit and slot."""
    rows, truth = [], {}
    for n, heading in enumerate(body.headings, start=1):
        week = body.figures[unit][heading]
        label = _headed(draw, heading, n).replace("本周", "")
        rows.append([label, _MEASURES[heading], str(week), str(week + so_far)][: len(heads)])
        truth[unit, QUANTITIES[heading]] = float(week)
        truth[unit, QUANTITIES[heading] + CUMULATIVE] = float(week + so_far)
    return rows, truth


def _blocks(draw: Random, units: Iterable[str], body: Body, *, titled: str = "") -> Plan:
    """Blocks of indicators one below the other, each under the line that names its unit."""
    week = _week(draw)
    label, measure = draw.choice(("指标", "项目", "指标名称")), draw.choice(("计量单位", "单位"))
    heads = [label, measure, draw.choice(("本周", "本周数", "本期")), draw.choice(_SO_FAR)]
    name = draw.choice(("填报单位：", "填报机构：", "报送单位："))
    lines: list[list[str]] = [
        [f"{titled}{draw.choice(('主题教育情况统计表', '主题教育工作进展'))}（第{week}周）"]
    ]
    truth: dict[tuple[int, str, str], float] = {}
    for unit in units:
        rows, told = _indicators(draw, body, unit, heads, draw.randint(0, 40))
        lines += [] if titled else [[f"{name}{unit}"]]
        lines += [heads, *([["甲", "乙", "1", "2"]] if draw.random() < 0.3 else []), *rows]
        truth |= {(week, *key): value for key, value in told.items()}
    lines += map(list, _PART) if draw.random() < 0.3 else []
    return Plan(tuple(map(tuple, lines)), truth)


def one_unit(draw: Random) -> Plan:
    """One unit's indicators, the unit on a line or in the title."""
    body = Body.of(draw)
    unit = draw.choice(body.order)
    return _blocks(draw, [unit], body, titled=draw.choice(("", unit, f"云岭区{unit[1:]}" if unit[0] == "区" else unit)))  # fmt: skip


def units_below_units(draw: Random) -> Plan:
    """Several units' indicators one below the other."""
    body = Body.of(draw)
    return _blocks(draw, body.order, body)


def lines_by_weeks(draw: Random) -> Plan:
    """Units on a line an indicator, weeks across."""
    first, body = draw.randint(2, _LAST - 2), Body.of(draw)
    weeks = range(first, first + draw.randint(2, 3))
    shown = [_headed(draw, h, n).replace("本周", "") for n, h in enumerate(body.headings, start=1)]
    up = draw.choice(("^", ""))
    lines = [["各单位主题教育情况统计表"], ["单位", "指标", *(f"第{week}周" for week in weeks)]]
    truth: dict[tuple[int, str, str], float] = {}
    for unit in body.order:
        for n, heading in enumerate(body.headings):
            told = [body.figures[unit][heading] + 3 * at for at in range(len(weeks))]
            lines.append([up if n else unit, shown[n], *map(str, told)])
            truth |= {
                (week, unit, QUANTITIES[heading]): float(value)
                for week, value in zip(weeks, told, strict=True)
            }
    return Plan(tuple(map(tuple, lines)), truth)


def lines_of_parts(draw: Random) -> Plan:
    """Units with a line each for the week, since the launch, and what is planned."""
    week, body = _week(draw), Body.of(draw)
    parts = draw.sample(
        ("本周", draw.choice(("累计", "累计数")), draw.choice(("计划", "计划数"))), 3
    )
    lines = [[f"主题教育情况统计表（第{week}周）"], ["单位名称", "类别", *body.headings]]
    truth: dict[tuple[int, str, str], float] = {}
    for unit in body.order:
        for at, part in enumerate(parts):
            so_far = 100 * ("累计" in part) + 300 * ("计划" in part)
            told = {h: body.figures[unit][h] + so_far for h in body.headings}
            lines.append(["^" if at else unit, part, *map(str, told.values())])
            end = {"本": "", "累": CUMULATIVE}.get(part[0])
            if end is not None:
                truth |= {(week, unit, QUANTITIES[h] + end): float(v) for h, v in told.items()}
    return Plan(tuple(map(tuple, lines)), truth)


KINDS: dict[str, Kind] = {
    "signs in headings": signed_headings,
    "other figures beside": other_figures_beside,
    "one unit": one_unit,
    "units below units": units_below_units,
    "lines by weeks": lines_by_weeks,
    "lines of parts": lines_of_parts,
}
