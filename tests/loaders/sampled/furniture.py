"""The words around a table, put together from parts: days, weeks, deadlines, cut-offs, words of the
figures. Each function draws one wording of its kind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from tests.loaders.sampled.plan import CALENDAR

_NUMERALS = "零一二三四五六七八九十"
TITLES = (
    "主题教育工作进展情况统计表", "主题教育开展情况汇总表", "云岭区主题教育情况统计表", "各单位工作情况统计表",
    "主题教育工作进展调度表", "主题教育有关情况一览表",
)  # fmt: skip
WEEKLY_TITLES = ("主题教育周报表", "云岭区主题教育工作进展情况周报", "主题教育每周调度表")


def day(draw: Random, when: date) -> str:
    """A day as people write it."""
    forms = ("{m}月{d}日", "{y}年{m}月{d}日", "{m}月{d}日", "{y}.{m}.{d}", "{m}.{d}")
    return draw.choice(forms[:4]).format(y=when.year, m=when.month, d=when.day)


def near(draw: Random, week: int, days: Sequence[int]) -> date:
    """A day so many days after the week's first."""
    return CALENDAR.week(week).starts_on + timedelta(days=draw.choice(days))


def numeral(number: int) -> str:
    """Up to nineteen in Chinese."""
    return _NUMERALS[number] if number <= 10 else f"十{_NUMERALS[number - 10]}"


def week_mark(draw: Random, week: int) -> str:
    """Words that name a week: its number or its seven days."""
    first, last = CALENDAR.week(week).starts_on, CALENDAR.week(week).ends_on
    days = f"{first.month}月{first.day}日—{last.month}月{last.day}日"
    short = f"{first.month}.{first.day}-{last.month}.{last.day}"
    return draw.choice(
        (f"第{week}周", f"第{numeral(week)}周", f"第 {week} 周", days, short, f"第{week}周，{days}",
         f"{first.year}年{days}", f"第{week}周（{short}）", f"{days.replace('—', '至')}",
         f"{first.month}月{first.day}日-{last.day}日" if first.month == last.month else days)
    )  # fmt: skip


def _hour(draw: Random) -> str:
    return draw.choice(("", "", "12:00", "17时", "下午5点", "18:00", "下班", "中午12时", "24时"))


def _when(draw: Random, week: int) -> str:
    """A day by which something is due, in this week or one of the next."""
    weekday = draw.choice("一二三四五六日")
    by_day = day(draw, near(draw, week, range(-3, 16)))
    beside = f"（周{weekday}）" if draw.random() < 0.2 else ""
    spoken = draw.choice(("每周", "本周", "下周", "每个星期")) + weekday
    numbered = f"第{min(week + 1, CALENDAR.n_weeks)}周周{weekday}"
    return draw.choice((by_day + beside, by_day, spoken, numbered)) + _hour(draw)


def deadline(draw: Random, week: int) -> str:
    """By when the sheet is to be sent."""
    when = _when(draw, week)
    asked = draw.choice(("请于", "请各单位于", "务必于", "须于", "于", "请在", "应于", "限"))
    sent = draw.choice(
        ("前报送", "前上报", "之前提交", "前报综合组", "前反馈", "前报主题办", "前填报")
    )
    label = draw.choice(
        (
            "报送截止时间",
            "截止时间",
            "上报截止日期",
            "填报截止",
            "截止日期",
            "材料报送截止时间",
            "报表截止时间",
            "反馈截止时间",
        )
    )
    mark = draw.choice(("：", ":", "为", "： "))
    ended = f"截止{draw.choice(('上报', '报送'))}时间"
    dated = day(draw, near(draw, week, range(-3, 16)))
    bare = draw.choice(
        (f"报送截止{dated}{_hour(draw)}", f"截止{dated}上报", f"上报截止到{dated}", f"{dated}截止",
         f"截至{dated}未报送的单位将予提醒", f"截止{dated}{_hour(draw)}前报送", f"填报截止于{dated}")
    )  # fmt: skip
    other = (
        "本表每周五报送", "报送时限：每周四下班前", "报表时间：每周五", "收表截止：11月24日", "截至11月24日未报送的单位将予提醒",
        "11月24日18时停止填报", "以11月24日12时为截止时间", "截止到11月24日18点前报", "上报时间截止到每周五", "每周五前报，过时不候",
        "11月24日12:00截止报送", "11月24日（星期五）12:00截止",
    )  # fmt: skip
    return draw.choice(
        (f"{asked}{when}{sent}", f"{label}{mark}{when}", f"{label}{mark}{when}前", f"{ended}：{when}",
         f"{asked}{when}{sent}，逾期视为未报", f"注：{asked}{when}{sent}", draw.choice(other), bare, bare)
    )  # fmt: skip


def collected(draw: Random, week: int) -> str:
    """Up to when the figures were collected, or when the sheet was filled in."""
    when = day(draw, near(draw, week, range(4, 7)))
    hour = draw.choice(("", "", "24时", "17:00", "12时"))
    of = draw.choice(
        ("数据", "以上数据", "统计数据", "信息", "汇总数据", "表中数据", "统计时间：", "数据采集")
    )
    until = draw.choice(("截至", "截止", "均截至", "截止到" if of != "统计时间：" else "截至"))
    filled = draw.choice(("填报时间", "填报日期", "填表时间", "上报日期", "报送时间"))
    return draw.choice(
        (f"{of}{until}{when}{hour}", f"注：{of}{until}{when}{hour}", f"{filled}：{when}")
    )


def cut_off(draw: Random, week: int) -> str:
    """A bare 截至 with a day of the week."""
    return draw.choice(("截至", "截止", "截止到")) + day(draw, near(draw, week, range(2, 7)))


def since_launch(draw: Random, week: int) -> str:
    """Words that say the figures are since the launch."""
    when = day(draw, near(draw, week, range(2, 7)))
    return draw.choice(
        ("以下均为累计数", f"截至{when}累计", "截至目前", "主题教育开展以来", "自启动以来", "累计情况", "启动至今",
         "填累计数", "本表数据为累计数", "累积完成情况", f"（截至{when}，累计数）", "迄今完成数",
         "自主题教育启动之日起统计", "以下数据为启动以来累计", "到目前为止", f"自启动至{when}", f"10月2日起至{when}止",
         f"从开展到{when}的情况", "（累 计）", "启动后累计", "填启动以来总数", "历次累计", "含以前各周，累计填报")
    )  # fmt: skip


def this_week(draw: Random) -> str:
    """Words that say the figures are this week's."""
    return draw.choice(
        ("本周情况", "当周数据", "填本周数", "本期完成情况", "以下为本周数", "一周工作情况")
    )


def footers(draw: Random) -> list[list[str]]:
    """Signatures as people put them; no name is anybody's."""
    return draw.choice(
        (
            [],
            [],
            [["填表人：某某"]],
            [["填表人：某某", "审核人：某某"]],
            [[""], ["单位负责人（签字）："]],
        )
    )


def sender(draw: Random) -> list[str]:
    """The line that says who reports."""
    return draw.choice((["填报单位：第二指导组"], ["填报单位：第二指导组", "", "单位：场次"], []))
