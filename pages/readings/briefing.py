"""What a weekly meeting hears: a view goes in; since when, what moved, what was promised, who is
listed anew or has caught up and which figures were corrected come out."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from campaign import Week
from ledger import corrections
from measures import moved
from pages.door import Basis, clock, earlier, opened, reading
from pages.readings.attention import Need, listed, needs
from pages.readings.follow_ups import Followed, followed_now
from pages.readings.registers import decisions

_PART = "-"
"""Between the week of a meeting and the number of a decision in it."""


@dataclass(frozen=True)
class Met:
    """The meeting before the view's: its week, 0 for none, whether it is known to have been held,
    and the revision of the last cut of an earlier week; None where none was frozen."""

    week: int
    is_held: bool = False
    revision: int | None = None


@dataclass(frozen=True)
class Promised:
    """What a unit promised for its report of a week, and how that went."""

    unit_id: str
    week: int
    followed: Followed


def meeting_number(week: int, n: int) -> str:
    """What the n-th decision of a week's meeting is called."""
    return f"{week}{_PART}{n}"


def meeting_week(number: str) -> int:
    """The week of the meeting that decided; 0 where its number does not say."""
    week = number.partition(_PART)[0]
    return int(week) if week.isdecimal() else 0


def last_met(basis: Basis) -> Met:
    """The latest earlier week that was frozen, or whose meeting decided something; else the week
    before."""
    week = basis.week.number
    cuts = clock.cuts_of(basis.district)
    cuts = cuts[(cuts["week"] < week) & (cuts["revision"] <= (basis.as_of or cuts["revision"]))]
    held = [n for n in map(meeting_week, decisions(basis.whole)["number"]) if n < week]
    frozen = int(cuts["week"].max()) if len(cuts) else 0
    since = max([frozen, *held])
    revision = int(cuts["revision"].max()) if len(cuts) else None
    return Met(since or week - 1, bool(since), revision)


def _weeks(basis: Basis, met: Met) -> list[Week]:
    """The weeks that the meeting hears of, the view's last."""
    weeks = (each.week for each in basis.scope.weeks)
    return [week for week in weeks if met.week < week.number <= basis.week.number]


@reading
def moved_since(basis: Basis, met: Met) -> pd.DataFrame:
    """MOVED since the meeting before."""
    return moved(basis.panel, basis.pack, since=met.week)


def newly_listed(basis: Basis, met: Met) -> list[Need]:
    """Who is listed now and was not at the meeting before."""
    now = listed(basis, needs(basis))
    if not met.week:
        return now
    then = earlier(basis, basis.district.calendar.week(met.week))
    known = {need.unit_id for need in listed(then, needs(then))}
    return [need for need in now if need.unit_id not in known]


def caught_up(basis: Basis, met: Met) -> list[Need]:
    """Who lost its last item in a week since, and has none and a valid report now."""
    seen = [needs(earlier(basis, week)) for week in _weeks(basis, met)]
    once = {need.unit_id for week in seen for need in week if need.attention.caught_up}
    return [
        need
        for need in needs(basis)
        if need.unit_id in once and not (need.attention.reasons or need.attention.no_data)
    ]


def promises(basis: Basis, met: Met, steps: pd.DataFrame) -> list[Promised]:
    """What was promised for the reports of the weeks since, in protocol order of a week."""
    units = [unit.id for unit in basis.panel.units]
    found = []
    for week in _weeks(basis, met):
        done = followed_now(earlier(basis, week), steps)
        found += [
            Promised(unit, week.number, done[unit])
            for unit in units
            if unit in done and done[unit].promised is not None
        ]
    return found


@reading
def corrected(basis: Basis, met: Met) -> pd.DataFrame:
    """CHANGES of figures of earlier weeks that stood otherwise when they were last handed out."""
    changes = opened.ledger().record.changes
    last = opened.revision(basis.district) if basis.as_of is None else basis.as_of
    since = last if met.revision is None else met.revision
    found = corrections(changes(basis.district.id, basis.viewer, since=since, until=last))
    units = {unit.id for unit in basis.panel.units}
    return found[(found["week"] < basis.week.number) & found["unit_id"].isin(units)]
