"""Which clock a page tells: figures as reported at the week's cut, or as known now.

The link and the week go in; the clock, its switch and the line that says so come out. A week
without a cut has one clock only, and nothing is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from campaign import District, Viewer, Week, Wording
from ledger import ROSTER_SAYS, Ledger, short
from pages.door import link, opened
from pages.markup import plain_html

NOW, CUT = "now", "cut"


@dataclass(frozen=True)
class Clock:
    """The week's latest cut, and whether the figures of it are shown.

    `asked` says, as the end of a key, what differs of what the campaign asks: `pack_differs`,
    `pack_unknown` where that was not kept, nothing where all is as it was.
    """

    week: Week
    revision: int
    frozen_at: datetime
    head: str
    asked: str
    is_locked: bool
    tells_cut: bool

    @property
    def as_of(self) -> int | None:
        """The revision whose figures are shown; None for those known now."""
        return self.revision if self.tells_cut else None


def clock_of(said: str, district: District, week: Week) -> Clock | None:
    """The clock the link asks for; None where the week has no cut."""
    cuts = cuts_of(district)
    found = cuts[cuts["week"] == week.number]
    if not len(found):
        return None
    cut = found.iloc[0]
    return Clock(
        week=week,
        revision=int(cut["revision"]),
        frozen_at=cut["frozen_at"].to_pydatetime(),
        head=str(cut["head"]),
        asked=_asked(cut),
        is_locked=bool(cut["is_locked"]),
        tells_cut=said == CUT,
    )


def _asked(cut: pd.Series[Any]) -> str:
    if not cut["is_asked_known"]:
        return "pack_unknown"
    return "pack_differs" if cut["asked_otherwise"] else ""


def cuts_of(district: District) -> pd.DataFrame:
    """The district's cuts as CUTS, read once a revision."""
    return _cuts(opened.ledger(), district.id, opened.revision(district))


def locked_weeks(district: District) -> frozenset[int]:
    """The weeks that are frozen."""
    cuts = cuts_of(district)
    return frozenset(cuts.loc[cuts["is_locked"], "week"])


@opened.answers
def _cuts(ledger: Ledger, district_id: str, revision: int) -> pd.DataFrame:  # noqa: ARG001
    return ledger.record.cuts(district_id)


def clock_switch(clock: Clock, words: Wording) -> None:
    """The switch between both clocks, in the filter bar."""
    key = link.shown(link.CLOCK)
    st.session_state[key] = CUT if clock.tells_cut else NOW
    st.segmented_control(
        words.text("clock"),
        [CUT, NOW],
        key=key,
        format_func=lambda name: words.text(f"clock.{name}"),
        on_change=link.carry_shown,
        args=(link.CLOCK,),
        label_visibility="collapsed",
        required=True,
    )


def clock_line(clock: Clock, district: District, viewer: Viewer, words: Wording) -> None:
    """Which clock is told, when the week was frozen, and how many figures differ from the other."""
    moment = words.moment(district.calendar.local(clock.frozen_at))
    week = words.text("week.short", number=clock.week.number)
    key = "clock.line.cut" if clock.tells_cut else "clock.line.now"
    said = [words.text(key, week=week, moment=moment, head=short(clock.head))]
    n = n_differing(clock, district, viewer)
    said.append(words.text("clock.differ" if n else "clock.same", n=n))
    if clock.asked:
        said.append(words.text(f"clock.{clock.asked}"))
    gap = "" if words.locale == "zh_CN" else " "
    st.html(f'<p class="clock" role="status">{plain_html(gap.join(said))}</p>', width="content")


def n_differing(clock: Clock, district: District, viewer: Viewer) -> int:
    """How many figures of the week, in the viewer's scope, differ between the cut and now."""
    between = clock.revision, opened.revision(district)
    return _n_differing(opened.ledger(), district.id, viewer, between, clock.week.number)


@opened.answers
def _n_differing(
    ledger: Ledger, district_id: str, viewer: Viewer, between: tuple[int, int], week: int
) -> int:
    since, until = between
    found = ledger.record.changes(district_id, viewer, since=since, until=until, week=week)
    return int((~found["slot"].isin(ROSTER_SAYS)).sum())
