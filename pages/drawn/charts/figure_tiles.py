"""The five figures of the overview: a view goes in; tiles come out.

Each count of work is told with the change on last week; sessions stand beside the problems found
and put right, what they led to. Without a register or a log their places go to what there is.
"""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd

from campaign import DISCUSSIONS, LAUNCH, PROBLEMS, RECTIFIED, STUDY, FormRole, Wording
from measures import COMPLETENESS, REACH
from pages.door import View, drawing
from pages.drawn.mark import REACHED, Mark, is_mark
from pages.drawn.words.answer import is_known, points
from pages.drawn.words.check_words import factor_words
from pages.markup import Tile, measure_hover
from pages.readings import (
    change_now,
    drawn_weeks,
    frequencies,
    guidance_reach,
    is_guided,
    launch_share,
    problems_counted,
    register,
    reporting_now,
    standing_now,
    standings,
)

_WITH_UNKNOWN = (REACH, LAUNCH, "guidance_coverage")
"""Shares of the roster: who was not heard of is told beside."""


@drawing
def overview_tiles(view: View) -> list[Tile]:
    """Launch, reach, discussions, visits, problems; reports and study where those are missing."""
    launch = _launch(view) if len(register(view)) else _completeness(view)
    visits = _guidance(view) if is_guided(view) else count_tile(view, STUDY)
    return [
        launch,
        _reach(view),
        count_tile(view, DISCUSSIONS),
        visits,
        _problems(view),
    ]


def _launch(view: View) -> Tile:
    return standing_tile(
        view,
        launch_share(view),
        title="overview.tile.launch",
        why=view.words.text("overview.tile.launch.why"),
        mark=is_mark(view, FormRole.LAUNCH, "launched"),
    )


def _guidance(view: View) -> Tile:
    return standing_tile(
        view,
        guidance_reach(view),
        title="overview.tile.guidance",
        why=view.words.text("inspections.tile.reach.why"),
        mark=is_mark(view, FormRole.GUIDANCE_LOG, REACHED),
    )


def standing_tile(
    view: View,
    rows: pd.DataFrame,
    *,
    title: str,
    why: str,
    count: str = "overview.tile.units",
    mark: str = "",
) -> Tile:
    """STANDING of all shown units week by week: the share, n/N and the change on last week, where
    anybody reported in both.

    `title` and `count` are keys of the catalogue; `why` is text; `mark` is what a press opens.
    """
    words, now = view.words, rows.tail(1)
    change = float(rows["value"].where(rows["n_reported"] > 0).diff().iloc[-1])
    return Tile(
        title=words.text(title),
        figure=_share(words, now),
        beside=(units_words(words, now, count), share_change(words, change)),
        course=tuple(rows["value"]),
        why=why,
        mark=mark,
    )


def _problems(view: View) -> Tile:
    """The completion rate with what is overdue and what waits to be verified; without a ledger of
    problems, those found and beside them how many are put right."""
    listed = problems_counted(view)
    if len(listed) and listed["base"].iloc[0] > 0:
        return _completion(view, listed.iloc[0])
    tile = count_tile(view, PROBLEMS)
    rectified = frequencies(view, RECTIFIED)["cumulative"].iloc[-1]
    if not tile.beside or math.isnan(rectified):
        return tile
    measure = view.words.label(view.pack.quantity[RECTIFIED].measure)
    said = view.words.text(
        "overview.tile.rectified", n=view.words.number(rectified), measure=measure
    )
    return replace(tile, beside=(tile.beside[0], said))


def _completion(view: View, now: pd.Series) -> Tile:
    words = view.words
    told = {name: words.number(now[name]) for name in ("closed", "base", "overdue", "claimed")}
    return Tile(
        title=words.text("rectification.tile.completion"),
        figure=words.percent(now["completion"]),
        beside=(
            words.text("parts.formula", part=told["closed"], whole=told["base"]),
            words.text("overview.tile.problems", overdue=told["overdue"], claimed=told["claimed"]),
        ),
        why=measure_hover("rect_completion", view.pack, words),
        mark=is_mark(view, FormRole.PROBLEMS, "closed"),
    )


def share_change(words: Wording, change: float) -> str:
    """The change of a share since last week, in percentage points."""
    if math.isnan(change):
        return words.text("overview.tile.change.unknown")
    if round(change * 100, 1) == 0:
        return words.text("overview.tile.change.level")
    way = "up" if change > 0 else "down"
    return words.text(f"overview.tile.change.{way}", points=points(change))


def count_change(words: Wording, now: float, before: float, *, measure: str) -> str:
    """The change of a week's count since the week before."""
    if math.isnan(now) or math.isnan(before):
        return words.text("overview.tile.change.unknown")
    if now == before:
        return words.text("overview.tile.same")
    key = "overview.tile.more" if now > before else "overview.tile.fewer"
    return words.text(key, n=words.number(abs(now - before)), measure=measure)


