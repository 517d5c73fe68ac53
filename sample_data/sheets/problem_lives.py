"""Problems from finding to closing, as a group's ledger tells of them again and again: a district,
a group and a week go in; the rows of the ledger then come out.

One group's lives hold what pages must find by laying versions side by side, or as a trace of a
mending on paper. Nothing in them follows from the weekly figures, but for one that names a figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from sample_data.sheets.ledger_rows import MEASURES, SOURCES, Row
from sample_data.sheets.sheets import Value
from sample_data.truth.organisations import Organisation
from sample_data.truth.truth import SampleDistrict

PLANTED_GROUP = 2
"""In whose ledger it is planted; by unit and number, with two states
that are rare by themselves:"""
PLANTED = {
    "R01": {(0, 1)}, "R02": {(1, 1)}, "R03": {(2, 1)}, "R04": {(3, 1)},
    "R05": {(0, 2), (1, 2), (2, 2)}, "R06": {(4, 1)}, "R07": {(10, n) for n in range(1, 6)},
    "R08": {(6, 1)}, "R09": {(7, 1)}, "R10": {(11, 1)}, "R12": {(9, 1)}, "R13": {(5, 2), (5, 3)},
    "退回": {(8, 1)}, "未启动": {(5, 1)},
}  # fmt: skip
_PER_UNIT, _MOST_UNITS = 5, 12
_OFFICE = "区主题教育办公室"
_ASPECTS = ("理论学习", "政治素质", "能力本领", "担当作为", "工作作风", "廉洁自律")
_NATURES = ("已经发现", "苗头倾向性", "新发现")
_FIELDS = (
    "乡村振兴", "经济发展", "项目建设", "生态环保", "深化改革", "民生保障", "社会稳定", "管党治党",
)  # fmt: skip
_THEMES = (
    "联系实际不够深入", "服务企业主动性不强", "重点任务推进不够快", "对下级党组织指导不经常",
    "文件流转时间偏长", "窗口等候时间较长", "制度修订不及时", "走访群众覆盖面不够",
)  # fmt: skip
_FIGURE, _AGAIN = "组织集中学习的次数偏少", "到基层调研督促不够"
_TERMS = {"立行立改": 21, "限期改": 42, "分阶段改": 70}


@dataclass(frozen=True)
class Life:
    """One problem: what its row always says, and the days on which it was found, done, verified,
    open again and left out; `dues` its terms, each moved on a day, `says` a progress that stays."""

    org: Organisation
    number: int
    words: Mapping[str, Value]
    found: date
    dues: tuple[tuple[date, date], ...]
    done: date | None = None
    checked: date | None = None
    undone: date | None = None
    dropped: date | None = None
    result: str = ""
    checked_by: str = _OFFICE
    says: str = ""
    again: str = "推进中"
    reworded: tuple[date, str] | None = None


def problem_rows(district: SampleDistrict, group: int, week: int) -> Iterator[Row]:
    """The rows of a group's ledger as it was sent in a week."""
    calendar = district.pack.calendar
    today, since = calendar.deadline(calendar.week(week)).date(), calendar.starts_on
    draw = Random(f"{district.seed}/problems/{group}")
    orgs = [org for org in district.orgs if org.group == group][:_MOST_UNITS]
    for at, org in enumerate(orgs):
        for number in range(1, _PER_UNIT + 1):
            life = drawn_life(org, number, since + timedelta(days=draw.randint(3, 70)), draw)
            if group == PLANTED_GROUP:
                life = _planted(life, at, since)
            if life.found <= today and (life.dropped is None or today < life.dropped):
                yield row_on(life, today)


