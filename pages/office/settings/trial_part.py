"""What is to be set goes in; what it would change is drawn: who would be listed in the last weeks,
how many cells a unit is asked for, whom it touches most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

import pandas as pd

from campaign import District, Panel, excused_in, pack_of
from exports.judge import UnitJudge
from measures import Trial, trial
from pages.door import Seat, opened
from pages.drawn.lists.whole_table import whole_table
from pages.markup import caption, part
from pages.office.settings.words import type_words

LAST = 3
"""Weeks that are judged anew: what an office remembers, and what is quick."""
MOST = 12
"""Units that are named."""


def trials(seat: Seat, tried: District) -> list[Trial]:
    """The last weeks judged as the district is set, and as it would be; the earliest first."""
    panel, now = opened.panel_of(seat.district, seat.viewer), seat.district
    return [_trial(seat, panel.through(n), now, tried) for n in _last_weeks(panel)]


def _last_weeks(panel: Panel) -> list[int]:
    reported = [week.week.number for week in panel.weeks if week.reported.any()]
    return reported[-LAST:]


def _trial(seat: Seat, panel: Panel, now: District, tried: District) -> Trial:
    week, judging = panel.weeks[-1].week, opened.ledger().judging
    packs = pack_of(now, week.number), pack_of(tried, week.number)
    anew = tried if _counts_otherwise(now, tried, week.number) else None
    judged = []
    for district, pack, other in zip((now, tried), packs, (None, anew), strict=True):
        judge = UnitJudge(pack, district.calendar.looked_at(week, now=opened.now()))
        units = partial(judging.units, through=week.number, tried=other)
        judged.append(units(district.id, seat.viewer, judge, forms=judge.forms))
    after = judging.tried(anew, seat.viewer, through=week.number) if anew else panel
    return trial((panel, after), (judged[0], judged[1]), packs)


def _counts_otherwise(now: District, tried: District, week: int) -> bool:
    """Whether who was in time or who is excused would be another up to a week."""
    is_due_otherwise = now.calendar != tried.calendar
    return is_due_otherwise or any(
        excused_in(now, n) != excused_in(tried, n) for n in range(1, week + 1)
    )


def draw_trials(seat: Seat, found: Sequence[Trial]) -> None:
    """A line a week, the cells asked by type where they change, and the units touched most."""
    words = seat.words
    part(words.text("settings.trial"), words.text("settings.trial.note"))
    if not found:
        caption(words.text("settings.trial.no_weeks"))
        return
    columns = ["week", "before", "after", "added", "gone", "cells_before", "cells_after"]
    rows = [_row(seat, it) for it in found]
    if any(it.in_time[0] != it.in_time[1] for it in found):
        columns += ["in_time_before", "in_time_after"]
        rows = [(*row, *it.in_time) for row, it in zip(rows, found, strict=True)]
    titles = [words.text(f"settings.trial.{name}") for name in columns]
    shown = pd.DataFrame(rows, columns=titles)
    whole_table(shown, alt=words.text("settings.trial"))
    _of_types(seat, found[-1])
    _touched(seat, found)
    _broken(seat, found)


def _row(seat: Seat, it: Trial) -> tuple[object, ...]:
    before, after = (_mean(it, side) for side in (0, 1))
    listed = len(it.before), len(it.after), len(it.after - it.before), len(it.before - it.after)
    number = seat.words.number
    week = seat.words.text("week.short", number=it.week)
    return (week, *listed, number(round(before, 1)), number(round(after, 1)))


def _mean(it: Trial, side: int) -> float:
    """Figures asked of a unit, over types: what a sender of each kind fills in."""
    return sum(pair[side] for pair in it.cells.values()) / max(len(it.cells), 1)


def _of_types(seat: Seat, last: Trial) -> None:
    words, pack = seat.words, pack_of(seat.district)
    said = [
        words.text(
            "settings.trial.of_type",
            type=type_words(of, pack, words),
            old=words.number(round(old, 1)),
            new=words.number(round(new, 1)),
        )
        for of, (old, new) in last.cells.items()
        if abs(old - new) > 0.05
    ]
    if said:
        caption(words.text("settings.trial.types", types="；".join(said)))


def _touched(seat: Seat, found: Sequence[Trial]) -> None:
    words, n = seat.words, Counter[str]()
    for it in found:
        n.update(it.touched)
    if not n:
        caption(words.text("settings.trial.nobody"))
        return
    roster = opened.ledger().roster(seat.district.id).by_id
    most = sorted(n, key=lambda id_: (-n[id_], roster[id_].sort_no))[:MOST]
    named = "、".join(roster[id_].name for id_ in sorted(most, key=lambda i: roster[i].sort_no))
    caption(words.text("settings.trial.touched", n=len(n), units=named))


def _broken(seat: Seat, found: Sequence[Trial]) -> None:
    """Whose figures of these weeks break a rule that is new."""
    words, roster = seat.words, opened.ledger().roster(seat.district.id).by_id
    for it in found:
        if it.broken:
            listed = sorted(it.broken, key=lambda id_: roster[id_].sort_no)
            named = "、".join(roster[id_].name for id_ in listed[:MOST])
            week = words.text("week.short", number=it.week)
            told = {"week": week, "n": len(listed), "units": named}
            caption(words.text("settings.trial.broken", **told))