def _reach(view: View) -> Tile:
    words = view.words
    rows, now = drawn_weeks(view, REACH), standing_now(view, REACH)
    return Tile(
        title=words.text("overview.tile.reach"),
        figure=words.percent(now["value"].iloc[0]) if is_known(now) else words.text("no_report"),
        beside=(
            units_words(words, now),
            share_change(words, change_now(view, REACH)),
        ),
        course=tuple(rows["value"]),
        why=_why(view, REACH),
        mark=str(Mark(REACH)),
    )


def _completeness(view: View) -> Tile:
    words = view.words
    row = reporting_now(view).iloc[0]
    n, on_time = row["n_expected"], row["n_on_time"]
    timely = words.text("overview.tile.on_time", share=words.percent(on_time / n)) if n else ""
    return Tile(
        title=words.text("overview.tile.completeness"),
        figure=_share(words, standing_now(view, COMPLETENESS)),
        beside=(units_words(words, standing_now(view, COMPLETENESS)), timely),
        course=tuple(standings(view, COMPLETENESS)["value"]),
        why=_why(view, COMPLETENESS),
        mark=str(Mark(COMPLETENESS)),
    )


def count_tile(view: View, quantity_id: str, *, with_checks: bool = False) -> Tile:
    """What is known of a quantity since the launch, with the week's and the change; on pages that
    may grow, with what checks found of it too."""
    checked = (factor_words(view, quantity_id),) if with_checks else ()
    words, rows = view.words, frequencies(view, quantity_id)
    now, quantity = rows.iloc[-1], view.pack.quantity[quantity_id]
    measure = words.label(quantity.measure)
    has_figure = not math.isnan(now["cumulative"])
    return Tile(
        title=words.text("tile.total", what=words.label(quantity.label)),
        before=words.text("overview.tile.at_least") if now["is_lower_bound"] and has_figure else "",
        figure=words.number(now["cumulative"]) if has_figure else _nothing(words, now),
        measure=measure if has_figure else "",
        beside=(*checked, *_week_beside(view, rows, measure)) if has_figure else (),
        course=tuple(rows["cumulative"]),
        why=_why(view, quantity_id),
        mark=str(Mark(quantity_id)),
    )


def _week_beside(view: View, rows: pd.DataFrame, measure: str) -> tuple[str, str]:
    """The week's count and its change. Weeks of which other numbers of units gave a figure are not
    compared: silence is no less work."""
    words, now = view.words, rows.iloc[-1]
    before = rows.iloc[-2] if len(rows) > 1 else None
    this = _this_week(view, now["week_sum"], measure)
    if before is None:
        return this, words.text("overview.tile.change.unknown")
    few, many = sorted((now["n_reported"], before["n_reported"]))
    if few and few / many < view.pack.thresholds["reports_missing_share"]:
        n, earlier = int(now["n_reported"]), int(before["n_reported"])
        return this, words.text("overview.tile.other_units", n=n, before=earlier)
    return this, count_change(words, now["week_sum"], before["week_sum"], measure=measure)


def _nothing(words: Wording, now: pd.Series) -> str:
    """Why there is no figure: nobody owes one, or nobody gave one."""
    return words.text("no_report" if now["n_expected"] else "state.not_applicable")


def _this_week(view: View, value: float, measure: str) -> str:
    """The week's count; where reports came with totals alone, over weeks without one, it is not
    known."""
    words = view.words
    if math.isnan(value):
        has_reports = reporting_now(view)["n_reported"].sum() > 0
        return words.text("overview.tile.week.unknown" if has_reports else "no_report.week")
    return words.text("overview.tile.this_week", n=words.number(value), measure=measure)


def _share(words: Wording, rows: pd.DataFrame) -> str:
    if not len(rows) or math.isnan(rows["value"].iloc[0]):
        return words.text("no_report")
    return words.percent(rows["value"].iloc[0])


def units_words(words: Wording, rows: pd.DataFrame, count: str = "overview.tile.units") -> str:
    """n of N units of one week's STANDING, and of how many nothing is known; where nothing is of
    any, that alone."""
    if not len(rows):
        return ""
    row = rows.iloc[0]
    if math.isnan(row["value"]):
        asked = int(row["n_expected"])
        key = "overview.tile.units.unknown" if asked else "overview.tile.units.none"
        return words.text(key, n=asked)
    said = words.text(
        count,
        over=words.number(row["numerator"]),
        under=words.number(row["denominator"]),
    )
    unknown = int(row["n_expected"] - row["n_reported"])
    if row["measure"] in _WITH_UNKNOWN and unknown:
        said += words.text("overview.tile.unknown", n=unknown)
    return said


def _why(view: View, measure_id: str) -> str:
    return measure_hover(measure_id, view.pack, view.words)
