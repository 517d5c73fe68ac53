"""Research topics: ENTRIES and VERSIONS go in; one line a topic, and what the topics of a place add
up to, come out (docs/design.md §8.23).

A topic goes from being chosen over visits and a report to its results put to use. No column says
when a report was made: it was there by the day on which a version first told of it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from campaign import CampaignPack, FieldRole, Form, FormRole, OptionRole, Panel
from measures.counting import members_at, shape
from measures.registers.counts import parts
from measures.registers.histories import LineName, line_of
from measures.registers.problems import with_senders
from measures.registers.told import Line, Told, told_lines

_COUNTS = {
    "visits": FieldRole.VISITS,
    "found": FieldRole.PROBLEMS_FOUND,
    "solved": FieldRole.SOLVED,
    "reports": FieldRole.REPORTS,
    "results": FieldRole.CONVERTED,
}
TOPIC_DIMENSIONS = ("field", "research_type", "place")
"""By what topics are told apart."""
TOPICS = shape("TOPICS")
"""One line a topic: `place` the ids of its kinds of place; a count that is left open is NaN;
`reported_on` the day on which a version first told of a report; due where its term is over."""

_STEPS = ("visited", "reported", "converted", "due", "on_time")
RESEARCH_COUNTS = shape("RESEARCH_COUNTS")
"""One line a place: its topics and how many reached each step, those whose term is over and of them
those reported by it; what they add up to, and how many leave a count or a step open. NaN where no
topic of a place is known."""


def topics(
    entries: pd.DataFrame,
    versions: pd.DataFrame,
    panel: Panel,
    pack: CampaignPack,
    *,
    today: date,
) -> pd.DataFrame:
    """TOPICS of the panel's units in its last week."""
    form = pack.form_of(FormRole.RESEARCH)
    if form is None:
        return TOPICS.frame()
    options = pack.options_of(FormRole.RESEARCH, FieldRole.PROGRESS)
    order = {option.id: i for i, option in enumerate(options)}
    step = {option.role: order[option.id] for option in options if option.role}
    seen = _first_reports(versions, form, order, step)
    own = entries[entries["unit_id"].isin(members_at(panel, "unit"))]
    return TOPICS.frame(
        _topic(row, told, _reached(told, order, step), seen.get(line_of(row)), today)
        for row, told in told_lines(with_senders(own, versions), form)
    )


def _reached(
    told: Told, order: Mapping[str, int], step: Mapping[OptionRole, int]
) -> tuple[bool, bool]:
    """Whether there is a report, and a result put to use: by the count, or by the progress."""
    at = order.get(told.text(FieldRole.PROGRESS), -1)
    reached = (
        told.count(role) > 0 or at >= step.get(of, len(order))
        for role, of in (
            (FieldRole.REPORTS, OptionRole.REPORTED),
            (FieldRole.CONVERTED, OptionRole.CONVERTED),
        )
    )
    has_report, is_used = reached
    return has_report or is_used, is_used


def _first_reports(
    versions: pd.DataFrame, form: Form, order: Mapping[str, int], step: Mapping[OptionRole, int]
) -> Mapping[LineName, date]:
    """By line the day on which a version first told of a report."""
    found: dict[LineName, date] = {}
    for row, told in told_lines(versions, form):
        if _reached(told, order, step)[0]:
            found.setdefault(line_of(row), pd.Timestamp(str(row["received_on"])).date())
    return found


def _topic(
    row: Line, told: Told, reached: tuple[bool, bool], seen: date | None, today: date
) -> dict[str, object]:
    has_report, is_used = reached
    due, counts = told.day(FieldRole.DUE), {name: told.count(of) for name, of in _COUNTS.items()}
    is_due = due is not None and (due < today or has_report)
    return {
        **{name: row[name] for name in ("submission_id", "row", "unit_id")},
        "number": told.text(FieldRole.LINE_NO),
        "topic": told.text(FieldRole.TOPIC),
        "field": told.text(FieldRole.FIELD),
        "research_type": told.text(FieldRole.RESEARCH_TYPE),
        "place": told.texts(FieldRole.PLACE),
        "progress": told.text(FieldRole.PROGRESS),
        **counts,
        "due": due,
        "reported_on": seen if has_report else None,
        "is_visited": counts["visits"] > 0 or has_report,
        "is_reported": has_report,
        "is_converted": is_used,
        "is_due": is_due,
        "is_on_time": bool(is_due and has_report and seen and due and seen <= due),
    }


def research_counts(found: pd.DataFrame, panel: Panel, *, by: str = "district") -> pd.DataFrame:
    """RESEARCH_COUNTS of the places with a member in the panel's last week."""
    place = members_at(panel, by)
    ids = list(dict.fromkeys(place.values()))
    told = found.assign(place_id=found["unit_id"].map(place), topics=1.0)
    known = _steps_known(found)
    steps_told = {name: told[f"is_{name}"].astype("float64") for name in _STEPS}
    told = told.assign(**{name: flag.where(known[name]) for name, flag in steps_told.items()})
    opened = {f"{name}_open": told[name].isna().astype("float64") for name in (*_COUNTS, *_STEPS)}
    by_place = told.assign(**opened).groupby("place_id")
    steps = by_place[["topics", *_STEPS, *opened]].sum(min_count=1).reindex(ids)
    sums = by_place[list(_COUNTS)].sum(min_count=1).reindex(ids)
    held = by_place["unit_id"].nunique().reindex(ids, fill_value=0)
    units = pd.Series(place, dtype="object").value_counts().reindex(ids)
    share = steps["on_time"] / steps["due"].where(steps["due"] > 0, math.nan)
    return RESEARCH_COUNTS.filled(
        {
            "place_kind": by,
            "place_id": np.array(ids, dtype=object),
            "units": units.to_numpy(dtype=np.int64),
            "units_held": held.to_numpy(dtype=np.int64),
            **{name: steps[name].to_numpy(dtype=np.float64) for name in steps.columns},
            **{name: sums[name].to_numpy(dtype=np.float64) for name in sums.columns},
            "on_time_share": share.to_numpy(dtype=np.float64),
        }
    )


def _steps_known(found: pd.DataFrame) -> dict[str, pd.Series[bool]]:
    """Of which topics a column tells whether they reached each step: its count or the progress."""
    has_progress = found["progress"] != ""
    reported = found["reports"].notna() | has_progress | found["is_reported"]
    return {
        "visited": found["visits"].notna() | found["is_visited"],
        "reported": reported,
        "converted": found["results"].notna() | has_progress,
        "due": reported,
        "on_time": reported,
    }


def topic_parts(found: pd.DataFrame, panel: Panel, *, by: str = "district") -> pd.DataFrame:
    """PARTS of the topics by field, type and place; those with a report count as closed."""
    reported = found["is_reported"].astype("float64").where(_steps_known(found)["reported"])
    return parts(found, panel, TOPIC_DIMENSIONS, closed=reported, by=by)
