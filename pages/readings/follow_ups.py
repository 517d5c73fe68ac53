"""What was done about reports and doubts: a view goes in; calls, promises kept or not, figures told
by telephone beside those of the sheet, and how each sheet stands come out.

They move no revision, so they are read anew at every look.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

import pandas as pd

from campaign import State, pack_of
from ledger import Doubt, Promise, Step, Whole, promises, standing_steps
from measures import figures_to_verify
from pages.door import Basis, clock, opened
from pages.readings.quality import to_verify
from pages.readings.standings import arrivals_of, missing_reports


class SentState(StrEnum):
    """How a sheet stands, in order: while it waits on the desk it is received, and checked as it
    is; the others once it is in."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    HAS_ISSUES = "has_issues"
    RETURNED = "returned"
    RESUBMITTED = "resubmitted"
    LOCKED = "locked"
    WITHDRAWN = "withdrawn"


class Told(StrEnum):
    """How a figure told by telephone stands beside the sheet's."""

    WAITING = "waiting"
    AGREED = "agreed"
    DIFFERENT = "different"
    BLANK = "blank"


@dataclass(frozen=True)
class Phoned:
    """A figure told by telephone (电话报数), and the sheet's once there is one; NaN where a sheet
    came and says none. It counts nowhere."""

    unit_id: str
    week: int
    slot: str
    told: float
    reported: float
    state: Told


@dataclass(frozen=True)
class Followed:
    """What was done about one unit's report of the week."""

    called: bool = False
    promised: date | None = None
    promise: Promise | None = None
    phoned: tuple[Phoned, ...] = ()


def steps(basis: Basis) -> pd.DataFrame:
    """FOLLOWED of the units in the viewer's scope, the newest first."""
    return opened.ledger().exchange.followed(basis.district.id, basis.viewer)


def followed_now(basis: Basis, rows: pd.DataFrame) -> dict[str, Followed]:
    """By unit what was done about its report of the view's week."""
    week = basis.week.number
    own = standing_steps(rows[rows["week"] == week])
    came = opened.ledger().exchange.came(basis.district.id, basis.viewer, week=week)
    now = opened.now().astimezone(ZoneInfo(basis.district.calendar.zone))
    promised, told = promises(rows, came, week=week, now=now), phoned(basis, rows)
    found = {}
    for unit, of in own.groupby("unit_id"):
        day, promise = promised.get(str(unit), (None, None))
        found[str(unit)] = Followed(
            Step.CALLED in set(of["step"]),
            day,
            promise,
            tuple(it for it in told if (it.unit_id, it.week) == (unit, week)),
        )
    return found


def phoned(basis: Basis, rows: pd.DataFrame) -> list[Phoned]:
    """The figures told by telephone up to the view's week, beside what the sheets say."""
    panel, found = basis.scope, []
    at = {unit.id: i for i, unit in enumerate(panel.units)}
    weeks = {week.week.number: week for week in panel.weeks}
    own = standing_steps(rows[rows["step"] == Step.PHONED])
    for row in own.to_dict("records"):
        unit, slot, told = row["unit_id"], row["about"], float(row["value"])
        if unit not in at or row["week"] not in weeks or slot not in panel.slot_index:
            continue
        week, number = weeks[row["week"]], panel.slot_index[slot]
        reported, state = math.nan, Told.WAITING
        if week.reported[at[unit]]:
            is_said = chr(week.states[number][at[unit]]) in (State.VALUE, State.ZERO)
            reported = float(week.values[number][at[unit]]) if is_said else math.nan
            state = Told.AGREED if reported == told else Told.DIFFERENT
            state = state if is_said else Told.BLANK
        found.append(Phoned(unit, row["week"], slot, told, reported, state))
    return found


def doubt_of(row: Mapping[Hashable, object]) -> Doubt:
    """A line of TO_VERIFY as it is followed up: what it is, and the figures it rests on now."""
    about = f"{row['code']} {row['subject']} {row['week']}"
    return Doubt(str(row["unit_id"]), about, f"{row['n']} {float(str(row['value'])):g}")