def drawn_life(org: Organisation, number: int, found: date, draw: Random) -> Life:
    """A problem found on a day: most are done within their term, most of those verified."""
    theme, mode = draw.choice(_THEMES), draw.choice(tuple(_TERMS))
    done = found + timedelta(days=draw.randint(_TERMS[mode] // 2, _TERMS[mode] - 4))
    checked = done + timedelta(days=draw.randint(3, 10))
    ends = draw.random()
    return Life(
        org,
        number,
        _words(org, number, theme, mode, draw),
        found,
        ((found, found + timedelta(days=_TERMS[mode])),),
        done if ends < 0.85 else None,
        checked if ends < 0.75 else None,
        result=f"针对“{theme}”已落实措施，{org.name}建立第{number}项做法",
        says={0: "转办", 1: "基本完成"}.get(draw.randint(0, 14), ""),
    )


def _words(
    org: Organisation, number: int, theme: str, mode: str, draw: Random
) -> Mapping[str, Value]:
    return {
        "source": draw.choice(SOURCES),
        "aspect": draw.choice(_ASPECTS),
        "nature": draw.choice(_NATURES),
        "field": draw.choice(_FIELDS),
        "problem": f"{theme}（第{number}项，{org.name}）",
        "measures": draw.choice(MEASURES),
        "section": "办公室",
        "mode": mode,
        "stage_goal": "分两步完成，年底前见效" if mode == "分阶段改" else "建立长效做法",
    }


def _planted(life: Life, at: int, since: date) -> Life:
    """The same life with what must be found in it."""
    code = next((code for code, own in PLANTED.items() if (at, life.number) in own), "")
    if not code:
        return life
    day = [since + timedelta(days=n) for n in range(150)]
    early = {"found": day[5 + life.number], "dues": ((day[0], day[100]),), "says": ""}
    own = {**early, "done": day[38], "checked": day[50], **_changes(life, at, day)[code]}
    return replace(life, **own)


def _changes(life: Life, at: int, day: list[date]) -> Mapping[str, Mapping[str, Any]]:
    again = {"found": day[55], "dues": ((day[55], day[97]),), "done": None}
    return {
        "R01": {"dropped": day[60], "done": None},
        "R02": {"reworded": (day[60], "服务基层的主动性还要加强"), "done": None},
        "R03": {"dues": tuple((day[n], day[n + 60]) for n in (0, 50, 80)), "done": None},
        "R04": {"result": "已改"},
        "R05": {"result": "已经完成整改并建立长效工作机制", "done": day[40 + 3 * at]},
        "R06": {"found": day[38], "words": {**life.words, "mode": "分阶段改"}},
        "R07": {"done": day[45]},
        "R08": {"checked": None},
        "R09": {"undone": day[60], "checked": None},
        "R10": {"found": day[24], "done": day[30], "words": {**life.words, "problem": _FIGURE}},
        "R12": {"checked_by": life.org.name},
        "R13": {"words": {**life.words, "problem": _AGAIN}} | (again if life.number == 3 else {}),
        "退回": {"undone": day[60], "checked": None, "again": "退回重改"},
        "未启动": {"found": day[107], "dues": ((day[107], day[140]),), "done": None},
    }


def row_on(life: Life, today: date) -> Row:
    """The row as the ledger says it on a day."""
    is_done = life.done is not None and life.done <= today
    is_done = is_done and not life.says and (life.undone is None or today < life.undone)
    is_closed = is_done and life.checked is not None and life.checked <= today
    is_later = life.reworded is not None and life.reworded[0] <= today
    is_again = life.undone is not None and life.undone <= today
    began = "未启动" if (today - life.found).days < 7 else life.again if is_again else "推进中"
    return {
        "number": life.number,
        "unit": life.org.name,
        **life.words,
        **({"problem": life.reworded[1]} if life.reworded and is_later else {}),
        "found_on": life.found,
        "due": [due for since, due in life.dues if since <= today][-1],
        "progress": life.says or ("销号" if is_closed else "已完成" if is_done else began),
        "done_on": life.done if is_done else None,
        "result": life.result if is_done else "",
        "checked_by": life.checked_by if is_closed else "",
        "check_result": "通过" if is_closed else "",
        "checked_on": life.checked if is_closed else None,
        "is_closed": "是" if is_closed else "否",
    }
