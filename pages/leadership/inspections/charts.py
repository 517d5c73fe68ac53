"""Charts of guidance visits: a view goes in; visits by week, group, method and workstream, and how
long ago each unit was seen, are drawn."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from campaign import FieldRole, FormRole, Level, Wording
from figures import Spec, effort_grid, interval_strip, is_empty, paired_columns, place_grid
from pages.door import View, drawing, states
from pages.drawn import (
    Mark,
    chart,
    draw,
    draw_trend,
    group_names,
    option_mark,
    trend,
    type_names,
    week_grid,
    weeks,
)
from pages.leadership.inspections.effort_words import effort, effort_rows, effort_words
from pages.markup import Bar, Bars, bar_table, caption, index_hover, part, plain_html
from pages.readings import (
    counts_by_week,
    guidance_log,
    methods_used,
    other_groups_now,
    streams_seen,
    units_visited,
)


def visits_per_week(view: View) -> None:
    """Visits each week beside the problems found on them."""
    words = view.words
    part(words.text("inspections.by_week"), words.text("inspections.by_week.note"))
    marks = weeks(guidance_log(view), list(counts_by_week(view)["week"]))
    alt = words.text("inspections.by_week")
    draw_trend(view, _columns(view), marks, key="visits_by_week", alt=alt)


@trend
def _columns(view: View) -> Spec:
    words, rows = view.words, counts_by_week(view)
    rows = rows.assign(problems_open=rows["problems_open"] + rows["visits_open"])
    names = (words.text("inspections.visits"), words.text("inspections.problems"))
    gap = words.text("inspections.unknown")
    return paired_columns(rows, "visits", "problems", view.palette, words, names=names, gap=gap)


def methods_and_streams(view: View) -> None:
    """Which methods the visits used, and what they were about."""
    words, beside = view.words, _beside(view)
    streams = [
        _stream(view, row, beside.get(("stream", row["stream"]), ""))
        for _, row in streams_seen(view).iterrows()
    ]
    bar_table(
        *(
            Bars(words.text(f"inspections.{key}"), words.text(f"inspections.{key}.note"), lines)
            for key, lines in (("by_method", _methods(view, beside)), ("by_stream", streams))
        )
    )
    if beside:
        caption(words.text("inspections.others", n=other_groups_now(view).n))


def _methods(view: View, beside: Mapping[tuple[str, str], str]) -> list[Bar]:
    """A line a method: the visits that used it, and to a group its share beside the others'."""
    words, rows = view.words, methods_used(view)
    options = view.pack.options_of(FormRole.GUIDANCE_LOG, FieldRole.METHODS)
    labels = {option.id: option.label for option in options}
    return [
        Bar(
            words.label(labels[method]),
            n / max(total, 1),
            words.number(n) + _own(n / max(total, 1), beside.get(("method", method), ""), words),
            option_mark(view, FormRole.GUIDANCE_LOG, FieldRole.METHODS, method),
        )
        for method, n, total in zip(rows["method"], rows["visits"], rows["n"], strict=True)
    ]


def _beside(view: View) -> Mapping[tuple[str, str], str]:
    """To a group, what the middle of the other groups' shares of a method or workstream is."""
    if not view.viewer.group_id:
        return {}
    rows, words = other_groups_now(view).shares, view.words
    return {
        (told, option): words.text("inspections.others.share", share=words.percent(share))
        for told, option, share in rows.itertuples(index=False)
    }


def _own(share: float, beside: str, words: Wording) -> str:
    """A share where the others' stands beside it."""
    return f" · {words.percent(share)}{beside}" if beside else ""


def _stream(view: View, row: pd.Series, beside: str) -> Bar:
    """Its share alone: a visit on several is a part of each, and nobody counts halves."""
    words, share = view.words, 0.0 if math.isnan(row["share"]) else float(row["share"])
    name = words.label(view.pack.workstreams[row["stream"]])
    mark = option_mark(view, FormRole.GUIDANCE_LOG, FieldRole.STREAMS, str(row["stream"]))
    return Bar(name, share, words.percent(share) + beside, mark)


def group_by_week(view: View) -> None:
    """How many visits each group made each week, and how many groups have no log at all; a press
    narrows the view to the group."""
    words, rows = view.words, counts_by_week(view, by="group")
    part(words.text("inspections.group_week"), words.text("inspections.group_week.note"))
    cells = _week_cells(view)
    if is_empty(cells):
        states.no_figures(words)
        return
    numbers, log = sorted(set(rows["week"])), guidance_log(view)
    marks = [
        mark
        for place in dict.fromkeys(cells["place_id"])
        for mark in weeks(log, numbers, place=f"group:{place}")
    ]
    key, alt = week_grid("group", len(numbers)), words.text("inspections.group_week")
    draw(_week_grid(view), marks, key=key, alt=alt)
    if left := rows["place_id"].nunique() - cells["place_id"].nunique():
        caption(words.text("inspections.group_week.left", n=left))


