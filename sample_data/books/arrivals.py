"""When each workbook reached the office: a deadline goes in; a believable moment comes out."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from campaign import Calendar, Week

_SHARE_LATE = 0.045
_SHARE_THURSDAY = 0.55


def arrival(week: Week, calendar: Calendar, draw: Random) -> datetime:
    """Mostly Thursday afternoon or Friday morning before the deadline; a few after it."""
    deadline, chance = calendar.deadline(week), draw.random()
    if chance < _SHARE_LATE:
        hours = draw.choice((draw.uniform(1, 6), draw.uniform(68, 72)))
    elif chance < _SHARE_LATE + _SHARE_THURSDAY:
        hours = draw.uniform(-22, -18)
    else:
        hours = draw.uniform(-3.5, -0.2)
    return (deadline + timedelta(hours=hours)).replace(microsecond=0)


def correction_arrival(week: Week, calendar: Calendar) -> datetime:
    """The Thursday morning after the week in question."""
    return calendar.deadline(week) + timedelta(days=6, hours=-1, minutes=-48)


def roster_arrival(calendar: Calendar) -> datetime:
    """The Thursday before the first week."""
    return calendar.deadline(calendar.week(1)) - timedelta(days=8, hours=1, minutes=35)


def log_arrival(last: Week, calendar: Calendar, draw: Random) -> datetime:
    """The Monday morning after the last week a guidance log covers."""
    hours = 69 + draw.uniform(0, 2)
    return (calendar.deadline(last) + timedelta(hours=hours)).replace(microsecond=0)


def launch_arrival(calendar: Calendar, draw: Random, *, week: int = 4) -> datetime:
    """The Friday afternoon of the fourth week, or another."""
    hours = draw.uniform(2, 5)
    return (calendar.deadline(calendar.week(week)) + timedelta(hours=hours)).replace(microsecond=0)
