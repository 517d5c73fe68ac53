"""Reporting in words: a view goes in; the answer, a text to paste for each group, and the rows of
every unit and week come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from pages.door import View
from pages.drawn import REPORTS, Mark, follow_words, group_names, standing_tile, type_names
from pages.markup import Tile
from pages.readings import (
    arrivals_of,
    followed_now,
    missing_reports,
    reporting_now,
    standings,
    steps,
)

MEASURES = ("completeness", "timeliness", "content_completeness")
_COUNTS = ("on_time", "late", "held", "missing", "exempt")
_LEAST = 2
"""From two groups on there is a text for all of them as well."""


def status_answer(view: View) -> str:
    """How many were expected this week, and how many of them stand how."""
    words, rows = view.words, reporting_now(view)
    week = words.text("status.week", number=view.week.number)
    if not len(rows) or not rows["n_expected"].iloc[0]:
        return words.text("status.answer.nothing", week=week)
    now = rows.iloc[0]
    told = [
        words.text(f"status.answer.{name}", n=int(now[f"n_{name}"]))
        for name in _COUNTS
        if now[f"n_{name}"]
    ]
    return words.text(
        "status.answer",
        week=week,
        n=int(now["n_expected"]),
        parts=words.text("status.and").join(told),
    )


def status_tiles(view: View) -> list[Tile]:
    """The share of reports that are in, that were in time, and of the cells asked for."""
    return [
        standing_tile(
            view,
            standings(view, measure),
            title=f"status.tile.{measure}",
            why=view.words.text(f"status.tile.{measure}.why"),
            count=f"status.tile.{measure}.count",
            mark=str(Mark(REPORTS)),
        )
        for measure in MEASURES
    ]


def texts_to_send(view: View) -> Iterator[tuple[str, str]]:
    """A group's name and what may be sent to it, in the pack's order; first one to all of them."""
    words, waiting, names = view.words, missing_reports(view), group_names(view)
    moment = words.moment(view.district.calendar.deadline(view.week))
    own = {place: words.label(said) for place, said in view.pack.reminders.items()}
    head = words.text("status.send", number=view.week.number, moment=moment)
    head, foot = "\n".join(filter(None, (own.get("before"), head))), own.get("after")
    told = [
        (names[group.id], _waiting(view, waiting[waiting["group_id"] == group.id]))
        for group in view.pack.groups
        if (waiting["group_id"] == group.id).any()
    ]
    if len(told) >= _LEAST:
        lines = [words.text("status.send.group", group=name, text=text) for name, text in told]
        yield words.text("status.send.all"), "\n".join(filter(None, (head, *lines, foot)))
    yield from ((name, "\n".join(filter(None, (head, text, foot)))) for name, text in told)


def _waiting(view: View, waiting: pd.DataFrame) -> str:
    words, parts = view.words, []
    for state in ("missing", "held"):
        names = list(waiting.loc[waiting["state"] == state, "name"])
        if names:
            units = words.text("status.and").join(names)
            parts.append(words.text(f"status.send.{state}", n=len(names), units=units))
    return words.text("status.send.mark").join(parts)


def beyond(view: View) -> list[str]:
    """The units that sent a report and were not expected to: listed, never counted."""
    rows = arrivals_of(view)
    here = (rows["week"] == view.week.number) & (rows["state"] == "unexpected")
    return list(rows.loc[here, "name"])


def status_rows(view: View) -> tuple[pd.DataFrame, pd.Series[str], Mapping[str, str]]:
    """One line a unit in protocol order, its weeks in words, the view's first; the unit of each
    line; the heading of every column."""
    words, rows = view.words, arrivals_of(view)
    known = rows.drop_duplicates("unit_id", keep="last").set_index("unit_id")
    said = rows["state"].map(lambda state: words.text(f"arrival.{state}"))
    weeks = rows.assign(said=said).pivot(index="unit_id", columns="week", values="said")
    weeks = weeks.reindex(known.index)
    numbers = sorted(set(rows["week"].tolist()), reverse=True)
    done = {unit: follow_words(view, it) for unit, it in followed_now(view, steps(view)).items()}
    frame = pd.DataFrame(
        {
            "unit": known["name"],
            "type": known["type_id"].map(type_names(view)),
            "group": known["group_id"].map(group_names(view)),
            **({"says": known.index.map(lambda unit: done.get(unit, ""))} if done else {}),
            **{f"week_{number}": weeks[number] for number in numbers},
        }
    ).fillna("")
    titles = {name: words.text(f"column.{name}") for name in ("unit", "type", "group")}
    titles["says"] = words.text("follow.column.says")
    titles |= {f"week_{n}": words.text("week.short", number=n) for n in numbers}
    return frame.reset_index(drop=True), pd.Series(known.index, dtype="str"), titles