@drawing
def _week_cells(view: View) -> pd.DataFrame:
    """A cell a group and week, by group in the pack's order; of groups with a log alone."""
    words, rows = view.words, counts_by_week(view, by="group")
    is_told = rows["visits"].notna().groupby(rows["place_id"]).transform("any")
    rows = rows[is_told.astype("bool")]
    order = {group.id: i for i, group in enumerate(view.pack.groups)}
    cells = pd.DataFrame(
        {
            "place_id": rows["place_id"],
            "column": rows["week"].astype("str"),
            "value": rows["visits"],
            "hover": [
                _cell_words(*told, words)
                for told in zip(
                    rows["visits"], rows["problems"], rows["problems_open"], strict=True
                )
            ],
        }
    )
    return cells.sort_values("place_id", key=lambda ids: ids.map(order), kind="stable")


def _cell_words(visits: float, problems: float, n_open: float, words: Wording) -> str:
    """A group's week; without a log nothing is known of it, and of problems what its log tells:
    where a visit leaves them open, at least."""
    if math.isnan(visits):
        return words.text("inspections.cell.no_log")
    if math.isnan(problems):
        return words.text("inspections.cell.open", n=int(visits))
    key = "inspections.cell.at_least" if n_open > 0 else "inspections.cell"
    return words.text(key, n=int(visits), problems=words.number(problems))


@chart
def _week_grid(view: View) -> Spec:
    words, numbers = view.words, sorted(set(counts_by_week(view, by="group")["week"]))
    weeks = {str(number): words.text("figures.week", number=number) for number in numbers}
    every = list(weeks)
    # Week headings of many columns would run into each other.
    shown = (
        every[:: max(1, math.ceil(len(every) / 8))]
        if len(every) > len(view.pack.workstreams)
        else []
    )
    cells, names = _week_cells(view), group_names(view)
    return place_grid(cells, names, weeks, view.palette, words, shown=shown)


def group_by_stream(view: View) -> None:
    """Each group's visits by workstream and what stands out among them; a press narrows to the
    group. What it means is said first, and how to read it below."""
    words, rows = view.words, effort(view)
    part(
        words.text("inspections.group_stream"),
        words.text("inspections.group_stream.note"),
        hover=index_hover("effort_residual", words),
    )
    if not len(rows):
        states.no_figures(words)
        return
    said = "".join(f"<li>{plain_html(sentence)}</li>" for sentence in effort_words(view))
    st.html(f'<ul class="sentences">{said}</ul>')
    form, alt = view.pack.form_of(FormRole.GUIDANCE_LOG), words.text("inspections.group_stream")
    log, field = (form.id, form.field_of(FieldRole.STREAMS)) if form else ("", "")
    marks = [
        str(Mark(log, place=f"group:{row['group_id']}", told=f"{field}={row['stream']}"))
        for row in rows.to_dict("records")
    ]
    draw(_effort_grid(view), marks, key="group_stream_grid", alt=alt)
    caption(words.text("inspections.effort.legend"))


@chart
def _effort_grid(view: View) -> Spec:
    streams = {i: view.words.label(label) for i, label in view.pack.workstreams.items()}
    return effort_grid(effort(view), group_names(view), streams, view.palette, view.words)


def effort_of_groups(view: View) -> None:
    """A switch, and behind it a line a group: evenness, visits a unit and the proposal."""
    words = view.words
    if not st.toggle(words.text("inspections.effort.show"), key="show_efforts"):
        return
    told = [index_hover(name, words) for name in ("evenness", "workload")]
    st.dataframe(
        effort_rows(view),
        hide_index=True,
        width="stretch",
        height="content",
        column_config={
            words.text("column.evenness"): st.column_config.Column(help=told[0]),
            words.text("column.visits_a_unit"): st.column_config.Column(help=told[1]),
        },
    )


def levels(view: View, rows: pd.DataFrame) -> list[str]:
    """The attention level of each line of UNIT_VISITS by the days since its last visit."""
    asked = view.pack.thresholds
    longer = asked["key_not_visited_days"] / asked["not_visited_days"]
    return [
        str(
            Level.KEY
            if days > longer * limit
            else Level.ATTENTION
            if days > limit
            else Level.NORMAL
        )
        for days, limit in zip(rows["days"], rows["limit"], strict=True)
    ]


def days_since(view: View) -> None:
    """A mark a unit at the days since its last visit; a press opens the unit's log."""
    words, rows = view.words, _units_known(view)
    part(words.text("inspections.days"), words.text("inspections.days.note"))
    if not len(rows):
        states.no_figures(words)
        return
    log, alt = guidance_log(view), words.text("inspections.days")
    marks = [str(Mark(log, unit=unit_id)) for unit_id in rows["unit_id"]]
    draw(_strip(view), marks, key="days_since", alt=alt)


def _units_known(view: View) -> pd.DataFrame:
    """UNIT_VISITS of the units of whose visits a log tells: the others have no days to be shown."""
    rows = units_visited(view)
    return rows[rows["is_known"]].reset_index(drop=True)


@chart
def _strip(view: View) -> Spec:
    rows = _units_known(view)
    told = rows.assign(level=levels(view, rows))
    return interval_strip(told, type_names(view), view.palette, view.words)
