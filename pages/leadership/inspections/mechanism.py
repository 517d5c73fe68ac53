"""Whether the weekly meeting, analysis and push were held: a view goes in; a grid of groups and
weeks, and what the office's log counts of each, are drawn."""

from __future__ import annotations

import math

import pandas as pd

from campaign import FormRole, OptionRole, Wording
from figures import Spec, place_grid
from measures import EVERY, OFFICE, WEEKLY, weekly_ticks, work_sums
from pages.door import Basis, View, drawing, reading
from pages.drawn import IS, WEEKLY_WORK, Mark, chart, draw, group_names, unit_list, week_grid, weeks
from pages.markup import caption, part
from pages.readings import launches_by, office_log, office_weeks


def mechanism(view: View) -> None:
    """The grid of those of whom a log tells, who is left out, and the counts; where no office's
    log has come, that it is not known, and to whom it is not shown, that; nothing in a campaign
    without one."""
    words, form = view.words, view.pack.form_of(FormRole.OFFICE_LOG)
    if form is None:
        return
    part(words.text("mechanism.title"), words.text("mechanism.note"))
    if not len(office_log(view)):
        said = "mechanism.not_shown" if view.viewer.is_scoped else "mechanism.no_log"
        caption(words.text(said, form=words.label(form.label)))
        return
    known = dict.fromkeys(_told(view)["place"])
    marks = [
        mark
        for place in known
        for mark in weeks(form.id, _weeks(view), place=f"group:{place}", told=f"{IS}={WEEKLY_WORK}")
    ]
    if known:
        key, alt = week_grid("mechanism", len(_weeks(view))), words.text("mechanism.title")
        draw(_grid(view), marks, key=key, alt=alt)
    _untold(view)
    counts = _counts(view).dropna(axis="columns", how="all")
    own = [Mark(form.id, place=f"group:{place}") for place in counts.index]
    shown = counts.rename(columns={str(name): words.text(f"column.{name}") for name in counts})
    unit_list.rows_to_press(shown, own, key="mechanism_counts")


def _weeks(view: View) -> list[int]:
    return list(dict.fromkeys(_ticks(view)["week"]))


@reading
def _ticks(basis: Basis) -> pd.DataFrame:
    """TICKS of the office and the groups shown, every week up to the view's."""
    weeks = [week.week.number for week in basis.panel.weeks]
    return weekly_ticks(office_log(basis), _places(basis), weeks, office_weeks(basis))


@reading
def _told(basis: Basis) -> pd.DataFrame:
    """The ticks of the places of which some log tells."""
    ticks = _ticks(basis)
    return ticks[ticks["is_held"].notna().groupby(ticks["place"]).transform("any")]


def _untold(view: View) -> None:
    """In a sentence the groups of which no log tells: lines of marks would say no more."""
    words, told = view.words, set(_told(view)["place"])
    groups = {place: name for place, name in group_names(view).items() if place in _places(view)}
    if left := [name for place, name in groups.items() if place not in told]:
        every = "" if len(left) < len(groups) else "_every"
        named = words.text("finding.list_mark").join(left)
        caption(words.text(f"mechanism.untold{every}", groups=named))


def _places(basis: Basis) -> list[str]:
    here = set(launches_by(basis, by="group")["place_id"])
    return [OFFICE, *(group.id for group in basis.pack.groups if group.id in here)]


def _names(view: View) -> dict[str, str]:
    told = {OFFICE: "column.for_office", EVERY: "column.for_every_group"}
    return {**{key: view.words.text(text) for key, text in told.items()}, **group_names(view)}


@chart
def _grid(view: View) -> Spec:
    words, ticks = view.words, _told(view)
    held = ticks.groupby(["place", "week"], sort=False)["is_held"]
    cells = held.sum(min_count=1).reset_index(name="value")
    cells = cells.rename(columns={"place": "place_id"}).assign(
        column=cells["week"].astype("str"),
        hover=[_said(rows, words) for _, rows in held],
    )
    numbers = [str(number) for number in _weeks(view)]
    weeks = {number: words.text("figures.week", number=number) for number in numbers}
    shown = numbers[:: max(1, math.ceil(len(numbers) / 8))]
    return place_grid(cells, _names(view), weeks, view.palette, words, shown=shown)


def _said(held: pd.Series[float], words: Wording) -> str:
    """Which of the three a week had, or that no log tells."""
    if held.isna().all():
        return words.text("mechanism.unknown")
    marks = {1.0: "√", 0.0: "×"}
    return " ".join(
        f"{words.text(f'work.{kind}')} {marks[told]}"
        for kind, told in zip(WEEKLY, held, strict=True)
    )


@drawing
def _counts(view: View) -> pd.DataFrame:
    """A line a place of which the log tells: how often what was held, items pushed and done."""
    words, names, rows = view.words, _names(view), work_sums(office_log(view))
    rows = rows[rows["place"].isin([*_places(view), EVERY])]
    times = rows.pivot_table(index="place", columns="kind", values="times", sort=False)
    items = rows.groupby("place")[["items", "items_done"]].sum(min_count=1)
    order = [place for place in names if place in times.index]
    return pd.DataFrame(
        {
            "whom": [names[place] for place in order],
            **{
                shown: _whole(times.loc[order, kind])
                for kind, shown in _KINDS.items()
                if kind in times
            },
            **{name: _whole(items.loc[order, name]) for name in ("items", "items_done")},
            "done_share": [
                words.percent(done / n) if n and n == n and done == done else None
                for n, done in items.loc[order].itertuples(index=False)
            ],
        },
        index=order,
    )


_KINDS = {
    str(OptionRole.MEETING): "held_meeting",
    str(OptionRole.ANALYSIS): "held_analysis",
    str(OptionRole.PUSH): "held_push",
    str(OptionRole.TRAINING): "held_training",
    str(OptionRole.EXCHANGE): "held_exchange",
    str(OptionRole.LIAISON): "held_liaison",
}


def _whole(values: pd.Series[float]) -> pd.Series[int]:
    return values.astype("Int64")
