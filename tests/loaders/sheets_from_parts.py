"""A seed goes in; a sheet as offices make them comes out, drawn, with the plan it was made from.

Furniture × headings × columns below them × footers × layouts: the truth is the plan, whatever the
sheet looks like.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.loaders.drawn import ROSTER

QUANTITIES = {
    "study_session_count": "集中学习",
    "discussion_session_count": "研讨交流",
    "discussion_speaker_count": "交流发言",
    "party_lecture_count": "专题党课",
    "problem_found_count": "检视问题",
    "livelihood_done_count": "办实事",
}
SESSIONS = ("study_session_count", "discussion_session_count", "party_lecture_count")
"""Those that 场次 may measure."""
PARTS = {
    "sessions": (("场次", "人次"), 0),
    "change": (("上周", "本周", "增减"), 1),
    "plan": (("计划", "完成", "完成率"), 1),
    "owed": (("应开展", "已开展"), 1),
    "time": (("本周", "本月", "本年"), 0),
    "whole": (("总数", "线上", "线下"), 0),
    "unclear": (("线上", "线下"), -1),
}
"""The columns below a quantity, and which of them is the figure of the week; -1 where none says."""
FOOTERS = (
    ("填表人：钱七", "", "审核人：赵六"),
    ("填报科室：综合科", "", "审核：钱七"),
    ("", "", "2023年10月20日"),
    ("审核意见：同意上报", "", "", "钱七"),
    ("编制", "", "", "日期"),
    ("注：集中学习含线上2场。",),
    ("单位负责人签字：", "", "张三丰"),
    ("", "区教育局办公室", "", "2023年10月20日"),
    ("制表：赵六", "", "", "2023年10月20日"),
    ("主要领导（签字）：", "", "张三丰"),
    ("说明：1.按周填报；2.没有请填0。",),
    ("（盖章）", "", "  年  月  日"),
    ("联系人：赵六", "", "电话：", "0911-2345678"),
)
ABOVE = (
    ("填报单位：第二指导组", "", "填报时间：2023年10月20日"),
    ("填报部门：综合科", "", "填报人：", "钱七"),
    ("", "", "单位：场次、人次、个"),
    ("附件1",),
)
"""What may stand between the title and the headings."""
PARTS_NAMED = (
    *(
        "（其中）国库中心",
        "其中，局机关",
        "【其中】老干部支部",
        "含：下属站所",
        "内：机关支部",
        "#服务中心",
    ),
    *("包括：二级单位", "（含直属队）", "其中 女干部"),
)
"""Lines of a part of the unit above, which are no rows of their own."""
UNITS = tuple(
    unit.name for unit in ROSTER.units if unit.group_id in ("g02", "g03") and not unit.code
)


@dataclass(frozen=True)
class Sample:
    """A drawn sheet; `plan` gives by unit and slot what it says, empty where it cannot be read
    without a question; `kinds` name what is special about it."""

    drawing: str
    plan: dict[str, dict[str, int]]
    kinds: frozenset[str]


@dataclass(frozen=True)
class _Column:
    slot: str
    heading: str
    parts: tuple[str, ...]
    at: int


def sample(seed: int) -> Sample:
    """The sheet of one seed."""
    draw = Random(seed)
    columns = _columns(draw)
    kinds = {f"parts {name}" for c in columns for name, (p, _) in PARTS.items() if p == c.parts}
    units = draw.sample(UNITS, draw.randint(3, len(UNITS)))
    figures = {u: [[draw.randint(0, 30) for _ in c.parts or (0,)] for c in columns] for u in units}
    lead, names = _lead(draw, kinds)
    head = _head(draw, columns, lead, kinds)
    body = _body(draw, units, figures, names, kinds)
    plan = {
        unit: {c.slot: told[c.at] for c, told in zip(columns, figures[unit], strict=True)}
        for unit in units
    }
    is_unclear = any(c.at < 0 or not c.heading for c in columns)
    width = len(head[0])
    title = ["云岭区主题教育周报表（第3周）", *["<"] * (width - 1)]
    above = [list(line) for line in draw.sample(ABOVE, draw.randint(0, 2))]
    rows = [
        title,
        *above,
        *head,
        *_below_head(draw, columns, names, kinds),
        *body,
        *_footers(draw, kinds),
    ]
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
    return Sample("\n".join(lines), {} if is_unclear else plan, frozenset(kinds))


def _columns(draw: Random) -> list[_Column]:
    slots = draw.sample(list(QUANTITIES), draw.randint(2, 4))
    found = []
    for slot in slots:
        named = draw.choice([None, None, None, *PARTS])
        parts, at = PARTS[named] if named else ((), 0)
        if "场次" in parts and slot not in SESSIONS:
            parts, at = (), 0
        heading = "" if not parts and found and draw.random() < 0.05 else QUANTITIES[slot]
        found.append(_Column(slot, heading, parts, at))
    return found


def _lead(draw: Random, kinds: set[str]) -> tuple[list[str], list[str]]:
    """The headings of the leading columns, and what each holds: number, category, name."""
    form = draw.choice(["name", "number", "category", "both", "blank", "number over", "over"])
    kinds.add(f"lead {form}")
    told = {
        "name": (["单位名称"], ["name"]),
        "number": (["序号", "单位名称"], ["number", "name"]),
        "category": (["类别", "单位名称"], ["category", "name"]),
        "both": (["序号", "类别", "单位"], ["number", "category", "name"]),
        "blank": (["序号", ""], ["number", "name"]),
        "number over": (["单位名称", "<"], ["number", "name"]),
        "over": (["单位", "<"], ["category", "name"]),
    }
    return told[form]


def _head(
    draw: Random, columns: list[_Column], lead: list[str], kinds: set[str]
) -> list[list[str]]:
    """One row of headings, or two where a quantity has columns below it, merged or not."""
    if not any(c.parts for c in columns):
        kinds.update("blank heading" for c in columns if not c.heading)
        heads = [*lead, *(c.heading for c in columns)]
        # over a measure a blank heading may as well be a lost merge: nobody can say
        has_measures = draw.random() < 0.2 and all(c.heading for c in columns)
        return [heads, *([_measures(columns, lead)] if has_measures else [])]
    merged = draw.random() < 0.7 or "<" in lead
    kinds.add("merged" if merged else "merges lost")
    across, down = ("<", "^") if merged else ("", "")
    upper, lower = list(lead), [down if text != "<" else "^" for text in lead]
    for column in columns:
        upper += [column.heading, *[across] * (len(column.parts) - 1)]
        lower += column.parts or (down,)
    return [upper, lower]


def _measures(columns: list[_Column], lead: list[str]) -> list[str]:
    """The row that says what the quantities are counted in."""
    words = {"discussion_speaker_count": "人次", "problem_found_count": "个"}
    words["livelihood_done_count"] = "件"
    return [*[""] * len(lead), *(words.get(c.slot, "场次") for c in columns)]


def _below_head(
    draw: Random, columns: list[_Column], names: list[str], kinds: set[str]
) -> list[list[str]]:
    width = sum(len(c.parts) or 1 for c in columns)
    kind = draw.choice(["", "", "", "numbers", "instruction", "sample"])
    if kind:
        kinds.add(kind)
    lead = {"number": "1", "category": "机关", "name": "某某局"}
    if kind == "numbers":
        return [["甲", *"乙丙丁"[: len(names) - 1], *map(str, range(1, width + 1))]]
    if kind == "instruction":
        return [[*["请填写" for _ in names], *["填整数"] * width]]
    if kind == "sample":
        return [["示例", *(lead[name] for name in names[1:]), *["3"] * width]]
    return []


def _body(
    draw: Random,
    units: list[str],
    figures: dict[str, list[list[int]]],
    names: list[str],
    kinds: set[str],
) -> list[list[str]]:
    """The rows of units, with notes and blanks between and totals of a block and of all."""
    half, rows = len(units) // 2, []
    has_totals = draw.random() < 0.5
    is_merged = draw.random() < 0.5 and "category" in names
    kinds.update({"merged category"} if is_merged else ())
    for at, unit in enumerate(units):
        if at == half and draw.random() < 0.3 and half:
            kinds.add("note between")
            rows.append([*[""] * (len(names) - 1), "（以下为镇街和学校）"])
        named = _named(names, at + 1, half, unit)
        if is_merged and at not in (0, half):
            named = ["^" if told in ("机关", "镇街") else told for told in named]
        rows.append([*named, *_flat(figures[unit])])
        if draw.random() < 0.1:
            kinds.add("part line")
            parts = [str(draw.randint(0, int(whole))) for whole in rows[-1][len(names) :]]
            rows.append([*[""] * (len(names) - 1), draw.choice(PARTS_NAMED), *parts])
    if has_totals:
        kinds.add("totals")
        block = [_flat(figures[unit]) for unit in units[half:]]
        rows.append([*[""] * (len(names) - 1), "小计", *_summed(block)])
        rows.append(
            [*[""] * (len(names) - 1), "合计", *_summed([_flat(f) for f in figures.values()])]
        )
    if draw.random() < 0.2:
        rows.append([""])
    return rows


def _named(names: list[str], number: int, half: int, unit: str) -> list[str]:
    told = {"number": str(number), "name": unit, "category": "机关" if number <= half else "镇街"}
    return [told[name] for name in names]


def _flat(figures: list[list[int]]) -> list[str]:
    return [str(number) for column in figures for number in column]


def _summed(rows: list[list[str]]) -> list[str]:
    return [str(sum(map(int, column))) for column in zip(*rows, strict=True)]


def _footers(draw: Random, kinds: set[str]) -> list[list[str]]:
    chosen = draw.sample(FOOTERS, draw.randint(0, 3))
    if chosen:
        kinds.add("footers")
    return [list(line) for line in chosen]
