"""Reminders (催报): what is known at a cut goes in; one paper a guidance group with units whose
report is not in comes out."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pandas as pd

from campaign import Place, place_words
from exports.papers.front import front, signed
from exports.papers.known import Known
from exports.papers.paper import Field, Paper, Passage, Section, Table
from measures import Arrival, arrivals

_OPEN = (Arrival.MISSING, Arrival.HELD)


def reminders(known: Known) -> tuple[Paper, ...]:
    """A paper a group, in the pack's order; a report that came and was held is asked for too."""
    rows = arrivals(known.panel, known.pack, week=known.cut.week.number)
    waiting = rows[rows["state"].isin([str(state) for state in _OPEN])]
    return tuple(
        _reminder(known, group.id, own)
        for group in known.pack.groups
        for own in [waiting[waiting["group_id"] == group.id]]
        if len(own)
    )


def _reminder(known: Known, group_id: str, rows: pd.DataFrame) -> Paper:
    words, district = known.words, known.panel.district
    group = place_words(Place("group", group_id), known.pack, words)
    title = words.text("paper.reminders.title", group=group)
    sections = {
        "front": front(district, known.cut, words, title=(title,)),
        "to": Section((words.text("paper.reminders.to", group=group),)),
        "opening": Section(body=_opening(known, group_id, len(rows))),
        "units": Section((words.text("paper.reminders.units"),), tables=(_table(known, rows),)),
        "signed": signed(known, district.name, known.cut.frozen_at),
    }
    return Paper("reminders", title, known.cut, sections)


def _opening(known: Known, group_id: str, n: int) -> tuple[Passage, ...]:
    """What was due and is not in, between the district's own words."""
    words, calendar = known.words, known.panel.district.calendar
    at = calendar.deadline(known.cut.week).astimezone(ZoneInfo(calendar.zone))
    deadline = Field("deadline", f"{words.full_date(at.date())} {at:%H:%M}", at.isoformat())
    week = Field("week", words.week(known.cut.week), known.cut.week.iso)
    open_ = known.field(f"reporting/{group_id}/open", n)
    said = known.said("paper.reminders.opening", week=week, deadline=deadline, n=open_)
    own = {place: (words.label(text),) for place, text in known.pack.reminders.items()}
    before, after = ([own[place]] if place in own else [] for place in ("before", "after"))
    return (*before, said, *after)


def _table(known: Known, rows: pd.DataFrame) -> Table:
    words = known.words
    return Table(
        tuple((words.text(f"paper.reminders.column.{name}"),) for name in ("unit", "state")),
        tuple(
            (
                (Field(f"reporting/{row['unit_id']}", row["name"], row["name"]),),
                (words.text(f"paper.reminders.state.{row['state']}"),),
            )
            for row in rows.to_dict("records")
        ),
    )
