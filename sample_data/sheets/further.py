"""What organisations say beyond the core of the weekly sheet: their truth and a week go in; answers
by quantity come out. A third of the senders keep such columns; nobody must fill them in.

The draws are their own, so that nothing else of the district depends on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from random import Random

from campaign import CampaignPack, Kind, Quantity
from sample_data.sheets.layouts import Layout
from sample_data.sheets.sheets import Value
from sample_data.truth.activity import BUSY_WEEKS, Activity
from sample_data.truth.organisations import Organisation

N_TOPICS = 8
"""Topics of the campaign's list: a discussion takes one, in the list's order."""
_WHOLE = 10
"""With so many speakers it goes through the whole list."""
_TEAM = (7, 15)
"""How many attend a reading class."""
_CONTENT = 6
"""Titles of the required reading; one more every other week."""
Answers = Mapping[str, float | str]


def answers(
    org: Organisation, did: Activity, *, week: int, seed: int, pack: CampaignPack
) -> Answers:
    """What the organisation would say in a week with a reading class or discussions; nothing of
    what it is not asked for."""
    days = did.in_week("reading_class_days", week) or 0
    talks = did.in_week("discussion_session_count", week) or 0
    if not days and not talks:
        return {}
    draw = Random(f"{seed}/further/{org.name}/{week}")
    found = _of_any_week(draw, week)
    if days:
        team = Random(f"{seed}/team/{org.name}").randint(*_TEAM) * max(1, ceil(days))
        missed = draw.choice((0, 0, 0, 1, 2))
        found |= {"reading_class_due": team, "reading_class_attended": team - missed}
    if talks:
        first = int((did.until("discussion_session_count", week) or 1) - 1) % N_TOPICS
        is_whole = (did.in_week("discussion_speaker_count", week) or 0) >= _WHOLE * talks
        topics = range(N_TOPICS)
        found |= {f"discussion_topic_{n + 1:02}": int(is_whole or n == first) for n in topics}
    asked = {q.id for q in pack.further if org.type_id in q.owed_by}
    return {id_: value for id_, value in found.items() if id_ in asked}


def _of_any_week(draw: Random, week: int) -> dict[str, float | str]:
    found: dict[str, float | str] = {
        "action_prescribed": 1,
        "action_optional": int(draw.random() < 0.3),
        "study_lead_count": draw.choice((0, 1, 1, 2)),
        "study_self_arranged": int(draw.random() < 0.8),
        "study_content_covered": min(_CONTENT, 1 + week // 2),
        "measure_count": draw.choice((0, 0, 1, 2)),
        "rules_made_count": int(draw.random() < 0.2),
    }
    if week in BUSY_WEEKS:
        found["flex_study_mode"] = draw.choice(("off_peak", "within_meeting", "to_the_door"))
    return found


def is_number(quantity: Quantity) -> bool:
    """Whether a total row adds the column up."""
    return quantity.kind in (Kind.COUNT, Kind.DAYS)


def written(said: Answers, layout: Layout, pack: CampaignPack) -> dict[str, Value]:
    """The answers as they stand in the cells; what the sender has no column for is left out."""
    cells: dict[str, Value] = {}
    for quantity in pack.further if layout.with_further else ():
        value = said.get(quantity.id)
        if value is None:
            cells[quantity.id] = None
        elif quantity.kind is Kind.CHOICE:
            cells[quantity.id] = next(o.label.zh for o in quantity.options if o.id == value)
        elif quantity.kind is Kind.TICK:
            cells[quantity.id] = "√" if value else "×"
        else:
            cells[quantity.id] = value
    return cells
