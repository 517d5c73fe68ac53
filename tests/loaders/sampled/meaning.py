"""Kinds of sheets by what their figures are of: which words stand where, and what that means."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from campaign import CUMULATIVE
from tests.loaders.sampled import furniture as words
from tests.loaders.sampled.plan import CALENDAR, Body, Kind, Plan

_LAST = CALENDAR.n_weeks - 2


def _week(draw: Random) -> int:
    return draw.randint(2, _LAST)


def _lines(
    draw: Random,
    title: str,
    body: list[list[str]],
    *,
    said: str = "",
    place: str = "line",
) -> tuple[tuple[str, ...], ...]:
    """A sheet with some words in their place: in the title, on a line above, beside the sender, or
    below the table."""
    beside = [*words.sender(draw)] or ["填报单位：第二指导组"]
    above = [[f"{title}（{said}）" if place == "title" else title]]
    if place == "beside":
        above.append([beside[0], "", said])
    elif draw.random() < 0.6:
        above.append(beside)
    if place == "line":
        above.insert(draw.randint(1, len(above)), [said])
    below = [[f"注：{said}"]] if place == "below" else []
    return tuple(map(tuple, [*above, *body, *below, *words.footers(draw)]))


def _bare(draw: Random) -> tuple[Body, list[list[str]]]:
    body = Body.of(draw)
    unit = draw.choice(("单位名称", "单位", "参学单位"))
    return body, [[unit, *body.headings], *body.rows(draw)]


def _place(draw: Random) -> str:
    return draw.choice(("line", "title", "beside", "below"))


def _marked(draw: Random, week: int, title: str) -> tuple[str, str, str]:
    """A title, sheet's name and file's name, one of which names the week."""
    mark = words.week_mark(draw, week)
    where = draw.choice(("title", "title", "sheet", "file"))
    plain = mark.replace("/", ".")
    return (
        f"{title}（{mark}）" if where == "title" else title,
        plain if where == "sheet" else draw.choice(("周报", "Sheet1", "汇总")),
        f"{plain}周报" if where == "file" else draw.choice(("周报", "第二指导组", "汇总表")),
    )


def _of_week(said: Callable[[Random, int], str]) -> Kind:
    """A weekly sheet with words beside it that change nothing."""

    def kind(draw: Random) -> Plan:
        week = _week(draw)
        body, drawn = _bare(draw)
        title, sheet, file = _marked(draw, week, draw.choice(words.TITLES + words.WEEKLY_TITLES))
        lines = _lines(draw, title, drawn, said=said(draw, week), place=_place(draw))
        return Plan(lines, body.truth(week), sheet=sheet, file=file, at=draw.choice(("A1", "B2")))

    return kind


def told_since_launch(draw: Random) -> Plan:
    """Words of the figures where nothing says week: they decide."""
    week = _week(draw)
    body, drawn = _bare(draw)
    said = words.since_launch(draw, week)
    lines = _lines(draw, draw.choice(words.TITLES), drawn, said=said, place=_place(draw))
    truth = body.truth(week, end=CUMULATIVE)
    return Plan(lines, truth, sheet="Sheet1", file="汇总表", week=week)


def two_readings(draw: Random) -> Plan:
    """Words of the figures and a word of week: nothing may be stored."""
    week = _week(draw)
    _, drawn = _bare(draw)
    title, sheet, file = _marked(draw, week, draw.choice(words.TITLES))
    said = words.since_launch(draw, week)
    if draw.random() < 0.3:
        title, sheet, file = f"{title}（{words.this_week(draw)}）", "Sheet1", "汇总表"
    lines = _lines(draw, title, drawn, said=said, place=_place(draw))
    return Plan(lines, None, is_clear=False, sheet=sheet, file=file, week=draw.choice((None, week)))


def headings_say(draw: Random) -> Plan:
    """Headings that say 本周 and 累计 are read as they say, whatever stands around."""
    week = _week(draw)
    body = Body.of(draw)
    total = {
        u: {h: v + draw.randint(0, 40) for h, v in row.items()} for u, row in body.figures.items()
    }
    style = draw.choice(("{p}{h}", "{h}（{p}）", "{h}{p}"))
    heads = [style.format(p=p, h=h) for h in body.headings for p in ("本周", "累计")]
    rows = [
        [u, *(str(v) for h in body.headings for v in (body.figures[u][h], total[u][h]))]
        for u in body.order
    ]
    title, sheet, file = _marked(draw, week, draw.choice((*words.TITLES, "本周及累计情况统计表")))
    said = draw.choice((words.since_launch, words.deadline, words.collected))(draw, week)
    lines = _lines(draw, title, [["单位名称", *heads], *rows], said=said, place=_place(draw))
    since = Body(body.headings, total, body.order).truth(week, end=CUMULATIVE)
    return Plan(lines, {**body.truth(week), **since}, sheet=sheet, file=file)


def _listed(draw: Random, n_weeks: int) -> tuple[list[int], Body, list[list[str]], dict]:  # type: ignore[type-arg]
    first = draw.randint(2, _LAST - n_weeks)
    weeks = list(range(first, first + n_weeks))
    body = Body.of(draw, n_units=draw.randint(2, 4))
    heading = draw.choice(("周次", "所属周", "报告周次", "统计周次", "第几周"))
    is_day = draw.random() < 0.3
    if is_day:
        heading = draw.choice(("活动日期", "开展日期", "学习日期", "会议日期"))
    style = draw.choice(("第{}周", "{}周", "{}", "'{}"))
    rows, truth = [], {}
    for week in weeks:
        figures = {u: {h: draw.randint(1, 60) for h in body.headings} for u in body.order}
        of_week = Body(body.headings, figures, body.order)
        truth.update(of_week.truth(week))
        for unit in body.order:
            told = style.format(week)
            if is_day:
                told = words.near(draw, week, range(5)).isoformat()
            rows.append([told, unit, *(str(figures[unit][h]) for h in body.headings)])
    if draw.random() < 0.3:
        draw.shuffle(rows)
    return weeks, body, [[heading, "单位名称", *body.headings], *rows], truth


def listed_weeks(draw: Random) -> Plan:
    """Rows that name their week, under a title that names none, one, or a span that holds all."""
    weeks, _, drawn, truth = _listed(draw, draw.randint(1, 3))
    span = f"第{weeks[0] - 1}—{weeks[-1] + 1}周"
    mark = draw.choice(("", words.week_mark(draw, draw.choice(weeks)), span))
    title = draw.choice(words.TITLES) + (f"（{mark}）" if mark else "")
    hidden = range(3, 3 + draw.randint(0, len(drawn) - 2)) if draw.random() < 0.3 else ()
    lines = tuple(map(tuple, [[title], *drawn, *words.footers(draw)]))
    week = draw.choice((None, None, weeks[0]))
    return Plan(lines, truth, sheet="Sheet1", file="汇总表", hidden_rows=hidden, week=week)


def listed_against(draw: Random) -> Plan:
    """A title, name or choice of another week than any of the rows: nothing may be stored."""
    weeks, _, drawn, _ = _listed(draw, draw.randint(1, 3))
    other = draw.choice([w for w in range(1, CALENDAR.n_weeks + 1) if w not in weeks])
    mark, where = words.week_mark(draw, other), draw.choice(("title", "sheet", "file", "chosen"))
    title = draw.choice(words.TITLES) + (f"（{mark}）" if where == "title" else "")
    return Plan(
        tuple(map(tuple, [[title], *drawn])),
        None,
        is_clear=False,
        sheet=mark if where == "sheet" else "Sheet1",
        file=mark if where == "file" else "汇总表",
        week=other if where == "chosen" else None,
    )


def chosen_against(draw: Random) -> Plan:
    """A week chosen beforehand against the one the sheet names: nothing may be stored."""
    week = _week(draw)
    _, drawn = _bare(draw)
    title, sheet, file = _marked(draw, week, draw.choice(words.TITLES))
    other = draw.choice([w for w in range(1, CALENDAR.n_weeks + 1) if w != week])
    lines = _lines(draw, title, drawn, said=words.deadline(draw, week), place=_place(draw))
    return Plan(lines, None, is_clear=False, sheet=sheet, file=file, week=other)


def deadline_alone(draw: Random) -> Plan:
    """A deadline on a sheet that names no week tells none."""
    _, drawn = _bare(draw)
    said = words.deadline(draw, _week(draw))
    lines = _lines(draw, draw.choice(words.TITLES), drawn, said=said, place=_place(draw))
    return Plan(lines, None, is_clear=False, sheet="Sheet1", file="汇总表")


KINDS: dict[str, Kind] = {
    "deadline": _of_week(words.deadline),
    "day of collecting": _of_week(words.collected),
    "bare cut-off": _of_week(words.cut_off),
    "this week": _of_week(lambda draw, _: words.this_week(draw)),
    "since the launch": told_since_launch,
    "two readings": two_readings,
    "headings say which": headings_say,
    "weeks in rows": listed_weeks,
    "rows against a title": listed_against,
    "choice against a title": chosen_against,
    "deadline, no week": deadline_alone,
}