def to_explain(basis: Basis) -> list[Doubt]:
    """The doubts of the view's week that must be explained before it is complete, whatever is
    filtered: figures that contradict each other."""
    return _contradictions(to_verify(basis).doubts, week=basis.week.number)


def _contradictions(found: pd.DataFrame, *, week: int) -> list[Doubt]:
    due = found[found["is_contradiction"] & (found["week"] == week)]
    return [doubt_of(row) for row in due.to_dict("records")]


def explains(basis: Basis) -> Callable[[Whole], list[Doubt]]:
    """The same of a whole district as it is when it is asked, whatever the view shows."""

    def judge(whole: Whole) -> list[Doubt]:
        week = basis.week.number
        pack = pack_of(whole.panel.district, week)
        found = figures_to_verify(whole.panel, pack, entries=whole.entries, today=basis.today)
        return _contradictions(found.doubts, week=week)

    return judge


def is_settled(doubt: Doubt, rows: pd.DataFrame) -> bool:
    """Whether it was explained, and still says what it said then."""
    return any(
        row["step"] == Step.SETTLED and row["value"] == doubt.value
        for row in steps_of(doubt, rows).to_dict("records")
    )


def steps_of(doubt: Doubt, rows: pd.DataFrame) -> pd.DataFrame:
    """What was done about one doubt, the newest first, as FOLLOWED."""
    own = _standing(rows)
    return own[(own["unit_id"] == doubt.unit_id) & (own["about"] == doubt.about)]


@opened.memory
def _standing(rows: pd.DataFrame) -> pd.DataFrame:
    return standing_steps(rows)


def to_follow(basis: Basis, rows: pd.DataFrame) -> pd.DataFrame:
    """ARRIVALS of the week's units that are not in, or about which something was done, with those
    whose sheet went back as `returned`; in protocol order."""
    now = arrivals_of(basis)
    now = now[now["week"] == basis.week.number]
    done = set(followed_now(basis, rows))
    shown = now[now["unit_id"].isin({*missing_reports(basis)["unit_id"], *done})]
    back = returned_senders(basis)
    is_back = (shown["unit_id"].isin(back) | shown["group_id"].isin(back)) & (
        shown["state"] == "held"
    )
    state = shown["state"].mask(is_back, SentState.RETURNED)
    return shown.assign(state=state).reset_index(drop=True)


def returned_senders(basis: Basis) -> frozenset[str]:
    """Who has a sheet of the view's week to send again."""
    sent = opened.ledger().submissions(basis.district.id, basis.viewer, week=basis.week.number)
    back = opened.ledger().exchange.given_back(basis.district.id, basis.viewer)
    states = sent_states(sent, back, locked=clock.locked_weeks(basis.district))
    return frozenset(sent.loc[states == SentState.RETURNED, "sender"])


def sent_states(
    sent: pd.DataFrame, given_back: pd.DataFrame, *, locked: Collection[int]
) -> pd.Series[str]:
    """The `SentState` of each of SUBMISSIONS, the newest first, by GIVEN_BACK and frozen weeks."""
    went = given_back.dropna(subset=["submission_id"]).groupby("submission_id")["at"].max()
    back = pd.to_datetime(sent["submission_id"].map(went.to_dict()), utc=True)
    stands = sent[sent["state"] != "withdrawn"].groupby(["sender", "form", "week"], dropna=False)
    later = stands["received_at"].transform("max").reindex(sent.index) > back
    is_back = back.notna()
    states = pd.Series(SentState.ACCEPTED, index=sent.index, dtype="str")
    for state, where in (
        (SentState.HAS_ISSUES, sent["n_held"] > 0),
        (SentState.RETURNED, is_back),
        (SentState.RESUBMITTED, is_back & later),
        (SentState.LOCKED, sent["week"].isin(locked)),
        (SentState.WITHDRAWN, sent["state"] == "withdrawn"),
    ):
        states[where.fillna(False).astype(bool)] = str(state)
    return states
