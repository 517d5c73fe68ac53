"""What a group types into its log: visits and a layout go in; rows of cells by field come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from campaign import CampaignPack
from sample_data.sheets.log_layouts import DayHabit, LogLayout
from sample_data.sheets.sheets import Value
from sample_data.truth.guiding import Visit

LogRow = Mapping[str, Value]

_WEEKDAYS = "一二三四五六日"
_SUMMARIES = (
    "学习计划未细化到支部",
    "研讨发言联系实际不够",
    "学习记录不完整",
    "调研选题与本单位工作结合不紧",
    "问题清单未明确完成时限",
    "整改措施不够具体",
)


def log_rows(visits: Sequence[Visit], layout: LogLayout, pack: CampaignPack) -> list[LogRow]:
    """One row a visit, with what stands in each field, whether or not the layout has its column."""
    words = _words(pack) | dict(layout.words)
    return [_row(visit, layout, pack, words) for visit in visits]


def _words(pack: CampaignPack) -> dict[str, str]:
    """How the pack writes each method and workstream."""
    fields = ("guidance_log.method", "guidance_log.stream")
    return {option.id: option.label.zh for name in fields for option in pack.choices[name]}


def _row(
    visit: Visit, layout: LogLayout, pack: CampaignPack, words: Mapping[str, str]
) -> dict[str, Value]:
    summary = _SUMMARIES[(visit.day.toordinal() + visit.problems) % len(_SUMMARIES)]
    return {
        "day": typed_day(visit.day, layout.day),
        "group": pack.groups[visit.group - 1].label.zh,
        "unit": visit.unit,
        "method": "、".join(words[method] for method in visit.methods),
        "stream": "、".join(words[stream] for stream in _as_written(visit.streams, layout)),
        "problem_found": visit.problems or layout.zero,
        "problem_summary": summary if visit.problems else None,
        "advice_given": visit.advice or layout.zero,
        "solved_on_site": visit.solved or layout.zero,
        "is_revisit": layout.yes_no[not visit.is_revisit] or None,
        "checked_claimed": visit.claimed,
        "checked_verified": visit.verified,
        "note": None,
    }


def _as_written(streams: Sequence[str], layout: LogLayout) -> Sequence[str]:
    """The workstreams; both of one pair in the one word that the group has for them."""
    pair = "review+rectify"
    if pair in layout.words and {"review", "rectify"} <= set(streams):
        return [*(s for s in streams if s not in ("review", "rectify")), pair]
    return streams


def typed_day(day: date, habit: DayHabit) -> Value:
    """A day as this group types it."""
    short = f"{day.month}月{day.day}日"
    spellings: Mapping[DayHabit, Value] = {
        "date": day,
        "full": f"{day.year}年{short}",
        "short": short,
        "dots": f"{day.year}.{day.month}.{day.day}",
        "short_dots": f"{day.month}.{day.day}",
        "slashes": f"{day.year}/{day.month}/{day.day}",
        "iso": day.isoformat(),
        "digits": f"{day:%Y%m%d}",
        "day": f"{day.year}年{short}（星期{_WEEKDAYS[day.weekday()]}）",
    }
    return spellings[habit]
